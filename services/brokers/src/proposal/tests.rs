use chrono::{Days, TimeDelta};
use platform::Resource;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::subsequence;

use super::*;
use crate::broker::WayOfWorking;
use crate::broker::tests::{Someone, someone_with};
use crate::introduction::Wanted;
use crate::introduction::tests::{Asks, an_introduction_that};

const HERE: &str = "councils/E08000033";

fn noon() -> DateTime<Utc> {
    "2026-06-01T12:00:00Z".parse().unwrap()
}

fn today() -> NaiveDate {
    noon().date_naive()
}

fn id<R: Resource>(number: u128) -> Id<R> {
    Id::from_uuid(Uuid::from_u128(number))
}

/// Broker of that number, of long standing, who carries so much of a limit.
fn broker(number: u128, open_weight: i32, caseload_limit: i32) -> Someone {
    Someone {
        id: id(number),
        open_weight,
        caseload_limit,
        languages: vec!["en".into()],
        council: HERE.into(),
        start_date: today() - Days::new(1_000),
        ..Someone::default()
    }
}

fn team(team: impl IntoIterator<Item = Someone>) -> Known {
    Known { team: team.into_iter().map(someone_with).collect(), ..Known::default() }
}

/// Asks for brokerage of three points, here.
fn asks() -> Asks {
    Asks::default()
}

fn propose(asks: &Asks, known: &Known) -> Proposal {
    Proposal::of(&an_introduction_that(asks.clone()), known, today())
}

#[track_caller]
fn chosen(asks: &Asks, known: &Known) -> Option<(u128, Basis)> {
    propose(asks, known).chosen.map(|(broker, basis)| (broker.uuid().as_u128(), basis))
}

fn against(asks: &Asks, known: &Known, number: u128) -> Vec<Reason> {
    let proposal = propose(asks, known);
    proposal.candidates.into_iter().find(|it| it.broker == id(number)).unwrap().reasons
}

fn past(number: u128, days: i64, close_reason: Option<CloseReason>) -> Past {
    let state = if close_reason.is_some() { case::State::Closed } else { case::State::Open };
    let kind = Kind::SupportBrokerage;
    Past { broker: id(number), kind, state, close_reason, update_time: noon() - TimeDelta::days(days) }
}

#[test]
fn whoever_would_carry_the_smallest_share_is_proposed() {
    // 9 of 20 is less than 8 of 10, though it is more points.
    let known = team([broker(1, 5, 10), broker(2, 6, 20)]);
    assert_eq!(chosen(&asks(), &known), Some((2, Basis::LeastLoad)));
    // What waits and names someone counts.
    let known = Known { asked: vec![(id(2), 9)], ..known };
    assert_eq!(chosen(&asks(), &known), Some((1, Basis::LeastLoad)));
}

#[test]
fn equal_shares_go_to_fewer_points_then_to_who_was_added_first() {
    assert_eq!(chosen(&asks(), &team([broker(1, 7, 20), broker(2, 2, 10)])), Some((2, Basis::LeastLoad)));
    assert_eq!(chosen(&asks(), &team([broker(2, 2, 10), broker(1, 2, 10)])), Some((1, Basis::LeastLoad)));
}

#[test]
fn whoever_supported_the_person_before_comes_first_unless_they_wanted_someone_else() {
    let mut known = team([broker(1, 0, 20), broker(2, 15, 20), broker(3, 9, 20)]);
    known.past = vec![past(2, 10, Some(CloseReason::Done)), past(3, 90, Some(CloseReason::LostTouch))];
    assert_eq!(chosen(&asks(), &known), Some((2, Basis::Continuity)), "the latest");
    known.past[0].close_reason = Some(CloseReason::PersonChoseAnother);
    assert_eq!(chosen(&asks(), &known), Some((3, Basis::Continuity)));
    known.past[1].close_reason = Some(CloseReason::Safety);
    assert_eq!(chosen(&asks(), &known), Some((1, Basis::LeastLoad)));
}

#[test]
fn whom_the_person_named_comes_before_all() {
    let mut known = team([broker(1, 0, 20), broker(2, 15, 20)]);
    known.past = vec![past(1, 10, Some(CloseReason::Done))];
    let named = Asks { broker: Some(id(2)), ..asks() };
    assert_eq!(chosen(&named, &known), Some((2, Basis::Named)));
}

