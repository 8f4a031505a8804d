//! Brokers between the wire and the domain.

use platform::event::Change;
use platform::words::Wire as _;
use platform::{Violation, Violations, etag, text, when};
use proto::brokers::v1 as pb;
use reference::broker::{EXPERIENCES, SKILLS};
use reference::{council, language};

use super::{Broker, Details, Interest, InterestKind, State, WayOfWorking};
use crate::lists::each_once;

platform::wire! {
    WayOfWorking = pb::broker::WayOfWorking, "WAY_OF_WORKING_";
    InterestKind = pb::interest::Kind, "KIND_";
    State = pb::broker::State, "STATE_";
}

/// Reads everything a broker can be given; notes all that is wrong.
pub fn parse(broker: &pb::Broker, violations: &mut Violations) -> Details {
    violations.check(broker.skills.len() <= 30, "broker.skills", "give at most 30");
    violations.check(broker.lived_experience.len() <= 10, "broker.lived_experience", "give at most 10");
    violations.check(broker.interests.len() <= 10, "broker.interests", "give at most 10");
    let limit = 0..=1000;
    violations.check(
        limit.contains(&broker.caseload_limit),
        "broker.caseload_limit",
        "give points from 0 to 1,000",
    );
    let topics: Vec<String> = broker.lived_experience.iter().map(|known| known.topic.clone()).collect();
    let ways = WayOfWorking::list("broker.ways_of_working", &broker.ways_of_working);
    let interests = broker.interests.iter().enumerate();
    Details {
        display_name: violations.keep(text::required("broker.display_name", &broker.display_name, 120)),
        skills: violations.keep(text::codes("broker.skills", &broker.skills, SKILLS)),
        languages: violations.keep(parse_languages(&broker.languages)),
        lived_experience: violations.keep(text::codes("broker.lived_experience", &topics, EXPERIENCES)),
        lived_experience_consent: broker.lived_experience_consent,
        ways_of_working: violations.keep(ways),
        councils: violations.keep(parse_councils(&broker.councils)),
        caseload_limit: broker.caseload_limit,
        interests: interests.filter_map(|(index, tie)| parse_interest(index, tie, violations)).collect(),
        start_date: violations.keep(when::date("broker.start_date", &broker.start_date)),
    }
}

/// The broker on the wire. `whole`: also what they have been through, when they have not agreed that all may see it.
pub fn to_wire(broker: &Broker, whole: bool) -> pb::Broker {
    let details = &broker.details;
    let shown = whole || details.lived_experience_consent;
    let topics = details.lived_experience.iter().filter(|_| shown);
    pb::Broker {
        name: broker.id.to_string(),
        display_name: details.display_name.clone(),
        skills: details.skills.clone(),
        languages: details.languages.clone(),
        lived_experience: topics.map(|topic| pb::LivedExperience { topic: topic.clone() }).collect(),
        lived_experience_consent: details.lived_experience_consent,
        ways_of_working: WayOfWorking::list_to_wire(&details.ways_of_working),
        councils: details.councils.clone(),
        caseload_limit: details.caseload_limit,
        open_weight: broker.open_weight,
        interests: details.interests.iter().map(interest_to_wire).collect(),
        start_date: when::date_text(details.start_date),
        ulo: broker.ulo.to_string(),
        state: broker.state.to_wire(),
        create_time: when::stamp(broker.create_time),
        update_time: when::stamp(broker.update_time),
        etag: etag::of(broker.version),
    }
}

/// The event of a change.
pub fn change(kind: &'static str, broker: &Broker) -> Change {
    Change::new(kind, broker.id, broker.version, &to_wire(broker, false), broker.update_time)
}

fn parse_languages(tags: &[String]) -> Result<Vec<String>, Violation> {
    each_once("broker.languages", tags, 1..=20, language::is_tag, "give language tags such as en or bfi")
}

fn parse_councils(names: &[String]) -> Result<Vec<String>, Violation> {
    each_once("broker.councils", names, 1..=153, council::is_name, "give names such as councils/E08000033")
}

fn parse_interest(index: usize, tie: &pb::Interest, violations: &mut Violations) -> Option<Interest> {
    let field = |name: &str| format!("broker.interests[{index}].{name}");
    let kind = violations.some(InterestKind::required(&field("kind"), tie.kind));
    let detail = match kind {
        Some(InterestKind::Other) => text::required(&field("detail"), &tie.detail, 300),
        _ => text::optional(&field("detail"), &tie.detail, 300),
    };
    let detail = violations.keep(detail);
    Some(Interest { kind: kind?, detail })
}

fn interest_to_wire(interest: &Interest) -> pb::Interest {
    pb::Interest { kind: interest.kind.to_wire(), detail: interest.detail.clone() }
}
