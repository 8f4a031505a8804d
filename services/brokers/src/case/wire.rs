//! Cases between the wire and the domain.

use chrono::{DateTime, Utc};
use platform::event::Change;
use platform::seal::Seals;
use platform::words::Wire as _;
use platform::{Error, Id, Violation, Violations, etag, text, when};
use proto::brokers::v1 as pb;

use super::store::StepRow;
use super::{Case, CloseReason, Details, Private, Stage, State};
use crate::broker::Broker;

platform::wire! {
    Stage = pb::case::Stage, "STAGE_";
    CloseReason = pb::case::CloseReason, "CLOSE_REASON_";
    State = pb::case::State, "STATE_";
}

/// Reads everything that can be changed about a case; notes all that is wrong.
pub fn parse(sent: &pb::Case, case: &Case, now: DateTime<Utc>, violations: &mut Violations) -> Details {
    let weight = sent.weight;
    violations.check((1..=100).contains(&weight), "case.weight", "give points from 1 to 100");
    let next_action = violations.keep(text::lines("case.next_action", &sent.next_action, 500));
    let next_action_date = violations.keep(when::date("case.next_action_date", &sent.next_action_date));
    let first_contact_time = violations.keep(parse_first_contact(sent, case, now));
    Details { weight, private: Private { next_action }, next_action_date, first_contact_time }
}

/// The case on the wire, without its history.
pub fn to_wire(case: &Case) -> pb::Case {
    let Case { origin, details, .. } = case;
    pb::Case {
        name: case.id.to_string(),
        kind: origin.kind.to_wire(),
        stage: case.stage.to_wire(),
        weight: details.weight,
        next_action: details.private.next_action.clone(),
        next_action_date: when::date_text(details.next_action_date),
        first_contact_time: when::stamp_optional(details.first_contact_time),
        close_reason: case.close_reason.map_or(0, CloseReason::to_wire),
        history: Vec::new(),
        minutes: case.minutes,
        introduction: origin.introduction.to_string(),
        request: origin.request.to_string(),
        person: origin.person.to_string(),
        council: origin.council.clone(),
        ulo: origin.ulo.to_string(),
        offering: origin.offering.to_string(),
        broker: case.broker.to_string(),
        state: case.state.to_wire(),
        create_time: when::stamp(case.create_time),
        update_time: when::stamp(case.update_time),
        etag: etag::of(case.version),
    }
}

/// One step of a case on the wire.
pub fn step_to_wire(step: &StepRow, seals: &Seals, case: &Case) -> Result<pb::Step, Error> {
    Ok(pb::Step {
        number: step.number,
        stage_from: step.stage_from.map_or(0, Stage::to_wire),
        stage_to: step.stage_to.to_wire(),
        note: step.note(seals, case.origin.person)?,
        actor: step.actor.clone(),
        broker: Id::<Broker>::from_uuid(step.broker_id).to_string(),
        step_time: when::stamp(step.step_time),
        minutes: step.minutes,
    })
}

/// The event of a change, without private text.
pub fn change(kind: &'static str, case: &Case) -> Change {
    let mut told = to_wire(case);
    told.next_action.clear();
    Change::new(kind, case.id, case.version, &told, case.update_time)
}

fn parse_first_contact(
    sent: &pb::Case,
    case: &Case,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Violation> {
    let field = "case.first_contact_time";
    let time = when::time(field, sent.first_contact_time.as_ref())?;
    let time = time.and_then(|time| DateTime::from_timestamp_micros(time.timestamp_micros()));
    let before = case.details.first_contact_time;
    if time == before {
        return Ok(before);
    }
    if before.is_some() {
        return Err(Violation::new(field, "this was said before and stays as it is"));
    }
    let then = case.create_time..=now;
    time.filter(|time| then.contains(time))
        .map(Some)
        .ok_or_else(|| Violation::new(field, "give a time between the opening of the case and now"))
}
