//! Rounds between the wire and the domain.

use chrono::{DateTime, Months, NaiveDate, Utc};
use platform::words::Wire as _;
use platform::{Caller, Role, Violation, Violations, etag, text, when};
use proto::ulos::v1 as pb;

use super::ranking::Place;
use super::{Criterion, Phase, Round, State, Terms};
use crate::inputs;

/// The most that a round can be of: a thousand million pounds.
const MOST_PENCE: i64 = 100_000_000_000;
const MOST_CRITERIA: usize = 12;
/// The longest that bids are taken, and that a decision takes after that, in months.
const LONGEST: Months = Months::new(24);

platform::wire! {
    State = pb::round::State, "STATE_";
    Phase = pb::round::Phase, "PHASE_";
}

/// Reads everything that is set out; notes all that is wrong.
pub fn parse(round: &pb::Round, violations: &mut Violations) -> Option<Terms> {
    let display_name = violations.keep(text::required("round.display_name", &round.display_name, 200));
    let purpose = violations.keep(text::lines("round.purpose", &round.purpose, 4_000));
    violations.check(!purpose.is_empty(), "round.purpose", "say what the money is for");
    let money = (1..=MOST_PENCE).contains(&round.amount_pence);
    violations.check(money, "round.amount_pence", "give pence from 1 to 100,000,000,000");
    let within = (1..=round.amount_pence).contains(&round.most_per_bid_pence);
    violations.check(within, "round.most_per_bid_pence", "give pence from 1 to the amount of the round");
    violations.check((1..=500).contains(&round.sites), "round.sites", "give a number from 1 to 500");
    let criteria = violations.keep(criteria(&round.criteria));
    let councils = match round.councils.is_empty() {
        true => Vec::new(),
        false => violations.keep(inputs::councils("round.councils", &round.councils)),
    };
    let open_time = violations.some(time("round.open_time", round.open_time.as_ref()));
    let close_time = violations.some(time("round.close_time", round.close_time.as_ref()));
    let decision_date = violations.some(when::date_required("round.decision_date", &round.decision_date));
    if let (Some(open), Some(close)) = (open_time, close_time) {
        let last = open.checked_add_months(LONGEST).unwrap_or(DateTime::<Utc>::MAX_UTC);
        let text = "give a time after the opening, at most two years after it";
        violations.check(close > open && close <= last, "round.close_time", text);
    }
    if let (Some(close), Some(decision)) = (close_time, decision_date) {
        let first = platform::uk_time::date(close);
        let last = first.checked_add_months(LONGEST).unwrap_or(NaiveDate::MAX);
        let text = "give a day from the closing day to two years after it";
        violations.check((first..=last).contains(&decision), "round.decision_date", text);
    }
    Some(Terms {
        display_name,
        purpose,
        amount_pence: round.amount_pence,
        most_per_bid_pence: round.most_per_bid_pence,
        sites: round.sites,
        criteria,
        councils,
        open_time: open_time?,
        close_time: close_time?,
        decision_date: decision_date?,
    })
}

/// A time that has to be there, to the microsecond as it is kept.
fn time(field: &str, stamp: Option<&prost_types::Timestamp>) -> Result<DateTime<Utc>, Violation> {
    when::time(field, stamp)?
        .and_then(|time| DateTime::from_timestamp_micros(time.timestamp_micros()))
        .ok_or_else(|| Violation::new(field, "give a time"))
}

fn criteria(sent: &[pb::Criterion]) -> Result<Vec<Criterion>, Violation> {
    let field = "round.criteria";
    if sent.is_empty() || sent.len() > MOST_CRITERIA {
        return Err(Violation::new(field, "give 1 to 12 criteria"));
    }
    let read = |(index, sent): (usize, &pb::Criterion)| {
        let at = |part: &str| format!("{field}[{index}].{part}");
        if !(1..=100).contains(&sent.weight) {
            return Err(Violation::new(at("weight"), "give a number from 1 to 100"));
        }
        Ok(Criterion {
            title: text::required(&at("title"), &sent.title, 100)?,
            about: text::optional(&at("about"), &sent.about, 1_000)?,
            weight: sent.weight,
        })
    };
    sent.iter().enumerate().map(read).collect()
}

/// The whole round on the wire, as that caller may see it.
pub fn to_wire(round: &Round, caller: &Caller, now: DateTime<Utc>) -> pb::Round {
    let terms = &round.terms;
    let decided = round.is_decided() || caller.role == Role::Operator;
    let criterion = |criterion: &Criterion| pb::Criterion {
        title: criterion.title.clone(),
        about: criterion.about.clone(),
        weight: criterion.weight,
    };
    pb::Round {
        name: round.id.to_string(),
        display_name: terms.display_name.clone(),
        purpose: terms.purpose.clone(),
        amount_pence: terms.amount_pence,
        most_per_bid_pence: terms.most_per_bid_pence,
        sites: terms.sites,
        criteria: terms.criteria.iter().map(criterion).collect(),
        councils: terms.councils.clone(),
        open_time: when::stamp(terms.open_time),
        close_time: when::stamp(terms.close_time),
        decision_date: when::date_text(Some(terms.decision_date)),
        state: round.state.to_wire(),
        phase: round.phase(now).to_wire(),
        bids: round.counts.bids,
        asked_pence: round.counts.asked_pence,
        awarded_pence: if decided { round.counts.awarded_pence } else { 0 },
        paid_pence: round.counts.paid_pence,
        create_time: when::stamp(round.create_time),
        update_time: when::stamp(round.update_time),
        etag: etag::of(round.version),
    }
}

/// The bids of a round in order, on the wire.
pub fn ranking_to_wire(name: String, round: &Round, places: &[Place]) -> pb::Ranking {
    let place = |place: &Place| pb::ranking::Place {
        bid: format!("bids/{}", place.entry.bid),
        ulo: format!("ulos/{}", place.entry.ulo),
        place: i32::try_from(place.place).unwrap_or(i32::MAX),
        score_permille: place.score_permille,
        spread_permille: place.spread_permille,
        wide_apart: place.wide_apart,
        assessments: place.entry.assessments,
        asked_pence: place.entry.asked_pence,
        decided: place.entry.award_pence.is_some(),
        award_pence: place.entry.award_pence.unwrap_or_default(),
    };
    pb::Ranking {
        name,
        places: places.iter().map(place).collect(),
        create_time: when::stamp(round.create_time),
        update_time: when::stamp(round.update_time),
        etag: etag::of(round.version),
    }
}
