//! The mapping study, made again from the records as they are: how many organisations may be user-led, of which kind and
//! stage, in which localities, how they are governed and funded, and what helps or hinders them.
//!
//! Source: the study of 2006-7 for the Department of Health, whose questions these are. A locality is the area of a council
//! with social services responsibilities. Invariants: pure, the day is an argument; what is not recorded is counted apart
//! from what is recorded as absent, so a share always says of how many.

pub(crate) mod rpc;
pub(crate) mod store;
pub(crate) mod wire;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Months, NaiveDate};
use reference::possible;

use crate::activity::Topic;
use crate::activity::capacity::{Capacity, Trained};
use crate::funding;
use crate::maturity::Class;
use crate::ulo::{Kind, WhoFor};

platform::words! {
    /// How many organisations a locality has.
    pub enum Band {
        /// None.
        None = "none",
        /// 1 to 5.
        OneToFive = "one_to_five",
        /// 6 or more.
        SixOrMore = "six_or_more",
    }
}

impl Band {
    /// The band of a count.
    pub fn of(count: usize) -> Self {
        match count {
            0 => Self::None,
            1..=5 => Self::OneToFive,
            _ => Self::SixOrMore,
        }
    }
}

platform::words! {
    /// What the study found to help an organisation, or to hinder it.
    pub enum Factor {
        /// It has core funding now.
        CoreFunding = "core_funding",
        /// Its core funding goes on by itself, or is talked about at its end.
        RenewableCore = "renewable_core",
        /// Its whole board is trained.
        TrainedBoard = "trained_board",
        /// All its staff are trained.
        TrainedStaff = "trained_staff",
        /// It went out to people in the last twelve months.
        Outreach = "outreach",
        /// It changed a decision in the last two years.
        Influence = "influence",
        /// Nobody in it has up-to-date business skills.
        LacksBusinessSkills = "lacks_business_skills",
        /// Nobody in it has up-to-date financial skills.
        LacksFinancialSkills = "lacks_financial_skills",
        /// Three quarters or more of its money come from one funder.
        OneFunder = "one_funder",
        /// It has records of what it did, and none of going out to people in the last twelve months.
        InwardLooking = "inward_looking",
    }
}

/// One grant or contract that is decided and of today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// What it is for.
    pub kind: funding::Kind,
    /// Who gives it, in small letters.
    pub funder: String,
    /// Whether a council does.
    pub from_council: bool,
    /// What happens at its end.
    pub renewal: funding::Renewal,
    /// Pence over the whole term.
    pub amount_pence: i64,
}

/// One organisation that is listed.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Its kind.
    pub kind: Kind,
    /// Where it works: `councils/{gss}`.
    pub councils: Vec<String>,
    /// Whom it is for.
    pub who_for: Vec<WhoFor>,
    /// What it is, by the definitions.
    pub class: Class,
    /// Its stage, as everyone sees it.
    pub stage: u8,
    /// Whether it says who governs it.
    pub governance_listed: bool,
    /// What it lives on, as far as it is recorded.
    pub money: Vec<Money>,
    /// What follows from what it did; nothing when nothing is recorded.
    pub capacity: Option<Capacity>,
}

impl Record {
    /// Whether it is a possible user-led organisation.
    fn is_possible(&self) -> bool {
        let shown = !matches!(self.class, Class::NotEvidenced | Class::NotUserLed);
        possible::counts(self.kind.may_be_user_led(), shown)
    }
}

/// Some of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub count: usize,
    /// Of how many that tell.
    pub of: usize,
}

/// The study.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Study {
    /// Possible user-led organisations.
    pub possible: usize,
    /// By kind.
    pub kinds: BTreeMap<Kind, usize>,
    /// By class.
    pub classes: BTreeMap<Class, usize>,
    /// By stage.
    pub stages: BTreeMap<u8, usize>,
    /// How many work in each locality, every locality of England among them.
    pub localities: BTreeMap<String, usize>,
    /// How many say who governs them.
    pub governance_listed: usize,
    /// Whom they are for, of those that say it.
    pub who_for: BTreeMap<WhoFor, usize>,
    /// How many say whom they are for, of all.
    pub who_for_told: Share,
    /// How many live on each kind of money, of those whose money is recorded.
    pub funding_kinds: BTreeMap<funding::Kind, usize>,
    /// How many have money from a council, of those whose money is recorded.
    pub council_funded: Share,
    /// How many have money from a charitable trust, of those whose money is recorded.
    pub trust_funded: Share,
    /// What helps and hinders.
    pub factors: BTreeMap<Factor, Share>,
}

