//! Who may do what in `people`.

use platform::Role;

platform::actions! {
    "alongside.people.v1":
    People { CreatePerson, GetPerson, ListPeople, UpdatePerson, ErasePerson }
    Viewings { ListViewings }
}

/// How a caller stands to a person's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The record is their own.
    Own,
    /// They act for the person and may see the record.
    SeesRecord,
    /// They act for the person and may keep the record up to date.
    KeepsRecord,
    /// They act for the person and may ask and choose.
    AsksAndChooses,
    /// The person shares this kind of thing with them or their organisation, now.
    Shared,
    /// None of these.
    Foreign,
}

impl platform::action::Action for Action {
    type Relation = Relation;
    const RELATIONS: &'static [Relation] = &[
        Relation::Own,
        Relation::SeesRecord,
        Relation::KeepsRecord,
        Relation::AsksAndChooses,
        Relation::Shared,
        Relation::Foreign,
    ];

    fn allows(self, role: Role, relation: Relation) -> bool {
        use Relation::{Foreign, KeepsRecord, Own, SeesRecord, Shared};
        match self {
            // The site adds someone when they sign up.
            Self::CreatePerson => matches!(role, Role::Service | Role::Operator) && relation == Foreign,
            Self::GetPerson => match role {
                Role::Person => relation == Own,
                Role::Supporter => matches!(relation, SeesRecord | KeepsRecord),
                Role::Broker | Role::Manager => relation == Shared,
                _ => false,
            },
            // Lists only what the caller stands in a live relation to.
            Self::ListPeople => match role {
                Role::Person => relation == Own,
                Role::Supporter => matches!(relation, SeesRecord | KeepsRecord),
                Role::Broker | Role::Manager => relation == Shared,
                _ => false,
            },
            Self::UpdatePerson => match role {
                Role::Person => relation == Own,
                Role::Supporter => relation == KeepsRecord,
                _ => false,
            },
            Self::ErasePerson => match role {
                Role::Person => relation == Own,
                Role::Operator => relation == Foreign,
                _ => false,
            },
            Self::ListViewings => match role {
                Role::Person => relation == Own,
                Role::Supporter => relation == SeesRecord,
                _ => false,
            },
        }
    }
}
