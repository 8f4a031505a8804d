//! How far an organisation has come, worked out from what it states, what was found of it, and what it lives on: its class
//! by the definitions, and its stage from 1 to 4 with what is missing for the next.
//!
//! Source of the stages: the four scenarios of the Social Care Institute for Excellence (guide 36); what it calls typical
//! for a stage is asked here, what it calls possible is not. "Nearly all" criteria is read as six sevenths of them. What
//! makes a centre for independent living: user-led, three quarters of its board from those it represents, and the criteria
//! marked so in the set. Invariants: more evidence never lowers a class or a stage; what is not evidenced is never a no; money
//! leaves no trace in what rests on what is published.

pub(crate) mod rpc;
pub(crate) mod store;
pub(crate) mod wire;

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};
use reference::criteria::{Criterion, Set};

use crate::evidence::{self, Finding};
use crate::funding;
use crate::governance::definition::{Judgement, Verdict};

platform::words! {
    /// What an organisation is, by the definitions.
    pub enum Class {
        /// A centre for independent living.
        CentreForIndependentLiving = "centre_for_independent_living",
        /// User-led.
        UserLed = "user_led",
        /// User-led, and younger than three years.
        Embryonic = "embryonic",
        /// Shown not to be user-led.
        NotUserLed = "not_user_led",
        /// Not shown either way.
        NotEvidenced = "not_evidenced",
    }
}

platform::words! {
    /// What a stage asks for.
    pub enum Requirement {
        /// It has been there for six months.
        SixMonths = "six_months",
        /// It has said who governs it.
        GovernanceStated = "governance_stated",
        /// At least one criterion is met.
        SomeCriteria = "some_criteria",
        /// It has been there for three years.
        ThreeYears = "three_years",
        /// It is user-led.
        UserLed = "user_led",
        /// Nearly all criteria are met.
        NearlyAllCriteria = "nearly_all_criteria",
        /// It employs someone.
        PaidStaff = "paid_staff",
        /// It has core funding.
        CoreFunding = "core_funding",
        /// It has money of at least two kinds.
        TwoKindsOfFunding = "two_kinds_of_funding",
        /// All criteria are met.
        AllCriteria = "all_criteria",
        /// It offers at least two kinds of support.
        TwoKindsOfSupport = "two_kinds_of_support",
        /// It has a contract.
        Contract = "contract",
        /// It has money of at least three kinds.
        ThreeKindsOfFunding = "three_kinds_of_funding",
    }
}

platform::words! {
    /// What a stage rests on.
    pub enum Basis {
        /// What is published: everything but money.
        Published = "published",
        /// Everything, money too.
        Everything = "everything",
    }
}

impl Basis {
    /// Whether it asks for that at all.
    fn asks(self, requirement: Requirement) -> bool {
        self == Self::Everything || !requirement.is_of_money()
    }
}

use Requirement::{
    AllCriteria, Contract, CoreFunding, GovernanceStated, NearlyAllCriteria, PaidStaff, SixMonths,
    SomeCriteria, ThreeKindsOfFunding, ThreeYears, TwoKindsOfFunding, TwoKindsOfSupport, UserLed,
};

/// What each stage after the first asks for, beyond the one before it.
pub const STAGES: [&[Requirement]; 3] = [
    &[SixMonths, GovernanceStated, SomeCriteria],
    &[ThreeYears, UserLed, NearlyAllCriteria, PaidStaff, CoreFunding, TwoKindsOfFunding],
    &[AllCriteria, TwoKindsOfSupport, Contract, ThreeKindsOfFunding],
];

/// What is known of one organisation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Known {
    /// What its governance record means, when it has one.
    pub judgement: Option<Judgement>,
    /// How many it employs, when that is stated.
    pub staff: Option<i32>,
    /// The day it began, when that is known.
    pub founded: Option<NaiveDate>,
    /// What was found under criteria.
    pub findings: Vec<Finding>,
    /// The kinds of support it offers now.
    pub kinds_of_support: usize,
    /// The kinds of its money that is decided and of today.
    pub kinds_of_funding: BTreeSet<funding::Kind>,
}

