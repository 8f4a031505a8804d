//! Offers between the wire and the domain.

use chrono::{Months, NaiveDate};
use platform::words::Wire as _;
use platform::{Violations, etag, text, when};
use proto::ulos::v1 as pb;

use super::{BuddyOffer, Offered, State};
use crate::solution::Topic;

platform::wire! {
    State = pb::buddy_offer::State, "STATE_";
}

/// What is offered and agreed in hours a month, at the most.
const MOST_HOURS: i32 = 200;
const MOST_TOPICS: usize = 5;
/// How far ahead is agreed, at the most.
pub(crate) const LONGEST: Months = Months::new(36);

/// Reads hours and topics, which an offer and an agreement say alike. `of` is the message they are in.
pub(crate) fn hours_and_topics(
    of: &str,
    (hours, topics): (i32, &[i32]),
    violations: &mut Violations,
) -> (i32, Vec<Topic>) {
    let right = (1..=MOST_HOURS).contains(&hours);
    violations.check(right, &format!("{of}.hours_per_month"), "give hours a month from 1 to 200");
    let field = format!("{of}.topics");
    let kept = violations.keep(Topic::list(&field, topics));
    let right = !topics.is_empty() && kept.len() <= MOST_TOPICS;
    violations.check(right, &field, "choose 1 to 5 topics");
    (hours, kept)
}

/// Reads what is offered; notes all that is wrong.
pub fn parse(offer: &pb::BuddyOffer, today: NaiveDate, violations: &mut Violations) -> Option<Offered> {
    let said = (offer.hours_per_month, offer.topics.as_slice());
    let (hours_per_month, topics) = hours_and_topics("buddy_offer", said, violations);
    let words = violations.keep(text::lines("buddy_offer.words", &offer.words, 1000));
    let field = "buddy_offer.end_date";
    let end_date = violations.some(when::date_required(field, &offer.end_date))?;
    let last = today.checked_add_months(LONGEST);
    let right = end_date >= today && last.is_some_and(|last| end_date <= last);
    violations.check(right, field, "give a day from today to three years from now");
    Some(Offered { hours_per_month, topics, end_date, words })
}

/// The whole record on the wire.
pub fn to_wire(offer: &BuddyOffer) -> pb::BuddyOffer {
    pb::BuddyOffer {
        name: offer.id.to_string(),
        hours_per_month: offer.offered.hours_per_month,
        topics: Topic::list_to_wire(&offer.offered.topics),
        end_date: when::date_text(Some(offer.offered.end_date)),
        words: offer.offered.words.clone(),
        free_hours_per_month: offer.free_hours(),
        ulo: offer.ulo.to_string(),
        state: offer.state.to_wire(),
        create_time: when::stamp(offer.create_time),
        update_time: when::stamp(offer.update_time),
        etag: etag::of(offer.version),
    }
}
