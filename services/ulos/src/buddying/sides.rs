//! Who is helped, and who speaks for which side of an agreement.

use platform::{Caller, Error, Id, Role};
use uuid::Uuid;

use super::Buddying;
use crate::policy::Relation;
use crate::ulo::Ulo;

/// A side of an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Who helps.
    Buddy,
    /// Who is helped.
    Helped,
}

/// Who is helped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Helped {
    /// An organisation.
    Ulo(Id<Ulo>),
    /// The people of a council that has no user-led one.
    Council(String),
}

impl Helped {
    /// The organisation and the council, one of them empty.
    pub fn names(&self) -> (String, String) {
        match self {
            Self::Ulo(ulo) => (ulo.to_string(), String::new()),
            Self::Council(name) => (String::new(), name.clone()),
        }
    }

    /// Whether it is that organisation or that council.
    pub fn is(&self, ulo: Option<Uuid>, council: Option<&str>) -> bool {
        match self {
            Self::Ulo(own) => ulo == Some(own.uuid()),
            Self::Council(own) => council == Some(own.as_str()),
        }
    }

    /// What is said where a council needs no other organisation's help to have one.
    pub fn council_has_one() -> Error {
        let text = "a user-led organisation works in this council: a buddy helps that one";
        Error::refused("COUNCIL_HAS_ULO", text)
    }
}

/// The side for which a caller speaks between these two.
pub fn side(caller: &Caller, buddy: Id<Ulo>, helped: &Helped) -> Option<Side> {
    let (ulo, council) = helped.names();
    match caller.role {
        Role::Manager if caller.ulo == buddy.to_string() => Some(Side::Buddy),
        Role::Manager if caller.ulo == ulo => Some(Side::Helped),
        Role::Officer if !council.is_empty() && caller.council == council => Some(Side::Helped),
        _ => None,
    }
}

/// How a caller stands to what those of that side may do.
pub fn relations(caller: &Caller, side: Option<Side>, public: bool) -> Vec<Relation> {
    let part = side.map(|_| match caller.role {
        Role::Officer => Relation::Local,
        _ => Relation::Own,
    });
    part.into_iter().chain(public.then_some(Relation::Listed)).chain([Relation::Foreign]).collect()
}

impl Buddying {
    /// The side for which a caller speaks.
    pub(crate) fn side(&self, caller: &Caller) -> Option<Side> {
        side(caller, self.buddy, &self.helped)
    }

    /// Whether the caller sees all of it: its sides, and those who have to see what is there.
    pub(crate) fn is_open_to(&self, caller: &Caller) -> bool {
        self.side(caller).is_some() || matches!(caller.role, Role::Observer | Role::Operator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manager(ulo: Id<Ulo>) -> Caller {
        Caller { ulo: ulo.to_string(), ..Caller::new(Role::Manager, "managers/one") }
    }

    fn officer(council: &str) -> Caller {
        Caller { council: council.to_owned(), ..Caller::new(Role::Officer, "officers/one") }
    }

    #[test]
    fn managers_speak_for_their_organisation_and_officers_for_their_council() {
        let (buddy, other) = (Id::new(), Id::new());
        let (ulo, council) = (Helped::Ulo(other), Helped::Council("councils/E08000033".into()));
        assert_eq!(side(&manager(buddy), buddy, &ulo), Some(Side::Buddy));
        assert_eq!(side(&manager(other), buddy, &ulo), Some(Side::Helped));
        assert_eq!(side(&manager(other), buddy, &council), None);
        assert_eq!(side(&officer("councils/E08000033"), buddy, &council), Some(Side::Helped));
        for stranger in [officer("councils/E06000001"), officer(""), manager(Id::new())] {
            assert_eq!(side(&stranger, buddy, &council), None);
            assert_eq!(side(&stranger, buddy, &ulo), None);
        }
        let broker = Caller { role: Role::Broker, ..manager(buddy) };
        assert_eq!(side(&broker, buddy, &ulo), None);
    }
}
