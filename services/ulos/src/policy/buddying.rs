//! Who may do what with offers to help and agreements to.

use platform::Role;

use super::{Action, Relation};

/// The part of the policy that is about buddies; nothing for the rest.
pub(super) fn allows(action: Action, role: Role, relation: Relation) -> Option<bool> {
    let own = role == Role::Manager && relation == Relation::Own;
    // Where there is no organisation yet, its council speaks for who will be one.
    let council = role == Role::Officer && relation == Relation::Local;
    let oversees = matches!(role, Role::Observer | Role::Operator) && relation == Relation::Foreign;
    let allowed = match action {
        // Offers are public, lists hold only what the caller may see, and suggestions leave out what it may not.
        Action::GetBuddyOffer
        | Action::ListBuddyOffers
        | Action::SuggestBuddies
        | Action::SuggestHelped
        | Action::ListBuddyings => true,
        Action::CreateBuddyOffer | Action::UpdateBuddyOffer | Action::WithdrawBuddyOffer => {
            own || role == Role::Operator && relation == Relation::Foreign
        }
        // Public once both have accepted.
        Action::GetBuddying => own || council || oversees || relation == Relation::Listed,
        // Nobody agrees for another.
        Action::CreateBuddying
        | Action::UpdateBuddying
        | Action::AcceptBuddying
        | Action::DeclineBuddying
        | Action::MarkBuddyMilestone
        | Action::EndBuddying
        | Action::JudgeBuddying => own || council,
        _ => return None,
    };
    Some(allowed)
}