impl Study {
    /// The study of these organisations over these localities, on a day.
    pub fn of<'a>(records: &[Record], localities: impl Iterator<Item = &'a str>, today: NaiveDate) -> Self {
        let mut study =
            Self { localities: localities.map(|name| (name.to_owned(), 0)).collect(), ..Self::default() };
        for record in records.iter().filter(|record| record.is_possible()) {
            study.count(record);
            study.count_money(record);
            study.count_factors(record, today);
        }
        study
    }

    fn count(&mut self, record: &Record) {
        self.possible += 1;
        *self.kinds.entry(record.kind).or_default() += 1;
        *self.classes.entry(record.class).or_default() += 1;
        *self.stages.entry(record.stage).or_default() += 1;
        self.governance_listed += usize::from(record.governance_listed);
        self.who_for_told.add(!record.who_for.is_empty());
        for who in record.who_for.iter().collect::<BTreeSet<_>>() {
            *self.who_for.entry(*who).or_default() += 1;
        }
        for council in &record.councils {
            if let Some(count) = self.localities.get_mut(council) {
                *count += 1;
            }
        }
    }

    fn count_money(&mut self, record: &Record) {
        if record.money.is_empty() {
            return;
        }
        for kind in record.money.iter().map(|money| money.kind).collect::<BTreeSet<_>>() {
            *self.funding_kinds.entry(kind).or_default() += 1;
        }
        self.council_funded.add(record.money.iter().any(|money| money.from_council));
        self.trust_funded.add(record.money.iter().any(|money| money.kind == funding::Kind::Trust));
    }

    fn count_factors(&mut self, record: &Record, today: NaiveDate) {
        let mut add = |factor: Factor, there: bool| self.factors.entry(factor).or_default().add(there);
        if !record.money.is_empty() {
            let mut core = record.money.iter().filter(|money| money.kind == funding::Kind::Core).peekable();
            add(Factor::CoreFunding, core.peek().is_some());
            let goes_on = [funding::Renewal::ByItself, funding::Renewal::Negotiated];
            add(Factor::RenewableCore, core.any(|money| goes_on.contains(&money.renewal)));
            add(Factor::OneFunder, leans_on_one(&record.money));
        }
        let Some(capacity) = &record.capacity else { return };
        let lately = today.checked_sub_months(Months::new(12)).unwrap_or(today);
        let went_out = capacity.last_outreach.is_some_and(|day| day > lately);
        add(Factor::Outreach, went_out);
        add(Factor::InwardLooking, !went_out);
        add(Factor::Influence, capacity.influence_count > 0);
        add(Factor::LacksBusinessSkills, capacity.missing_topics.contains(&Topic::Business));
        add(Factor::LacksFinancialSkills, capacity.missing_topics.contains(&Topic::Finance));
        if capacity.board != Trained::NotEvidenced {
            add(Factor::TrainedBoard, capacity.board == Trained::All);
        }
        if capacity.staff != Trained::NotEvidenced {
            add(Factor::TrainedStaff, capacity.staff == Trained::All);
        }
    }

    /// How many localities are in each band.
    pub fn bands(&self) -> BTreeMap<Band, usize> {
        let mut bands = BTreeMap::from([(Band::None, 0), (Band::OneToFive, 0), (Band::SixOrMore, 0)]);
        for count in self.localities.values() {
            *bands.entry(Band::of(*count)).or_default() += 1;
        }
        bands
    }
}

impl Share {
    fn add(&mut self, there: bool) {
        self.of += 1;
        self.count += usize::from(there);
    }
}

/// Whether one funder gives three quarters or more, in whole pence.
fn leans_on_one(money: &[Money]) -> bool {
    let mut funders: BTreeMap<&str, i128> = BTreeMap::new();
    for one in money {
        *funders.entry(&one.funder).or_default() += i128::from(one.amount_pence);
    }
    let all: i128 = funders.values().sum();
    funders.values().any(|one| one * 4 >= all * 3)
}

#[cfg(test)]
mod tests;
