//! A review: what a person says about control, choice and how it went, when support starts and three and twelve months
//! later.
//!
//! Invariants: a case is asked once at each stage; a review is answered once, never long before or after it is due; what
//! someone other than the person sends never counts as the person's answer alone; change is measured on one scale,
//! against the start review of the same case. A case that closes leaves its reviews due: what changed for the person
//! matters after the work is done.

mod lapse;
pub(crate) mod rpc;
pub(crate) mod store;
#[cfg(test)]
mod tests;
mod wire;

use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use platform::{Error, Id, Resource, uk_time};
use serde::{Deserialize, Serialize};

pub(crate) use lapse::{lapse_all, lapse_what_is_due};
pub(crate) use wire::change;

use crate::instrument::Instrument;
use crate::names::{Broker, Case, Person, Request, Ulo};

/// How many days before its due date a review can be answered.
const EARLY_DAYS: u64 = 28;
/// How many days after its due date a review can still be answered.
const LATE_DAYS: u64 = 60;

platform::words! {
    /// The life of a review.
    pub enum State {
        /// Waiting for its due date or for an answer.
        Due = "due",
        /// Answered.
        Answered = "answered",
        /// The person would rather not answer.
        Declined = "declined",
        /// Not answered in time, or nobody is left to answer it.
        Lapsed = "lapsed",
    }
}

platform::words! {
    /// When in the life of the case it asks.
    pub enum Stage {
        /// When the case opens.
        Start = "start",
        /// Three months later.
        ThreeMonths = "three_months",
        /// Twelve months later.
        TwelveMonths = "twelve_months",
    }
}

platform::words! {
    /// Whose answers they are.
    pub enum Respondent {
        /// The person alone.
        Alone = "self",
        /// The person, with someone's help.
        WithHelp = "with_help",
        /// Someone else, for the person.
        Proxy = "proxy",
    }
}

platform::words! {
    /// Who helped, or answered for the person.
    pub enum HelperKind {
        /// Family or a friend.
        FamilyOrFriend = "family_or_friend",
        /// A peer supporter.
        Peer = "peer",
        /// A personal assistant or paid carer.
        PaidCarer = "paid_carer",
        /// An independent advocate.
        Advocate = "advocate",
        /// The broker of the case.
        Broker = "broker",
        /// A council worker.
        CouncilWorker = "council_worker",
        /// Someone else.
        SomeoneElse = "someone_else",
    }
}

platform::words! {
    /// How the answers were given.
    pub enum Mode {
        /// On the site.
        Online = "online",
        /// By phone.
        Phone = "phone",
        /// Face to face.
        InPerson = "in_person",
        /// By post.
        Post = "post",
        /// By video call.
        Video = "video",
    }
}

platform::words! {
    /// Which way something went.
    pub enum Direction {
        /// More than at the start.
        Better = "better",
        /// As much as at the start.
        Same = "same",
        /// Less than at the start.
        Worse = "worse",
        /// The start review was not answered.
        NoBaseline = "no_baseline",
    }
}

/// What a review is about; never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    pub(crate) case: Id<Case>,
    pub(crate) person: Id<Person>,
    pub(crate) request: Id<Request>,
    /// The person's council when the case opened.
    pub(crate) council: String,
    /// The organisation when the case opened.
    pub(crate) ulo: Id<Ulo>,
}

/// What is sealed with the person's own key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Private {
    words: String,
}

/// The answer to one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    item_id: String,
    level: i32,
}

/// What someone sends as the answers to a review; made by parsing against its instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    private: Private,
    respondent: Respondent,
    helper_kind: Option<HelperKind>,
    mode: Mode,
    format_used: String,
    answers: Vec<Answer>,
}

/// What changed in control over daily life since the start review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    control: Direction,
    control_levels: i32,
}

/// The answers, and who sent them when.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Answered {
    given: Answers,
    answered_by: String,
    answer_time: DateTime<Utc>,
    /// Nothing on the start review itself.
    change: Option<Change>,
}

/// One review of one case at one stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    id: Id<Review>,
    about: About,
    stage: Stage,
    due_date: NaiveDate,
    instrument: String,
    answered: Option<Answered>,
    /// Who works on the case now; nobody once it is closed.
    broker: Option<Id<Broker>>,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Review {
    const COLLECTION: &'static str = "reviews";
}

