//! What of an entry people rely on: changed by its managers only once somebody outside it has looked.

use serde::{Deserialize, Serialize};

use super::{Details, Kind, LegalForm, Registration};

/// Its fields, by their names on the wire.
pub const FIELDS: [&str; 5] = ["display_name", "kind", "legal_form", "registrations", "councils"];

/// The name, the sort, the form in law, the registers and the area of an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReliedOn {
    pub(crate) display_name: String,
    pub(crate) kind: Kind,
    pub(crate) legal_form: Option<LegalForm>,
    pub(crate) registrations: Vec<Registration>,
    pub(crate) councils: Vec<String>,
}

impl Details {
    /// What of this people rely on.
    pub(crate) fn relied_on(&self) -> ReliedOn {
        ReliedOn {
            display_name: self.display_name.clone(),
            kind: self.kind,
            legal_form: self.legal_form,
            registrations: self.registrations.clone(),
            councils: self.councils.clone(),
        }
    }

    /// The same with this instead.
    pub(crate) fn relying_on(self, relied_on: ReliedOn) -> Self {
        let ReliedOn { display_name, kind, legal_form, registrations, councils } = relied_on;
        Self { display_name, kind, legal_form, registrations, councils, ..self }
    }
}

impl ReliedOn {
    /// The fields in which another differs, in their order.
    pub(crate) fn differs(&self, other: &Self) -> Vec<&'static str> {
        let same = [
            self.display_name == other.display_name,
            self.kind == other.kind,
            self.legal_form == other.legal_form,
            self.registrations == other.registrations,
            self.councils == other.councils,
        ];
        FIELDS.into_iter().zip(same).filter(|(_, same)| !same).map(|(field, _)| field).collect()
    }

    /// This, with those fields as another has them.
    pub(crate) fn with(mut self, other: &Self, fields: &[&str]) -> Self {
        for field in fields {
            match *field {
                "display_name" => self.display_name.clone_from(&other.display_name),
                "kind" => self.kind = other.kind,
                "legal_form" => self.legal_form = other.legal_form,
                "registrations" => self.registrations.clone_from(&other.registrations),
                "councils" => self.councils.clone_from(&other.councils),
                _ => {}
            }
        }
        self
    }
}
