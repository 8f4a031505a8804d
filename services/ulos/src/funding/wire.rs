//! Fundings between the wire and the domain.

use chrono::{Months, NaiveDate};
use platform::words::Wire as _;
use platform::{Violation, Violations, etag, text, when};
use proto::ulos::v1 as pb;

use super::{Certainty, Funding, Kind, Renewal, State, Terms};
use crate::inputs;

/// The most that one record can be of: a thousand million pounds.
const MOST_PENCE: i64 = 100_000_000_000;
/// The longest term, in months.
const LONGEST: Months = Months::new(240);

platform::wire! {
    Kind = pb::funding::Kind, "KIND_";
    Renewal = pb::funding::Renewal, "RENEWAL_";
    Certainty = pb::funding::Certainty, "CERTAINTY_";
    State = pb::funding::State, "STATE_";
}

/// Reads every term; notes all that is wrong.
pub fn parse(funding: &pb::Funding, violations: &mut Violations) -> Option<Terms> {
    let kind = violations.some(Kind::required("funding.kind", funding.kind));
    let funder = violations.keep(text::required("funding.funder", &funding.funder, 200));
    let council = violations.keep(council(&funding.council));
    let right = (1..=MOST_PENCE).contains(&funding.amount_pence);
    violations.check(right, "funding.amount_pence", "give pence from 1 to 100,000,000,000");
    let start_date = violations.some(when::date_required("funding.start_date", &funding.start_date));
    let end_date = violations.some(when::date_required("funding.end_date", &funding.end_date));
    if let (Some(start), Some(end)) = (start_date, end_date) {
        let last = start.checked_add_months(LONGEST).unwrap_or(NaiveDate::MAX);
        let text = "give a day from the first day of the term to 20 years later";
        violations.check((start..=last).contains(&end), "funding.end_date", text);
    }
    let renewal = violations.some(Renewal::required("funding.renewal", funding.renewal));
    let renewal_note = violations.keep(text::optional("funding.renewal_note", &funding.renewal_note, 300));
    let certainty = violations.some(Certainty::required("funding.certainty", funding.certainty));
    Some(Terms {
        kind: kind?,
        funder,
        council,
        amount_pence: funding.amount_pence,
        start_date: start_date?,
        end_date: end_date?,
        renewal: renewal?,
        renewal_note,
        certainty: certainty?,
    })
}

fn council(name: &str) -> Result<Option<String>, Violation> {
    match name {
        "" => Ok(None),
        name => inputs::council("funding.council", name).map(Some),
    }
}

/// The whole record on the wire.
pub fn to_wire(funding: &Funding) -> pb::Funding {
    let terms = &funding.terms;
    pb::Funding {
        name: funding.id.to_string(),
        kind: terms.kind.to_wire(),
        funder: terms.funder.clone(),
        council: terms.council.clone().unwrap_or_default(),
        amount_pence: terms.amount_pence,
        start_date: when::date_text(Some(terms.start_date)),
        end_date: when::date_text(Some(terms.end_date)),
        renewal: terms.renewal.to_wire(),
        renewal_note: terms.renewal_note.clone(),
        certainty: terms.certainty.to_wire(),
        ulo: funding.ulo.to_string(),
        state: funding.state.to_wire(),
        create_time: when::stamp(funding.create_time),
        update_time: when::stamp(funding.update_time),
        etag: etag::of(funding.version),
    }
}
