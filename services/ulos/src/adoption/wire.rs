//! Adoptions between the wire and the domain.

use chrono::NaiveDate;
use platform::words::Wire as _;
use platform::{Violations, etag, text, when};
use proto::ulos::v1 as pb;

use super::{AdopterVerdict, Adoption, Said};

platform::wire! {
    AdopterVerdict = pb::adoption::AdopterVerdict, "ADOPTER_VERDICT_";
}

/// Reads what the adopter says; notes all that is wrong.
pub fn parse(adoption: &pb::Adoption, today: NaiveDate, violations: &mut Violations) -> Option<Said> {
    let date = violations.some(when::date_past("adoption.adopt_date", &adoption.adopt_date, today));
    let verdict = violations.keep(AdopterVerdict::optional("adoption.verdict", adoption.verdict));
    let words = violations.keep(text::lines("adoption.words", &adoption.words, 1000));
    Some(Said { adopt_date: date?, verdict, words })
}

/// The whole record on the wire.
pub fn to_wire(adoption: &Adoption) -> pb::Adoption {
    pb::Adoption {
        name: adoption.id.to_string(),
        adopt_date: when::date_text(Some(adoption.said.adopt_date)),
        verdict: adoption.said.verdict.map_or(0, AdopterVerdict::to_wire),
        words: adoption.said.words.clone(),
        solution: adoption.solution.to_string(),
        ulo: adoption.ulo.to_string(),
        create_time: when::stamp(adoption.create_time),
        update_time: when::stamp(adoption.update_time),
        etag: etag::of(adoption.version),
    }
}
