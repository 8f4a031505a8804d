//! Requests: starting, reading, changing.

use proto::matching::v1 as pb;
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::matching::a_request;
use crate::harness::people::a_person;
use crate::harness::{House, an_operator, mask, nobody, person, request_id};

/// A request that says everything there is to say, for advocacy.
fn everything(name: &str) -> pb::Request {
    pb::Request {
        name: name.into(),
        kind: pb::request::Kind::Advocacy.into(),
        advocacy_kind: pb::request::AdvocacyKind::Community.into(),
        peer_support_model: 0,
        who_for: vec![pb::WhoFor::Autism.into(), pb::WhoFor::Carers.into()],
        wishes: vec![
            pb::Wish { factor: pb::Factor::UserLed.into(), weight: 4 },
            pb::Wish { factor: pb::Factor::Cost.into(), weight: 0 },
        ],
        constraints: Some(pb::Constraints {
            delivery_modes: vec![pb::DeliveryMode::Video.into(), pb::DeliveryMode::AtHome.into()],
            max_distance_km: Some(300),
            languages: vec!["en-GB".into(), "bfi".into()],
            must_have: vec!["step_free".into(), "bsl".into()],
            max_price_pence: Some(0),
            avoid_ulos: vec![nobody("ulos"), nobody("ulos")],
            avoid_brokers: vec![nobody("brokers"), nobody("brokers")],
            skills: vec!["benefits".into(), "housing".into()],
        }),
        words: "Ich möchte 🦋\nضوء".into(),
        need_by_date: "2026-12-24".into(),
        need_by_reason: pb::request::NeedByReason::LeavingCare.into(),
        ..pb::Request::default()
    }
}

const FIELDS: [&str; 9] = [
    "kind",
    "advocacy_kind",
    "peer_support_model",
    "who_for",
    "wishes",
    "constraints",
    "words",
    "need_by_date",
    "need_by_reason",
];

#[tokio::test]
async fn a_person_starts_and_reads_their_own_request() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_request(&avery).with(|request| request.words = "To move out".into());
    let made = made.create(house, &avery).await;
    assert_eq!((made.state(), made.person.as_str()), (pb::request::State::Draft, avery.subject.as_str()));
    assert_eq!(house.request(&avery, &made.name).await.unwrap().into_inner(), made);
    assert_eq!(house.told_of(&made.name).await, ["request.created"]);
}

#[tokio::test]
async fn what_was_never_said_is_kept_as_never_said() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_request(&avery).create(house, &avery).await;
    assert_eq!((made.constraints.clone(), made.frozen.clone(), made.ask_time), (None, None, None));
    assert_eq!(house.request(&avery, &made.name).await.unwrap().into_inner(), made);
}

#[tokio::test]
async fn every_editable_field_survives_a_round_trip() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_request(&avery).create(house, &avery).await;
    let wanted =
        pb::Request { etag: made.etag.clone(), person: made.person.clone(), ..everything(&made.name) };
    let update = pb::UpdateRequestRequest { request: Some(wanted.clone()), update_mask: mask(&FIELDS) };
    let updated = house.requests().update_request(house.ask(&avery, update)).await.unwrap().into_inner();
    let read = house.request(&avery, &made.name).await.unwrap().into_inner();
    assert_eq!(updated, read);
    let expected = pb::Request {
        state: made.state,
        create_time: made.create_time,
        update_time: read.update_time,
        etag: read.etag.clone(),
        ..wanted
    };
    assert_eq!(read, expected);
}

#[tokio::test]
async fn peer_support_says_which_way() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let model = pb::request::PeerSupportModel::DropIn;
    let made = a_request(&avery).with(|request| {
        request.kind = pb::request::Kind::PeerSupport.into();
        request.peer_support_model = model.into();
    });
    assert_eq!(made.create(house, &avery).await.peer_support_model(), model);
}

#[tokio::test]
async fn by_when_it_is_needed_has_a_reason_and_is_told_to_nobody() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let reason = pb::request::NeedByReason::Meeting.into();
    for (date, reason, field) in [
        ("2026-12-24", 0, "request.need_by_reason"),
        ("", reason, "request.need_by_date"),
        ("24 December", reason, "request.need_by_date"),
        ("2019-12-31", reason, "request.need_by_date"),
        ("2026-12-24", 9, "request.need_by_reason"),
    ] {
        let request = a_request(&avery).with(|request| {
            request.need_by_date = date.into();
            request.need_by_reason = reason;
        });
        invalid(house.requests().create_request(house.ask(&avery, request.wanted())).await, &[field]);
    }
    let made = a_request(&avery).with(|request| {
        request.need_by_date = "2026-12-24".into();
        request.need_by_reason = reason;
    });
    let made = made.create(house, &avery).await;
    let kept = "select (select wants::text || encode(coalesce(private, ''), 'escape') from request
                        where request_id = $1) ||
                       (select string_agg(encode(payload, 'escape'), '') from event where stream = $2)";
    let id = uuid::Uuid::parse_str(&made.name["requests/".len()..]).unwrap();
    let kept: String = sqlx::query_scalar(kept)
        .bind(id)
        .bind(&made.name)
        .fetch_one(&house.tables("matching").await)
        .await
        .unwrap();
    assert!(!kept.contains("2026-12-24") && !kept.contains("meeting"), "{kept}");
}

