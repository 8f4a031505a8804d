//! Budgets between the wire and the domain.

use platform::words::Wire as _;
use platform::{Violation, Violations, etag, text, when};
use proto::people::v1 as pb;

use super::{Budget, Details, Frequency, HolderRole, LARGEST_PENCE, Private, Route, State};

platform::wire! {
    Route = pb::budget::Route, "ROUTE_";
    Frequency = pb::budget::Frequency, "FREQUENCY_";
    HolderRole = pb::budget::HolderRole, "HOLDER_ROLE_";
    State = pb::budget::State, "STATE_";
}

/// Reads everything a budget can be given; notes all that is wrong.
pub fn parse(budget: &pb::Budget, violations: &mut Violations) -> Option<Details> {
    let route = violations.some(Route::required("budget.route", budget.route));
    parse_amounts(budget, violations);
    let start_date = violations.keep(when::date("budget.start_date", &budget.start_date));
    let end_date = violations.keep(when::date("budget.end_date", &budget.end_date));
    if start_date.zip(end_date).is_some_and(|(start, end)| end < start) {
        violations.add("budget.end_date", "give a day that is not before the first day");
    }
    let holder_name = text::optional("budget.holder_name", &budget.holder_name, 200);
    let frequency = violations.keep(Frequency::optional("budget.frequency", budget.frequency));
    let holder_role = violations.keep(HolderRole::optional("budget.holder_role", budget.holder_role));
    let next_review_date = when::date("budget.next_review_date", &budget.next_review_date);
    Some(Details {
        private: Private { holder_name: violations.keep(holder_name) },
        amount_pence: budget.amount_pence,
        person_contribution_pence: budget.person_contribution_pence,
        council_contribution_pence: budget.council_contribution_pence,
        frequency,
        start_date,
        end_date,
        holder_role,
        next_review_date: violations.keep(next_review_date),
        route: route?,
    })
}

/// The whole budget on the wire.
pub fn to_wire(budget: &Budget) -> pb::Budget {
    let details = &budget.details;
    pb::Budget {
        name: budget.id.to_string(),
        route: details.route.to_wire(),
        amount_pence: details.amount_pence,
        person_contribution_pence: details.person_contribution_pence,
        council_contribution_pence: details.council_contribution_pence,
        frequency: details.frequency.map_or(0, Frequency::to_wire),
        start_date: when::date_text(details.start_date),
        end_date: when::date_text(details.end_date),
        holder_role: details.holder_role.map_or(0, HolderRole::to_wire),
        holder_name: details.private.holder_name.clone(),
        next_review_date: when::date_text(details.next_review_date),
        person: budget.person.to_string(),
        state: budget.state.to_wire(),
        create_time: when::stamp(budget.create_time),
        update_time: when::stamp(budget.update_time),
        etag: etag::of(budget.version),
    }
}

/// Notes what is wrong with the amounts, each alone and together.
fn parse_amounts(budget: &pb::Budget, violations: &mut Violations) {
    let (person, council) = (budget.person_contribution_pence, budget.council_contribution_pence);
    let whole = budget.amount_pence.unwrap_or(LARGEST_PENCE);
    let mut fits =
        violations.some(within("budget.amount_pence", budget.amount_pence, LARGEST_PENCE)).is_some();
    fits &= violations.some(within("budget.person_contribution_pence", person, whole)).is_some();
    fits &= violations.some(within("budget.council_contribution_pence", council, whole)).is_some();
    if fits && person.unwrap_or(0) + council.unwrap_or(0) > whole {
        let text = "give parts that together are not more than the whole amount";
        violations.add("budget.council_contribution_pence", text);
    }
    if budget.frequency == 0 && budget.amount_pence.or(person).or(council).is_some() {
        violations.add("budget.frequency", "choose the span of time the amounts are for");
    }
}

fn within(field: &str, pence: Option<i64>, most: i64) -> Result<(), Violation> {
    let fits = pence.is_none_or(|pence| (0..=most).contains(&pence));
    let most = most.max(0);
    fits.then_some(()).ok_or_else(|| Violation::new(field, format!("give pence from 0 to {most}")))
}
