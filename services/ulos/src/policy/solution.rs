//! Who may do what with solutions, guidance and adoptions.

use platform::Role;

use super::{Action, Relation};

/// The part of the policy that is about solutions, guidance and adoptions.
pub(super) fn allows(action: Action, role: Role, relation: Relation) -> bool {
    match action {
        // Lists hold only what the caller may see.
        Action::ListSolutions | Action::ListGuidances | Action::GetAdoption | Action::ListAdoptions => true,
        Action::GetSolution | Action::GetGuidance if relation == Relation::Listed => true,
        _ => match role {
            Role::Manager => relation == Relation::Own,
            Role::Operator => relation == Relation::Foreign,
            _ => false,
        },
    }
}
