//! Who may do what in `brokers`.

use platform::Role;

platform::actions! {
    "alongside.brokers.v1":
    Brokers { CreateBroker, GetBroker, ListBrokers, UpdateBroker, PauseBroker, ResumeBroker, RetireBroker }
    Introductions {
        OfferIntroduction, GetIntroduction, ListIntroductions, AcceptIntroduction, DeclineIntroduction,
        WithdrawIntroduction,
    }
    Proposals { GetProposal }
    Cases { GetCase, ListCases, UpdateCase, MoveCase, RecordWork, AgreePlan, CloseCase, TransferCase }
}

/// How a caller stands to a broker's record, an introduction or a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// It is about them: the person's introduction or case, the broker's own record.
    Own,
    /// They act for the person and may see the record.
    SeesRecord,
    /// They act for the person and may ask and choose.
    AsksAndChooses,
    /// They act for the person and may talk to the broker.
    TalksToBroker,
    /// They are the broker it names.
    Assigned,
    /// They are a broker of the organisation, and it names none yet.
    Unassigned,
    /// They manage the organisation.
    Manages,
    /// They are matching, which offers in the person's name.
    Matching,
    /// None of these.
    Foreign,
}

impl platform::action::Action for Action {
    type Relation = Relation;
    const RELATIONS: &'static [Relation] = &[
        Relation::Own,
        Relation::SeesRecord,
        Relation::AsksAndChooses,
        Relation::TalksToBroker,
        Relation::Assigned,
        Relation::Unassigned,
        Relation::Manages,
        Relation::Matching,
        Relation::Foreign,
    ];

    fn allows(self, role: Role, relation: Relation) -> bool {
        use Relation::{AsksAndChooses, Assigned, Foreign, Manages, Matching, Own, Unassigned};
        match self {
            Self::CreateBroker | Self::RetireBroker => match role {
                Role::Manager => relation == Manages,
                Role::Operator => relation == Foreign,
                _ => false,
            },
            // Brokers work in the open: whoever is signed in may know who they are.
            Self::GetBroker | Self::ListBrokers => role != Role::Visitor,
            Self::UpdateBroker | Self::PauseBroker | Self::ResumeBroker => match role {
                Role::Broker => relation == Own,
                Role::Manager => relation == Manages,
                Role::Operator => relation == Foreign,
                _ => false,
            },
            Self::OfferIntroduction => role == Role::Service && relation == Matching,
            Self::GetIntroduction | Self::ListIntroductions => match role {
                Role::Person => relation == Own,
                Role::Supporter => sees(relation) || relation == AsksAndChooses,
                Role::Broker => matches!(relation, Assigned | Unassigned),
                Role::Manager => relation == Manages,
                Role::Service => relation == Matching,
                _ => false,
            },
            Self::AcceptIntroduction | Self::DeclineIntroduction | Self::GetProposal => match role {
                Role::Broker => matches!(relation, Assigned | Unassigned),
                Role::Manager => relation == Manages,
                _ => false,
            },
            Self::WithdrawIntroduction => match role {
                Role::Service => relation == Matching,
                _ => decides(role, relation),
            },
            Self::GetCase | Self::ListCases => match role {
                Role::Person => relation == Own,
                Role::Supporter => sees(relation),
                _ => works(role, relation),
            },
            Self::UpdateCase | Self::MoveCase | Self::RecordWork => works(role, relation),
            // The plan is the person's: whoever works on it never agrees it.
            Self::AgreePlan => decides(role, relation),
            Self::CloseCase => decides(role, relation) || works(role, relation),
            Self::TransferCase => role == Role::Manager && relation == Manages,
        }
    }
}

/// The person, or who may choose for them.
fn decides(role: Role, relation: Relation) -> bool {
    match role {
        Role::Person => relation == Relation::Own,
        Role::Supporter => relation == Relation::AsksAndChooses,
        _ => false,
    }
}

/// The supporter who follows what happens.
fn sees(relation: Relation) -> bool {
    matches!(relation, Relation::SeesRecord | Relation::TalksToBroker)
}

/// Who does the work on a case, or answers for it.
fn works(role: Role, relation: Relation) -> bool {
    match role {
        Role::Broker => relation == Relation::Assigned,
        Role::Manager => relation == Relation::Manages,
        _ => false,
    }
}
