//! The directory for other systems: only what was checked of late, every filter, numbered pages.

use proto::ulos::v1 as pb;
use proto::ulos::v1::offering::{AdvocacyKind, Kind, PeerSupportModel};
use proto::ulos::v1::schedule::Day;

use crate::harness::asserts::{invalid, not_found};
use crate::harness::ulos::{a_governance, a_ulo, an_offering};
use crate::harness::{House, a_visitor, an_operator, mask, request_id};

async fn found(house: &House, request: pb::SearchDirectoryRequest) -> (Vec<String>, i32) {
    let answer = house.directories().search_directory(house.ask(&a_visitor(), request)).await;
    let answer = answer.unwrap().into_inner();
    let name = |entry: &pb::DirectoryEntry| entry.offering.as_ref().unwrap().name.clone();
    (answer.entries.iter().map(name).collect(), answer.total_size)
}

/// A checked organisation with a mark of its own, and two offerings.
async fn a_scene(house: &House) -> (String, pb::Ulo, [pb::Offering; 2]) {
    let mark = request_id().replace('-', "");
    let ulo = a_ulo().named(&format!("Example Voices {mark}")).create(house).await;
    let brokerage = an_offering(&ulo.name)
        .with(|offering| (offering.latitude, offering.longitude) = (Some(53.72), Some(-1.86)))
        .with(|offering| offering.who_for = vec![pb::WhoFor::Autism.into()])
        .create(house)
        .await;
    let advocacy = an_offering(&ulo.name)
        .with(|offering| {
            (offering.kind, offering.advocacy_kind) = (Kind::Advocacy.into(), AdvocacyKind::CareAct.into());
        })
        .with(|offering| {
            offering.schedules = vec![pb::Schedule {
                day: Day::Tuesday.into(),
                week: 0,
                opens_at: "10:00".into(),
                closes_at: "16:00".into(),
            }];
        })
        .create(house)
        .await;
    house.check_ulo(&ulo.name).await;
    (mark, ulo, [brokerage, advocacy])
}

#[tokio::test]
async fn only_what_was_checked_and_is_not_closed_is_published() {
    let house = House::shared().await;
    let mark = request_id().replace('-', "");
    let ulo = a_ulo().named(&format!("Example Isles {mark}")).create(house).await;
    let offering = an_offering(&ulo.name).create(house).await;
    let ask = || pb::SearchDirectoryRequest { text: mark.clone(), ..Default::default() };
    let get = || pb::GetDirectoryEntryRequest { name: offering.name.clone() };
    let read = async || house.directories().get_directory_entry(house.ask(&a_visitor(), get())).await;
    assert_eq!(found(house, ask()).await, (vec![], 0), "never checked");
    not_found(read().await);
    house.check_ulo(&ulo.name).await;
    assert_eq!(found(house, ask()).await, (vec![offering.name.clone()], 1));
    let entry = read().await.unwrap().into_inner();
    assert_eq!(entry.offering.unwrap().name, offering.name);
    assert_eq!(entry.ulo.unwrap().name, ulo.name);
    let pb::Offering { name, etag, .. } = offering.clone();
    let close = pb::CloseOfferingRequest { name, etag };
    house.offerings().close_offering(house.ask(&an_operator(), close)).await.unwrap();
    assert_eq!(found(house, ask()).await, (vec![], 0));
    not_found(read().await);
}

#[tokio::test]
async fn every_filter_finds_what_it_says() {
    let house = House::shared().await;
    let (mark, ulo, [brokerage, advocacy]) = a_scene(house).await;
    let ask = || pb::SearchDirectoryRequest { text: mark.clone(), ..Default::default() };
    let (first, second) = (vec![brokerage.name.clone()], vec![advocacy.name.clone()]);
    let near = |latitude: f64, distance_meters: i32| {
        let near = Some(pb::Near { latitude, longitude: -1.86, distance_meters });
        pb::SearchDirectoryRequest { near, ..ask() }
    };
    let day = |day: Day, opens_from: &str, closes_until: &str| pb::SearchDirectoryRequest {
        days: vec![day.into()],
        opens_from: opens_from.into(),
        closes_until: closes_until.into(),
        ..ask()
    };
    let models = vec![PeerSupportModel::Group.into()];
    let cases = [
        ("kind", pb::SearchDirectoryRequest { kinds: vec![Kind::Advocacy.into()], ..ask() }, &second),
        ("advocacy", pb::SearchDirectoryRequest { advocacy_kinds: vec![1], ..ask() }, &second),
        ("model", pb::SearchDirectoryRequest { peer_support_models: models, ..ask() }, &vec![]),
        ("who", pb::SearchDirectoryRequest { who_for: vec![pb::WhoFor::Autism.into()], ..ask() }, &first),
        ("way", pb::SearchDirectoryRequest { delivery_modes: vec![6], ..ask() }, &vec![]),
        ("near", near(53.73, 1_200), &first),
        ("not near", near(53.74, 1_200), &vec![]),
        ("day", day(Day::Tuesday, "10:00", "16:00"), &second),
        ("early", day(Day::Tuesday, "10:01", ""), &vec![]),
        ("late", day(Day::Tuesday, "", "15:59"), &vec![]),
        ("no day", day(Day::Friday, "", ""), &vec![]),
    ];
    for (what, request, expected) in cases {
        assert_eq!(&found(house, request).await.0, expected, "{what}");
    }
    let led = |verdict: pb::Verdict| pb::SearchDirectoryRequest { user_led: vec![verdict.into()], ..ask() };
    assert_eq!(found(house, led(pb::Verdict::NotEvidenced)).await.1, 2, "no record is not evidenced");
    a_governance(&ulo.name).create(house).await;
    assert_eq!(found(house, led(pb::Verdict::NotEvidenced)).await.1, 0);
    assert_eq!(found(house, led(pb::Verdict::Met)).await.1, 2);
    let words = |text: String| pb::SearchDirectoryRequest { text, ..Default::default() };
    assert_eq!(found(house, words(format!("VOIC {mark}"))).await.1, 2, "part of a word, in capitals");
    assert_eq!(found(house, words("&|!".into())).await.1, 0, "signs alone find nothing");
}