impl Stage {
    /// The day it falls due when the case opened on that day.
    fn due_date(self, opened: NaiveDate) -> NaiveDate {
        let months = match self {
            Self::Start => 0,
            Self::ThreeMonths => 3,
            Self::TwelveMonths => 12,
        };
        opened.checked_add_months(Months::new(months)).unwrap_or(opened)
    }
}

impl Change {
    /// The change from a level of control to another, where the start is known.
    fn since(start: Option<i32>, level: i32) -> Self {
        let Some(start) = start else {
            return Self { control: Direction::NoBaseline, control_levels: 0 };
        };
        let control = match level.cmp(&start) {
            std::cmp::Ordering::Greater => Direction::Better,
            std::cmp::Ordering::Equal => Direction::Same,
            std::cmp::Ordering::Less => Direction::Worse,
        };
        Self { control, control_levels: level - start }
    }
}

impl Answers {
    /// The level of control over daily life among them.
    fn control(&self, instrument: &Instrument) -> Option<i32> {
        level_of_control(&self.answers, instrument)
    }
}

/// The level of control over daily life among some answers.
fn level_of_control(answers: &[Answer], instrument: &Instrument) -> Option<i32> {
    let control = instrument.control().next()?;
    answers.iter().find(|answer| answer.item_id == control.item_id).map(|answer| answer.level)
}

impl Review {
    /// The review of a stage of a case that has just opened.
    pub fn new(about: About, stage: Stage, opened: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        let opened = uk_time::date(opened);
        Self {
            id: Id::new(),
            about,
            stage,
            due_date: stage.due_date(opened),
            instrument: Instrument::on(&opened.to_string()).name.to_owned(),
            answered: None,
            broker: None,
            state: State::Due,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// Keeps the answers and what changed since the start review, whose level of control is `start`.
    ///
    /// # Errors
    /// What [`Self::check_answerable`] says.
    pub fn answer(
        &mut self,
        given: Answers,
        answered_by: String,
        start: Option<i32>,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        self.check_answerable(now)?;
        let level = given.control(Instrument::find(&self.instrument)?);
        let change = level.filter(|_| self.stage != Stage::Start).map(|level| Change::since(start, level));
        self.answered = Some(Answered { given, answered_by, answer_time: now, change });
        self.end(State::Answered, now);
        Ok(())
    }

    /// Says the person would rather not answer.
    ///
    /// # Errors
    /// `REVIEW_NOT_DUE` when it was answered, declined or has lapsed.
    pub fn decline(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_due(now)?;
        self.end(State::Declined, now);
        Ok(())
    }

    /// Ends a review nobody answered in time, or nobody can answer any more.
    ///
    /// # Errors
    /// `REVIEW_NOT_DUE` when it was answered, declined or has lapsed.
    pub fn lapse(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        if self.state != State::Due {
            return Err(Self::not_due());
        }
        self.end(State::Lapsed, now);
        Ok(())
    }

    /// Refuses to take answers too early or too late.
    ///
    /// # Errors
    /// `REVIEW_NOT_DUE` when it was answered, declined or has lapsed, `REVIEW_TOO_EARLY` long before its due date.
    pub fn check_answerable(&self, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_due(now)?;
        if uk_time::date(now) + Days::new(EARLY_DAYS) < self.due_date {
            let text = "this review can be answered from four weeks before the day it is due";
            return Err(Error::refused("REVIEW_TOO_EARLY", text));
        }
        Ok(())
    }

    /// The last due date of which a review has lapsed on that day.
    pub fn lapsed_with(today: NaiveDate) -> NaiveDate {
        today - Days::new(LATE_DAYS + 1)
    }

    fn still_due(&self, now: DateTime<Utc>) -> Result<(), Error> {
        let in_time = self.due_date > Self::lapsed_with(uk_time::date(now));
        if self.state == State::Due && in_time { Ok(()) } else { Err(Self::not_due()) }
    }

    fn not_due() -> Error {
        Error::refused("REVIEW_NOT_DUE", "this review was answered or declined, or its time has passed")
    }

    fn end(&mut self, state: State, now: DateTime<Utc>) {
        self.state = state;
        self.version += 1;
        self.update_time = now;
    }
}
