//! A broker: what they are good at, where and how they work, and how much they carry.
//!
//! Invariant: the points of open cases never grow past the limit. They change only through [`Broker::carry`], on a row
//! that is locked.

mod facts;
pub(crate) mod rpc;
pub(crate) mod store;
#[cfg(test)]
pub(crate) mod tests;
mod wire;

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Error, Id, Resource};
use serde::{Deserialize, Serialize};

use crate::names::Ulo;

platform::words! {
    /// How a broker works with people.
    pub enum WayOfWorking {
        /// Comes to the person's home.
        HomeVisits = "home_visits",
        /// Meets at the organisation's place.
        OurPlace = "our_place",
        /// Meets where the person likes to be.
        CommunityPlaces = "community_places",
        /// By phone.
        Phone = "phone",
        /// By video.
        Video = "video",
        /// In writing.
        Writing = "writing",
        /// In the evening.
        Evenings = "evenings",
        /// At the weekend.
        Weekends = "weekends",
        /// Short meetings, more often.
        ShortMeetings = "short_meetings",
        /// No hurry.
        Unhurried = "unhurried",
        /// With pictures and drawing.
        Pictures = "pictures",
        /// Writes down what was said.
        WrittenSummaries = "written_summaries",
        /// Together with family and friends.
        FamilyAndFriends = "family_and_friends",
        /// In a group with others who plan.
        GroupPlanning = "group_planning",
    }
}

platform::words! {
    /// A kind of tie that could pull against the person's interest.
    pub enum InterestKind {
        /// Also sells care or support.
        ProvidesCare = "provides_care",
        /// Gets money from the council that sets the budget.
        FundedByCouncil = "funded_by_council",
        /// Works for that council.
        EmployedByCouncil = "employed_by_council",
        /// Belongs to the organisation that sends people here.
        ReferrerOwnOrganisation = "referrer_own_organisation",
        /// Is family or a close friend of someone who gains.
        FamilyTie = "family_tie",
        /// Something else.
        Other = "other",
    }
}

platform::words! {
    /// The life of a broker's record.
    pub enum State {
        /// Takes new cases up to the limit.
        Active = "active",
        /// Takes no new cases for now.
        Paused = "paused",
        /// Has left; final.
        Left = "left",
    }
}

/// A tie a broker declares for all to see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interest {
    kind: InterestKind,
    detail: String,
}

/// What can be said of a broker and changed later; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    display_name: String,
    skills: Vec<String>,
    languages: Vec<String>,
    lived_experience: Vec<String>,
    lived_experience_consent: bool,
    ways_of_working: Vec<WayOfWorking>,
    councils: Vec<String>,
    caseload_limit: i32,
    interests: Vec<Interest>,
    start_date: Option<NaiveDate>,
}

/// Someone who supports others, in one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broker {
    id: Id<Broker>,
    details: Details,
    open_weight: i32,
    ulo: Id<Ulo>,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Broker {
    const COLLECTION: &'static str = "brokers";
}

impl Broker {
    /// Someone new in an organisation.
    pub fn new(details: Details, ulo: Id<Ulo>, now: DateTime<Utc>) -> Self {
        Self {
            id: Id::new(),
            details,
            open_weight: 0,
            ulo,
            state: State::Active,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// Replaces what is known of the broker. A limit may be set below what they carry now.
    ///
    /// # Errors
    /// `BROKER_LEFT`.
    pub fn edit(&mut self, details: Details, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_here()?;
        self.details = details;
        self.touch(now);
        Ok(())
    }

    /// Takes no new cases for now.
    ///
    /// # Errors
    /// `BROKER_NOT_ACTIVE`.
    pub fn pause(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.active()?;
        self.state = State::Paused;
        self.touch(now);
        Ok(())
    }

    /// Takes new cases again.
    ///
    /// # Errors
    /// `BROKER_NOT_PAUSED`.
    pub fn resume(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        if self.state != State::Paused {
            return Err(Error::refused("BROKER_NOT_PAUSED", "only a broker who is paused can start again"));
        }
        self.state = State::Active;
        self.touch(now);
        Ok(())
    }

    /// Leaves the organisation, for good.
    ///
    /// # Errors
    /// `BROKER_LEFT`, `BROKER_HAS_OPEN_CASES`.
    pub fn retire(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_here()?;
        if self.open_weight > 0 {
            return Err(Error::refused(
                "BROKER_HAS_OPEN_CASES",
                "this broker still has open cases: close them or give them to someone else first",
            ));
        }
        self.state = State::Left;
        self.touch(now);
        Ok(())
    }

    /// Whether someone can be introduced to the broker as one of `ulo`.
    ///
    /// # Errors
    /// `BROKER_OF_ANOTHER_ULO`, `BROKER_NOT_ACTIVE`.
    pub fn takes_new_cases_of(&self, ulo: Id<Ulo>) -> Result<(), Error> {
        if self.ulo != ulo {
            return Err(Error::refused(
                "BROKER_OF_ANOTHER_ULO",
                "this broker works for another organisation: choose one of this organisation",
            ));
        }
        self.active()
    }

    /// Changes the points of open cases by so many, up or down.
    ///
    /// # Errors
    /// `BROKER_FULL` when they would grow past the limit.
    pub fn carry(&mut self, points: i32, now: DateTime<Utc>) -> Result<(), Error> {
        if points > 0 && self.open_weight + points > self.details.caseload_limit {
            return Err(Error::refused(
                "BROKER_FULL",
                "this would take the broker over their limit: choose someone else, or make room first",
            ));
        }
        self.open_weight += points;
        self.touch(now);
        Ok(())
    }

    fn active(&self) -> Result<(), Error> {
        match self.state {
            State::Active => Ok(()),
            State::Paused | State::Left => {
                Err(Error::refused("BROKER_NOT_ACTIVE", "this broker takes no new cases now"))
            }
        }
    }

    fn still_here(&self) -> Result<(), Error> {
        match self.state {
            State::Active | State::Paused => Ok(()),
            State::Left => Err(Error::refused("BROKER_LEFT", "this broker has left the organisation")),
        }
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.version += 1;
        self.update_time = now;
    }
}
