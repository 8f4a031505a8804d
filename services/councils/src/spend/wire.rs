//! Spending on the wire.

use platform::{etag, when};
use proto::councils::v1 as pb;
use proto::councils::v1::spend_line::Among;

use super::Spend;

/// One year of one council.
pub fn to_wire(spend: &Spend) -> pb::Spend {
    pb::Spend {
        name: spend.name(),
        year: spend.year.0,
        to_ulos_pence: spend.to_ulos_pence,
        to_shown_ulos_pence: spend.to_shown_ulos_pence,
        to_recorded_others_pence: spend.to_recorded_others_pence,
        to_others_pence: spend.stated.as_ref().map(|stated| stated.to_others_pence),
        source: spend.stated.as_ref().map(|stated| stated.source.clone()).unwrap_or_default(),
        share_permille: spend.share().map(permille),
        lines: Vec::new(),
        council: format!("councils/{}", spend.gss_code.as_str()),
        create_time: when::stamp_optional(spend.create_time),
        update_time: when::stamp_optional(spend.update_time),
        etag: etag::of(spend.version),
    }
}

/// The middle share among some councils, and of how many.
pub fn line(among: Among, median: Option<(i64, usize)>) -> pb::SpendLine {
    pb::SpendLine {
        among: among.into(),
        share_permille: median.map(|(share, _)| permille(share)),
        council_count: median.map_or(0, |(_, count)| i32::try_from(count).unwrap_or(i32::MAX)),
    }
}

fn permille(share: i64) -> i32 {
    i32::try_from(share).unwrap_or(i32::MAX)
}
