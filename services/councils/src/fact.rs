//! What the feeds tell, as far as a framework needs it: the newest state of each record, without names or words.
//!
//! Invariants: a fact carries the version of the record it was made from and only a newer one replaces it; what a record
//! tells only in passing (the first choice, the first day its support was live) is kept from then on.

mod brokers;
mod matching;
mod newest;
mod outcomes;
mod store;
mod ulos;

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Error, Id, Resource};
use sqlx::PgConnection;

pub use brokers::FromBrokers;
pub use matching::FromMatching;
pub(crate) use newest::{Newest, Place, Told};
pub use outcomes::FromOutcomes;
pub use ulos::FromUlos;

use crate::council::GssCode;
use crate::framework::figures::Kind;

platform::words! {
    /// Whether an organisation is user-led, as its governance shows.
    pub enum Verdict {
        /// Shown to be.
        Met = "met",
        /// Shown not to be.
        NotMet = "not_met",
        /// Not shown either way.
        NotEvidenced = "not_evidenced",
    }
}

platform::words! {
    /// The life of an organisation's entry.
    pub enum UloState {
        /// In use.
        Listed = "listed",
        /// Closed.
        Closed = "closed",
    }
}

platform::words! {
    /// The life of an offering.
    pub enum OfferingState {
        /// Taking people on.
        Open = "open",
        /// Not now.
        Paused = "paused",
        /// Ended.
        Closed = "closed",
    }
}

platform::words! {
    /// The life of a request that was asked.
    pub enum RequestState {
        /// Being written.
        Draft = "draft",
        /// Asked, not chosen.
        Asked = "asked",
        /// A choice is being offered.
        Chosen = "chosen",
        /// Taken on.
        Placed = "placed",
        /// No one could meet it.
        Unmet = "unmet",
        /// Taken back.
        Withdrawn = "withdrawn",
        /// Over.
        Closed = "closed",
    }
}

platform::words! {
    /// When in the life of a case a review asks.
    pub enum ReviewStage {
        /// When it opens.
        Start = "start",
        /// Three months on.
        ThreeMonths = "three_months",
        /// Twelve months on.
        TwelveMonths = "twelve_months",
    }
}

platform::words! {
    /// The life of an introduction.
    pub enum IntroductionState {
        /// Asked, not answered.
        Offered = "offered",
        /// Yes.
        Accepted = "accepted",
        /// No.
        Declined = "declined",
        /// No answer in time.
        Expired = "expired",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

/// An organisation.
#[derive(Debug, Clone)]
pub(crate) struct Ulo {
    may_be_user_led: bool,
    user_led: Verdict,
    state: UloState,
    councils: Vec<GssCode>,
}

/// The verdict on an organisation.
#[derive(Debug, Clone)]
pub(crate) struct Governance {
    ulo: Id<Ulo>,
    user_led: Verdict,
}

/// One kind of support an organisation offers.
#[derive(Debug, Clone)]
pub(crate) struct Offering {
    ulo: Id<Ulo>,
    kind: Kind,
    says_access: bool,
    who_for: Vec<String>,
    /// What an hour of it costs to give, when it is said.
    hourly_cost_pence: Option<i64>,
    state: OfferingState,
    councils: Vec<GssCode>,
}

/// A request and when its steps were taken. Without council or time of asking when it tells neither any more.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    council: Option<GssCode>,
    kind: Kind,
    /// Codes of what the asker needs to take part, as far as they share it.
    needs: Vec<String>,
    state: RequestState,
    ask_time: Option<DateTime<Utc>>,
    choose_time: Option<DateTime<Utc>>,
    place_time: Option<DateTime<Utc>>,
}

/// A case, and when its steps were first reached.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    council: GssCode,
    kind: Kind,
    offering: Id<Offering>,
    /// The time worked on it so far.
    minutes: i32,
    open_time: DateTime<Utc>,
    contact_time: Option<DateTime<Utc>>,
    agree_time: Option<DateTime<Utc>>,
    live_time: Option<DateTime<Utc>>,
    is_open: bool,
}

/// A menu of a request.
#[derive(Debug, Clone)]
pub(crate) struct Menu {
    request: Id<Request>,
    create_time: DateTime<Utc>,
    /// Whether there was something to choose from, but fewer than three options.
    few: bool,
}

