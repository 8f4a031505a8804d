//! Several organisations that together meet what is asked of a user-led one.
//!
//! Invariants: the lead is always a member; nobody is a member but by their own managers; what they are together is worked
//! out by [`together`] from what each of them states, and by [`criteria`] from what was found of each, never kept.

pub(crate) mod criteria;
pub(crate) mod rpc;
pub(crate) mod store;
pub(crate) mod together;
pub(crate) mod wire;

use chrono::{DateTime, Utc};
use platform::{Error, Id, Resource};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::offering::Kind;
use crate::ulo::{Ulo, WhoFor};

/// How many can be invited or have joined.
const MOST_MEMBERS: usize = 12;
/// How many an organisation can lead at once.
pub(crate) const MOST_LED: i64 = 10;

platform::words! {
    /// The life of a consortium.
    pub enum State {
        /// In being.
        Active = "active",
        /// Over.
        Ended = "ended",
    }
}

platform::words! {
    /// How an organisation stands to a consortium.
    pub enum Standing {
        /// Asked to join.
        Invited = "invited",
        /// Has joined.
        Joined = "joined",
        /// Has left, or did not want to join.
        Left = "left",
    }
}

/// What an organisation brings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brings {
    services: Vec<Kind>,
    councils: Vec<String>,
    who_for: Vec<WhoFor>,
}

/// One organisation of a consortium.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    ulo: Uuid,
    state: Standing,
    brings: Brings,
}

/// What it says of itself; made by parsing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    display_name: String,
    purpose: String,
}

/// One consortium.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consortium {
    id: Id<Consortium>,
    lead: Id<Ulo>,
    about: About,
    members: Vec<Member>,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Consortium {
    const COLLECTION: &'static str = "consortia";
}

impl Consortium {
    /// A new one, with its lead as the first member.
    pub fn new(lead: Id<Ulo>, about: About, brings: Brings, now: DateTime<Utc>) -> Self {
        Self {
            id: Id::new(),
            lead,
            about,
            members: vec![Member { ulo: lead.uuid(), state: Standing::Joined, brings }],
            state: State::Active,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// The organisations that stand to it in this way.
    pub fn those(&self, state: Standing) -> Vec<Uuid> {
        self.members.iter().filter(|member| member.state == state).map(|member| member.ulo).collect()
    }

    /// Whether an organisation is in it or invited.
    pub fn concerns(&self, ulo: &str) -> bool {
        let is = |member: &&Member| Id::<Ulo>::from_uuid(member.ulo).to_string() == ulo;
        self.members.iter().find(is).is_some_and(|member| member.state != Standing::Left)
    }

    /// Replaces what it says of itself.
    ///
    /// # Errors
    /// `CONSORTIUM_ENDED`.
    pub fn edit(&mut self, about: About, now: DateTime<Utc>) -> Result<(), Error> {
        self.change(now)?;
        self.about = about;
        Ok(())
    }

    /// Invites an organisation.
    ///
    /// # Errors
    /// `CONSORTIUM_ENDED`, `MEMBER_ALREADY`, `CONSORTIUM_FULL`.
    pub fn invite(&mut self, ulo: Id<Ulo>, now: DateTime<Utc>) -> Result<(), Error> {
        self.change(now)?;
        if self.member(ulo).is_some() {
            return Err(Error::refused("MEMBER_ALREADY", "this organisation is invited or a member already"));
        }
        self.members.retain(|member| member.ulo != ulo.uuid());
        if self.members.iter().filter(|member| member.state != Standing::Left).count() >= MOST_MEMBERS {
            return Err(Error::refused("CONSORTIUM_FULL", "a consortium has at most 12 members"));
        }
        let (ulo, brings) = (ulo.uuid(), Brings::default());
        self.members.push(Member { ulo, state: Standing::Invited, brings });
        Ok(())
    }

    /// An organisation joins, or says again what it brings.
    ///
    /// # Errors
    /// `CONSORTIUM_ENDED`, `NOT_INVITED`.
    pub fn join(&mut self, ulo: Id<Ulo>, brings: Brings, now: DateTime<Utc>) -> Result<(), Error> {
        self.change(now)?;
        let member = self.member(ulo).ok_or_else(not_invited)?;
        member.state = Standing::Joined;
        member.brings = brings;
        Ok(())
    }

    /// An organisation leaves, or is not to come after all.
    ///
    /// # Errors
    /// `CONSORTIUM_ENDED`, `LEAD_STAYS`, `NOT_INVITED`.
    pub fn leave(&mut self, ulo: Id<Ulo>, now: DateTime<Utc>) -> Result<(), Error> {
        self.change(now)?;
        if ulo == self.lead {
            return Err(Error::refused("LEAD_STAYS", "who leads a consortium ends it instead"));
        }
        self.member(ulo).ok_or_else(not_invited)?.state = Standing::Left;
        Ok(())
    }

    /// Ends it for good.
    ///
    /// # Errors
    /// `CONSORTIUM_ENDED`.
    pub fn end(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.change(now)?;
        self.state = State::Ended;
        Ok(())
    }

    /// The organisation, when it is invited or has joined.
    fn member(&mut self, ulo: Id<Ulo>) -> Option<&mut Member> {
        let mut members = self.members.iter_mut();
        members.find(|member| member.ulo == ulo.uuid() && member.state != Standing::Left)
    }

    fn change(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        if self.state == State::Ended {
            return Err(Error::refused("CONSORTIUM_ENDED", "this consortium has ended"));
        }
        self.version += 1;
        self.update_time = now;
        Ok(())
    }
}

fn not_invited() -> Error {
    Error::refused("NOT_INVITED", "this organisation is neither invited nor a member")
}

#[cfg(test)]
mod tests;