#[test]
fn nobody_is_proposed_over_a_limit_or_ruled_out_or_paused() {
    let mut known = team([broker(1, 18, 20), Someone { paused: true, ..broker(2, 0, 20) }, broker(3, 0, 20)]);
    known.past = vec![past(1, 10, Some(CloseReason::Done))];
    let avoids = Asks { avoid_brokers: vec![Uuid::from_u128(3)], ..asks() };
    assert_eq!(chosen(&avoids, &known), None);
    let all = [1, 2, 3].map(|number| against(&avoids, &known, number));
    assert_eq!(all, [vec![Reason::OverLimit], vec![Reason::Paused], vec![Reason::RuledOut]]);
    assert_eq!(against(&asks(), &team([broker(1, 17, 20)]), 1), [], "up to the limit");
}

#[test]
fn a_newcomer_is_given_a_share_of_their_limit_and_always_a_first_case() {
    let new =
        |weeks: u64, open| Someone { start_date: today() - Days::new(7 * weeks), ..broker(1, open, 20) };
    assert_eq!(against(&asks(), &team([new(0, 3)]), 1), [Reason::Newcomer], "6 of 5");
    assert_eq!(against(&asks(), &team([new(4, 3)]), 1), [], "6 of 10");
    assert_eq!(against(&asks(), &team([new(12, 17)]), 1), []);
    let small = Someone { caseload_limit: 4, ..new(0, 0) };
    assert_eq!(against(&asks(), &team([small]), 1), [], "3 of 1, but nothing else");
    let tiny = Someone { caseload_limit: 2, ..new(0, 0) };
    assert_eq!(against(&asks(), &team([tiny]), 1), [Reason::OverLimit], "the hard limit is hard");
    // Among those who could be, a newcomer's points weigh more.
    assert_eq!(chosen(&asks(), &team([new(0, 0), broker(2, 8, 20)])), Some((2, Basis::LeastLoad)));
}

#[test]
fn advocate_and_broker_are_never_one() {
    let mut known = team([broker(1, 0, 20)]);
    known.past = vec![past(1, 3, None)];
    let advocacy = Asks { kind: Kind::Advocacy, ..asks() };
    assert_eq!(against(&advocacy, &known, 1), [Reason::OtherSide]);
    assert_eq!(against(&asks(), &known, 1), [], "the same again is continuity");
    known.past[0].state = case::State::Closed;
    assert_eq!(against(&advocacy, &known, 1), [], "only as long as it is open");
}

#[test]
fn what_the_person_must_have_decides_who_suits() {
    let urdu = Someone { languages: vec!["ur".into(), "en".into()], ..broker(1, 9, 20) };
    let signs = Someone { languages: vec!["en".into(), "bfi".into()], ..broker(2, 9, 20) };
    let skilled = Someone { skills: vec!["benefits".into(), "housing".into()], ..broker(3, 9, 20) };
    let visits = Someone { ways_of_working: vec![WayOfWorking::HomeVisits], ..broker(4, 9, 20) };
    let phones = Someone { ways_of_working: vec![WayOfWorking::Phone], ..broker(5, 0, 20) };
    let elsewhere = Someone { council: "councils/E08000001".into(), ..broker(6, 0, 20) };
    let known = team([urdu, signs, skilled, visits, phones, elsewhere]);
    let wanted = |wanted: Wanted| Asks { wanted, ..asks() };
    let tags = |tags: &[&str]| tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>();
    let accepts = wanted(Wanted { languages: tags(&["pa", "UR"]), ..Wanted::default() });
    assert_eq!(chosen(&accepts, &known), Some((1, Basis::LeastLoad)));
    assert_eq!(
        chosen(&Asks { needs: tags(&["easy_read", "ur"]), ..asks() }, &known),
        Some((1, Basis::LeastLoad))
    );
    assert_eq!(chosen(&Asks { needs: tags(&["bsl"]), ..asks() }, &known), Some((2, Basis::LeastLoad)));
    let good_at = wanted(Wanted { skills: tags(&["housing", "benefits"]), ..Wanted::default() });
    assert_eq!(chosen(&good_at, &known), Some((3, Basis::LeastLoad)));
    let at_home = wanted(Wanted { must_have: tags(&["home_visit", "step_free"]), ..Wanted::default() });
    assert_eq!(against(&at_home, &known, 5), [Reason::Access]);
    assert_eq!(against(&at_home, &known, 6), [Reason::OutOfArea]);
    let proposal = propose(&at_home, &known);
    let said = |number| proposal.candidates.iter().find(|it| it.broker == id(number)).unwrap();
    assert_eq!(said(5).missing, ["home_visit"]);
    assert_eq!((said(1).reasons.len(), said(1).unknown.as_slice()), (0, &["home_visit".to_owned()][..]));
    assert_eq!((said(4).reasons.len(), said(4).unknown.len()), (0, 0));
}

