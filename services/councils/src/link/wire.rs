//! Ties on the wire.

use platform::words::Wire as _;
use proto::councils::v1 as pb;
use proto::councils::v1::spend_line::Among;

use super::Strand;
use crate::benchmark::Medians;

platform::wire! {
    Strand = pb::strand::Kind, "KIND_";
}

/// One strand of a council beside others.
pub fn to_wire(strand: Strand, value: Option<i64>, medians: &Medians) -> pb::Strand {
    let line = |among: Among, median: Option<(i64, usize)>| pb::StrandLine {
        among: among.into(),
        value: median.map(|(value, _)| value),
        council_count: median.map_or(0, |(_, count)| i32::try_from(count).unwrap_or(i32::MAX)),
    };
    let lines = vec![
        line(Among::Like, medians.like),
        line(Among::Region, medians.region),
        line(Among::England, medians.england),
    ];
    pb::Strand { kind: strand.to_wire(), value, lines }
}
