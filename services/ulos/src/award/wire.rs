//! Awards between the wire and the domain.

use platform::words::Wire as _;
use platform::{Caller, Role, etag, when};
use proto::ulos::v1 as pb;

use super::{Award, Milestone, State, Step};

platform::wire! {
    State = pb::award::State, "STATE_";
    Step = pb::award::milestone::State, "STATE_";
}

/// The whole award on the wire. What passes between the organisation and the fund is for those two.
pub fn to_wire(award: &Award, caller: &Caller) -> pb::Award {
    let own = caller.role == Role::Manager && caller.ulo == award.ulo.to_string();
    let within = own || caller.role == Role::Operator;
    pb::Award {
        name: award.id.to_string(),
        amount_pence: award.amount_pence,
        paid_pence: award.paid_pence,
        reason: award.reason.clone(),
        milestones: award.milestones.iter().map(|milestone| milestone_to_wire(milestone, within)).collect(),
        round: award.round.to_string(),
        ulo: award.ulo.to_string(),
        councils: award.councils.clone(),
        learned: award.learned,
        solution: award.solution.map(|id| id.to_string()).unwrap_or_default(),
        state: award.state.to_wire(),
        create_time: when::stamp(award.create_time),
        update_time: when::stamp(award.update_time),
        etag: etag::of(award.version),
    }
}

fn milestone_to_wire(milestone: &Milestone, within: bool) -> pb::award::Milestone {
    let told = |text: &String| if within { text.clone() } else { String::new() };
    pb::award::Milestone {
        title: milestone.title.clone(),
        due_date: when::date_text(Some(milestone.due_date)),
        amount_pence: milestone.amount_pence,
        state: milestone.state.to_wire(),
        evidence: told(&milestone.evidence),
        return_reason: told(&milestone.return_reason),
        pay_time: when::stamp_optional(milestone.pay_time),
        payment_reference: told(&milestone.payment_reference),
    }
}