prop_compose! {
    fn anyone()(
        number in 1u128..12,
        open_weight in 0i32..40,
        caseload_limit in 0i32..40,
        weeks in 0u64..20,
        languages in subsequence(vec!["en", "ur", "bfi"], 1..=3),
        skills in subsequence(vec!["benefits", "housing"], 0..=2),
        paused in prop::bool::weighted(0.1),
        near in prop::bool::weighted(0.9),
    ) -> Someone {
        Someone {
            languages: languages.into_iter().map(str::to_owned).collect(),
            skills: skills.into_iter().map(str::to_owned).collect(),
            paused,
            council: if near { HERE.into() } else { "councils/E08000001".into() },
            start_date: today() - Days::new(7 * weeks),
            ..broker(number, open_weight, caseload_limit)
        }
    }
}

prop_compose! {
    fn any_scene()(
        members in vec(anyone(), 0..10),
        asked in vec((1u128..12, 1i32..9), 0..4),
        before in vec((1u128..12, 0i64..400), 0..4),
        avoided in vec(1u128..12, 0..4),
        named in option::weighted(0.2, 1u128..12),
        weight in 1i32..12,
        urdu in any::<bool>(),
    ) -> (Asks, Known) {
        let mut members = members;
        members.sort_by_key(|it| it.id.uuid());
        members.dedup_by_key(|it| it.id);
        let mut known = team(members);
        known.asked = asked.into_iter().map(|(number, weight)| (id(number), weight)).collect();
        known.past = before.into_iter().map(|(n, days)| past(n, days, Some(CloseReason::Done))).collect();
        let needs = if urdu { vec!["ur".to_owned()] } else { Vec::new() };
        let avoid_brokers = avoided.into_iter().map(Uuid::from_u128).collect();
        (Asks { weight, needs, avoid_brokers, broker: named.map(id), ..asks() }, known)
    }
}

proptest! {
    #[test]
    fn nobody_against_whom_a_reason_speaks_is_proposed((asks, known) in any_scene()) {
        let proposal = propose(&asks, &known);
        prop_assert_eq!(proposal.candidates.len(), known.team.len());
        let able: Vec<&Candidate> = proposal.candidates.iter().filter(|it| it.reasons.is_empty()).collect();
        prop_assert_eq!(proposal.chosen.map(|(broker, _)| broker), able.first().map(|it| it.broker));
        for it in &able {
            prop_assert!(it.then <= it.caseload_limit, "over the limit");
            prop_assert!(it.open_weight + it.asked_weight == 0 || it.then <= it.limit_now, "newcomer");
            prop_assert!(!asks.avoid_brokers.contains(&it.broker.uuid()), "ruled out");
        }
    }

    #[test]
    fn whoever_is_proposed_by_load_would_carry_the_smallest_share((asks, known) in any_scene()) {
        let proposal = propose(&asks, &known);
        let able: Vec<&Candidate> = proposal.candidates.iter().filter(|it| it.reasons.is_empty()).collect();
        if let Some((_, Basis::LeastLoad)) = proposal.chosen {
            for other in &able {
                prop_assert!(able[0].share(other) != Ordering::Greater);
                prop_assert!(!other.named && other.known_time.is_none(), "continuity first");
            }
        }
    }

    #[test]
    fn the_order_in_which_facts_come_changes_nothing((asks, known) in any_scene()) {
        let mut turned = known.clone();
        turned.team.reverse();
        turned.asked.reverse();
        turned.past.reverse();
        prop_assert_eq!(propose(&asks, &known), propose(&asks, &turned));
    }
}
