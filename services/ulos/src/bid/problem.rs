//! All that stands in the way of sending a bid in: whether it fits the round, by the records, and what is missing.

use chrono::{DateTime, Utc};
use platform::Error;
use platform::words::Word as _;

use super::{Bid, Plan};
use crate::round::{Phase, Round};
use crate::ulo::{Standing, State, Ulo};

platform::words! {
    /// One thing that stands in the way.
    pub enum Problem {
        /// The round takes no bids now.
        RoundNotTakingBids = "round_not_taking_bids",
        /// The organisation's entry is closed.
        UloClosed = "ulo_closed",
        /// By its record it is not led by its users.
        NotUserLed = "not_user_led",
        /// None of its places is in the round's area.
        OutsideArea = "outside_area",
        /// No places.
        NoCouncils = "no_councils",
        /// No need.
        NoNeed = "no_need",
        /// No plan.
        NoPlan = "no_plan",
        /// Nothing on who leads it.
        NoLeadership = "no_leadership",
        /// Nothing on sharing.
        NoSharing = "no_sharing",
        /// Nothing on how it lasts.
        NoLasting = "no_lasting",
        /// No amount.
        NoAmount = "no_amount",
        /// Too large an amount.
        OverLimit = "over_limit",
        /// No milestones.
        NoMilestones = "no_milestones",
        /// Milestones of another sum.
        MilestonesDiffer = "milestones_differ",
        /// A milestone before the decision.
        MilestoneTooEarly = "milestone_too_early",
    }
}

/// Everything at once, in the order of the list.
pub fn find(bid: &Bid, round: &Round, ulo: &Ulo, now: DateTime<Utc>) -> Vec<Problem> {
    let (plan, terms) = (&bid.plan, &round.terms);
    let sum: i64 = plan.milestones.iter().map(|step| step.amount_pence).sum();
    let checks = [
        (Problem::RoundNotTakingBids, round.phase(now) != Phase::TakingBids),
        (Problem::UloClosed, ulo.state() == State::Closed),
        // What has not been evidenced is possible, so it is no reason to say no.
        (Problem::NotUserLed, ulo.user_led() == Standing::NotMet),
        (Problem::OutsideArea, is_outside(plan, round, ulo)),
        (Problem::NoCouncils, plan.councils.is_empty()),
        (Problem::NoNeed, plan.need.is_empty()),
        (Problem::NoPlan, plan.plan.is_empty()),
        (Problem::NoLeadership, plan.leadership.is_empty()),
        (Problem::NoSharing, plan.sharing.is_empty()),
        (Problem::NoLasting, plan.lasting.is_empty()),
        (Problem::NoAmount, plan.amount_pence == 0),
        (Problem::OverLimit, plan.amount_pence > terms.most_per_bid_pence),
        (Problem::NoMilestones, plan.milestones.is_empty()),
        (Problem::MilestonesDiffer, !plan.milestones.is_empty() && sum != plan.amount_pence),
        (Problem::MilestoneTooEarly, plan.milestones.iter().any(|step| step.due_date < terms.decision_date)),
    ];
    checks.into_iter().filter_map(|(problem, stands)| stands.then_some(problem)).collect()
}

/// A round for some councils wants a place there. A bid that names none yet is judged by where the organisation works.
fn is_outside(plan: &Plan, round: &Round, ulo: &Ulo) -> bool {
    let area = &round.terms.councils;
    let places = if plan.councils.is_empty() { ulo.councils() } else { &plan.councils };
    !area.is_empty() && !places.iter().any(|place| area.contains(place))
}

/// Says no when there is any, with all of them.
///
/// # Errors
/// `BID_NOT_READY`.
pub fn none(problems: &[Problem]) -> Result<(), Error> {
    if problems.is_empty() {
        return Ok(());
    }
    let all: Vec<&str> = problems.iter().map(|problem| problem.word()).collect();
    Err(Error::refused("BID_NOT_READY", format!("in the way of sending this bid in: {}", all.join(", "))))
}

#[cfg(test)]
mod tests;
