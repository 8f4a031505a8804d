//! Who may do what in `matching`.

use platform::Role;

platform::actions! {
    "alongside.matching.v1":
    Requests { CreateRequest, GetRequest, ListRequests, UpdateRequest, AskRequest, WithdrawRequest }
    Options { FindOptions }
    Menus { CreateMenu, GetMenu, ListMenus }
    Queues { GetQueue }
    OpeningRounds {
        CreateOpeningRound, GetOpeningRound, ListOpeningRounds, SetOpenings, SimulateOpeningRound, RunOpeningRound,
        CancelOpeningRound, GetOpeningRoundResult
    }
    Choices { CreateChoice, GetChoice, ListChoices, StopChoice }
    Prices { ListPrices }
}

/// How a caller stands to a request, menu, choice, round or price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// It is their own.
    Own,
    /// They act for the person and may see the record.
    SeesRecord,
    /// They act for the person and may ask and choose.
    AsksAndChooses,
    /// It is of what they answer for: the council's area, or the organisation's offerings.
    AnswersFor,
    /// They work for whose round it is.
    Owner,
    /// They run an organisation that gives openings to the round, or is asked to.
    Gives,
    /// None of these.
    Foreign,
}

impl platform::action::Action for Action {
    type Relation = Relation;
    const RELATIONS: &'static [Relation] = &[
        Relation::Own,
        Relation::SeesRecord,
        Relation::AsksAndChooses,
        Relation::AnswersFor,
        Relation::Owner,
        Relation::Gives,
        Relation::Foreign,
    ];

    fn allows(self, role: Role, relation: Relation) -> bool {
        match self {
            // It is of nobody.
            Self::FindOptions => true,
            Self::GetRequest
            | Self::ListRequests
            | Self::GetMenu
            | Self::ListMenus
            | Self::GetQueue
            | Self::GetChoice
            | Self::ListChoices
            | Self::GetOpeningRoundResult => match role {
                Role::Person => relation == Relation::Own,
                Role::Supporter => matches!(relation, Relation::SeesRecord | Relation::AsksAndChooses),
                _ => false,
            },
            Self::ListPrices => {
                matches!(role, Role::Officer | Role::Manager) && relation == Relation::AnswersFor
            }
            Self::GetOpeningRound | Self::ListOpeningRounds => match role {
                Role::Person => relation == Relation::Own,
                Role::Supporter => matches!(relation, Relation::SeesRecord | Relation::AsksAndChooses),
                Role::Manager => matches!(relation, Relation::Owner | Relation::Gives),
                Role::Officer => relation == Relation::Owner,
                _ => false,
            },
            // Openings are the organisation's to give, whosever round it is.
            Self::SetOpenings => {
                role == Role::Manager && matches!(relation, Relation::Owner | Relation::Gives)
            }
            Self::CreateOpeningRound
            | Self::SimulateOpeningRound
            | Self::RunOpeningRound
            | Self::CancelOpeningRound => {
                matches!(role, Role::Manager | Role::Officer) && relation == Relation::Owner
            }
            // To ask and to choose is the person's alone, and theirs whom the person trusts with it.
            Self::CreateRequest
            | Self::UpdateRequest
            | Self::AskRequest
            | Self::WithdrawRequest
            | Self::CreateMenu
            | Self::CreateChoice
            | Self::StopChoice => match role {
                Role::Person => relation == Relation::Own,
                Role::Supporter => relation == Relation::AsksAndChooses,
                _ => false,
            },
        }
    }
}
