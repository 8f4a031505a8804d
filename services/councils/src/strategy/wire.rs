//! Strategies between the wire and the domain.

use chrono::NaiveDate;
use platform::event::Change;
use platform::words::Wire as _;
use platform::{Id, Violations, etag, text, uk_time, when};
use proto::councils::v1 as pb;

use super::{Action, Closure, Intent, Plan, Stage, State, Strategy};
use crate::told::told;

/// What is shorter says nothing.
pub const SHORTEST: usize = 10;
/// £1,000,000,000.
const MOST_PENCE: i64 = 100_000_000_000;

platform::wire! {
    State = pb::strategy::State, "STATE_";
    Stage = pb::strategy::Stage, "STAGE_";
    Closure = pb::strategy::Closure, "CLOSURE_";
}

/// Reads what it is for and who answers for it; notes all that is wrong.
pub fn parse_plan(sent: &pb::WriteStrategyRequest, violations: &mut Violations) -> Plan {
    Plan {
        aim: told("aim", &sent.aim, (SHORTEST, 2_000), violations),
        responsible: violations.keep(text::required("responsible", &sent.responsible, 100)),
        buddy: violations.keep(Id::parse_optional("buddy", &sent.buddy)),
    }
}

/// Reads what an action is to be; notes all that is wrong.
pub fn parse_action(
    sent: &pb::StrategyAction,
    today: NaiveDate,
    violations: &mut Violations,
) -> Option<Intent> {
    let title = violations.keep(text::required("action.title", &sent.title, 200));
    let due_date = violations.some(when::date_required("action.due_date", &sent.due_date));
    let money = (0..=MOST_PENCE).contains(&sent.cost_pence);
    violations.check(money, "action.cost_pence", "give an amount from nothing to £1,000,000,000");
    let responsible = violations.keep(text::required("action.responsible", &sent.responsible, 100));
    let done_date = match sent.done_date.as_str() {
        "" => None,
        day => violations.some(when::date_past("action.done_date", day, today)),
    };
    Some(Intent { title, due_date: due_date?, cost_pence: sent.cost_pence, responsible, done_date })
}

/// The whole strategy on the wire, as it stands on a day.
pub fn to_wire(strategy: &Strategy, today: NaiveDate) -> pb::Strategy {
    let standing = strategy.standing(today);
    let closed = strategy.closed.as_ref();
    let name = |id: Option<Id<_>>| id.map(|id| id.to_string()).unwrap_or_default();
    let days_left = standing.due_date.map(|due| (due - today).num_days());
    pb::Strategy {
        name: strategy.id.to_string(),
        find_date: when::date_text(Some(strategy.find_date)),
        write_by_date: when::date_text(Some(strategy.write_by_date())),
        aim: strategy.plan.aim.clone(),
        responsible: strategy.plan.responsible.clone(),
        buddy: name(strategy.plan.buddy),
        actions: strategy
            .actions
            .iter()
            .map(|action| action_to_wire(action, closed.is_none(), today))
            .collect(),
        stage: standing.stage.to_wire(),
        due_date: when::date_text(standing.due_date),
        days_left: days_left.and_then(|days| i32::try_from(days).ok()),
        write_time: when::stamp_optional(strategy.write_time),
        closure: closed.map_or(0, |closed| closed.closure.to_wire()),
        close_ulo: name(closed.and_then(|closed| closed.ulo)),
        close_reason: closed.map(|closed| closed.reason.clone()).unwrap_or_default(),
        close_time: when::stamp_optional(closed.map(|closed| closed.time)),
        council: format!("councils/{}", strategy.gss_code.as_str()),
        state: strategy.state().to_wire(),
        create_time: when::stamp(strategy.create_time),
        update_time: when::stamp(strategy.update_time),
        etag: etag::of(strategy.version),
    }
}

fn action_to_wire(action: &Action, is_open: bool, today: NaiveDate) -> pb::StrategyAction {
    pb::StrategyAction {
        title: action.title.clone(),
        due_date: when::date_text(Some(action.due_date)),
        first_due_date: when::date_text(Some(action.first_due_date)),
        cost_pence: action.cost_pence,
        responsible: action.responsible.clone(),
        done_date: when::date_text(action.done_date),
        overdue: is_open && action.is_late(today),
    }
}

/// The event of a change.
pub fn change(kind: &'static str, strategy: &Strategy) -> Change {
    let record = to_wire(strategy, uk_time::date(strategy.update_time));
    Change::new(kind, strategy.id, strategy.version, &record, strategy.update_time)
}
