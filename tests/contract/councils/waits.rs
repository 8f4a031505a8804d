//! Waits: every step from the times the feeds tell, against a naive sort; who waits now; whom support is for and who pays.

use chrono::TimeDelta;
use councils::{FromBrokers, FromMatching, FromUlos};
use platform::when;
use proto::brokers::v1 as brokers;
use proto::brokers::v1::case::Stage;
use proto::councils::v1 as pb;
use proto::councils::v1::element::Link;
use proto::councils::v1::evidence::Standing;
use proto::councils::v1::wait::Step;
use proto::matching::v1 as matching;
use proto::ulos::v1 as ulos;
use proto::ulos::v1::Verdict;

use crate::harness::councils::{Told, a_case, a_request, an_offering, an_ulo, days_ago};
use crate::harness::{House, nobody};

fn wait(framework: &pb::Framework, step: Step) -> pb::Wait {
    *framework.waits.iter().find(|wait| wait.step() == step).expect("every step is there")
}

/// The wait a share of all did not go beyond, between the two nearest: by sorting, in whole days.
fn naive(waits: &[i64], share: f64) -> i32 {
    let mut sorted: Vec<f64> = waits.iter().map(|days| f64::from(i32::try_from(*days).unwrap())).collect();
    sorted.sort_by(f64::total_cmp);
    let place = share * f64::from(u32::try_from(sorted.len() - 1).unwrap());
    let (below, part) = (place.floor(), place.fract());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a short list")]
    let below = below as usize;
    let above = sorted.get(below + 1).unwrap_or(&sorted[below]);
    #[expect(clippy::cast_possible_truncation, reason = "days of a test")]
    let days = (sorted[below] + part * (above - sorted[below])).round() as i32;
    days
}

#[tokio::test]
async fn medians_and_ninetieths_are_those_of_a_sorted_list() {
    let house = House::of_frameworks().await;
    // Waits that follow no pattern, the same at every run; 8, 29, 30 and 45 of them.
    for (code, count) in [("E06000020", 8), ("E06000021", 29), ("E06000022", 30), ("E06000023", 45)] {
        let waits: Vec<i64> = (0..count).map(|n: i64| (n * n * 37 + n * 11 + count) % 83).collect();
        let mut events = Vec::new();
        for days in &waits {
            let mut request = Told::new("requests");
            let state = matching::request::State::Chosen.into();
            let chosen = days_ago(20);
            request.becomes(&matching::Request {
                state,
                choose_time: when::stamp(chosen),
                ask_time: when::stamp(chosen - TimeDelta::days(*days)),
                ..a_request(code, 20)
            });
            events.append(&mut request.events);
        }
        house.tell(FromMatching, &events).await;
        let told = wait(&house.settled(code).await, Step::AskedToChosen);
        assert_eq!(told.median_days, Some(naive(&waits, 0.5)), "{count}");
        assert_eq!(told.ninetieth_days, (count >= 30).then(|| naive(&waits, 0.9)), "{count}");
    }
}

/// One person's way, each step as many days after the one before as its place: asked 40 days ago, live 12 days ago.
async fn whole_way(house: &House, code: &str) {
    let mut request = Told::new("requests");
    let at = |days| when::stamp(days_ago(days));
    request.becomes(&matching::Request {
        state: matching::request::State::Placed.into(),
        choose_time: at(37),
        place_time: at(30),
        ..a_request(code, 40)
    });
    let mut menus = Vec::new();
    for days in [38, 39] {
        let mut menu = Told::new("menus");
        let request = request.name().to_owned();
        menu.becomes(&matching::Menu { request, create_time: at(days), ..Default::default() });
        menus.append(&mut menu.events);
    }
    let (mut introduction, mut case) = (Told::new("introductions"), Told::new("cases"));
    introduction.becomes(&brokers::Introduction {
        request: request.name().to_owned(),
        ulo: nobody("ulos"),
        council: format!("councils/{code}"),
        kind: brokers::introduction::Kind::SupportBrokerage.into(),
        state: brokers::introduction::State::Accepted.into(),
        create_time: at(34),
        decide_time: at(30),
        ..Default::default()
    });
    let opened = brokers::Case { first_contact_time: at(25), ..a_case(code, 30) };
    for (stage, days) in [(Stage::Exploring, 25), (Stage::Agreed, 19), (Stage::Live, 12)] {
        case.becomes(&brokers::Case { stage: stage.into(), update_time: at(days), ..opened.clone() });
    }
    house.tell(FromBrokers, &[introduction.events, case.events].concat()).await;
    house.tell(FromMatching, &[request.events, menus].concat()).await;
}

#[tokio::test]
async fn every_step_of_the_way_has_its_own_wait() {
    let (house, code) = (House::of_frameworks().await, "E06000024");
    for _ in 0..8 {
        whole_way(house, code).await;
    }
    let framework = house.settled(code).await;
    let steps = [
        (Step::AskedToMenu, 1),
        (Step::MenuToChosen, 2),
        (Step::ChosenToIntroduced, 3),
        (Step::IntroducedToAccepted, 4),
        (Step::AcceptedToContact, 5),
        (Step::ContactToAgreed, 6),
        (Step::AgreedToLive, 7),
        (Step::AskedToChosen, 3),
        (Step::ChosenToAccepted, 7),
        (Step::AskedToAccepted, 10),
        (Step::AcceptedToLive, 18),
    ];
    for (step, days) in steps {
        let wait = wait(&framework, step);
        assert_eq!((wait.median_days, wait.count.unwrap().value), (Some(days), Some(10)), "{step:?}");
        assert_eq!(wait.waiting_count.unwrap().value, Some(0), "{step:?}");
    }
}

