//! Frameworks: what each question says of what the feeds told. Each test has councils of its own.

use councils::{FromBrokers, FromMatching, FromOutcomes, FromUlos};
use platform::when;
use proto::brokers::v1 as brokers;
use proto::councils::v1 as pb;
use proto::councils::v1::element::Status::{InPlace, Missing, NotKnown, Partly};
use proto::councils::v1::framework::UloCountBand;
use proto::matching::v1 as matching;
use proto::outcomes::v1::review::Stage;
use proto::ulos::v1 as ulos;
use proto::ulos::v1::Verdict;
use proto::ulos::v1::offering::Kind;

use crate::harness::councils::{Told, a_case, a_request, an_answer, an_offering, an_ulo, days_ago};
use crate::harness::{House, nobody};

fn small(count: Option<pb::SmallNumber>) -> (Option<i32>, bool) {
    let count = count.expect("a count");
    (count.value, count.hidden)
}

fn element(framework: &pb::Framework, index: usize) -> [pb::element::Status; 3] {
    let element = &framework.elements[index];
    [element.exists(), element.accessible(), element.user_led_link()]
}

#[tokio::test]
async fn every_council_has_a_framework_from_the_start() {
    let house = House::of_frameworks().await;
    let framework = house.settled("E06000001").await;
    let kinds: Vec<i32> = framework.elements.iter().map(|element| element.kind).collect();
    assert_eq!(kinds, [1, 2, 3]);
    assert!((0..3).all(|index| element(&framework, index) == [Missing; 3]));
    assert_eq!((framework.ulo_count, framework.ulo_count_band()), (0, UloCountBand::None));
    assert_eq!(
        framework.waits.iter().map(|wait| wait.step).collect::<Vec<_>>(),
        (1..=11).collect::<Vec<_>>()
    );
    assert!(
        framework
            .waits
            .iter()
            .all(|wait| wait.median_days.is_none() && small(wait.count) == (Some(0), false))
    );
    assert_eq!((framework.unmet_requests.len(), framework.open_requests.len()), (3, 3));
    assert_eq!(small(framework.control_change.unwrap().answered), (Some(0), false));
    let services: Vec<&str> = framework.feed_positions.iter().map(|feed| feed.service.as_str()).collect();
    assert_eq!(services, ["brokers", "matching", "outcomes", "ulos"]);
    assert_eq!((framework.council.as_str(), framework.etag.as_str()), ("councils/E06000001", "v1"));
    assert!(framework.as_of_time.is_some() && !framework.method_sentences.is_empty());
}

#[tokio::test]
async fn support_is_there_when_an_offering_takes_people_on() {
    let (house, code) = (House::of_frameworks().await, "E06000002");
    let mut cil = Told::new("ulos");
    cil.becomes(&an_ulo(code, Verdict::Met));
    let mut offering = Told::new("offerings");
    let open = an_offering(cil.name(), code, Kind::Advocacy);
    offering.becomes(&open);
    house.tell(FromUlos, &cil.events).await;
    house.tell(FromUlos, &offering.events).await;
    let framework = house.settled(code).await;
    assert_eq!(element(&framework, 1), [InPlace, NotKnown, InPlace]);
    assert_eq!((element(&framework, 0), framework.elements[1].offering_count), ([Missing; 3], 1));

    let paused = ulos::Offering {
        state: ulos::offering::State::Paused.into(),
        access: vec!["bsl".into()],
        ..open.clone()
    };
    house.tell(FromUlos, &offering.becomes(&paused).events).await;
    assert_eq!(element(&house.settled(code).await, 1), [Partly, InPlace, InPlace]);

    let closed = ulos::Offering { state: ulos::offering::State::Closed.into(), ..open };
    house.tell(FromUlos, &offering.becomes(&closed).events).await;
    assert_eq!(element(&house.settled(code).await, 1), [Missing; 3]);
}

