//! Frameworks: reading them, and reading the feeds again.

use councils::{FromMatching, FromOutcomes, FromUlos};
use platform::{Caller, Role};
use proto::councils::v1 as pb;
use proto::outcomes::v1::review::Stage;
use proto::ulos::v1::Verdict;
use proto::ulos::v1::offering::Kind;
use tonic::Code;

use crate::harness::asserts::{invalid, not_found, refused};
use crate::harness::councils::{Told, a_request, an_answer, an_offering, an_ulo};
use crate::harness::{House, a_visitor, an_operator, nobody, officer};

fn get(name: &str) -> pb::GetFrameworkRequest {
    pb::GetFrameworkRequest { name: name.into(), quarter: String::new() }
}

#[tokio::test]
async fn a_framework_that_is_not_there_is_not_found() {
    let house = House::of_frameworks().await;
    for name in ["frameworks/E08000016", "frameworks/E06999999"] {
        not_found(house.frameworks().get_framework(house.ask(&a_visitor(), get(name))).await);
    }
    for name in ["", "councils/E08000038", "frameworks/E08000038\u{202E}"] {
        invalid(house.frameworks().get_framework(house.ask(&a_visitor(), get(name))).await, &["name"]);
    }
    let answer = house.frameworks().get_framework(get("frameworks/E08000038")).await;
    refused(answer, Code::Unauthenticated, "UNAUTHENTICATED");
    let answer = house.frameworks().list_frameworks(pb::ListFrameworksRequest::default()).await;
    refused(answer, Code::Unauthenticated, "UNAUTHENTICATED");
}

#[tokio::test]
async fn counts_of_people_as_they_are_today_are_for_the_councils_own_officers() {
    let house = House::of_frameworks().await;
    let seen = async |caller| {
        let answer = house.frameworks().get_framework(house.ask(&caller, get("frameworks/E09000001"))).await;
        answer.unwrap().into_inner()
    };
    let own = seen(officer("councils/E09000001")).await;
    assert_eq!((own.waits.len(), own.unmet_requests.len(), own.open_requests.len()), (11, 3, 3));
    assert_eq!(own.few_requests.len(), 3);
    assert!(own.control_change.is_some());
    for caller in [
        a_visitor(),
        officer("councils/E09000002"),
        an_operator(),
        Caller::new(Role::Observer, "observers/one"),
    ] {
        let other = seen(caller).await;
        assert_eq!((&other.etag, &other.elements), (&own.etag, &own.elements));
        assert!(other.waits.is_empty() && other.unmet_requests.is_empty() && other.open_requests.is_empty());
        assert!(other.few_requests.is_empty());
        assert!(other.control_change.is_none());
    }
    let request = pb::ListFrameworksRequest { page_size: 100, ..Default::default() };
    let listed = house.frameworks().list_frameworks(house.ask(&officer("councils/E09000001"), request)).await;
    let listed = listed.unwrap().into_inner().frameworks;
    assert!(listed.iter().all(|framework| framework.waits.is_empty() && framework.control_change.is_none()));
}

#[tokio::test]
async fn the_list_is_the_national_picture() {
    let house = House::of_frameworks().await;
    let listed = async |page_size, page_token: &str, region_code: &str| {
        let request = pb::ListFrameworksRequest {
            page_size,
            page_token: page_token.into(),
            region_code: region_code.into(),
        };
        house.frameworks().list_frameworks(house.ask(&a_visitor(), request)).await
    };
    let first = listed(100, "", "").await.unwrap().into_inner();
    let second = listed(100, &first.next_page_token, "").await.unwrap().into_inner();
    assert_eq!((first.frameworks.len(), second.frameworks.len()), (100, 53));
    assert!(second.next_page_token.is_empty());
    assert!(first.frameworks.last().unwrap().name < second.frameworks[0].name);
    assert_eq!(listed(0, "", "").await.unwrap().into_inner().frameworks.len(), 25);
    assert_eq!(listed(100, "", "E12000001").await.unwrap().into_inner().frameworks.len(), 12);
    invalid(listed(-1, "?", "E99").await, &["page_size", "page_token", "region_code"]);
}

#[tokio::test]
async fn reading_the_whole_history_again_changes_nothing() {
    let (house, code) = (House::of_frameworks().await, "E09000002");
    let (mut ulo, mut offering) = (Told::new("ulos"), Told::new("offerings"));
    ulo.becomes(&an_ulo(code, Verdict::NotEvidenced)).becomes(&an_ulo(code, Verdict::Met));
    offering.becomes(&an_offering(ulo.name(), code, Kind::Advocacy));
    let of_ulos = [ulo.events, offering.events].concat();
    let (mut of_matching, mut of_outcomes) = (Vec::new(), Vec::new());
    for n in 0..20 {
        let (mut request, mut start, mut later) =
            (Told::new("requests"), Told::new("reviews"), Told::new("reviews"));
        let person = nobody("people");
        of_matching.append(&mut request.becomes(&a_request(code, n)).events);
        of_outcomes.append(&mut start.becomes(&an_answer(code, &person, Stage::Start, 2, 90)).events);
        of_outcomes.append(&mut later.becomes(&an_answer(code, &person, Stage::ThreeMonths, 3, 1)).events);
    }
    let tell = async || {
        house.tell(FromUlos, &of_ulos).await;
        house.tell(FromMatching, &of_matching).await;
        house.tell(FromOutcomes, &of_outcomes).await;
        house.settled(code).await
    };
    let once = tell().await;
    let change = once.control_change.as_ref().unwrap();
    assert_eq!((once.user_led_count, change.answered.as_ref().unwrap().value), (1, Some(20)));
    let twice = tell().await;
    // Only an older part of it: what is newer stays.
    house.tell(FromUlos, &of_ulos[..1]).await;
    let in_part = house.settled(code).await;
    for again in [twice, in_part] {
        assert_eq!(
            pb::Framework {
                as_of_time: once.as_of_time,
                feed_positions: once.feed_positions.clone(),
                ..again
            },
            once
        );
    }
}

#[tokio::test]
async fn a_hidden_number_that_changes_shows_nothing() {
    let (house, code) = (House::of_frameworks().await, "E09000003");
    let mut etags = Vec::new();
    for _ in 0..3 {
        let mut request = Told::new("requests");
        house.tell(FromMatching, &request.becomes(&a_request(code, 1)).events).await;
        etags.push(house.settled(code).await.etag);
    }
    assert_eq!(etags, ["v2", "v2", "v2"]);
    let told: Vec<Vec<u8>> =
        sqlx::query_scalar("select payload from event where stream = $1 order by stream_version")
            .bind(format!("frameworks/{code}"))
            .fetch_all(&house.tables("councils").await)
            .await
            .unwrap();
    assert_eq!(told.len(), 2, "one event for each version");
    let last: pb::Framework = prost::Message::decode(told[1].as_slice()).unwrap();
    assert_eq!(last.open_requests[0].count, Some(pb::SmallNumber { value: None, hidden: true }));
}

#[tokio::test]
async fn an_event_of_a_record_unknown_here_is_passed_over() {
    let house = House::of_frameworks().await;
    let mut choice = Told::new("choices");
    choice.becomes(&proto::matching::v1::Choice::default());
    house.tell(FromMatching, &choice.events).await;
    let mut broker = Told::new("brokers");
    broker.becomes(&proto::brokers::v1::Broker::default());
    house.tell(councils::FromBrokers, &broker.events).await;
}
