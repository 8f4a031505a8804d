//! The questions about a budget, one page each.

use proto::people::v1::Budget;

use crate::form::Form;
use crate::view::money;
use crate::words::text;

/// One question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// How it is held and paid out.
    Route,
    /// How much it is, for which span of time, and how much of it the person pays.
    Amount,
    /// Who holds the money.
    Holder,
    /// When it began and when it is reviewed.
    Dates,
}

impl Step {
    /// The question of a word in an address.
    pub(super) fn find(slug: &str) -> Option<Self> {
        match slug {
            "route" => Some(Self::Route),
            "amount" => Some(Self::Amount),
            "holder" => Some(Self::Holder),
            "dates" => Some(Self::Dates),
            _ => None,
        }
    }

    /// The question itself.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Route => "budget-ask-route",
            Self::Amount => "budget-ask-amount",
            Self::Holder => "budget-ask-holder",
            Self::Dates => "budget-ask-dates",
        }
    }

    /// The fields it changes.
    pub(super) fn mask(self) -> &'static [&'static str] {
        match self {
            Self::Route => &["route"],
            Self::Amount => &["amount_pence", "person_contribution_pence", "frequency"],
            Self::Holder => &["holder_role", "holder_name"],
            Self::Dates => &["start_date", "end_date", "next_review_date"],
        }
    }

    /// The form with what is known.
    pub(super) fn form(self, budget: &Budget) -> Form {
        let form = Form::editing(&budget.etag);
        let pounds = |pence: Option<i64>| pence.map(money).unwrap_or_default();
        match self {
            Self::Route => form.with("route", budget.route),
            Self::Amount => form
                .with("amount_pence", pounds(budget.amount_pence))
                .with("person_contribution_pence", pounds(budget.person_contribution_pence))
                .with("frequency", budget.frequency),
            Self::Holder => {
                form.with("holder_role", budget.holder_role).with("holder_name", &budget.holder_name)
            }
            Self::Dates => form
                .with("start_date", &budget.start_date)
                .with("end_date", &budget.end_date)
                .with("next_review_date", &budget.next_review_date),
        }
    }

    /// Puts what was answered into the budget, and notes what cannot be used.
    pub(super) fn read(self, form: &mut Form, budget: &mut Budget) {
        let number = |form: &Form, name: &str| form.value(name).parse().unwrap_or_default();
        match self {
            Self::Route => {
                form.need("route", text("budget-route-needed"));
                budget.route = number(form, "route");
            }
            Self::Amount => {
                budget.amount_pence = form.pence("amount_pence");
                budget.person_contribution_pence = form.pence("person_contribution_pence");
                budget.frequency = number(form, "frequency");
                if budget.amount_pence.is_some() && budget.frequency == 0 {
                    form.note("frequency", text("budget-frequency-needed"));
                }
            }
            Self::Holder => {
                budget.holder_role = number(form, "holder_role");
                form.value("holder_name").clone_into(&mut budget.holder_name);
            }
            Self::Dates => {
                budget.start_date = form.date("start_date");
                budget.end_date = form.date("end_date");
                budget.next_review_date = form.date("next_review_date");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_needs_its_span_of_time() {
        let mut budget = Budget::default();
        let mut form = Form::new().with("amount_pence", "250");
        Step::Amount.read(&mut form, &mut budget);
        assert!(form.wrong_with("frequency").is_some());
        let mut form = Form::new().with("amount_pence", "£250").with("frequency", 1);
        Step::Amount.read(&mut form, &mut budget);
        assert_eq!((form.is_wrong(), budget.amount_pence), (false, Some(25_000)));
        assert_eq!(Step::Amount.form(&budget).value("amount_pence"), "£250");
    }
}
