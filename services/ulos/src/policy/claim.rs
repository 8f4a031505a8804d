//! Who may do what about claims to entries and changes that wait for a check.

use platform::Role;

use super::{Action, Relation};

/// The part of the policy that is about claims and edits.
pub(super) fn allows(action: Action, role: Role, relation: Relation) -> bool {
    let own = role == Role::Manager && relation == Relation::Own;
    let council = role == Role::Officer && relation == Relation::Local;
    let operator = role == Role::Operator && relation == Relation::Foreign;
    let site = role == Role::Service && relation == Relation::Foreign;
    match action {
        // The site knows who claims; this service does not.
        Action::CreateClaim | Action::WithdrawClaim => site,
        Action::GetClaim | Action::ListClaims => own || council || operator || site,
        Action::AcceptClaim | Action::RefuseClaim => own || council || operator,
        Action::GetEdit | Action::ListEdits => own || council || operator,
        // An organisation never checks itself.
        Action::AcceptEdit | Action::ReturnEdit => council || operator,
        Action::WithdrawEdit => own,
        _ => false,
    }
}
