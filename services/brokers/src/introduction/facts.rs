//! What others may ask of an introduction.

use platform::Id;

use super::{Introduction, Kind, Wanted};
use crate::broker::Broker;
use crate::names::{Person, Ulo};

impl Introduction {
    /// Which introduction this is.
    pub fn id(&self) -> Id<Self> {
        self.id
    }

    /// What is asked for.
    pub fn kind(&self) -> Kind {
        self.details.kind
    }

    /// Points it would take.
    pub fn weight(&self) -> i32 {
        self.details.weight
    }

    /// The council of the person.
    pub fn council(&self) -> &str {
        &self.details.council
    }

    /// Who asks.
    pub fn person(&self) -> Id<Person> {
        self.details.person
    }

    /// Who is asked.
    pub fn ulo(&self) -> Id<Ulo> {
        self.details.ulo
    }

    /// Whom it names.
    pub fn broker(&self) -> Option<Id<Broker>> {
        self.broker
    }

    /// What the person needs to take part.
    pub fn needs(&self) -> &[String] {
        &self.private.needs
    }

    /// What they must have in whoever takes them on.
    pub fn wanted(&self) -> &Wanted {
        &self.private.wanted
    }
}