#[tokio::test]
async fn words_are_sought_in_a_service_and_its_organisation_together() {
    let house = House::shared().await;
    let mark = request_id().replace('-', "");
    let ulo = a_ulo().named(&format!("Hand in Hand {mark}")).create(house).await;
    let offering = an_offering(&ulo.name)
        .with(|offering| offering.display_name = "Talking with people".into())
        .create(house)
        .await;
    house.check_ulo(&ulo.name).await;
    let search = async |words: &str| {
        let text = format!("{words} {mark}");
        found(house, pb::SearchDirectoryRequest { text, ..Default::default() }).await.1
    };
    assert_eq!(search("talking hand").await, 1, "one word of each");
    assert_eq!(search("talking stick").await, 0, "every word is in one of them");
    let read =
        house.ulos().get_ulo(house.ask(&a_visitor(), pb::GetUloRequest { name: ulo.name.clone() })).await;
    let mut renamed = read.unwrap().into_inner();
    renamed.display_name = format!("Arm in Arm {mark}");
    let request = pb::UpdateUloRequest { ulo: Some(renamed), update_mask: mask(&["display_name"]) };
    house.ulos().update_ulo(house.ask(&an_operator(), request)).await.unwrap();
    assert_eq!((search("talking arm").await, search("talking hand").await), (1, 0), "renamed");
    let pb::Offering { etag, name, .. } = offering;
    let display_name = "Listening to people".to_owned();
    let request = pb::UpdateOfferingRequest {
        offering: Some(pb::Offering { name, etag, display_name, ..Default::default() }),
        update_mask: mask(&["display_name"]),
    };
    house.offerings().update_offering(house.ask(&an_operator(), request)).await.unwrap();
    assert_eq!((search("listening arm").await, search("talking arm").await), (1, 0));
}

#[tokio::test]
async fn a_search_for_words_reads_an_index() {
    let house = House::shared().await;
    let mut transaction = house.tables("ulos").await.begin().await.unwrap();
    sqlx::query("set local enable_seqscan = off").execute(&mut *transaction).await.unwrap();
    let plan: Vec<String> = sqlx::query_scalar(
        "explain select offering_id from offering
         where array_to_tsvector(words || ulo_words) @@ '''isl'':* & ''hand'':*'::tsquery",
    )
    .fetch_all(&mut *transaction)
    .await
    .unwrap();
    assert!(plan.join("\n").contains("offering_of_all_words"), "{plan:?}");
}

#[tokio::test]
async fn pages_are_counted_and_numbered() {
    let house = House::shared().await;
    let (mark, _, [brokerage, advocacy]) = a_scene(house).await;
    let page = |page_number: i32| pb::SearchDirectoryRequest {
        text: mark.clone(),
        page_number,
        page_size: 1,
        ..Default::default()
    };
    assert_eq!(found(house, page(0)).await, (vec![brokerage.name], 2));
    assert_eq!(found(house, page(2)).await, (vec![advocacy.name], 2));
    assert_eq!(found(house, page(3)).await, (vec![], 2), "past the end the count stays");
    assert_eq!(found(house, page(i32::MAX)).await, (vec![], 2));
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let request = pb::SearchDirectoryRequest {
        page_number: -1,
        page_size: -1,
        text: "x".repeat(101),
        kinds: vec![99],
        advocacy_kinds: vec![0],
        peer_support_models: vec![99],
        who_for: vec![99],
        user_led: vec![99],
        near: Some(pb::Near { latitude: 10.0, longitude: 10.0, distance_meters: 0 }),
        days: vec![8],
        opens_from: "9".into(),
        closes_until: "25:00".into(),
        delivery_modes: vec![99],
    };
    invalid(
        house.directories().search_directory(house.ask(&a_visitor(), request)).await,
        &[
            "page_number",
            "page_size",
            "text",
            "kinds",
            "advocacy_kinds",
            "peer_support_models",
            "who_for",
            "delivery_modes",
            "user_led",
            "near.latitude",
            "near.longitude",
            "near.distance_meters",
            "days",
            "opens_from",
            "closes_until",
        ],
    );
}
