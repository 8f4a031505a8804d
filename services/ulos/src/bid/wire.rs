//! Bids between the wire and the domain.

use platform::words::Wire as _;
use platform::{Caller, Role, Violation, Violations, etag, text, when};
use proto::ulos::v1 as pb;

use super::problem::Problem;
use super::{Bid, Plan, State, Step};
use crate::inputs;

/// The most that can be asked for: a thousand million pounds.
const MOST_PENCE: i64 = 100_000_000_000;
const MOST_MILESTONES: usize = 12;
const MOST_PARTNERS: usize = 20;

platform::wire! {
    State = pb::bid::State, "STATE_";
    Problem = pb::bid::Problem, "PROBLEM_";
}

/// Reads what a draft says; notes all that is wrong. What is missing is no fault of a draft.
pub fn parse(bid: &pb::Bid, violations: &mut Violations) -> Plan {
    let mut section = |field: &str, value: &str| violations.keep(text::lines(field, value, 3_000));
    let need = section("bid.need", &bid.need);
    let plan = section("bid.plan", &bid.plan);
    let leadership = section("bid.leadership", &bid.leadership);
    let sharing = section("bid.sharing", &bid.sharing);
    let lasting = section("bid.lasting", &bid.lasting);
    let right = (0..=MOST_PENCE).contains(&bid.amount_pence);
    violations.check(right, "bid.amount_pence", "give pence from 0 to 100,000,000,000");
    let milestones = violations.keep(milestones(&bid.milestones));
    let partners = violations.keep(partners(&bid.partners));
    let councils = match bid.councils.is_empty() {
        true => Vec::new(),
        false => violations.keep(inputs::councils("bid.councils", &bid.councils)),
    };
    Plan {
        need,
        plan,
        leadership,
        sharing,
        lasting,
        amount_pence: bid.amount_pence,
        milestones,
        partners,
        councils,
    }
}

fn milestones(sent: &[pb::PlannedMilestone]) -> Result<Vec<Step>, Violation> {
    if sent.len() > MOST_MILESTONES {
        return Err(Violation::new("bid.milestones", "give at most 12 milestones"));
    }
    let read = |(index, sent): (usize, &pb::PlannedMilestone)| {
        let at = |part: &str| format!("bid.milestones[{index}].{part}");
        if !(1..=MOST_PENCE).contains(&sent.amount_pence) {
            return Err(Violation::new(at("amount_pence"), "give pence from 1 to 100,000,000,000"));
        }
        Ok(Step {
            title: text::required(&at("title"), &sent.title, 200)?,
            due_date: when::date_required(&at("due_date"), &sent.due_date)?,
            amount_pence: sent.amount_pence,
        })
    };
    sent.iter().enumerate().map(read).collect()
}

fn partners(sent: &[String]) -> Result<Vec<String>, Violation> {
    if sent.len() > MOST_PARTNERS {
        return Err(Violation::new("bid.partners", "give at most 20 organisations"));
    }
    inputs::each_once(sent, |index, name| text::required(&format!("bid.partners[{index}]"), name, 200))
}

/// The whole bid on the wire, as that caller may see it.
pub fn to_wire(bid: &Bid, caller: &Caller) -> pb::Bid {
    let settled = matches!(bid.state, State::Awarded | State::Declined);
    let decision = bid.decision.as_ref().filter(|_| settled || caller.role == Role::Operator);
    let plan = &bid.plan;
    let milestone = |step: &Step| pb::PlannedMilestone {
        title: step.title.clone(),
        due_date: when::date_text(Some(step.due_date)),
        amount_pence: step.amount_pence,
    };
    pb::Bid {
        name: bid.id.to_string(),
        need: plan.need.clone(),
        plan: plan.plan.clone(),
        leadership: plan.leadership.clone(),
        sharing: plan.sharing.clone(),
        lasting: plan.lasting.clone(),
        amount_pence: plan.amount_pence,
        milestones: plan.milestones.iter().map(milestone).collect(),
        partners: plan.partners.clone(),
        councils: plan.councils.clone(),
        round: bid.round.to_string(),
        ulo: bid.ulo.to_string(),
        state: bid.state.to_wire(),
        problems: Vec::new(),
        submit_time: when::stamp_optional(bid.submit_time),
        decided: decision.is_some(),
        award_pence: decision.map_or(0, |decision| decision.award_pence),
        decision_reason: decision.map(|decision| decision.reason.clone()).unwrap_or_default(),
        create_time: when::stamp(bid.create_time),
        update_time: when::stamp(bid.update_time),
        etag: etag::of(bid.version),
    }
}

/// What a list says of it: neither its texts nor its milestones.
pub fn cover(bid: &Bid, caller: &Caller) -> pb::Bid {
    let whole = to_wire(bid, caller);
    pb::Bid {
        need: String::new(),
        plan: String::new(),
        leadership: String::new(),
        sharing: String::new(),
        lasting: String::new(),
        milestones: Vec::new(),
        ..whole
    }
}