/// How far one organisation has come.
#[derive(Debug, Clone, PartialEq)]
pub struct Maturity {
    /// What it is, by the definitions.
    pub class: Class,
    /// 1 to 4.
    pub stage: u8,
    /// Each criterion of the set in force, and what counts for it.
    pub criteria: Vec<(&'static Criterion, Verdict)>,
    /// What the next stage asks for, and whether it is there; empty at the last.
    pub next: Vec<(Requirement, Verdict)>,
}

impl Maturity {
    /// What follows from what is known, under a set of criteria, on a day.
    pub fn of(known: &Known, set: &'static Set, today: NaiveDate, basis: Basis) -> Self {
        let verdict =
            |criterion: &Criterion| evidence::verdict(&known.findings, set.code, criterion.code, today);
        let criteria: Vec<_> = set.criteria.iter().map(|criterion| (criterion, verdict(criterion))).collect();
        let ask = |asked: &[Requirement]| -> Vec<_> {
            let asked = asked.iter().filter(|requirement| basis.asks(**requirement));
            asked.map(|requirement| (*requirement, requirement.of(known, &criteria, today))).collect()
        };
        let reached =
            |asked: &&&[Requirement]| ask(asked).iter().all(|(_, verdict)| *verdict == Verdict::Met);
        let passed = STAGES.iter().take_while(reached).count();
        let next = STAGES.get(passed).map(|asked| ask(asked)).unwrap_or_default();
        let class = class(known, &criteria, today);
        Self { class, stage: u8::try_from(passed + 1).unwrap_or(1), criteria, next }
    }
}

fn class(known: &Known, criteria: &[(&Criterion, Verdict)], today: NaiveDate) -> Class {
    let judgement = known.judgement.as_ref();
    match judgement.map(|judgement| judgement.user_led.verdict) {
        None | Some(Verdict::NotEvidenced) => Class::NotEvidenced,
        Some(Verdict::NotMet) => Class::NotUserLed,
        Some(Verdict::Met) => {
            let three_quarters = judgement.is_some_and(|judgement| judgement.dh_75.verdict == Verdict::Met);
            let mut of_centre = criteria.iter().filter(|(criterion, _)| criterion.of_centre).peekable();
            let centre = of_centre.peek().is_some() && of_centre.all(|(_, verdict)| *verdict == Verdict::Met);
            let young = known.founded.is_some_and(|day| !has_lasted(day, 36, today));
            match (three_quarters && centre, young) {
                (true, _) => Class::CentreForIndependentLiving,
                (false, true) => Class::Embryonic,
                (false, false) => Class::UserLed,
            }
        }
    }
}

/// Whether that many months have gone by.
fn has_lasted(since: NaiveDate, months: u32, today: NaiveDate) -> bool {
    since.checked_add_months(Months::new(months)).is_some_and(|day| day <= today)
}

fn when(met: bool) -> Verdict {
    if met { Verdict::Met } else { Verdict::NotMet }
}

impl Requirement {
    /// Whether it tells what an organisation lives on, which is not published.
    fn is_of_money(self) -> bool {
        match self {
            CoreFunding | TwoKindsOfFunding | Contract | ThreeKindsOfFunding => true,
            SixMonths | GovernanceStated | SomeCriteria | ThreeYears | UserLed | NearlyAllCriteria
            | PaidStaff | AllCriteria | TwoKindsOfSupport => false,
        }
    }

    /// Whether it is there.
    fn of(self, known: &Known, criteria: &[(&Criterion, Verdict)], today: NaiveDate) -> Verdict {
        let kinds = &known.kinds_of_funding;
        match self {
            SixMonths => lasted(known, 6, today),
            ThreeYears => lasted(known, 36, today),
            GovernanceStated => match known.judgement {
                Some(_) => Verdict::Met,
                None => Verdict::NotEvidenced,
            },
            UserLed => {
                known.judgement.as_ref().map_or(Verdict::NotEvidenced, |judgement| judgement.user_led.verdict)
            }
            SomeCriteria => at_least(criteria, 1),
            NearlyAllCriteria => at_least(criteria, (criteria.len() * 6).div_ceil(7)),
            AllCriteria => at_least(criteria, criteria.len()),
            PaidStaff => known.staff.map_or(Verdict::NotEvidenced, |staff| when(staff > 0)),
            CoreFunding => money(known, kinds.contains(&funding::Kind::Core)),
            Contract => money(known, kinds.contains(&funding::Kind::Contract)),
            TwoKindsOfFunding => money(known, kinds.len() >= 2),
            ThreeKindsOfFunding => money(known, kinds.len() >= 3),
            TwoKindsOfSupport => when(known.kinds_of_support >= 2),
        }
    }
}

fn lasted(known: &Known, months: u32, today: NaiveDate) -> Verdict {
    known.founded.map_or(Verdict::NotEvidenced, |day| when(has_lasted(day, months, today)))
}

/// Nobody who writes down no money is known to have none.
fn money(known: &Known, met: bool) -> Verdict {
    if known.kinds_of_funding.is_empty() { Verdict::NotEvidenced } else { when(met) }
}

/// So many criteria met. Not met only when it could not be reached even if all that is open were met.
fn at_least(criteria: &[(&Criterion, Verdict)], wanted: usize) -> Verdict {
    let count = |verdict: Verdict| criteria.iter().filter(|(_, found)| *found == verdict).count();
    let (met, open) = (count(Verdict::Met), count(Verdict::NotEvidenced));
    match () {
        () if criteria.is_empty() => Verdict::NotEvidenced,
        () if met >= wanted => Verdict::Met,
        () if met + open < wanted => Verdict::NotMet,
        () => Verdict::NotEvidenced,
    }
}

#[cfg(test)]
mod tests;
