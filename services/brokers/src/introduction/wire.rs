//! Introductions between the wire and the domain.

use chrono::{DateTime, TimeDelta, Utc};
use platform::event::Change;
use platform::words::Wire as _;
use platform::{Caller, Id, Role, Violation, Violations, etag, text, when};
use proto::brokers::v1 as pb;
use reference::{access, council, language};

use super::wanted;
use super::{DeclineReason, Details, Introduction, Kind, Private, State};
use crate::broker::Broker;
use crate::lists::each_once;

platform::wire! {
    Kind = pb::introduction::Kind, "KIND_";
    DeclineReason = pb::introduction::DeclineReason, "DECLINE_REASON_";
    State = pb::introduction::State, "STATE_";
}

/// The longest an offer can wait for an answer.
const LONGEST: TimeDelta = TimeDelta::days(60);

/// Everything an offer says.
pub struct Offer {
    pub details: Details,
    pub private: Private,
    pub broker: Option<Id<Broker>>,
}

/// Reads everything an introduction can be offered with; notes all that is wrong.
pub fn parse(
    introduction: &pb::Introduction,
    now: DateTime<Utc>,
    violations: &mut Violations,
) -> Option<Offer> {
    let rank = introduction.rank;
    violations.check((1..=8).contains(&rank), "introduction.rank", "give a number from 1 to 8");
    let weight = introduction.weight;
    violations.check((1..=100).contains(&weight), "introduction.weight", "give points from 1 to 100");
    let known = council::is_name(&introduction.council);
    violations.check(known, "introduction.council", "give the name of a council, such as councils/E08000033");
    let broker = Id::parse_optional("introduction.broker", &introduction.broker);
    let message = text::lines("introduction.message", &introduction.message, 2000);
    let private = Private {
        message: violations.keep(message),
        needs: violations.keep(parse_needs(&introduction.needs)),
        decline_note: String::new(),
        wanted: wanted::parse(&introduction.wanted.clone().unwrap_or_default(), violations),
        avoid_brokers: violations.keep(wanted::parse_avoided(&introduction.avoid_brokers)),
    };
    let kind = violations.some(Kind::required("introduction.kind", introduction.kind));
    let expire_time = violations.some(parse_expire_time(introduction, now));
    let request = violations.keep(Id::parse("introduction.request", &introduction.request));
    let choice = violations.keep(Id::parse("introduction.choice", &introduction.choice));
    let person = violations.keep(Id::parse("introduction.person", &introduction.person));
    let ulo = violations.keep(Id::parse("introduction.ulo", &introduction.ulo));
    let offering = violations.keep(Id::parse("introduction.offering", &introduction.offering));
    let broker = violations.keep(broker);
    let wished = broker.is_none_or(|broker| !private.avoid_brokers.contains(&broker.uuid()));
    violations.check(wished, "introduction.broker", "name someone the person did not rule out");
    let details = Details {
        kind: kind?,
        rank,
        meet_first: introduction.meet_first,
        weight,
        expire_time: expire_time?,
        request,
        choice,
        person,
        council: introduction.council.clone(),
        ulo,
        offering,
    };
    Some(Offer { details, private, broker })
}

/// The whole introduction on the wire.
pub fn to_wire(introduction: &Introduction) -> pb::Introduction {
    let Introduction { details, private, .. } = introduction;
    pb::Introduction {
        name: introduction.id.to_string(),
        kind: details.kind.to_wire(),
        rank: details.rank,
        meet_first: details.meet_first,
        message: private.message.clone(),
        needs: private.needs.clone(),
        wanted: wanted::to_wire(&private.wanted),
        avoid_brokers: private
            .avoid_brokers
            .iter()
            .map(|id| Id::<Broker>::from_uuid(*id).to_string())
            .collect(),
        weight: details.weight,
        expire_time: when::stamp(details.expire_time),
        decline_reason: introduction.decline_reason.map_or(0, DeclineReason::to_wire),
        decline_note: private.decline_note.clone(),
        decide_time: when::stamp_optional(introduction.decide_time),
        request: details.request.to_string(),
        choice: details.choice.to_string(),
        person: details.person.to_string(),
        council: details.council.clone(),
        ulo: details.ulo.to_string(),
        offering: details.offering.to_string(),
        broker: introduction.broker.map(|id| id.to_string()).unwrap_or_default(),
        case: introduction.case.map(|id| id.to_string()).unwrap_or_default(),
        state: introduction.state.to_wire(),
        create_time: when::stamp(introduction.create_time),
        update_time: when::stamp(introduction.update_time),
        etag: etag::of(introduction.version),
    }
}

/// What a caller sees: the person's own words are for the organisation only as long as it has to do with them, and whom
/// they ruled out is for no broker to know.
pub fn seen(introduction: &Introduction, caller: &Caller) -> pb::Introduction {
    let mut shown = to_wire(introduction);
    if matches!(caller.role, Role::Broker | Role::Manager) && !introduction.live {
        hide(&mut shown);
    }
    if caller.role == Role::Broker {
        shown.avoid_brokers.clear();
    }
    shown
}

/// Leaves out what the person said.
fn hide(shown: &mut pb::Introduction) {
    shown.message.clear();
    shown.needs.clear();
    shown.wanted = None;
    shown.avoid_brokers.clear();
}

/// The event of a change, without private text.
pub fn change(kind: &'static str, introduction: &Introduction) -> Change {
    let mut told = to_wire(introduction);
    hide(&mut told);
    told.decline_note.clear();
    Change::new(kind, introduction.id, introduction.version, &told, introduction.update_time)
}

fn parse_needs(needs: &[String]) -> Result<Vec<String>, Violation> {
    // An item is a code of ours or, for a language someone needs, its tag.
    let known = |need: &str| access::is_known(need) || language::is_tag(need);
    each_once("introduction.needs", needs, 0..=60, known, "give codes of needs, or language tags")
}

fn parse_expire_time(
    introduction: &pb::Introduction,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, Violation> {
    let field = "introduction.expire_time";
    let time = when::time(field, introduction.expire_time.as_ref())?;
    time.filter(|time| *time > now && *time <= now + LONGEST)
        .and_then(|time| DateTime::from_timestamp_micros(time.timestamp_micros()))
        .ok_or_else(|| Violation::new(field, "give a time in the future, at most 60 days from now"))
}
