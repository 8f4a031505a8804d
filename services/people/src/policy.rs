//! Who may do what in `people`.

use platform::Role;

platform::actions! {
    "alongside.people.v1":
    People { CreatePerson, GetPerson, ListPeople, UpdatePerson, ErasePerson }
    Needs { CreateNeed, GetNeed, ListNeeds, UpdateNeed, RemoveNeed }
    Budgets { CreateBudget, GetBudget, ListBudgets, UpdateBudget, EndBudget }
    Supporters { CreateSupporter, GetSupporter, ListSupporters, UpdateSupporter, RevokeSupporter }
    Consents { CreateConsent, GetConsent, ListConsents, WithdrawConsent }
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
    /// The grant is the one they hold.
    Holder,
    /// The person shares this kind of thing with them or their organisation, now.
    Shared,
    /// The consent is for them or their organisation, and holds now.
    Recipient,
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
        Relation::Holder,
        Relation::Shared,
        Relation::Recipient,
        Relation::Foreign,
    ];

    fn allows(self, role: Role, relation: Relation) -> bool {
        use Relation::{AsksAndChooses, Foreign, Holder, KeepsRecord, Own, Recipient, SeesRecord, Shared};
        match self {
            // The site adds someone when they sign up.
            Self::CreatePerson => matches!(role, Role::Service | Role::Operator) && relation == Foreign,
            // A list holds only what the caller stands in such a relation to.
            Self::GetPerson
            | Self::ListPeople
            | Self::GetNeed
            | Self::ListNeeds
            | Self::GetBudget
            | Self::ListBudgets => match role {
                Role::Person => relation == Own,
                Role::Supporter => matches!(relation, SeesRecord | KeepsRecord),
                Role::Broker | Role::Manager => relation == Shared,
                _ => false,
            },
            Self::UpdatePerson
            | Self::CreateNeed
            | Self::UpdateNeed
            | Self::RemoveNeed
            | Self::CreateBudget
            | Self::UpdateBudget
            | Self::EndBudget => match role {
                Role::Person => relation == Own,
                Role::Supporter => relation == KeepsRecord,
                _ => false,
            },
            Self::ErasePerson => match role {
                Role::Person => relation == Own,
                Role::Operator => relation == Foreign,
                _ => false,
            },
            // Nobody makes or widens a grant but the person, or an operator who was shown the papers.
            Self::CreateSupporter | Self::UpdateSupporter => match role {
                Role::Person => relation == Own,
                Role::Operator => relation == Foreign,
                _ => false,
            },
            Self::GetSupporter | Self::ListSupporters | Self::RevokeSupporter => match role {
                Role::Person => relation == Own,
                Role::Supporter => relation == Holder,
                Role::Operator => relation == Foreign,
                _ => false,
            },
            Self::CreateConsent | Self::WithdrawConsent => match role {
                Role::Person => relation == Own,
                Role::Supporter => relation == AsksAndChooses,
                _ => false,
            },
            Self::GetConsent | Self::ListConsents => match role {
                Role::Person => relation == Own,
                Role::Supporter => matches!(relation, SeesRecord | KeepsRecord | AsksAndChooses),
                Role::Broker | Role::Manager | Role::Officer => relation == Recipient,
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
