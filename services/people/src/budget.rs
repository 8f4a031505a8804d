//! A personal budget: how the money for a person's support reaches them, and how much it is.
//!
//! Invariants: an amount that is not known is absent, never 0; the parts never come to more than the whole; amounts
//! have a span of time they are for; a budget never ends before it starts.

pub(crate) mod rpc;
pub(crate) mod store;
mod wire;

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Error, Id, Resource};
use serde::{Deserialize, Serialize};

use crate::person::Person;

/// The largest amount that is believed: a million pounds.
const LARGEST_PENCE: i64 = 100_000_000;

platform::words! {
    /// How the money is held and paid out.
    pub enum Route {
        /// Paid by the council to the person or someone who holds it for them.
        DirectPayment = "direct_payment",
        /// Kept by the council, which arranges the support.
        CouncilManaged = "council_managed",
        /// Held by an organisation the person chose.
        IndividualServiceFund = "individual_service_fund",
        /// More than one of these.
        Mixed = "mixed",
        /// Personal health budget kept by the NHS.
        HealthNotional = "health_notional",
        /// Personal health budget paid to the person or someone who holds it for them.
        HealthDirectPayment = "health_direct_payment",
        /// Personal health budget held by another organisation.
        HealthThirdParty = "health_third_party",
        /// The person pays themselves.
        SelfFunded = "self_funded",
        /// The person is waiting for one.
        Waiting = "waiting",
        /// The person is not sure.
        NotSure = "not_sure",
    }
}

platform::words! {
    /// The span of time the amounts are for.
    pub enum Frequency {
        /// Each week.
        Weekly = "weekly",
        /// Every two weeks.
        Fortnightly = "fortnightly",
        /// Every four weeks.
        FourWeekly = "four_weekly",
        /// Each calendar month.
        Monthly = "monthly",
        /// Every three months.
        Quarterly = "quarterly",
        /// Each year.
        Annual = "annual",
        /// Once only.
        OneOff = "one_off",
    }
}

platform::words! {
    /// Who holds the money, in law.
    pub enum HolderRole {
        /// The person.
        Own = "self",
        /// Someone the person named.
        Nominee = "nominee",
        /// Someone the council authorised.
        AuthorisedPerson = "authorised_person",
        /// An organisation.
        Organisation = "organisation",
        /// The council.
        Council = "council",
        /// The NHS.
        HealthService = "health_service",
    }
}

platform::words! {
    /// The life of a budget.
    pub enum State {
        /// In use, or waited for.
        Current = "current",
        /// Over.
        Ended = "ended",
    }
}

/// What is sealed with the person's own key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Private {
    holder_name: String,
}

/// What can be said of a budget and changed later; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    private: Private,
    route: Route,
    amount_pence: Option<i64>,
    person_contribution_pence: Option<i64>,
    council_contribution_pence: Option<i64>,
    frequency: Option<Frequency>,
    start_date: Option<NaiveDate>,
    end_date: Option<NaiveDate>,
    holder_role: Option<HolderRole>,
    next_review_date: Option<NaiveDate>,
}

/// One budget of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    id: Id<Budget>,
    person: Id<Person>,
    details: Details,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Budget {
    const COLLECTION: &'static str = "budgets";
}

impl Budget {
    /// A new budget.
    pub fn new(person: Id<Person>, details: Details, now: DateTime<Utc>) -> Self {
        Self {
            id: Id::new(),
            person,
            details,
            state: State::Current,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// Replaces what is known of the budget.
    ///
    /// # Errors
    /// `BUDGET_ENDED` when it is over.
    pub fn edit(&mut self, details: Details, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_current()?;
        self.details = details;
        self.touch(now);
        Ok(())
    }

    /// Ends the budget on a day up to today.
    ///
    /// # Errors
    /// `BUDGET_ENDED` when it is over; invalid when the day is still to come or before the budget began.
    pub fn end(&mut self, date: NaiveDate, today: NaiveDate, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_current()?;
        if date > today {
            return Err(Error::invalid("end_date", "give today or a day that is past"));
        }
        if self.details.start_date.is_some_and(|start| date < start) {
            return Err(Error::invalid("end_date", "give a day that is not before the budget's first day"));
        }
        self.details.end_date = Some(date);
        self.state = State::Ended;
        self.touch(now);
        Ok(())
    }

    fn still_current(&self) -> Result<(), Error> {
        match self.state {
            State::Current => Ok(()),
            State::Ended => {
                Err(Error::refused("BUDGET_ENDED", "this budget is over: record a new one instead"))
            }
        }
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.version += 1;
        self.update_time = now;
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;

    fn a_budget(start_date: NaiveDate) -> Budget {
        let details = Details {
            private: Private::default(),
            route: Route::DirectPayment,
            amount_pence: None,
            person_contribution_pence: None,
            council_contribution_pence: None,
            frequency: None,
            start_date: Some(start_date),
            end_date: None,
            holder_role: None,
            next_review_date: None,
        };
        Budget::new(Id::new(), details, Utc::now())
    }

    #[test]
    fn a_budget_ends_once_between_its_first_day_and_today() {
        let today = Utc::now().date_naive();
        let start = today - Days::new(10);
        let mut budget = a_budget(start);
        for wrong in [today + Days::new(1), start - Days::new(1)] {
            assert!(matches!(budget.end(wrong, today, Utc::now()), Err(Error::Invalid(_))));
        }
        assert_eq!((budget.state, budget.version), (State::Current, 1));
        budget.end(start, today, Utc::now()).unwrap();
        assert_eq!((budget.state, budget.details.end_date), (State::Ended, Some(start)));
        let again = budget.end(today, today, Utc::now());
        assert!(matches!(again, Err(Error::Refused { reason: "BUDGET_ENDED", .. })));
    }
}
