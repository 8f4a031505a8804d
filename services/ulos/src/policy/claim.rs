//! Who may do what about claims to entries, changes that wait for a check, and consortia.

use platform::Role;

use super::{Action, Relation};

/// The part of the policy that is about claims, edits and consortia.
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
        // Public while it is in being.
        Action::GetConsortium | Action::ListConsortia => {
            role != Role::Visitor || relation == Relation::Listed
        }
        Action::CreateConsortium
        | Action::UpdateConsortium
        | Action::InviteMember
        | Action::EndConsortium => own || operator,
        // Nobody is a member but by their own managers.
        Action::JoinConsortium | Action::LeaveConsortium => own,
        _ => false,
    }
}
