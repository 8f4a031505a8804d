//! What follows from everything an organisation did: whether board and staff are trained now, which skills are missing that
//! user-led organisations are known to lack, when it last went out. Pure: the day is an argument.
//!
//! The study of 2006-7 names a fully trained board and staff and resources for outreach as what lets organisations last, and
//! a lack of business and financial skills as what stops them. It gives no terms: three years is Alongside's own.

use chrono::{Months, NaiveDate};

use super::{Deed, Group, Outreach, Seat, Topic, Training, What};

/// How long a training counts that says no day of its own.
const COUNTS: Months = Months::new(36);
/// How far back people reached are counted.
const REACHED_SINCE: Months = Months::new(12);
/// How far back changed decisions are counted.
const INFLUENCED_SINCE: Months = Months::new(24);
/// The skills user-led organisations are known to lack.
pub const KNOWN_LACKS: [Topic; 2] = [Topic::Business, Topic::Finance];

platform::words! {
    /// How far a group is trained.
    pub enum Trained {
        /// All took part in a training that is up to date.
        All = "all",
        /// Some did.
        Some = "some",
        /// There was training, and none is up to date.
        Lapsed = "lapsed",
        /// No training is recorded.
        NotEvidenced = "not_evidenced",
    }
}

/// Everything that follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capacity {
    /// How far the board is trained.
    pub board: Trained,
    /// How far the staff is trained.
    pub staff: Trained,
    /// Which of [`KNOWN_LACKS`] neither of them has.
    pub missing_topics: Vec<Topic>,
    /// The day of the last outreach.
    pub last_outreach: Option<NaiveDate>,
    /// People reached in the past twelve months.
    pub reached_count: i64,
    /// Decisions changed in the past 24 months.
    pub influence_count: usize,
    /// Seats it has now.
    pub seat_count: usize,
}

impl Capacity {
    /// What follows on a day. `deeds` are those that count.
    pub fn of(deeds: &[&Deed], today: NaiveDate) -> Self {
        let trainings: Vec<(&Training, bool)> = deeds
            .iter()
            .filter_map(|deed| match &deed.what {
                What::Training(training) => Some((training, is_up_to_date(training, deed.date, today))),
                _ => None,
            })
            .collect();
        let outreaches: Vec<(NaiveDate, &Outreach)> = deeds
            .iter()
            .filter_map(|deed| match &deed.what {
                What::Outreach(outreach) => Some((deed.date, outreach)),
                _ => None,
            })
            .collect();
        let influenced = |deed: &&&Deed| {
            matches!(deed.what, What::Influence(_)) && is_since(deed.date, INFLUENCED_SINCE, today)
        };
        let reached = outreaches.iter().filter(|(date, _)| is_since(*date, REACHED_SINCE, today));
        Self {
            board: trained(Group::Board, &trainings),
            staff: trained(Group::Staff, &trainings),
            missing_topics: KNOWN_LACKS.into_iter().filter(|topic| !has(*topic, &trainings)).collect(),
            last_outreach: outreaches.iter().map(|(date, _)| *date).max(),
            reached_count: reached.map(|(_, outreach)| i64::from(outreach.reached_count)).sum(),
            influence_count: deeds.iter().filter(influenced).count(),
            seat_count: deeds.iter().filter(|deed| has_seat(&deed.what, today)).count(),
        }
    }
}

/// Whether a day lies within so many months up to another: the same day so many months before does not.
fn is_since(date: NaiveDate, months: Months, today: NaiveDate) -> bool {
    today.checked_sub_months(months).is_none_or(|first| date > first)
}

fn has_seat(what: &What, today: NaiveDate) -> bool {
    matches!(what, What::Seat(Seat { end_date, .. }) if end_date.is_none_or(|end| today <= end))
}

/// Up to its own last day, or for three years.
fn is_up_to_date(training: &Training, date: NaiveDate, today: NaiveDate) -> bool {
    match training.valid_until_date {
        Some(last) => today <= last,
        None => is_since(date, COUNTS, today),
    }
}

fn trained(group: Group, trainings: &[(&Training, bool)]) -> Trained {
    let mut of_group = trainings.iter().filter(|(training, _)| training.group == group).peekable();
    if of_group.peek().is_none() {
        return Trained::NotEvidenced;
    }
    let all = |training: &Training| training.trained_count >= training.group_size;
    of_group.fold(Trained::Lapsed, |so_far, (training, up_to_date)| match so_far {
        _ if *up_to_date && all(training) => Trained::All,
        Trained::Lapsed if *up_to_date => Trained::Some,
        other => other,
    })
}

/// Volunteers come and go: what only they know, the organisation does not have.
fn has(topic: Topic, trainings: &[(&Training, bool)]) -> bool {
    trainings.iter().any(|(training, up_to_date)| {
        *up_to_date && training.topic == topic && training.group != Group::Volunteers
    })
}

#[cfg(test)]
mod tests;
