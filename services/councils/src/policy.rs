//! Who may do what in `councils`: everything here is public, and what counts people leaves as a release. Counts as they
//! are today are for the council's own officers; what a council says of itself they write.

use platform::action::Action as _;
use platform::{Caller, Error, Id, Role};

use crate::council::GssCode;
use crate::fact::Ulo;

platform::actions! {
    "alongside.councils.v1":
    Councils { GetCouncil, ListCouncils, FindCouncil }
    Frameworks { GetFramework, ListFrameworks }
    Releases { GetRelease, ListReleases, ReviseRelease }
    Spends { GetSpend, ListSpends, StateSpend }
    Corrections { CreateCorrection, GetCorrection, ListCorrections, WithdrawCorrection }
    Strategies { GetStrategy, ListStrategies, WriteStrategy, SetStrategyAction, ReviewStrategy }
    Links { GetLink }
    Voices { CreateVoice, GetVoice, ListVoices, UpdateVoice, JudgeVoice, ListVoiceYears }
}

/// How a caller stands to a record of this service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// They work for the council it is about.
    Own,
    /// They run the organisation that spoke in it.
    Spoke,
    /// As everyone does: an officer of the council sees what a visitor sees.
    Anyone,
}

impl platform::action::Action for Action {
    type Relation = Relation;
    const RELATIONS: &'static [Relation] = &[Relation::Own, Relation::Spoke, Relation::Anyone];

    fn allows(self, role: Role, relation: Relation) -> bool {
        match self {
            Self::GetCouncil
            | Self::ListCouncils
            | Self::FindCouncil
            | Self::GetFramework
            | Self::ListFrameworks
            | Self::GetRelease
            | Self::ListReleases
            | Self::GetSpend
            | Self::ListSpends
            | Self::GetCorrection
            | Self::ListCorrections
            | Self::GetStrategy
            | Self::ListStrategies
            | Self::GetLink
            | Self::GetVoice
            | Self::ListVoices
            | Self::ListVoiceYears => true,
            Self::ReviseRelease => role == Role::Operator,
            Self::JudgeVoice => role == Role::Manager && relation == Relation::Spoke,
            // Someone who does not work for the council.
            Self::ReviewStrategy => matches!(role, Role::Observer | Role::Operator),
            Self::CreateCorrection
            | Self::WithdrawCorrection
            | Self::StateSpend
            | Self::WriteStrategy
            | Self::SetStrategyAction
            | Self::CreateVoice
            | Self::UpdateVoice => role == Role::Officer && relation == Relation::Own,
        }
    }
}

/// Whether the caller works for that council.
pub fn is_own(caller: &Caller, code: &GssCode) -> bool {
    caller.role == Role::Officer && caller.council.strip_prefix("councils/") == Some(code.as_str())
}

impl Action {
    /// Whether the caller may change what is that council's. Its existence is no secret, so a refusal says what it is.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    pub fn permit(self, caller: &Caller, code: &GssCode) -> Result<(), Error> {
        let own = is_own(caller, code).then_some(Relation::Own);
        self.permit_as(caller, own)
    }

    /// Whether the caller may say how that organisation was heard.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    pub(crate) fn permit_speaker(self, caller: &Caller, ulo: Option<Id<Ulo>>) -> Result<(), Error> {
        let spoke = ulo.is_some_and(|ulo| caller.ulo == ulo.to_string());
        self.permit_as(caller, spoke.then_some(Relation::Spoke))
    }

    fn permit_as(self, caller: &Caller, relation: Option<Relation>) -> Result<(), Error> {
        let relations: Vec<Relation> = relation.into_iter().chain([Relation::Anyone]).collect();
        self.require(caller, &relations, "").map_err(|_| Error::Forbidden)
    }
}
