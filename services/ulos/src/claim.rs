//! A claim to an entry: someone works for the organisation and asks to keep its entry.
//!
//! Invariants: one that counts for each claimant and organisation; what is decided stays decided; nothing about a
//! person is kept.

pub(crate) mod domain;
pub(crate) mod rpc;
pub(crate) mod store;
pub(crate) mod wire;

use chrono::{DateTime, TimeDelta, Utc};
use platform::{Error, Id, Resource};

use crate::ulo::Ulo;

/// How long a claim waits for someone to decide.
const WAITS: TimeDelta = TimeDelta::days(30);
/// How many claims to one entry can wait at once.
pub(crate) const MOST_PENDING: i64 = 20;

platform::words! {
    /// What shows that a claim is true.
    pub enum Proof {
        /// Mail is read at the organisation's own domain.
        Domain = "domain",
        /// One of its managers says so.
        Manager = "manager",
        /// An officer of its council says so.
        Council = "council",
        /// An operator says so.
        Operator = "operator",
    }
}

platform::words! {
    /// The life of a claim.
    pub enum State {
        /// Waits.
        Pending = "pending",
        /// True.
        Accepted = "accepted",
        /// Not shown to be true.
        Refused = "refused",
        /// Taken back.
        Withdrawn = "withdrawn",
        /// Nobody decided in time.
        Expired = "expired",
    }
}

/// Someone signed in at the site, by a name only the site can tell.
#[derive(Debug, Clone, Copy)]
pub struct Account;

impl Resource for Account {
    const COLLECTION: &'static str = "accounts";
}

/// What is claimed, by whom; made by parsing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    ulo: Id<Ulo>,
    claimant: Id<Account>,
    domain: String,
    note: String,
}

/// One claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    id: Id<Claim>,
    wanted: Wanted,
    proof: Option<Proof>,
    decider: String,
    reason: String,
    /// As kept: one that waits may have expired since.
    state: State,
    expire_time: DateTime<Utc>,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Claim {
    const COLLECTION: &'static str = "claims";
}

impl Claim {
    /// A new claim: true at once when its domain proves it.
    pub fn new(wanted: Wanted, proved: bool, now: DateTime<Utc>) -> Self {
        Self {
            id: Id::new(),
            wanted,
            proof: proved.then_some(Proof::Domain),
            decider: String::new(),
            reason: String::new(),
            state: if proved { State::Accepted } else { State::Pending },
            expire_time: now + WAITS,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// Where it stands at that time.
    pub fn state(&self, now: DateTime<Utc>) -> State {
        match self.state {
            State::Pending if now >= self.expire_time => State::Expired,
            state => state,
        }
    }

    /// Says that it is true.
    ///
    /// # Errors
    /// `CLAIM_DECIDED`.
    pub fn accept(&mut self, proof: Proof, decider: String, now: DateTime<Utc>) -> Result<(), Error> {
        self.decide(State::Accepted, now)?;
        self.proof = Some(proof);
        self.decider = decider;
        Ok(())
    }

    /// Says that it was not shown to be true.
    ///
    /// # Errors
    /// `CLAIM_DECIDED`.
    pub fn refuse(&mut self, reason: String, decider: String, now: DateTime<Utc>) -> Result<(), Error> {
        self.decide(State::Refused, now)?;
        self.reason = reason;
        self.decider = decider;
        Ok(())
    }

    /// Takes it back.
    ///
    /// # Errors
    /// `CLAIM_DECIDED`.
    pub fn withdraw(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.decide(State::Withdrawn, now)
    }

    /// Keeps that its time ran out, which makes room for another of the same claimant.
    pub fn expire(&mut self, now: DateTime<Utc>) {
        self.state = State::Expired;
        self.version += 1;
        self.update_time = now;
    }

    fn decide(&mut self, to: State, now: DateTime<Utc>) -> Result<(), Error> {
        if self.state(now) != State::Pending {
            return Err(Error::refused("CLAIM_DECIDED", "this claim no longer waits for anybody"));
        }
        self.state = to;
        self.version += 1;
        self.update_time = now;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_waits_thirty_days_to_the_second() {
        let now = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let wanted = Wanted {
            ulo: Id::new(),
            claimant: Id::new(),
            domain: "voices.example.org".into(),
            note: String::new(),
        };
        let mut claim = Claim::new(wanted, false, now);
        let last = now + TimeDelta::days(30) - TimeDelta::seconds(1);
        assert_eq!(claim.state(last), State::Pending);
        assert_eq!(claim.state(now + TimeDelta::days(30)), State::Expired);
        assert!(claim.accept(Proof::Council, "officers/1".into(), now + TimeDelta::days(30)).is_err());
        claim.accept(Proof::Council, "officers/1".into(), last).unwrap();
        assert_eq!(claim.state(now + TimeDelta::days(90)), State::Accepted, "what is decided stays");
        assert!(claim.withdraw(last).is_err());
    }
}
