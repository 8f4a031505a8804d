//! A need: how information, communication, contact and places must be for a person to take part. Never a diagnosis.
//!
//! Invariants: what the need is never changes, only what is said about it; a person has the same need once at a time;
//! others see only what the person marked to be shared, and only while it holds.

pub(crate) mod rpc;
pub(crate) mod store;
mod wire;

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Error, Id, Resource};
use reference::access;
use serde::{Deserialize, Serialize};

use crate::person::Person;

platform::words! {
    /// The categories: those of the Accessible Information Standard, community languages, and other access.
    pub enum Category {
        /// Help to communicate.
        CommunicationSupport = "communication_support",
        /// A professional who must be there.
        Professional = "professional",
        /// How to be contacted.
        ContactMethod = "contact_method",
        /// The format of information.
        InformationFormat = "information_format",
        /// More about communicating.
        AdditionalCommunication = "additional_communication",
        /// A language.
        CommunityLanguage = "community_language",
        /// Other access.
        OtherAccess = "other_access",
    }
}

platform::words! {
    /// Whether the need is being met.
    pub enum Met {
        /// Nobody has said yet.
        NotKnown = "not_known",
        /// It is met.
        Met = "met",
        /// It is not met.
        NotMet = "not_met",
    }
}

platform::words! {
    /// The life of a need.
    pub enum State {
        /// Holds now.
        Current = "current",
        /// Holds no longer.
        Removed = "removed",
    }
}

impl Category {
    /// The codes of the category's items; none for languages, which have tags.
    fn codes(self) -> Option<&'static [&'static str]> {
        match self {
            Self::CommunicationSupport => Some(access::COMMUNICATION_SUPPORT),
            Self::Professional => Some(access::PROFESSIONAL),
            Self::ContactMethod => Some(access::CONTACT_METHOD),
            Self::InformationFormat => Some(access::INFORMATION_FORMAT),
            Self::AdditionalCommunication => Some(access::ADDITIONAL_COMMUNICATION),
            Self::CommunityLanguage => None,
            Self::OtherAccess => Some(access::OTHER_ACCESS),
        }
    }
}

/// What is needed: an item of a category; made by parsing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    category: Category,
    code: String,
}

/// What is sealed with the person's own key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Private {
    note: String,
    met_how: String,
}

/// What can be said of a need and changed later; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    private: Private,
    share: bool,
    met: Met,
    review_date: Option<NaiveDate>,
}

/// One need of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    id: Id<Need>,
    person: Id<Person>,
    item: Item,
    details: Details,
    recorded_by: String,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Need {
    const COLLECTION: &'static str = "needs";
}

impl Need {
    /// A new need.
    pub fn new(
        person: Id<Person>,
        item: Item,
        details: Details,
        recorded_by: String,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id: Id::new(),
            person,
            item,
            details,
            recorded_by,
            state: State::Current,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// Whether those the person shares their needs with see this one.
    pub fn is_shared(&self) -> bool {
        self.details.share && self.state == State::Current
    }

    /// Replaces what is said about the need.
    ///
    /// # Errors
    /// `NEED_REMOVED` when it holds no longer.
    pub fn edit(&mut self, details: Details, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_current()?;
        self.details = details;
        self.touch(now);
        Ok(())
    }

    /// Says the need no longer holds.
    ///
    /// # Errors
    /// `NEED_REMOVED` when that was said before.
    pub fn remove(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_current()?;
        self.state = State::Removed;
        self.touch(now);
        Ok(())
    }

    fn still_current(&self) -> Result<(), Error> {
        match self.state {
            State::Current => Ok(()),
            State::Removed => {
                Err(Error::refused("NEED_REMOVED", "this need was removed: record it again if it holds"))
            }
        }
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.version += 1;
        self.update_time = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_removed_need_is_history_and_shared_with_nobody() {
        let item = Item { category: Category::InformationFormat, code: "easy_read".into() };
        let private = Private::default();
        let details = Details { private, share: true, met: Met::NotKnown, review_date: None };
        let mut need = Need::new(Id::new(), item, details.clone(), "people/someone".into(), Utc::now());
        assert!(need.is_shared());
        need.remove(Utc::now()).unwrap();
        assert!(!need.is_shared());
        let edited = need.edit(details, Utc::now());
        assert!(matches!(edited, Err(Error::Refused { reason: "NEED_REMOVED", .. })));
        assert_eq!(need.version, 2);
    }
}