#[tokio::test]
async fn offerings_that_say_their_access_beside_silent_ones_are_partly_accessible() {
    let (house, code) = (House::of_frameworks().await, "E06000003");
    let mut events = Vec::new();
    let mut business = Told::new("ulos");
    business.becomes(&ulos::Ulo {
        kind: ulos::ulo::Kind::Business.into(),
        ..an_ulo(code, Verdict::NotEvidenced)
    });
    for access in [vec![], vec!["step_free".to_owned()]] {
        let mut offering = Told::new("offerings");
        offering.becomes(&ulos::Offering { access, ..an_offering(business.name(), code, Kind::PeerSupport) });
        events.append(&mut offering.events);
    }
    let mut training = Told::new("offerings");
    training.becomes(&an_offering(business.name(), code, Kind::EqualityTraining));
    events.append(&mut training.events);
    events.append(&mut business.events);
    house.tell(FromUlos, &events).await;
    let framework = house.settled(code).await;
    // A business is none of those that may be user-led.
    assert_eq!(element(&framework, 2), [InPlace, Partly, Missing]);
    assert_eq!((framework.elements[2].offering_count, framework.ulo_count), (2, 0));
}

#[tokio::test]
async fn organisations_are_counted_by_what_they_have_shown() {
    let (house, code) = (House::of_frameworks().await, "E06000004");
    let in_house =
        |verdict| ulos::Ulo { kind: ulos::ulo::Kind::CouncilInHouse.into(), ..an_ulo(code, verdict) };
    let mut events = Vec::new();
    for ulo in [
        an_ulo(code, Verdict::Met),
        an_ulo(code, Verdict::NotEvidenced),
        an_ulo(code, Verdict::NotMet),
        in_house(Verdict::NotEvidenced),
        ulos::Ulo { state: ulos::ulo::State::Closed.into(), ..an_ulo(code, Verdict::Met) },
    ] {
        let mut told = Told::new("ulos");
        told.becomes(&ulo);
        events.append(&mut told.events);
    }
    house.tell(FromUlos, &events).await;
    let framework = house.settled(code).await;
    // One that was judged since was possible all the same, as in the mapping study.
    assert_eq!((framework.ulo_count, framework.user_led_count, framework.not_user_led_count), (3, 1, 1));
    assert_eq!(framework.ulo_count_band(), UloCountBand::OneToFive);
    let more: Vec<_> = (0..3)
        .flat_map(|_| {
            let mut told = Told::new("ulos");
            told.becomes(&an_ulo(code, Verdict::NotEvidenced));
            told.events
        })
        .collect();
    house.tell(FromUlos, &more).await;
    let framework = house.settled(code).await;
    assert_eq!((framework.ulo_count, framework.ulo_count_band()), (6, UloCountBand::SixOrMore));
}

#[tokio::test]
async fn a_verdict_counts_where_the_organisation_offers_and_where_it_works() {
    let (house, works, offers) = (House::of_frameworks().await, "E06000005", "E06000006");
    let (mut ulo, mut offering) = (Told::new("ulos"), Told::new("offerings"));
    ulo.becomes(&an_ulo(works, Verdict::NotEvidenced));
    offering.becomes(&an_offering(ulo.name(), offers, Kind::SupportBrokerage));
    house.tell(FromUlos, &[ulo.events.clone(), offering.events.clone()].concat()).await;
    assert_eq!(element(&house.settled(offers).await, 0)[2], NotKnown);

    let mut governance = Told::new("governances");
    governance.becomes(&ulos::Governance {
        ulo: ulo.name().to_owned(),
        user_led: Some(ulos::TestResult { verdict: Verdict::Met.into(), ..Default::default() }),
        ..Default::default()
    });
    house.tell(FromUlos, &governance.events).await;
    assert_eq!(element(&house.settled(offers).await, 0)[2], InPlace);
    assert_eq!(house.settled(works).await.user_led_count, 1);

    let elsewhere = an_ulo("E06000007", Verdict::NotEvidenced);
    house.tell(FromUlos, &ulo.becomes(&elsewhere).events).await;
    assert_eq!(house.settled(works).await.ulo_count, 0, "it left");
    assert_eq!(house.settled("E06000007").await.user_led_count, 1, "it came");
}

