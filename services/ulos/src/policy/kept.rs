//! Who may do what with the entry of an organisation and the records it keeps of itself.

use platform::Role;

use super::{Action, Relation};

/// The part of the policy that is about entries and what organisations keep of themselves; nothing for the rest.
pub(super) fn allows(action: Action, role: Role, relation: Relation) -> Option<bool> {
    let own = role == Role::Manager && relation == Relation::Own;
    let council = role == Role::Officer && relation == Relation::Local;
    let operator = role == Role::Operator && relation == Relation::Foreign;
    let observer = role == Role::Observer && relation == Relation::Foreign;
    let allowed = match action {
        // The site adds an organisation that signs up.
        Action::CreateUlo => matches!(role, Role::Service | Role::Operator) && relation == Relation::Foreign,
        // Nothing in it that is not public.
        Action::SearchDirectory
        | Action::GetDirectoryEntry
        | Action::GetDistinction
        | Action::ListDistinctions
        | Action::GetEvidence
        | Action::ListEvidences
        | Action::GetMaturity
        | Action::GetMappingStudy => true,
        // Public; what has closed is history, for those who may have had to do with it.
        Action::GetUlo
        | Action::ListUlos
        | Action::GetGovernance
        | Action::ListGovernances
        | Action::GetActivity
        | Action::ListActivities
        | Action::GetOffering
        | Action::ListOfferings => role != Role::Visitor || relation == Relation::Listed,
        Action::UpdateUlo
        | Action::CloseUlo
        | Action::CreateGovernance
        | Action::UpdateGovernance
        | Action::CreateEvidence
        | Action::UpdateEvidence
        | Action::WithdrawEvidence
        | Action::CreateFunding
        | Action::UpdateFunding
        | Action::WithdrawFunding
        | Action::CreateFinance
        | Action::UpdateFinance
        | Action::CreateActivity
        | Action::UpdateActivity
        | Action::WithdrawActivity
        | Action::CreateOffering
        | Action::UpdateOffering
        | Action::PauseOffering
        | Action::ResumeOffering
        | Action::CloseOffering => own || operator,
        // How safe it is concerns those who run it, and those who have to see what is there.
        Action::GetFunding | Action::ListFundings | Action::GetFinance | Action::ListFinances => {
            own || council || observer || operator
        }
        // Someone outside it: an organisation never vouches for itself.
        Action::VerifyUlo
        | Action::ReviewEvidence
        | Action::CreateDistinction
        | Action::WithdrawDistinction => council || operator,
        _ => return None,
    };
    Some(allowed)
}