#[tokio::test]
async fn an_update_changes_only_what_the_mask_names() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_request(&avery).with(|request| request.words = "First".into()).create(house, &avery).await;
    let sent = pb::Request { words: "Second".into(), kind: 3, ..made.clone() };
    let update = pb::UpdateRequestRequest { request: Some(sent), update_mask: mask(&["kind"]) };
    let updated = house.requests().update_request(house.ask(&avery, update)).await.unwrap().into_inner();
    assert_eq!((updated.words.as_str(), updated.kind), ("First", 3));
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let request = pb::Request {
        kind: 99,
        advocacy_kind: 3,
        peer_support_model: 77,
        who_for: vec![2, 2],
        wishes: vec![
            pb::Wish { factor: 0, weight: 5 },
            pb::Wish { factor: 1, weight: 1 },
            pb::Wish { factor: 1, weight: 2 },
        ],
        constraints: Some(pb::Constraints {
            delivery_modes: vec![9],
            max_distance_km: Some(301),
            languages: vec!["English please".into()],
            must_have: vec!["ramps".into()],
            max_price_pence: Some(-1),
            avoid_ulos: vec!["ulos/everyone".into()],
            avoid_brokers: vec!["ulos/everyone".into()],
            skills: vec!["juggling".into()],
        }),
        words: "\0".into(),
        person: "people/me".into(),
        ..pb::Request::default()
    };
    let create = pb::CreateRequestRequest { request: Some(request), request_id: "once".into() };
    invalid(
        house.requests().create_request(house.ask(&avery, create)).await,
        &[
            "request_id",
            "request.person",
            "request.kind",
            "request.advocacy_kind",
            "request.peer_support_model",
            "request.who_for",
            "request.wishes[0].factor",
            "request.wishes[0].weight",
            "request.wishes[2].factor",
            "request.constraints.delivery_modes",
            "request.constraints.max_distance_km",
            "request.constraints.languages",
            "request.constraints.must_have",
            "request.constraints.max_price_pence",
            "request.constraints.avoid_ulos",
            "request.constraints.avoid_brokers",
            "request.constraints.skills",
            "request.words",
        ],
    );
}

#[tokio::test]
async fn lists_are_bounded_and_hold_nothing_twice() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let limits = |change: fn(&mut pb::Constraints)| {
        let mut constraints = pb::Constraints::default();
        change(&mut constraints);
        a_request(&avery).with(|request| request.constraints = Some(constraints)).wanted()
    };
    for (request, field) in [
        (limits(|limits| limits.delivery_modes = vec![1, 1]), "request.constraints.delivery_modes"),
        (limits(|limits| limits.max_distance_km = Some(0)), "request.constraints.max_distance_km"),
        (limits(|limits| limits.max_distance_km = Some(-5)), "request.constraints.max_distance_km"),
        (limits(|limits| limits.languages = vec!["en".into(), "EN".into()]), "request.constraints.languages"),
        (
            limits(|limits| limits.languages = (0..11).map(|n| format!("en-{n:04}")).collect()),
            "request.constraints.languages",
        ),
        (limits(|limits| limits.must_have = vec!["hoist".into(); 2]), "request.constraints.must_have"),
        (limits(|limits| limits.max_price_pence = Some(1_000_001)), "request.constraints.max_price_pence"),
        (
            limits(|limits| limits.avoid_ulos = (0..21).map(|_| nobody("ulos")).collect()),
            "request.constraints.avoid_ulos",
        ),
        (a_request(&avery).with(|request| request.words = "x".repeat(2_001)).wanted(), "request.words"),
        (
            a_request(&avery).with(|request| request.peer_support_model = 1).wanted(),
            "request.peer_support_model",
        ),
    ] {
        invalid(house.requests().create_request(house.ask(&avery, request)).await, &[field]);
    }
}

#[tokio::test]
async fn the_same_request_id_makes_one_request() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    for words in ["", "To be heard"] {
        let mut create = a_request(&avery).with(|request| request.words = words.into()).wanted();
        let make = |create: &pb::CreateRequestRequest| house.ask(&avery, create.clone());
        let first = house.requests().create_request(make(&create)).await.unwrap().into_inner();
        let again = house.requests().create_request(make(&create)).await.unwrap().into_inner();
        assert_eq!(first, again);
        assert_eq!(house.told_of(&first.name).await, ["request.created"]);
        create.request.as_mut().unwrap().kind = pb::request::Kind::Advocacy.into();
        let other = house.requests().create_request(make(&create)).await;
        refused(other, Code::AlreadyExists, "REQUEST_ID_REUSED");
    }
}

