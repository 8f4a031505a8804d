//! Who looked at what of a person's record, when and why. Written by every read by anyone but the person,
//! shown to the person, never changed.

pub(crate) mod rpc;
pub(crate) mod store;

use chrono::{DateTime, Utc};
use platform::{Caller, Id, Resource, Role};
use uuid::Uuid;

use crate::person::Person;

platform::words! {
    /// What a viewer looked for.
    pub enum Purpose {
        /// To act for the person, by a supporter's grant.
        Acting = "acting",
        /// To consider an introduction, by a consent.
        Introduction = "introduction",
        /// To support the person, by a consent.
        Support = "support",
        /// To ask what changed, by a consent.
        Measurement = "measurement",
        /// To make the menu or keep the request the person asked for.
        Matching = "matching",
        /// To help with the service when something is wrong.
        Operation = "operation",
    }
}

platform::words! {
    /// In which role a viewer looked.
    pub enum ViewerRole {
        /// A supporter of the person.
        Supporter = "supporter",
        /// A broker.
        Broker = "broker",
        /// A manager of an organisation.
        Manager = "manager",
        /// An officer of a council.
        Officer = "officer",
        /// Someone who runs Alongside.
        Operator = "operator",
        /// Alongside itself.
        Service = "service",
    }
}

impl ViewerRole {
    /// The role of a caller, unless it is one whose reads are never viewings.
    pub fn of(caller: &Caller) -> Option<Self> {
        match caller.role {
            Role::Supporter => Some(Self::Supporter),
            Role::Broker => Some(Self::Broker),
            Role::Manager => Some(Self::Manager),
            Role::Officer => Some(Self::Officer),
            Role::Operator => Some(Self::Operator),
            Role::Service => Some(Self::Service),
            Role::Visitor | Role::Person | Role::Observer => None,
        }
    }
}

/// One look at one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewing {
    id: Id<Viewing>,
    person: Id<Person>,
    viewer: String,
    viewer_role: ViewerRole,
    what: String,
    purpose: Purpose,
    consent: Option<Uuid>,
    supporter: Option<Uuid>,
    view_time: DateTime<Utc>,
}

impl Resource for Viewing {
    const COLLECTION: &'static str = "viewings";
}