#[tokio::test]
async fn waits_are_medians_of_the_last_year_and_told_from_eight_on() {
    let (house, code) = (House::of_frameworks().await, "E06000008");
    // Asked 40 + n days ago, chosen n days later, taken on 20 days after that.
    let tell = async |range: std::ops::Range<i64>| {
        for n in range {
            let mut request = Told::new("requests");
            request.becomes(&a_request(code, 40 + n));
            request.becomes(&matching::Request {
                state: matching::request::State::Placed.into(),
                choose_time: when::stamp(days_ago(40)),
                place_time: when::stamp(days_ago(20)),
                ..a_request(code, 40 + n)
            });
            house.tell(FromMatching, &request.events).await;
        }
    };
    tell(0..7).await;
    let few = house.settled(code).await;
    assert!(
        few.waits[..3].iter().all(|wait| wait.median_days.is_none() && small(wait.count) == (None, true))
    );
    tell(7..9).await;
    let mut old = Told::new("requests");
    old.becomes(&matching::Request {
        choose_time: when::stamp(days_ago(366)),
        place_time: when::stamp(days_ago(366)),
        state: matching::request::State::Placed.into(),
        ..a_request(code, 500)
    });
    house.tell(FromMatching, &old.events).await;
    let framework = house.settled(code).await;
    let medians: Vec<Option<i32>> = framework.waits.iter().map(|wait| wait.median_days).collect();
    assert_eq!(medians[..4], [Some(4), Some(20), Some(24), None]);
    assert_eq!(
        small(framework.waits[0].count),
        (Some(10), false),
        "nine, rounded; the old one is not among them"
    );
}

#[tokio::test]
async fn support_is_live_from_the_first_time_it_is() {
    let (house, code) = (House::of_frameworks().await, "E06000009");
    for _ in 0..8 {
        let mut case = Told::new("cases");
        case.becomes(&a_case(code, 90));
        for (stage, days) in [
            (brokers::case::Stage::Live, 60),
            (brokers::case::Stage::Arranging, 50),
            (brokers::case::Stage::Live, 10),
            (brokers::case::Stage::Closed, 1),
        ] {
            case.becomes(&brokers::Case {
                stage: stage.into(),
                update_time: when::stamp(days_ago(days)),
                ..a_case(code, 90)
            });
        }
        // Some at a time, as a feed gives them.
        let (before, after) = case.events.split_at(3);
        house.tell(FromBrokers, before).await;
        house.tell(FromBrokers, after).await;
    }
    let framework = house.settled(code).await;
    assert_eq!(
        (framework.waits[3].median_days, small(framework.waits[3].count)),
        (Some(30), (Some(10), false))
    );
}

#[tokio::test]
async fn requests_are_open_or_unmet_by_kind() {
    let (house, code) = (House::of_frameworks().await, "E06000010");
    use matching::request::State;
    for (state, kind, count) in [
        (State::Asked, matching::request::Kind::SupportBrokerage, 6),
        (State::Chosen, matching::request::Kind::SupportBrokerage, 6),
        (State::Unmet, matching::request::Kind::SupportBrokerage, 3),
        (State::Unmet, matching::request::Kind::PeerSupport, 8),
        (State::Withdrawn, matching::request::Kind::Advocacy, 20),
        (State::Placed, matching::request::Kind::Advocacy, 20),
    ] {
        for _ in 0..count {
            let mut request = Told::new("requests");
            request.becomes(&matching::Request {
                state: state.into(),
                kind: kind.into(),
                ..a_request(code, 5)
            });
            house.tell(FromMatching, &request.events).await;
        }
    }
    let mut draft = Told::new("requests");
    draft.becomes(&matching::Request { kind: 2, state: State::Draft.into(), ..Default::default() });
    house.tell(FromMatching, &draft.events).await;
    let framework = house.settled(code).await;
    let counts =
        |counts: &[pb::RequestCount]| counts.iter().map(|count| small(count.count)).collect::<Vec<_>>();
    assert_eq!(counts(&framework.open_requests), [(Some(10), false), (Some(0), false), (Some(0), false)]);
    assert_eq!(counts(&framework.unmet_requests), [(None, true), (Some(0), false), (Some(10), false)]);
}

