//! What brokers say of themselves, and how full they are, in words.

use proto::brokers::v1 as pb;
use proto::brokers::v1::broker::{State, WayOfWorking};

use crate::words::{Say as _, Text, text};

/// What a broker can be good at: the code, and the key of its words.
pub const SKILLS: &[(&str, &str)] = &[
    ("person_centred_planning", "broker-skill-person-centred-planning"),
    ("costing_plans", "broker-skill-costing-plans"),
    ("risk_planning", "broker-skill-risk-planning"),
    ("direct_payments", "broker-skill-direct-payments"),
    ("individual_service_funds", "broker-skill-individual-service-funds"),
    ("personal_health_budgets", "broker-skill-personal-health-budgets"),
    ("self_funding", "broker-skill-self-funding"),
    ("finding_assistants", "broker-skill-finding-assistants"),
    ("employing_assistants", "broker-skill-employing-assistants"),
    ("benefits", "broker-skill-benefits"),
    ("housing", "broker-skill-housing"),
    ("equipment_and_adaptations", "broker-skill-equipment-and-adaptations"),
    ("technology", "broker-skill-technology"),
    ("work", "broker-skill-work"),
    ("learning", "broker-skill-learning"),
    ("volunteering", "broker-skill-volunteering"),
    ("community_connections", "broker-skill-community-connections"),
    ("friendships", "broker-skill-friendships"),
    ("transport", "broker-skill-transport"),
    ("leaving_hospital", "broker-skill-leaving-hospital"),
    ("becoming_adult", "broker-skill-becoming-adult"),
    ("getting_older", "broker-skill-getting-older"),
    ("end_of_life", "broker-skill-end-of-life"),
    ("parenting", "broker-skill-parenting"),
    ("carers_support", "broker-skill-carers-support"),
    ("crisis_planning", "broker-skill-crisis-planning"),
    ("complaints_and_appeals", "broker-skill-complaints-and-appeals"),
    ("assessments", "broker-skill-assessments"),
    ("mental_capacity", "broker-skill-mental-capacity"),
    ("safeguarding", "broker-skill-safeguarding"),
    ("peer_mentoring", "broker-skill-peer-mentoring"),
    ("group_facilitation", "broker-skill-group-facilitation"),
];

/// What a broker can have been through: the code, and the key of its words.
pub const EXPERIENCES: &[(&str, &str)] = &[
    ("physical_impairment", "broker-experience-physical-impairment"),
    ("sight_loss", "broker-experience-sight-loss"),
    ("deafness", "broker-experience-deafness"),
    ("deafblindness", "broker-experience-deafblindness"),
    ("learning_disability", "broker-experience-learning-disability"),
    ("autism", "broker-experience-autism"),
    ("mental_distress", "broker-experience-mental-distress"),
    ("memory_loss", "broker-experience-memory-loss"),
    ("brain_injury", "broker-experience-brain-injury"),
    ("long_term_condition", "broker-experience-long-term-condition"),
    ("caring", "broker-experience-caring"),
    ("growing_older", "broker-experience-growing-older"),
    ("using_a_direct_payment", "broker-experience-using-a-direct-payment"),
    ("employing_assistants", "broker-experience-employing-assistants"),
    ("using_care_services", "broker-experience-using-care-services"),
    ("leaving_an_institution", "broker-experience-leaving-an-institution"),
    ("homelessness", "broker-experience-homelessness"),
    ("addiction", "broker-experience-addiction"),
    ("seeking_asylum", "broker-experience-seeking-asylum"),
    ("racism", "broker-experience-racism"),
    ("parenting_with_an_impairment", "broker-experience-parenting-with-an-impairment"),
    ("coming_out", "broker-experience-coming-out"),
];

/// How a broker can work: the value, and the key of its words.
pub const WAYS: &[(WayOfWorking, &str)] = &[
    (WayOfWorking::HomeVisits, "broker-way-home"),
    (WayOfWorking::OurPlace, "broker-way-our-place"),
    (WayOfWorking::CommunityPlaces, "broker-way-community"),
    (WayOfWorking::Phone, "broker-way-phone"),
    (WayOfWorking::Video, "broker-way-video"),
    (WayOfWorking::Writing, "broker-way-writing"),
    (WayOfWorking::Evenings, "broker-way-evenings"),
    (WayOfWorking::Weekends, "broker-way-weekends"),
    (WayOfWorking::ShortMeetings, "broker-way-short"),
    (WayOfWorking::Unhurried, "broker-way-unhurried"),
    (WayOfWorking::Pictures, "broker-way-pictures"),
    (WayOfWorking::WrittenSummaries, "broker-way-summaries"),
    (WayOfWorking::FamilyAndFriends, "broker-way-family"),
    (WayOfWorking::GroupPlanning, "broker-way-group"),
];

/// A skill by its code; a code without words as it is.
pub fn skill(code: &str) -> Text {
    word(SKILLS, code)
}

/// A lived experience by its code; a code without words as it is.
pub fn experience(code: &str) -> Text {
    word(EXPERIENCES, code)
}

/// A way of working.
pub fn way(way: WayOfWorking) -> Text {
    let known = WAYS.iter().find(|(known, _)| *known == way);
    known.map_or_else(Text::default, |(_, key)| text(key))
}

/// The life of a broker's record.
pub fn state(state: State) -> Text {
    text(match state {
        State::Unspecified | State::Active => "broker-state-active",
        State::Paused => "broker-state-paused",
        State::Left => "broker-state-left",
    })
}

/// How full a broker is.
pub fn load(broker: &pb::Broker) -> Text {
    let said = match room(broker) {
        ..0 => text("broker-load-over").with("over", -room(broker)),
        0 => text("broker-load-full"),
        room => text("broker-load-room").with("room", room),
    };
    said.with("taken", broker.open_weight).with("limit", broker.caseload_limit)
}

/// How many more points fit; below zero when the limit was lowered.
pub fn room(broker: &pb::Broker) -> i32 {
    broker.caseload_limit.saturating_sub(broker.open_weight)
}

/// Whether a case of that weight can be given to the broker now.
pub fn has_room(broker: &pb::Broker, weight: i32) -> bool {
    broker.state() == State::Active && room(broker) >= weight
}

/// How much of the limit is taken: 1 is all of it.
pub fn share(broker: &pb::Broker) -> f64 {
    match broker.caseload_limit {
        ..=0 => 1.0,
        limit => f64::from(broker.open_weight) / f64::from(limit),
    }
}

/// The same for a picture, as a number of per cent up to 100.
pub fn percent(broker: &pb::Broker) -> String {
    format!("{:.1}", share(broker).clamp(0.0, 1.0) * 100.0)
}

fn word(words: &[(&str, &'static str)], code: &str) -> Text {
    let known = words.iter().find(|(known, _)| *known == code);
    known.map_or_else(|| code.text(), |(_, key)| text(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn load_is_told_with_the_room_that_is_left() {
        let broker =
            |open_weight, caseload_limit| pb::Broker { open_weight, caseload_limit, ..Default::default() };
        assert_eq!(load(&broker(7, 10)).to_string(), "7 of 10 points taken, room for 3 more");
        assert_eq!(load(&broker(10, 10)).to_string(), "10 of 10 points taken, no room");
        assert_eq!(load(&broker(12, 10)).to_string(), "12 of 10 points taken, 2 over the limit");
        assert!((share(&broker(5, 10)) - 0.5).abs() < 1e-9);
    }
}
