//! Who may do what in `ulos`.

mod buddying;
mod claim;
mod fund;
mod kept;
mod solution;

use platform::action::Action as _;
use platform::{Caller, Error, Id, Role};

use crate::ulo::{State, Ulo};

platform::actions! {
    "alongside.ulos.v1":
    Ulos { CreateUlo, GetUlo, ListUlos, UpdateUlo, VerifyUlo, CloseUlo }
    Claims { CreateClaim, GetClaim, ListClaims, AcceptClaim, RefuseClaim, WithdrawClaim }
    Consortia {
        CreateConsortium,
        GetConsortium,
        ListConsortia,
        UpdateConsortium,
        InviteMember,
        JoinConsortium,
        LeaveConsortium,
        EndConsortium,
    }
    Edits { GetEdit, ListEdits, AcceptEdit, ReturnEdit, WithdrawEdit }
    Governances { CreateGovernance, GetGovernance, ListGovernances, UpdateGovernance }
    Directories { SearchDirectory, GetDirectoryEntry }
    Distinctions { CreateDistinction, GetDistinction, ListDistinctions, WithdrawDistinction }
    Evidences { CreateEvidence, GetEvidence, ListEvidences, UpdateEvidence, WithdrawEvidence, ReviewEvidence }
    Maturities { GetMaturity }
    MappingStudies { GetMappingStudy }
    Fundings { CreateFunding, GetFunding, ListFundings, UpdateFunding, WithdrawFunding }
    Finances { CreateFinance, GetFinance, ListFinances, UpdateFinance }
    Rounds {
        CreateRound,
        GetRound,
        ListRounds,
        UpdateRound,
        OpenRound,
        DecideRound,
        CloseRound,
        GetRanking,
    }
    Bids { CreateBid, GetBid, ListBids, UpdateBid, SubmitBid, WithdrawBid, DecideBid }
    Assessments {
        CreateAssessment,
        GetAssessment,
        ListAssessments,
        UpdateAssessment,
        SubmitAssessment,
        WithdrawAssessment,
    }
    Awards { GetAward, ListAwards, ClaimMilestone, ReturnMilestone, PayMilestone }
    Reports {
        CreateReport,
        GetReport,
        ListReports,
        UpdateReport,
        SubmitReport,
        ReturnReport,
        AcceptReport,
    }
    Activities { CreateActivity, GetActivity, ListActivities, UpdateActivity, WithdrawActivity }
    Solutions {
        CreateSolution,
        GetSolution,
        ListSolutions,
        UpdateSolution,
        PublishSolution,
        WithdrawSolution,
    }
    Guidances { CreateGuidance, GetGuidance, ListGuidances, UpdateGuidance, PublishGuidance, WithdrawGuidance }
    BuddyOffers {
        CreateBuddyOffer,
        GetBuddyOffer,
        ListBuddyOffers,
        UpdateBuddyOffer,
        WithdrawBuddyOffer,
        SuggestBuddies,
        SuggestHelped,
    }
    Buddyings {
        CreateBuddying,
        GetBuddying,
        ListBuddyings,
        UpdateBuddying,
        AcceptBuddying,
        DeclineBuddying,
        MarkBuddyMilestone,
        EndBuddying,
        JudgeBuddying,
    }
    Adoptions { CreateAdoption, GetAdoption, ListAdoptions, UpdateAdoption }
    Offerings {
        CreateOffering,
        GetOffering,
        ListOfferings,
        UpdateOffering,
        PauseOffering,
        ResumeOffering,
        CloseOffering,
    }
}

/// How a caller stands to an organisation and what belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// They run it.
    Own,
    /// It works in their council.
    Local,
    /// It is listed, and what of it they ask for is in use.
    Listed,
    /// They assess it, or could, and nothing ties them to it.
    Assessor,
    /// None of these.
    Foreign,
}

impl platform::action::Action for Action {
    type Relation = Relation;
    const RELATIONS: &'static [Relation] =
        &[Relation::Own, Relation::Local, Relation::Listed, Relation::Assessor, Relation::Foreign];

    fn allows(self, role: Role, relation: Relation) -> bool {
        let part = kept::allows(self, role, relation).or_else(|| buddying::allows(self, role, relation));
        if let Some(allowed) = part {
            return allowed;
        }
        match self {
            Self::CreateSolution
            | Self::GetSolution
            | Self::ListSolutions
            | Self::UpdateSolution
            | Self::PublishSolution
            | Self::WithdrawSolution
            | Self::CreateGuidance
            | Self::GetGuidance
            | Self::ListGuidances
            | Self::UpdateGuidance
            | Self::PublishGuidance
            | Self::WithdrawGuidance
            | Self::CreateAdoption
            | Self::GetAdoption
            | Self::ListAdoptions
            | Self::UpdateAdoption => solution::allows(self, role, relation),
            Self::CreateConsortium
            | Self::GetConsortium
            | Self::ListConsortia
            | Self::UpdateConsortium
            | Self::InviteMember
            | Self::JoinConsortium
            | Self::LeaveConsortium
            | Self::EndConsortium
            | Self::CreateClaim
            | Self::WithdrawClaim
            | Self::GetClaim
            | Self::ListClaims
            | Self::AcceptClaim
            | Self::RefuseClaim
            | Self::GetEdit
            | Self::ListEdits
            | Self::AcceptEdit
            | Self::ReturnEdit
            | Self::WithdrawEdit => claim::allows(self, role, relation),
            of_a_fund => fund::allows(of_a_fund, role, relation),
        }
    }
}

impl Action {
    /// Whether the caller may change a public record. Its existence is no secret, so a refusal says what it is.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    pub fn permit(self, caller: &Caller, relations: &[Relation]) -> Result<(), Error> {
        self.require(caller, relations, "").map_err(|_| Error::Forbidden)
    }
}

/// How a caller stands to what belongs to an organisation.
pub fn relations(caller: &Caller, ulo: Id<Ulo>) -> Vec<Relation> {
    let own = caller.role == Role::Manager && caller.ulo == ulo.to_string();
    let own = own.then_some(Relation::Own);
    own.into_iter().chain([Relation::Foreign]).collect()
}

/// The same, of something that is in use or not.
pub fn relations_in_use(caller: &Caller, ulo: Id<Ulo>, in_use: bool) -> Vec<Relation> {
    in_use.then_some(Relation::Listed).into_iter().chain(relations(caller, ulo)).collect()
}

/// How a caller stands to an organisation, read.
pub fn relations_to(caller: &Caller, ulo: &Ulo) -> Vec<Relation> {
    let listed = ulo.state() == State::Listed;
    local(caller, ulo.councils()).into_iter().chain(relations_in_use(caller, ulo.id(), listed)).collect()
}

/// Whether the caller may read what a listed organisation lives on.
pub fn knows_money(caller: &Caller, ulo: Id<Ulo>, councils: &[String]) -> bool {
    let relations = local(caller, councils).into_iter().chain(relations_in_use(caller, ulo, true));
    relations.into_iter().any(|relation| Action::GetFinance.allows(caller.role, relation))
}

/// That the caller's council is one of these.
fn local(caller: &Caller, councils: &[String]) -> Option<Relation> {
    (caller.role == Role::Officer && councils.contains(&caller.council)).then_some(Relation::Local)
}
