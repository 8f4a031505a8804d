//! The hard rules: what leaves an offering out. A list of small questions, each asked of every candidate alone.
//!
//! A conflict of interest is never among them: it is flagged. Nor is an unknown: it is kept and flagged.

use chrono::TimeDelta;
use reference::checked::MENU_DAYS;

use super::candidate::{Asking, Candidate};
use crate::index::sets::Access;
use crate::support::{DeliveryMode, PriceBasis};
use crate::wants::Wants;

platform::words! {
    /// What leaves an offering out.
    pub enum Rule {
        /// Does not cover the person's council.
        OutOfArea = "out_of_area",
        /// Gives another kind of advocacy.
        AdvocacyKind = "advocacy_kind",
        /// Gives another way of peer support.
        PeerSupportModel = "peer_support_model",
        /// Is for something else than the request says.
        WhoFor = "who_for",
        /// Is given in no way the person accepts.
        DeliveryMode = "delivery_mode",
        /// Is further than the person accepts, or its people do not travel that far.
        TooFar = "too_far",
        /// Is given in no language the person accepts.
        Language = "language",
        /// Says what access it promises, and not all that the person must have.
        MustHave = "must_have",
        /// Costs more an hour than the person can pay.
        Price = "price",
        /// Belongs to an organisation the person does not want.
        Avoided = "avoided",
        /// Is paused.
        Paused = "paused",
        /// Said no to this request before, or let it expire.
        SaidNo = "said_no",
        /// Would do, but the options score higher, or as high and were drawn first.
        LowerScore = "lower_score",
        /// Belongs to an organisation whose entry nobody has checked for more than 120 days.
        Unchecked = "unchecked",
    }
}

/// Some of the rules.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rules(u16);

/// A rule and the question it asks.
pub type HardRule = (Rule, fn(&Asking<'_>, &Candidate<'_>) -> bool);

/// Every hard rule, in the order they came: an edition has those up to one of them.
pub const HARD_RULES: [HardRule; 13] = [
    (Rule::OutOfArea, |_, candidate| !candidate.in_area),
    (Rule::AdvocacyKind, |Asking { wants, .. }, candidate| {
        wants.advocacy_kind.is_some() && wants.advocacy_kind != candidate.offering.advocacy_kind
    }),
    (Rule::PeerSupportModel, |Asking { wants, .. }, candidate| {
        wants.peer_support_model.is_some()
            && wants.peer_support_model != candidate.offering.peer_support_model
    }),
    (Rule::WhoFor, |Asking { wants, .. }, candidate| {
        let offering = candidate.offering;
        let shared = wants.who_for.iter().any(|who| offering.who_for.contains(who));
        !wants.who_for.is_empty() && !offering.for_everyone && !shared
    }),
    (Rule::DeliveryMode, |Asking { wants, .. }, candidate| {
        !candidate.offering.delivery_modes.iter().any(|mode| wants.accepts(*mode))
    }),
    (Rule::TooFar, |Asking { wants, .. }, candidate| {
        ways_considered(wants, candidate).all(|mode| reach(mode, wants, candidate) != Reach::Fine)
    }),
    (Rule::Language, |Asking { wants, .. }, candidate| {
        let accepted = &wants.constraints.languages;
        !accepted.is_empty() && !accepted.iter().any(|language| candidate.speaks(language))
    }),
    (Rule::MustHave, |asking, candidate| {
        !candidate.silent_on_access && !missing(asking, candidate).is_empty()
    }),
    (Rule::Price, |Asking { wants, .. }, candidate| {
        let offering = candidate.offering;
        let most = wants.constraints.max_price_pence;
        offering.price_basis == PriceBasis::PerHour && most.is_some_and(|most| offering.price_pence > most)
    }),
    (Rule::Avoided, |Asking { wants, .. }, candidate| {
        wants.constraints.avoid_ulos.contains(&candidate.ulo.id)
    }),
    (Rule::Paused, |_, candidate| !candidate.offering.open),
    (Rule::SaidNo, |Asking { asker, .. }, candidate| {
        asker.said_no.binary_search(&candidate.offering.id).is_ok()
    }),
    (Rule::Unchecked, |Asking { asker, .. }, candidate| {
        let since = candidate.ulo.counts_from();
        since.is_some_and(|since| asker.as_of_time - since > TimeDelta::days(MENU_DAYS))
    }),
];

/// How one way of giving support reaches the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// It does, or how far it is cannot be said.
    Fine,
    /// It would if the person went that many km.
    Further(u16),
    /// It does not, wherever the person would go: its people do not travel that far.
    Never,
}

/// How that way of giving support reaches the person, within their limits.
pub fn reach(mode: DeliveryMode, wants: &Wants, candidate: &Candidate<'_>) -> Reach {
    let Some(km) = candidate.distance_km.filter(|_| !mode.is_remote()) else { return Reach::Fine };
    if mode == DeliveryMode::AtHome {
        let travels = candidate.offering.max_travel_km.is_none_or(|most| km <= most);
        return if travels { Reach::Fine } else { Reach::Never };
    }
    let goes = wants.constraints.max_distance_km.is_none_or(|most| km <= most);
    if goes { Reach::Fine } else { Reach::Further(km) }
}

/// The ways of giving it that count: those the person accepts, or all when they accept none of them.
pub fn ways_considered(wants: &Wants, candidate: &Candidate<'_>) -> impl Iterator<Item = DeliveryMode> {
    let modes = candidate.offering.delivery_modes.iter().copied();
    let any = modes.clone().any(|mode| wants.accepts(mode));
    modes.filter(move |mode| !any || wants.accepts(*mode))
}

/// Access the person must have that is not promised.
pub fn missing(asking: &Asking<'_>, candidate: &Candidate<'_>) -> Access {
    asking.must_have.without(candidate.promised)
}

impl Rules {
    /// The rules that leave a candidate out.
    pub fn broken(asking: &Asking<'_>, candidate: &Candidate<'_>) -> Self {
        let broken = asking.asker.edition.hard_rules.iter().filter(|(_, breaks)| breaks(asking, candidate));
        Self(broken.fold(0, |bits, (rule, _)| bits | 1 << *rule as u16))
    }

    /// That rule alone.
    pub fn only(rule: Rule) -> Self {
        Self(1 << rule as u16)
    }

    /// Whether none is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many are in it.
    pub fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether that rule is in it.
    pub fn has(self, rule: Rule) -> bool {
        self.0 & (1 << rule as u16) != 0
    }

    /// The rules in it, in their order.
    pub fn list(self) -> Vec<Rule> {
        use platform::words::Word as _;
        Rule::ALL.iter().copied().filter(|rule| self.has(*rule)).collect()
    }

    /// Whether all of them are limits the person set and could do without: what they need is none.
    pub fn are_own_limits(self) -> bool {
        let own = [Rule::DeliveryMode, Rule::TooFar, Rule::Price, Rule::Avoided];
        self.0 & !own.into_iter().fold(0, |bits, rule| bits | Self::only(rule).0) == 0
    }

    /// Whether nothing the person could change would lift them all.
    pub fn are_final(self) -> bool {
        [Rule::OutOfArea, Rule::Paused, Rule::SaidNo, Rule::Unchecked].into_iter().any(|rule| self.has(rule))
    }
}