#[tokio::test]
async fn a_menu_with_one_or_two_options_counts_as_a_gap_of_its_own() {
    let (house, code) = (House::of_frameworks().await, "E08000012");
    let mut requests: Vec<Told> = (0..20).map(|_| Told::new("requests")).collect();
    let options = |count| vec![matching::MenuOption::default(); count];
    let menu = async |request: &Told, count: usize, days: i64| {
        let reason = matching::menu::ShortfallReason::FewHere.into();
        let mut menu = Told::new("menus");
        menu.becomes(&matching::Menu {
            request: request.name().to_owned(),
            options: options(count),
            shortfall_reason: if count < 3 { reason } else { 0 },
            create_time: when::stamp(days_ago(days)),
            ..Default::default()
        });
        house.tell(FromMatching, &menu.events).await;
    };
    for (place, request) in requests.iter_mut().enumerate() {
        house.tell(FromMatching, &request.becomes(&a_request(code, 5)).events).await;
        menu(request, if place < 10 { 2 } else { 3 }, 4).await;
    }
    let few = async || small(house.settled(code).await.few_requests[0].count);
    assert_eq!(few().await, (Some(10), false));
    assert_eq!(small(house.settled(code).await.open_requests[0].count), (Some(20), false));
    // The newest menu counts, in whichever order they are told; none at all is another gap.
    menu(&requests[0], 3, 3).await;
    menu(&requests[0], 1, 5).await;
    menu(&requests[1], 0, 3).await;
    menu(&requests[2], 3, 3).await;
    assert_eq!(few().await, (None, true), "seven are too few to tell");
    menu(&requests[2], 1, 2).await;
    assert_eq!(few().await, (Some(10), false));
}

#[tokio::test]
async fn a_request_of_someone_erased_is_no_longer_open() {
    let (house, code) = (House::of_frameworks().await, "E06000011");
    let mut requests: Vec<Told> = (0..10).map(|_| Told::new("requests")).collect();
    for request in &mut requests {
        house.tell(FromMatching, &request.becomes(&a_request(code, 5)).events).await;
    }
    assert_eq!(small(house.settled(code).await.open_requests[0].count), (Some(10), false));
    for request in &mut requests {
        let erased = matching::Request {
            kind: 1,
            state: matching::request::State::Withdrawn.into(),
            ..Default::default()
        };
        house.tell(FromMatching, &request.becomes(&erased).events).await;
    }
    assert_eq!(small(house.settled(code).await.open_requests[0].count), (Some(0), false));
}

#[tokio::test]
async fn change_in_control_is_the_latest_answer_beside_the_first() {
    let (house, code) = (House::of_frameworks().await, "E06000012");
    for n in 0..40 {
        let person = nobody("people");
        // 30 gain, having lost in between; 10 stay as they were. 5 more never answer again.
        let last = if n < 30 { 4 } else { 2 };
        for (stage, level, days) in
            [(Stage::Start, 2, 400), (Stage::ThreeMonths, 1, 300), (Stage::TwelveMonths, last, 30)]
        {
            let mut review = Told::new("reviews");
            review.becomes(&an_answer(code, &person, stage, level, days));
            house.tell(FromOutcomes, &review.events).await;
        }
    }
    for _ in 0..5 {
        let mut review = Told::new("reviews");
        review.becomes(&an_answer(code, &nobody("people"), Stage::Start, 1, 10));
        house.tell(FromOutcomes, &review.events).await;
    }
    let change = house.settled(code).await.control_change.unwrap();
    assert_eq!(small(change.answered), (Some(40), false));
    assert_eq!((small(change.better), small(change.same)), ((Some(30), false), (Some(10), false)));
    assert_eq!((small(change.worse), change.better_percent), ((Some(0), false), Some(75)));
}
