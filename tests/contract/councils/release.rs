//! Releases: when they are made, that they never change, and what a revision may tell.

use councils::{FromBrokers, FromMatching, FromOutcomes, FromUlos};
use platform::Caller;
use proto::brokers::v1 as brokers;
use proto::councils::v1 as pb;
use proto::matching::v1 as matching;
use proto::outcomes::v1 as outcomes;
use proto::outcomes::v1::review::Stage;
use proto::ulos::v1 as ulos;
use tonic::{Code, Response, Status};

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::councils::{Told, a_case, a_request, an_answer, an_offering};
use crate::harness::{House, a_visitor, an_operator, nobody, officer};

/// Bedford, in the East of England.
const PLACE: &str = "E06000055";
const REGION: &str = "E12000006";

/// Days since some day in the last quarter that can have been released.
fn last_quarter() -> i64 {
    use chrono::Datelike as _;
    let now = chrono::Utc::now();
    // Half a year back is over for long enough whatever the day; within its quarter the middle is far from both ends.
    let then = now - chrono::TimeDelta::days(182);
    let middle = then.date_naive().with_day(15).and_then(|day| day.with_month(then.month0() / 3 * 3 + 2));
    (now.date_naive() - middle.expect("a day")).num_days()
}

async fn ask(house: &House, state: matching::request::State, place: &str, days: i64, count: usize) {
    for _ in 0..count {
        let mut request = Told::new("requests");
        request.becomes(&matching::Request { state: state.into(), ..a_request(place, days) });
        house.tell(FromMatching, &request.events).await;
    }
}

type Answer = Result<Response<pb::Release>, Status>;

async fn get(house: &House, name: &str, revision: i32, place: &str) -> Answer {
    let request = pb::GetReleaseRequest { name: name.into(), revision, place: place.into() };
    house.releases().get_release(house.ask(&a_visitor(), request)).await
}

async fn read(house: &House, name: &str, revision: i32, place: &str) -> pb::Release {
    get(house, name, revision, place).await.unwrap().into_inner()
}

async fn revise(house: &House, caller: &Caller, name: &str, etag: &str) -> Answer {
    let reason = "Records of one organisation came late.".to_owned();
    let request = pb::ReviseReleaseRequest { name: name.into(), etag: etag.into(), reason };
    house.releases().revise_release(house.ask(caller, request)).await
}

async fn list(house: &House, page_size: i32, page_token: &str) -> pb::ListReleasesResponse {
    let request = pb::ListReleasesRequest { page_size, page_token: page_token.into() };
    house.releases().list_releases(house.ask(&a_visitor(), request)).await.unwrap().into_inner()
}

fn brokerage(release: &pb::Release, place: &str) -> pb::RequestFigures {
    let figures = release.figures.iter().find(|figures| figures.place == place).expect("a place");
    figures.requests[0]
}

fn shown(number: Option<pb::SmallNumber>) -> Option<i32> {
    number.expect("a number").value
}