#[tokio::test]
async fn who_waits_now_is_told_apart_from_who_waited() {
    let (house, code) = (House::of_frameworks().await, "E06000025");
    let mut events = Vec::new();
    for n in 0..9 {
        let mut request = Told::new("requests");
        request.becomes(&a_request(code, 10 + n));
        events.append(&mut request.events);
    }
    house.tell(FromMatching, &events).await;
    let mut cases = Vec::new();
    for n in 0..9 {
        let mut case = Told::new("cases");
        let closed = n == 0;
        let state = if closed { brokers::case::State::Closed } else { brokers::case::State::Open };
        case.becomes(&brokers::Case { state: state.into(), ..a_case(code, 30) });
        cases.append(&mut case.events);
    }
    house.tell(FromBrokers, &cases).await;
    let framework = house.settled(code).await;
    let told = |step| {
        let wait = wait(&framework, step);
        (wait.waiting_count.unwrap().value, wait.waiting_median_days, wait.count.unwrap().value)
    };
    assert_eq!(told(Step::AskedToMenu), (Some(10), Some(14), Some(0)));
    assert_eq!(told(Step::AskedToAccepted), (Some(10), Some(14), Some(0)));
    assert_eq!(told(Step::MenuToChosen), (Some(0), None, Some(0)));
    assert_eq!(told(Step::AcceptedToContact), (Some(10), Some(30), Some(0)), "8 of 9 are open");
    assert_eq!(told(Step::ContactToAgreed), (Some(0), None, Some(0)));
}

#[tokio::test]
async fn support_is_for_someone_and_tied_to_the_council_by_money_that_runs() {
    let (house, code) = (House::of_frameworks().await, "E06000026");
    let (mut ulo, mut other) = (Told::new("ulos"), Told::new("ulos"));
    ulo.becomes(&an_ulo(code, Verdict::Met));
    other.becomes(&ulos::Ulo {
        kind: ulos::ulo::Kind::Business.into(),
        ..an_ulo(code, Verdict::NotEvidenced)
    });
    let mut events = [ulo.events.clone(), other.events.clone()].concat();
    for (organisation, who) in
        [(&ulo, ulos::WhoFor::Sight), (&ulo, ulos::WhoFor::Carers), (&other, ulos::WhoFor::Sight)]
    {
        let mut offering = Told::new("offerings");
        let who_for = vec![who.into()];
        let kind = ulos::offering::Kind::Advocacy;
        offering.becomes(&ulos::Offering { who_for, ..an_offering(organisation.name(), code, kind) });
        events.append(&mut offering.events);
    }
    let funding = |ulo: &Told, kind: ulos::funding::Kind, end: i64| ulos::Funding {
        ulo: ulo.name().to_owned(),
        council: format!("councils/{code}"),
        kind: kind.into(),
        state: ulos::funding::State::Current.into(),
        certainty: ulos::funding::Certainty::Decided.into(),
        start_date: days_ago(500).date_naive().to_string(),
        end_date: days_ago(end).date_naive().to_string(),
        ..Default::default()
    };
    let mut grant = Told::new("fundings");
    for told in [
        funding(&ulo, ulos::funding::Kind::Contract, 1),
        funding(&other, ulos::funding::Kind::Contract, -100),
        ulos::Funding {
            council: "councils/E06000001".into(),
            ..funding(&ulo, ulos::funding::Kind::Contract, -9)
        },
    ] {
        let mut contract = Told::new("fundings");
        contract.becomes(&told);
        events.append(&mut contract.events);
    }
    grant.becomes(&funding(&ulo, ulos::funding::Kind::Core, 0));
    house.tell(FromUlos, &[events, grant.events.clone()].concat()).await;
    let element = house.settled(code).await.elements.swap_remove(1);
    assert_eq!((element.organisation_count, element.user_led_organisation_count), (2, 1));
    assert_eq!(element.open_to, ["carers", "sight"]);
    assert_eq!(element.links, [i32::from(Link::Grant)], "one contract ended, two are of others");
    let behind = |one: &pb::Evidence| (one.standing(), one.offering_count, one.links.clone());
    let evidence: Vec<_> = element.evidence.iter().map(behind).collect();
    let (grant_link, contract) = (vec![i32::from(Link::Grant)], vec![i32::from(Link::Contract)]);
    assert_eq!(evidence, [(Standing::Shown, 2, grant_link), (Standing::Other, 1, contract)]);
    assert_eq!(element.evidence[0].ulo, ulo.name());

    let mut seat = Told::new("activities");
    let taken = ulos::Activity {
        ulo: ulo.name().to_owned(),
        date: days_ago(0).date_naive().to_string(),
        what: Some(ulos::activity::What::Seat(ulos::Seat {
            council: format!("councils/{code}"),
            ..Default::default()
        })),
        state: ulos::activity::State::Current.into(),
        ..Default::default()
    };
    house.tell(FromUlos, &seat.becomes(&taken).events).await;
    let both = [Link::Grant, Link::Seat].map(i32::from);
    assert_eq!(house.settled(code).await.elements[1].links, both);
    let out = ulos::Activity { state: ulos::activity::State::Withdrawn.into(), ..taken };
    house.tell(FromUlos, &seat.becomes(&out).events).await;

    let withdrawn = ulos::Funding {
        state: ulos::funding::State::Withdrawn.into(),
        ..funding(&ulo, ulos::funding::Kind::Core, 0)
    };
    house.tell(FromUlos, &grant.becomes(&withdrawn).events).await;
    assert!(house.settled(code).await.elements[1].links.is_empty());
}
