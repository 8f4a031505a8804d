//! Flags: what the person should know before choosing. Never hidden, never a reason to leave an option out.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::candidate::{Asker, Asking, Candidate};
use crate::index::sets::Access;
use crate::support::{DeliveryMode, Tie};

platform::words! {
    /// Sorts of flag: ties of interest first, then what is not known.
    pub enum FlagKind {
        /// Also sells care or support the person might buy.
        ProvidesCare = "provides_care",
        /// Gets money from the council that sets the budget.
        FundedByCouncil = "funded_by_council",
        /// Works for the council that sets the budget.
        EmployedByCouncil = "employed_by_council",
        /// Belongs to the organisation that sent the person here.
        ReferrerOwnOrganisation = "referrer_own_organisation",
        /// Is family or a close friend of someone who gains.
        FamilyTie = "family_tie",
        /// Another tie of interest.
        Other = "other",
        /// Does not say whether it can meet a need.
        AccessUnknown = "access_unknown",
        /// Nobody has checked the organisation's entry lately.
        NotRecentlyChecked = "not_recently_checked",
        /// Says that nobody can start now.
        NoOpeningNow = "no_opening_now",
        /// Does not say whether anybody can start now, or last said so long ago.
        OpeningsUnknown = "openings_unknown",
        /// How far it is cannot be said.
        DistanceUnknown = "distance_unknown",
        /// Advocacy some people have by right.
        Statutory = "statutory",
    }
}

/// One thing to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {
    /// What sort.
    pub kind: FlagKind,
    /// The item of a need, for `AccessUnknown`; else empty.
    pub code: String,
}

/// Everything to know about a candidate: in the order of the sorts, needs in alphabetical order.
pub fn flags(asking: &Asking<'_>, candidate: &Candidate<'_>) -> Vec<Flag> {
    let as_of_time = asking.asker.as_of_time;
    let offering = candidate.offering;
    let plain = |kind: FlagKind| Flag { kind, code: String::new() };
    let mut flags: Vec<Flag> = candidate.ties().into_iter().map(|tie| plain(tie.into())).collect();
    let unknown = not_promised(asking, candidate).into_iter();
    flags.extend(unknown.map(|code| Flag { kind: FlagKind::AccessUnknown, code }));
    if !candidate.is_checked(as_of_time) {
        flags.push(plain(FlagKind::NotRecentlyChecked));
    }
    match candidate.openings(as_of_time) {
        Some(0) => flags.push(plain(FlagKind::NoOpeningNow)),
        Some(_) => {}
        None => flags.push(plain(FlagKind::OpeningsUnknown)),
    }
    if candidate.distance_km.is_none() && !candidate.is_remote() {
        flags.push(plain(FlagKind::DistanceUnknown));
    }
    if offering.advocacy_kind.is_some_and(crate::support::AdvocacyKind::is_statutory) {
        flags.push(plain(FlagKind::Statutory));
    }
    flags
}

/// What the person needs and is promised, access and languages, in alphabetical order.
pub fn promised(asking: &Asking<'_>, candidate: &Candidate<'_>) -> Vec<String> {
    let access = asking.needed.and(candidate.promised);
    sorted(access, asking.asker, |language| candidate.speaks(language))
}

fn not_promised(asking: &Asking<'_>, candidate: &Candidate<'_>) -> Vec<String> {
    let access = asking.needed.without(candidate.promised);
    sorted(access, asking.asker, |language| !candidate.speaks(language))
}

fn sorted(access: Access, asker: &Asker<'_>, which: impl Fn(&str) -> bool) -> Vec<String> {
    let languages = asker.languages.iter().copied().filter(|language| which(language));
    let mut items: Vec<String> = access.codes().into_iter().chain(languages).map(str::to_owned).collect();
    items.sort_unstable();
    items
}

impl Candidate<'_> {
    /// How many could start now, when that was said lately.
    pub fn openings(&self, now: DateTime<Utc>) -> Option<i32> {
        self.offering.openings_at(now)
    }

    /// Whether it is given by phone, by video or in writing only.
    pub fn is_remote(&self) -> bool {
        self.offering.delivery_modes.iter().copied().all(DeliveryMode::is_remote)
    }
}

impl From<Tie> for FlagKind {
    fn from(tie: Tie) -> Self {
        match tie {
            Tie::ProvidesCare => Self::ProvidesCare,
            Tie::FundedByCouncil => Self::FundedByCouncil,
            Tie::EmployedByCouncil => Self::EmployedByCouncil,
            Tie::ReferrerOwnOrganisation => Self::ReferrerOwnOrganisation,
            Tie::FamilyTie => Self::FamilyTie,
            Tie::Other => Self::Other,
        }
    }
}