/// The life of releases in one house, since making them is about all of its records.
#[tokio::test]
async fn a_release_is_made_once_and_stays_whatever_becomes_known() {
    let house = House::fresh().await;
    let days = last_quarter();
    ask(&house, matching::request::State::Unmet, PLACE, days, 12).await;
    ask(&house, matching::request::State::Asked, PLACE, days, 3).await;
    for (number, need) in ["bsl"; 10].into_iter().chain(["step_free"; 8]).enumerate() {
        let mut request = Told::new("requests");
        let mut asked = a_request("E06000042", days);
        asked.frozen.as_mut().unwrap().needs = vec![need.into()];
        request.becomes(&asked);
        // Of one the asker was erased since.
        if number == 17 {
            request.becomes(&matching::Request { frozen: None, ..asked });
        }
        house.tell(FromMatching, &request.events).await;
    }
    ask(&house, matching::request::State::Unmet, "E06000056", days, 2).await;
    let mut offering = Told::new("offerings");
    let kind = ulos::offering::Kind::SupportBrokerage;
    let stated =
        ulos::Offering { hourly_cost_pence: Some(3200), ..an_offering(&nobody("ulos"), PLACE, kind) };
    offering.becomes(&stated);
    house.tell(FromUlos, &offering.events).await;
    for number in 0..44 {
        // For the last few no time was recorded.
        let minutes = if number < 40 { 600 } else { 0 };
        let mut case = Told::new("cases");
        case.becomes(&brokers::Case {
            offering: offering.name().into(),
            minutes,
            ..a_case(PLACE, days + 96)
        });
        house.tell(FromBrokers, &case.events).await;
        let person = nobody("people");
        for (stage, level, days) in [(Stage::Start, 1, days + 95), (Stage::TwelveMonths, 2, days)] {
            let mut review = Told::new("reviews");
            let answer = an_answer("E06000037", &person, stage, level, days);
            review.becomes(&outcomes::Review { case: case.name().into(), ..answer });
            house.tell(FromOutcomes, &review.events).await;
        }
    }
    for _ in 0..32 {
        let person = nobody("people");
        for (stage, level, days) in [(Stage::Start, 1, days + 95), (Stage::ThreeMonths, 3, days)] {
            let mut review = Told::new("reviews");
            review.becomes(&an_answer(PLACE, &person, stage, level, days));
            house.tell(FromOutcomes, &review.events).await;
        }
    }
    let made = house.make_due_releases().await;
    assert!((1..=2).contains(&made), "{made}");
    assert_eq!(house.make_due_releases().await, 0, "each once");

    let all = list(&house, 0, "").await.releases;
    let first = all.last().expect("a release").clone();
    assert!(first.figures.is_empty() && first.method_sentences.len() == 8);
    let release = read(&house, &first.name, 0, "").await;
    assert_eq!((release.figures.len(), release.figures[0].place.as_str()), (163, "E92000001"));
    let here = brokerage(&release, PLACE);
    assert_eq!((shown(here.unmet), shown(here.met)), (Some(10), Some(0)));
    assert_eq!((here.open.unwrap().hidden, here.asked.unwrap().hidden), (true, true), "3 are hidden");
    assert_eq!(shown(brokerage(&release, "E06000056").unmet), None, "2 are hidden");
    let change = release.figures.iter().find(|it| it.place == PLACE).unwrap().control_change.unwrap();
    assert_eq!((shown(change.better), change.better_percent), (Some(30), Some(100)));

    let costs = release.figures[0].costs[0];
    assert_eq!(
        (shown(costs.cases), shown(costs.better), shown(costs.priced_cases)),
        (Some(40), Some(40), Some(40))
    );
    let exactly = |middle| Some(pb::Estimate { middle, least: middle, most: Some(middle) });
    assert_eq!((costs.minutes_per_case, costs.minutes_per_better), (exactly(600), exactly(600)));
    assert_eq!((costs.pence_per_case, costs.pence_per_better), (exactly(32_000), exactly(32_000)));
    let council = release.figures.iter().find(|it| it.place == PLACE).unwrap().costs[0];
    assert_eq!((shown(council.cases), council.minutes_per_case), (Some(40), None), "no means of a council");

    let needs = |need: &str| release.figures[0].needs.iter().find(|it| it.need == need).unwrap().asked;
    assert_eq!(
        (shown(needs("bsl")), shown(needs("step_free"))),
        (Some(10), None),
        "10, and 7 after one erasure"
    );

    let one = read(&house, &first.name, 1, PLACE).await;
    let places: Vec<&str> = one.figures.iter().map(|figures| figures.place.as_str()).collect();
    assert_eq!(places, ["E92000001", REGION, PLACE]);

    ask(&house, matching::request::State::Unmet, PLACE, days, 20).await;
    assert_eq!(read(&house, &first.name, 0, "").await, release, "what comes late changes nothing");
    let operator = an_operator();
    for caller in [a_visitor(), officer(&format!("councils/{PLACE}"))] {
        forbidden(revise(&house, &caller, &first.name, &first.etag).await);
    }
    let revised = revise(&house, &operator, &first.name, &first.etag).await.unwrap().into_inner();
    assert_eq!((revised.revision, revised.etag.as_str()), (2, "v2"));
    assert!(revised.reason.starts_with("Records of"));
    stale(revise(&house, &operator, &first.name, &first.etag).await);
    assert_eq!(brokerage(&revised, PLACE).open, here.open, "what was hidden stays so");
    assert!(brokerage(&revised, PLACE).unmet.unwrap().hidden, "beside hidden ones what changed is hidden");
    assert_eq!(read(&house, &first.name, 1, "").await, release, "the first stays readable");
    assert_eq!(read(&house, &first.name, 0, "").await, revised);
    not_found(get(&house, &first.name, 3, "").await);
    not_found(get(&house, &first.name, 0, "E06999999").await);
    let listed = list(&house, 1, "").await;
    assert_eq!(listed.releases.len(), 1);
    if made == 2 {
        let next = list(&house, 1, &listed.next_page_token).await;
        assert_eq!((next.releases[0].revision, next.next_page_token.as_str()), (2, ""));
    }
}

#[tokio::test]
async fn nothing_is_released_before_all_feeds_are_read() {
    let house = House::fresh().await;
    ask(&house, matching::request::State::Unmet, PLACE, last_quarter(), 9).await;
    let db = house.councils_db().await;
    let later = chrono::Utc::now() + chrono::TimeDelta::days(1);
    assert_eq!(councils::make_due(&db, &house.stack.clock, later).await.unwrap(), 0);
    assert!(list(&house, 0, "").await.releases.is_empty());
}

#[tokio::test]
async fn what_is_asked_wrongly_is_said_at_once() {
    let house = House::of_frameworks().await;
    not_found(get(house, "releases/1999-Q1", 0, "").await);
    invalid(get(house, "releases/2026", -1, "Bedford").await, &["name", "revision", "place"]);
    let request = pb::ListReleasesRequest { page_size: -1, page_token: "?".into() };
    let listed = house.releases().list_releases(house.ask(&a_visitor(), request)).await;
    invalid(listed, &["page_size", "page_token"]);
    let request = pb::ReviseReleaseRequest { name: "x".into(), etag: "y".into(), reason: "late".into() };
    let revised = house.releases().revise_release(house.ask(&an_operator(), request)).await;
    invalid(revised, &["name", "etag", "reason"]);
    let answer = house.releases().list_releases(pb::ListReleasesRequest::default()).await;
    refused(answer, Code::Unauthenticated, "UNAUTHENTICATED");
}
