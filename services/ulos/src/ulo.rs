//! An organisation: what it is, where it works, how to reach it, who last checked that.
//!
//! Invariants: checked is apart from edited; look-alikes are linked both ways, never merged; whether it is user-led
//! is only ever copied from its governance. Holds nothing private: everything here is for all to see.

pub(crate) mod likeness;
pub(crate) mod links;
pub(crate) mod lists;
pub(crate) mod relied_on;
pub(crate) mod rpc;
pub(crate) mod store;
pub(crate) mod wire;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use platform::{Error, Id, Resource};
use reference::checked::FRESH_DAYS;
use serde::{Deserialize, Serialize};

use likeness::Likeness;
pub use lists::{CloseReason, Kind, LegalForm, Scheme, Standing, State, VerifyMethod, WhoFor};
pub(crate) use relied_on::ReliedOn;

/// One entry in a public register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    scheme: Scheme,
    number: String,
}

/// How to reach an organisation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    phone: String,
    email: String,
    website: String,
    address_lines: Vec<String>,
    postcode: String,
    point: Option<(f64, f64)>,
}

/// What an organisation says of itself; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq)]
pub struct Details {
    display_name: String,
    description: String,
    kind: Kind,
    legal_form: Option<LegalForm>,
    registrations: Vec<Registration>,
    councils: Vec<String>,
    who_for: Vec<WhoFor>,
    contact: Option<Contact>,
    access_features: Vec<String>,
    founded_date: Option<NaiveDate>,
}

/// When someone outside last checked the entry, who, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    time: DateTime<Utc>,
    verifier: String,
    method: VerifyMethod,
}

/// An organisation people can turn to.
#[derive(Debug, Clone, PartialEq)]
pub struct Ulo {
    id: Id<Ulo>,
    details: Details,
    check: Option<Check>,
    user_led: Standing,
    close_reason: Option<CloseReason>,
    possible_duplicates: Vec<Id<Ulo>>,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Ulo {
    const COLLECTION: &'static str = "ulos";
}

impl Ulo {
    /// A new entry, listed from now.
    pub fn new(details: Details, now: DateTime<Utc>) -> Self {
        Self {
            id: Id::new(),
            details,
            check: None,
            user_led: Standing::NoRecord,
            close_reason: None,
            possible_duplicates: Vec::new(),
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// The id.
    pub fn id(&self) -> Id<Self> {
        self.id
    }

    /// The version.
    pub fn version(&self) -> i64 {
        self.version
    }

    /// What sort of organisation it is.
    pub fn kind(&self) -> Kind {
        self.details.kind
    }

    /// What it is called.
    pub fn display_name(&self) -> &str {
        &self.details.display_name
    }

    /// Its e-mail address and its website; empty when not given.
    pub fn addresses(&self) -> (&str, &str) {
        self.details.contact.as_ref().map_or(("", ""), |contact| (&contact.email, &contact.website))
    }

    /// What of it people rely on.
    pub fn relied_on(&self) -> ReliedOn {
        self.details.relied_on()
    }

    /// Names of the councils it works in.
    pub fn councils(&self) -> &[String] {
        &self.details.councils
    }

    /// Whether it is led by its users, as far as its governance record says.
    pub fn user_led(&self) -> Standing {
        self.user_led
    }

    /// Listed, until it is closed for a reason.
    pub fn state(&self) -> State {
        self.close_reason.map_or(State::Listed, |_| State::Closed)
    }

    /// Whether nobody has checked the entry of late.
    pub fn is_stale(&self, now: DateTime<Utc>) -> bool {
        let fresh = |check: &Check| now - check.time <= TimeDelta::days(FRESH_DAYS);
        !self.check.as_ref().is_some_and(fresh)
    }

    /// What look-alikes are found by.
    pub fn likeness(&self) -> Likeness {
        Likeness::of(&self.details)
    }

    /// Replaces what the organisation says of itself.
    ///
    /// # Errors
    /// `ULO_CLOSED`.
    pub fn edit(&mut self, details: Details, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_listed()?;
        self.details = details;
        self.update_time = now;
        self.version += 1;
        Ok(())
    }

    /// Records that someone has just checked the entry. That is no edit.
    ///
    /// # Errors
    /// `ULO_CLOSED`.
    pub fn verify(&mut self, check: Check) -> Result<(), Error> {
        self.still_listed()?;
        self.check = Some(check);
        self.version += 1;
        Ok(())
    }

    /// Copies the verdict of its governance; says whether that changed anything.
    ///
    /// # Errors
    /// `ULO_CLOSED`.
    pub fn judge(&mut self, user_led: Standing) -> Result<bool, Error> {
        self.still_listed()?;
        let changed = self.user_led != user_led;
        if changed {
            self.user_led = user_led;
            self.version += 1;
        }
        Ok(changed)
    }

    /// Whether the other is proposed as the same organisation.
    pub fn looks_like(&self, other: &Self) -> bool {
        self.possible_duplicates.contains(&other.id)
    }

    /// Links or unlinks an entry that looks like the same organisation. That is no edit.
    pub fn link(&mut self, other: Id<Self>, alike: bool) {
        self.possible_duplicates.retain(|id| *id != other);
        if alike {
            self.possible_duplicates.push(other);
        }
        self.version += 1;
    }

    /// Closes the entry for good.
    ///
    /// # Errors
    /// `ULO_CLOSED`.
    pub fn close(&mut self, reason: CloseReason, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_listed()?;
        self.close_reason = Some(reason);
        self.update_time = now;
        self.version += 1;
        Ok(())
    }

    /// Says no when the entry is closed.
    ///
    /// # Errors
    /// `ULO_CLOSED`.
    pub fn still_listed(&self) -> Result<(), Error> {
        match self.state() {
            State::Listed => Ok(()),
            State::Closed => {
                Err(Error::refused("ULO_CLOSED", "this organisation's entry is closed for good"))
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
