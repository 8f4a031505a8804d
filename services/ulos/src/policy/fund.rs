//! Who may do what in a fund.

use platform::Role;

use super::{Action, Relation};

/// The part of the policy that is about rounds, bids, assessments, awards and reports.
pub(super) fn allows(action: Action, role: Role, relation: Relation) -> bool {
    match action {
        // Who gives the money draws the round up and decides.
        Action::CreateRound
        | Action::UpdateRound
        | Action::OpenRound
        | Action::DecideRound
        | Action::CloseRound
        | Action::GetRanking
        | Action::DecideBid
        | Action::ReturnMilestone
        | Action::PayMilestone
        | Action::ReturnReport
        | Action::AcceptReport => role == Role::Operator && relation == Relation::Foreign,
        // Public once it is open; awards always are.
        Action::GetRound | Action::ListRounds | Action::GetAward | Action::ListAwards => {
            relation == Relation::Listed || role == Role::Operator
        }
        // Nobody bids for another, and who decides does not bid.
        Action::CreateBid
        | Action::UpdateBid
        | Action::SubmitBid
        | Action::WithdrawBid
        | Action::ClaimMilestone
        | Action::CreateReport
        | Action::UpdateReport
        | Action::SubmitReport => role == Role::Manager && relation == Relation::Own,
        Action::GetReport | Action::ListReports => match role {
            Role::Manager => relation == Relation::Own,
            Role::Operator => relation == Relation::Foreign,
            _ => false,
        },
        // Read by who wrote it, who decides and who assesses; the last are never the first two.
        Action::GetBid | Action::ListBids => match role {
            Role::Manager => matches!(relation, Relation::Own | Relation::Assessor),
            Role::Operator => relation == Relation::Foreign,
            Role::Officer | Role::Observer => relation == Relation::Assessor,
            _ => false,
        },
        Action::CreateAssessment
        | Action::UpdateAssessment
        | Action::SubmitAssessment
        | Action::WithdrawAssessment => may_assess(role) && relation == Relation::Assessor,
        Action::GetAssessment | Action::ListAssessments => match role {
            Role::Operator => relation == Relation::Foreign,
            _ => may_assess(role) && relation == Relation::Assessor,
        },
        _ => false,
    }
}

/// Those outside the bidder and the fund.
fn may_assess(role: Role) -> bool {
    matches!(role, Role::Manager | Role::Officer | Role::Observer)
}