#[tokio::test]
async fn one_id_from_two_callers_makes_two_requests() {
    let house = House::shared().await;
    let (avery, sam) = (a_person().signed_in(house).await, a_person().signed_in(house).await);
    let id = request_id();
    let mut made = Vec::new();
    for who in [&avery, &sam] {
        let create = pb::CreateRequestRequest { request_id: id.clone(), ..a_request(who).wanted() };
        made.push(house.requests().create_request(house.ask(who, create)).await.unwrap().into_inner().name);
    }
    assert_ne!(made[0], made[1]);
}

#[tokio::test]
async fn what_a_person_says_is_kept_sealed_and_never_told() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let words = "a very particular sentence";
    let made = a_request(&avery).with(|request| request.words = words.into()).create(house, &avery).await;
    let kept: Vec<Vec<u8>> = sqlx::query_scalar(
        "select private from request where request_id = $1
         union all select payload from event where stream = $2",
    )
    .bind(uuid::Uuid::parse_str(&made.name["requests/".len()..]).unwrap())
    .bind(&made.name)
    .fetch_all(&house.tables("matching").await)
    .await
    .unwrap();
    assert_eq!(kept.len(), 2);
    for bytes in kept {
        assert!(!String::from_utf8_lossy(&bytes).contains("particular"));
    }
}

#[tokio::test]
async fn a_strangers_request_is_not_found() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let stranger = a_person().signed_in(house).await;
    let made = a_request(&avery).create(house, &avery).await;
    let update = pb::UpdateRequestRequest { request: Some(made.clone()), update_mask: mask(&["words"]) };
    not_found(house.request(&stranger, &made.name).await);
    not_found(house.request(&avery, &nobody("requests")).await);
    not_found(house.send_off(&stranger, &made).await);
    not_found(house.take_back(&stranger, &made).await);
    not_found(house.menu(&stranger, &made).await);
    not_found(house.requests().update_request(house.ask(&stranger, update)).await);
    not_found(house.requests().create_request(house.ask(&stranger, a_request(&avery).wanted())).await);
    forbidden(house.request(&an_operator(), &made.name).await);
    forbidden(house.request(&platform::Caller::service("web"), &made.name).await);
}

#[tokio::test]
async fn a_stale_etag_changes_nothing() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_request(&avery).create(house, &avery).await;
    let update = pb::UpdateRequestRequest { request: Some(made.clone()), update_mask: mask(&["words"]) };
    house.requests().update_request(house.ask(&avery, update.clone())).await.unwrap();
    stale(house.requests().update_request(house.ask(&avery, update)).await);
    stale(house.send_off(&avery, &made).await);
    stale(house.take_back(&avery, &made).await);
}

#[tokio::test]
async fn changes_say_what_is_missing() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let update = pb::UpdateRequestRequest { request: None, update_mask: mask(&["state"]) };
    invalid(
        house.requests().update_request(house.ask(&avery, update)).await,
        &["request.name", "etag", "update_mask"],
    );
    invalid(house.send_off(&avery, &pb::Request::default()).await, &["name", "etag"]);
    invalid(house.take_back(&avery, &pb::Request::default()).await, &["name", "etag"]);
}

#[tokio::test]
async fn lists_page_newest_first_and_filter() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let mut names = Vec::new();
    for _ in 0..3 {
        names.insert(0, a_request(&avery).create(house, &avery).await.name);
    }
    let list = async |change: fn(&mut pb::ListRequestsRequest), token: &str| {
        let mut request = pb::ListRequestsRequest { page_token: token.into(), ..Default::default() };
        change(&mut request);
        house.requests().list_requests(house.ask(&avery, request)).await.map(tonic::Response::into_inner)
    };
    let listed = |answer: &pb::ListRequestsResponse| {
        answer.requests.iter().map(|request| request.name.clone()).collect::<Vec<_>>()
    };
    let first = list(|request| request.page_size = 2, "").await.unwrap();
    let second = list(|request| request.page_size = 2, &first.next_page_token).await.unwrap();
    assert_eq!([listed(&first), listed(&second)].concat(), names);
    assert_eq!(second.next_page_token, "");
    assert_eq!(listed(&list(|request| request.page_size = 1_000, "").await.unwrap()).len(), 3);
    assert!(listed(&list(|request| request.state = 2, "").await.unwrap()).is_empty());
    assert!(listed(&list(|request| request.person = nobody("people"), "").await.unwrap()).is_empty());
    let wrong =
        pb::ListRequestsRequest { page_size: -1, page_token: "?".into(), person: "me".into(), state: 88 };
    invalid(
        house.requests().list_requests(house.ask(&avery, wrong)).await,
        &["page_size", "page_token", "person", "state"],
    );
    let elsewhere = person(&nobody("people"));
    let nothing = house.requests().list_requests(house.ask(&elsewhere, Default::default())).await.unwrap();
    assert!(nothing.into_inner().requests.is_empty());
}