/// An organisation asked to take someone on.
#[derive(Debug, Clone)]
pub(crate) struct Introduction {
    request: Id<Request>,
    ulo: Id<Ulo>,
    council: GssCode,
    kind: Kind,
    state: IntroductionState,
    offer_time: DateTime<Utc>,
    decide_time: Option<DateTime<Utc>>,
}

/// Money to an organisation over a term.
#[derive(Debug, Clone)]
pub(crate) struct Funding {
    ulo: Id<Ulo>,
    council: Option<GssCode>,
    is_contract: bool,
    amount_pence: i64,
    counts: bool,
    start_date: NaiveDate,
    end_date: NaiveDate,
}

/// A seat of an organisation where a council decides. Kept as the activity it was recorded as.
#[derive(Debug, Clone)]
pub(crate) struct Seat {
    ulo: Id<Ulo>,
    council: GssCode,
    counts: bool,
    start_date: NaiveDate,
    end_date: Option<NaiveDate>,
}

/// What a person said about control over daily life, at one stage of one case.
#[derive(Debug, Clone)]
pub(crate) struct Review {
    council: GssCode,
    case: Id<Case>,
    person: Id<Person>,
    stage: ReviewStage,
    level: Option<i32>,
    answer_time: Option<DateTime<Utc>>,
}

/// Whose answers they are; known here by id alone.
#[derive(Debug, Clone)]
pub(crate) struct Person;

impl Resource for Ulo {
    const COLLECTION: &'static str = "ulos";
}
impl Resource for Governance {
    const COLLECTION: &'static str = "governances";
}
impl Resource for Offering {
    const COLLECTION: &'static str = "offerings";
}
impl Resource for Request {
    const COLLECTION: &'static str = "requests";
}
impl Resource for Case {
    const COLLECTION: &'static str = "cases";
}
impl Resource for Menu {
    const COLLECTION: &'static str = "menus";
}
impl Resource for Introduction {
    const COLLECTION: &'static str = "introductions";
}
impl Resource for Funding {
    const COLLECTION: &'static str = "fundings";
}
impl Resource for Seat {
    const COLLECTION: &'static str = "activities";
}
impl Resource for Review {
    const COLLECTION: &'static str = "reviews";
}
impl Resource for Person {
    const COLLECTION: &'static str = "people";
}

/// What a record tells, and what of it outlives the next telling.
pub(crate) trait Fact: Resource + Sized {
    /// Takes over from an earlier state of the same record what this one no longer tells.
    fn after(&mut self, earlier: Self) {
        drop(earlier);
    }
}

impl Fact for Ulo {}
impl Fact for Governance {}
impl Fact for Offering {}
impl Fact for Review {}
impl Fact for Menu {}
impl Fact for Introduction {}
impl Fact for Funding {}
impl Fact for Seat {}

impl Fact for Request {
    fn after(&mut self, earlier: Self) {
        self.council = self.council.take().or(earlier.council);
        self.ask_time = self.ask_time.or(earlier.ask_time);
        self.choose_time = earlier.choose_time.or(self.choose_time);
        self.place_time = earlier.place_time.or(self.place_time);
    }
}

impl Fact for Case {
    fn after(&mut self, earlier: Self) {
        self.contact_time = earlier.contact_time.or(self.contact_time);
        self.agree_time = earlier.agree_time.or(self.agree_time);
        self.live_time = earlier.live_time.or(self.live_time);
    }
}

/// The error of an event that does not say what its record must say.
fn unreadable(event: &platform::follow::Event) -> Error {
    Error::internal(format!("the event {} of {} cannot be read", event.event_id, event.kind))
}

/// Says whether an organisation was told of.
///
/// # Errors
/// `ULO_NOT_KNOWN`.
pub(crate) async fn known_ulo(tx: &mut PgConnection, ulo: Id<Ulo>) -> Result<(), Error> {
    if store::any_ulo(tx, ulo.uuid()).await? {
        return Ok(());
    }
    Err(Error::refused("ULO_NOT_KNOWN", "there is no such organisation: choose one of the directory"))
}

/// The council a record names.
fn council(event: &platform::follow::Event, name: &str) -> Result<GssCode, Error> {
    GssCode::parse("council", "councils", name).map_err(|_| unreadable(event))
}

#[cfg(test)]
mod tests;
