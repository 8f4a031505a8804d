//! Activities between the wire and the domain.

use chrono::{Months, NaiveDate};
use platform::words::Wire as _;
use platform::{Violation, Violations, etag, text, when};
use proto::ulos::v1 as pb;
use proto::ulos::v1::activity::What as Sent;

use super::capacity::{Capacity, Trained};
use super::{Activity, Deed, Group, Influence, Outreach, Seat, State, Topic, Training, What};
use crate::inputs;

/// The largest board, staff or number of volunteers.
const LARGEST_GROUP: i32 = 10_000;
/// The most people one outreach reaches.
const MOST_REACHED: i32 = 1_000_000;
/// The longest a training counts.
const LONGEST: Months = Months::new(120);

platform::wire! {
    Group = pb::training::Group, "GROUP_";
    Topic = pb::training::Topic, "TOPIC_";
    State = pb::activity::State, "STATE_";
    Trained = pb::capacity::Trained, "TRAINED_";
}

/// Reads everything that is said; notes all that is wrong.
pub fn parse(activity: &pb::Activity, today: NaiveDate, violations: &mut Violations) -> Option<Deed> {
    let date = violations.some(when::date_past("activity.date", &activity.date, today));
    let what = match &activity.what {
        Some(Sent::Training(training)) => parse_training(training, date, violations).map(What::Training),
        Some(Sent::Outreach(outreach)) => Some(What::Outreach(parse_outreach(outreach, violations))),
        Some(Sent::Influence(influence)) => Some(What::Influence(parse_influence(influence, violations))),
        Some(Sent::Seat(seat)) => Some(What::Seat(parse_seat(seat, date, violations))),
        None => {
            let text = "give a training, or an outreach, an influence or a seat instead";
            violations.add("activity.training", text);
            None
        }
    };
    Some(Deed { date: date?, what: what? })
}

fn parse_training(
    training: &pb::Training,
    date: Option<NaiveDate>,
    violations: &mut Violations,
) -> Option<Training> {
    let group = violations.some(Group::required("activity.training.group", training.group));
    let topic = violations.some(Topic::required("activity.training.topic", training.topic));
    let &pb::Training { trained_count, group_size, .. } = training;
    let within = (1..=LARGEST_GROUP).contains(&group_size);
    violations.check(within, "activity.training.group_size", "give a whole number from 1 to 10,000");
    let within = (1..=group_size.max(1)).contains(&trained_count);
    let text = "give a whole number from 1 to as many as there are in all";
    violations.check(within, "activity.training.trained_count", text);
    let field = "activity.training.valid_until_date";
    let valid_until_date = violations.keep(when::date(field, &training.valid_until_date));
    if let (Some(date), Some(last)) = (date, valid_until_date) {
        let latest = date.checked_add_months(LONGEST).unwrap_or(NaiveDate::MAX);
        let text = "give a day from that of the training to ten years later";
        violations.check((date..=latest).contains(&last), field, text);
    }
    Some(Training { group: group?, topic: topic?, trained_count, group_size, valid_until_date })
}

fn parse_outreach(outreach: &pb::Outreach, violations: &mut Violations) -> Outreach {
    let within = (0..=MOST_REACHED).contains(&outreach.reached_count);
    violations.check(within, "activity.outreach.reached_count", "give a whole number from 0 to 1,000,000");
    Outreach {
        audience: violations.keep(text::required("activity.outreach.audience", &outreach.audience, 200)),
        place: violations.keep(text::required("activity.outreach.place", &outreach.place, 200)),
        reached_count: outreach.reached_count,
    }
}

fn parse_influence(influence: &pb::Influence, violations: &mut Violations) -> Influence {
    let field = "activity.influence.change";
    let change = text::lines(field, &influence.change, 1000).and_then(|change| match change.as_str() {
        "" => Err(Violation::new(field, "enter something here")),
        _ => Ok(change),
    });
    Influence {
        decision: violations.keep(text::required("activity.influence.decision", &influence.decision, 200)),
        partner: violations.keep(text::required("activity.influence.partner", &influence.partner, 200)),
        change: violations.keep(change),
    }
}

fn parse_seat(seat: &pb::Seat, date: Option<NaiveDate>, violations: &mut Violations) -> Seat {
    let field = "activity.seat.end_date";
    let end_date = violations.keep(when::date(field, &seat.end_date));
    if let (Some(date), Some(end)) = (date, end_date) {
        violations.check(date <= end, field, "give the day it was taken, or a later one");
    }
    Seat {
        body: violations.keep(text::required("activity.seat.body", &seat.body, 200)),
        council: violations.keep(inputs::council("activity.seat.council", &seat.council)),
        votes: seat.votes,
        end_date,
    }
}

/// The name of the kind of thing that was sent.
pub fn word(activity: &pb::Activity) -> &'static str {
    match activity.what {
        Some(Sent::Training(_)) => "training",
        Some(Sent::Outreach(_)) => "outreach",
        Some(Sent::Influence(_)) => "influence",
        Some(Sent::Seat(_)) => "seat",
        None => "",
    }
}

/// The whole record on the wire.
pub fn to_wire(activity: &Activity) -> pb::Activity {
    let what = match activity.deed.what.clone() {
        What::Training(training) => Sent::Training(pb::Training {
            group: training.group.to_wire(),
            topic: training.topic.to_wire(),
            trained_count: training.trained_count,
            group_size: training.group_size,
            valid_until_date: when::date_text(training.valid_until_date),
        }),
        What::Outreach(Outreach { audience, place, reached_count }) => {
            Sent::Outreach(pb::Outreach { audience, place, reached_count })
        }
        What::Influence(Influence { decision, partner, change }) => {
            Sent::Influence(pb::Influence { decision, partner, change })
        }
        What::Seat(Seat { body, council, votes, end_date }) => {
            Sent::Seat(pb::Seat { body, council, votes, end_date: when::date_text(end_date) })
        }
    };
    pb::Activity {
        name: activity.id.to_string(),
        date: when::date_text(Some(activity.deed.date)),
        what: Some(what),
        ulo: activity.ulo.to_string(),
        state: activity.state.to_wire(),
        create_time: when::stamp(activity.create_time),
        update_time: when::stamp(activity.update_time),
        etag: etag::of(activity.version),
    }
}

/// What follows, on the wire.
pub fn capacity_to_wire(capacity: &Capacity, today: NaiveDate) -> pb::Capacity {
    let age = |date: NaiveDate| i32::try_from((today - date).num_days().max(0)).unwrap_or(i32::MAX);
    pb::Capacity {
        as_of_date: when::date_text(Some(today)),
        board: capacity.board.to_wire(),
        staff: capacity.staff.to_wire(),
        missing_topics: Topic::list_to_wire(&capacity.missing_topics),
        last_outreach_date: when::date_text(capacity.last_outreach),
        last_outreach_age_days: capacity.last_outreach.map(age),
        reached_count: capacity.reached_count,
        influence_count: i32::try_from(capacity.influence_count).unwrap_or(i32::MAX),
        seat_count: i32::try_from(capacity.seat_count).unwrap_or(i32::MAX),
    }
}
