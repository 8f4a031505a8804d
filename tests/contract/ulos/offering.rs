//! Offerings: adding, reading, changing, finding.

use platform::{Caller, Role};
use proto::ulos::v1 as pb;
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::ulos::{a_ulo, an_offering};
use crate::harness::{
    House, a_visitor, an_operator, broker, manager, mask, nobody, officer, person, request_id,
};

const HARTLEPOOL: &str = "councils/E06000001";

fn get(name: &str) -> pb::GetOfferingRequest {
    pb::GetOfferingRequest { name: name.into() }
}

fn create(offering: pb::Offering) -> pb::CreateOfferingRequest {
    pb::CreateOfferingRequest {
        offering: Some(offering),
        request_id: request_id(),
        from_another_directory: false,
    }
}

fn update(offering: pb::Offering, paths: &[&str]) -> pb::UpdateOfferingRequest {
    pb::UpdateOfferingRequest { offering: Some(offering), update_mask: mask(paths) }
}

#[tokio::test]
async fn anyone_reads_an_offering() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let manager = manager(&ulo);
    let request = house.ask(&manager, create(an_offering(&ulo).wanted()));
    let made = house.offerings().create_offering(request).await.unwrap().into_inner();
    assert_eq!((made.state, made.openings_time), (pb::offering::State::Open.into(), None));
    for caller in [a_visitor(), person(&nobody("people")), broker(&nobody("brokers"), &ulo), manager] {
        let read = house.offerings().get_offering(house.ask(&caller, get(&made.name))).await;
        assert_eq!(read.unwrap().into_inner(), made);
    }
    refused(house.offerings().get_offering(get(&made.name)).await, Code::Unauthenticated, "UNAUTHENTICATED");
    not_found(house.offerings().get_offering(house.ask(&a_visitor(), get(&nobody("offerings")))).await);
    invalid(house.offerings().get_offering(house.ask(&a_visitor(), get(&ulo))).await, &["name"]);
}

#[tokio::test]
async fn the_same_request_adds_one_offering() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let mut request = create(an_offering(&ulo).wanted());
    let operator = an_operator();
    let first = house.offerings().create_offering(house.ask(&operator, request.clone())).await.unwrap();
    let again = house.offerings().create_offering(house.ask(&operator, request.clone())).await.unwrap();
    assert_eq!(first.into_inner(), again.into_inner());
    request.offering.as_mut().unwrap().openings = Some(1);
    let other = house.offerings().create_offering(house.ask(&operator, request)).await;
    refused(other, Code::AlreadyExists, "REQUEST_ID_REUSED");
    let ghost = create(an_offering(&nobody("ulos")).wanted());
    not_found(house.offerings().create_offering(house.ask(&operator, ghost)).await);
}

fn hours(day: i32, opens_at: &str, closes_at: &str) -> pb::Schedule {
    pb::Schedule { day, week: 0, opens_at: opens_at.into(), closes_at: closes_at.into() }
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let offering = pb::Offering {
        display_name: " ".into(),
        description: "x".repeat(2001),
        kind: pb::offering::Kind::Advocacy.into(),
        advocacy_kind: 0,
        peer_support_model: 1,
        councils: Vec::new(),
        delivery_modes: Vec::new(),
        latitude: Some(1.0),
        longitude: None,
        max_travel_km: Some(0),
        languages: vec!["english".into()],
        access: vec!["wings".into()],
        who_for: vec![99],
        price_pence: 1,
        price_basis: pb::offering::PriceBasis::Free.into(),
        openings: Some(-1),
        typical_wait_days: Some(1001),
        interests: vec![
            pb::Interest { kind: pb::interest::Kind::Other.into(), detail: String::new() },
            pb::Interest { kind: 0, detail: "x".repeat(301) },
        ],
        schedules: vec![hours(1, "9:00", "10:00"), hours(0, "12:00", "12:00"), hours(2, "13:00", "24:00")],
        ulo: String::new(),
        ..Default::default()
    };
    let request = pb::CreateOfferingRequest {
        offering: Some(offering),
        request_id: "again".into(),
        from_another_directory: false,
    };
    invalid(
        house.offerings().create_offering(house.ask(&an_operator(), request)).await,
        &[
            "request_id",
            "offering.display_name",
            "offering.description",
            "offering.advocacy_kind",
            "offering.peer_support_model",
            "offering.councils",
            "offering.delivery_modes",
            "offering.longitude",
            "offering.max_travel_km",
            "offering.languages",
            "offering.access",
            "offering.who_for",
            "offering.price_pence",
            "offering.openings",
            "offering.typical_wait_days",
            "offering.interests[0].detail",
            "offering.interests[1].kind",
            "offering.interests[1].detail",
            "offering.schedules[0].opens_at",
            "offering.schedules[1].day",
            "offering.schedules[2].closes_at",
            "offering.ulo",
        ],
    );
}

#[tokio::test]
async fn kinds_prices_and_places_say_what_they_must() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    type Change = fn(&mut pb::Offering);
    let wrong: [(Change, &str); 9] = [
        (|offering| offering.schedules = vec![hours(3, "12:00", "12:00")], "offering.schedules[0].closes_at"),
        (|offering| offering.schedules = vec![hours(3, "09:00", "12:00"); 2], "offering.schedules[1].day"),
        (|offering| offering.kind = 0, "offering.kind"),
        (|offering| offering.kind = pb::offering::Kind::PeerSupport.into(), "offering.peer_support_model"),
        (|offering| offering.advocacy_kind = 1, "offering.advocacy_kind"),
        (|offering| offering.price_basis = 0, "offering.price_basis"),
        (|offering| offering.price_basis = pb::offering::PriceBasis::PerHour.into(), "offering.price_pence"),
        (|offering| offering.max_travel_km = Some(10), "offering.max_travel_km"),
        (|offering| offering.languages = vec!["en".into(); 31], "offering.languages"),
    ];
    for (change, field) in wrong {
        let request = house.ask(&an_operator(), create(an_offering(&ulo).with(change).wanted()));
        invalid(house.offerings().create_offering(request).await, &[field]);
    }
    let right: [Change; 3] = [
        |offering| (offering.kind, offering.advocacy_kind) = (pb::offering::Kind::Advocacy.into(), 1),
        |offering| (offering.kind, offering.peer_support_model) = (pb::offering::Kind::PeerSupport.into(), 8),
        |offering| {
            (offering.price_basis, offering.price_pence) =
                (pb::offering::PriceBasis::Sliding.into(), 1_000_000)
        },
    ];
    for (index, change) in right.into_iter().enumerate() {
        let made = an_offering(&ulo).with(change).create(house).await;
        assert_eq!(made.statutory, index == 0, "Care Act advocacy is by right");
    }
}

#[tokio::test]
async fn what_another_directory_does_not_say_stays_unsaid_until_it_is_said() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let sparse = || {
        let wanted =
            an_offering(&ulo).with(|offering| offering.kind = pb::offering::Kind::PeerSupport.into());
        pb::Offering { price_basis: 0, delivery_modes: vec![], languages: vec![], ..wanted.wanted() }
    };
    let fields = ["peer_support_model", "delivery_modes", "languages", "price_basis"];
    let named = fields.map(|field| format!("offering.{field}"));
    let refused = house.offerings().create_offering(house.ask(&an_operator(), create(sparse()))).await;
    invalid(refused, &[&*named[0], &*named[3], &*named[1], &*named[2]]);
    let taken = |offering| pb::CreateOfferingRequest { from_another_directory: true, ..create(offering) };
    let priced = taken(pb::Offering { price_pence: 5, ..sparse() });
    invalid(
        house.offerings().create_offering(house.ask(&an_operator(), priced)).await,
        &["offering.price_basis"],
    );
    let kept = house.offerings().create_offering(house.ask(&an_operator(), taken(sparse()))).await;
    let kept = kept.unwrap().into_inner();
    assert_eq!((kept.price_basis, kept.peer_support_model), (0, 0));
    assert!(kept.delivery_modes.is_empty() && kept.languages.is_empty());
    let renamed = pb::Offering { display_name: "A new name".into(), ..kept };
    let renamed = house
        .offerings()
        .update_offering(house.ask(&an_operator(), update(renamed, &["display_name"])))
        .await;
    let said = pb::Offering {
        languages: vec!["en".into()],
        price_basis: pb::offering::PriceBasis::Free.into(),
        ..renamed.unwrap().into_inner()
    };
    let request = update(said, &["languages", "price_basis"]);
    let said = house.offerings().update_offering(house.ask(&an_operator(), request)).await;
    let said = said.unwrap().into_inner();
    assert_eq!(said.languages, ["en"]);
    let request = update(pb::Offering { languages: vec![], ..said }, &["languages"]);
    invalid(
        house.offerings().update_offering(house.ask(&an_operator(), request)).await,
        &["offering.languages"],
    );
}

#[tokio::test]
async fn every_editable_field_survives_a_round_trip() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let advocacy = pb::offering::Kind::Advocacy;
    let made = an_offering(&ulo)
        .with(|offering| (offering.kind, offering.advocacy_kind) = (advocacy.into(), 6))
        .create(house)
        .await;
    let wanted = pb::Offering {
        name: made.name.clone(),
        display_name: "Speaking up مثال 🦋".into(),
        description: "With you,\nfor you.".into(),
        kind: made.kind,
        advocacy_kind: pb::offering::AdvocacyKind::NhsComplaints.into(),
        statutory: true,
        peer_support_model: 0,
        councils: vec![HARTLEPOOL.into(), "councils/E08000033".into()],
        delivery_modes: vec![
            pb::offering::DeliveryMode::Text.into(),
            pb::offering::DeliveryMode::Video.into(),
        ],
        latitude: Some(53.7218),
        longitude: Some(-1.8612),
        max_travel_km: Some(300),
        languages: vec!["bfi".into(), "pa-Guru".into()],
        access: vec!["bsl_interpreter".into(), "step_free".into()],
        who_for: vec![pb::WhoFor::Hearing.into()],
        price_pence: 3250,
        price_basis: pb::offering::PriceBasis::PerHour.into(),
        openings: Some(4),
        typical_wait_days: Some(14),
        interests: vec![pb::Interest {
            kind: pb::interest::Kind::FundedByCouncil.into(),
            detail: "core grant".into(),
        }],
        schedules: vec![pb::Schedule { week: 5, ..hours(1, "09:30", "16:00") }, hours(7, "00:00", "23:59")],
        ..made.clone()
    };
    let fields = [
        "display_name",
        "description",
        "advocacy_kind",
        "peer_support_model",
        "councils",
        "delivery_modes",
        "latitude",
        "longitude",
        "max_travel_km",
        "languages",
        "access",
        "who_for",
        "price_pence",
        "price_basis",
        "openings",
        "typical_wait_days",
        "interests",
        "schedules",
    ];
    let manager = manager(&ulo);
    let request = house.ask(&manager, update(wanted.clone(), &fields));
    let updated = house.offerings().update_offering(request).await.unwrap().into_inner();
    let read =
        house.offerings().get_offering(house.ask(&manager, get(&made.name))).await.unwrap().into_inner();
    assert_eq!(updated, read);
    let expected = pb::Offering {
        openings_time: read.openings_time,
        update_time: read.update_time,
        etag: read.etag.clone(),
        ..wanted
    };
    assert_eq!(read, expected);
    assert_eq!(read.openings_time, read.update_time, "openings have the time they were stated");
    stale(house.offerings().update_offering(house.ask(&manager, update(made, &["openings"]))).await);
    let request = pb::UpdateOfferingRequest { offering: None, update_mask: mask(&["kind"]) };
    let answer = house.offerings().update_offering(house.ask(&manager, request)).await;
    invalid(answer, &["offering.name", "etag", "update_mask"]);
}

#[tokio::test]
async fn openings_said_again_are_new_and_other_edits_leave_them() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let made = an_offering(&ulo).with(|offering| offering.openings = Some(2)).create(house).await;
    assert_eq!(made.openings_time, made.create_time);
    let operator = an_operator();
    let request = house.ask(&operator, update(made.clone(), &["description"]));
    let edited = house.offerings().update_offering(request).await.unwrap().into_inner();
    assert_eq!(edited.openings_time, made.openings_time);
    let request = house.ask(&operator, update(edited, &["openings"]));
    let said = house.offerings().update_offering(request).await.unwrap().into_inner();
    assert_eq!((said.openings, said.openings_time), (Some(2), said.update_time));
}

#[tokio::test]
async fn only_managers_of_its_organisation_and_operators_change_it() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let made = an_offering(&ulo).create(house).await;
    let callers = [
        a_visitor(),
        person(&nobody("people")),
        broker(&nobody("brokers"), &ulo),
        manager(&nobody("ulos")),
        officer("councils/E08000033"),
        Caller::new(Role::Observer, "observers/test"),
        Caller::service("matching"),
    ];
    for caller in callers {
        let request = house.ask(&caller, create(an_offering(&ulo).wanted()));
        forbidden(house.offerings().create_offering(request).await);
        let request = house.ask(&caller, update(made.clone(), &["openings"]));
        forbidden(house.offerings().update_offering(request).await);
    }
}

#[tokio::test]
async fn offerings_are_found_by_every_filter_in_pages() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let mut made = Vec::new();
    for number in 0..26 {
        let far = number == 7;
        let offering = an_offering(&ulo).with(|offering| {
            if far {
                offering.councils = vec!["councils/E06000046".into()];
                offering.kind = pb::offering::Kind::EqualityTraining.into();
            }
        });
        made.push(offering.create(house).await.name);
    }
    let ask = || pb::ListOfferingsRequest { ulo: ulo.clone(), ..Default::default() };
    let page = |request| async move {
        let answer =
            house.offerings().list_offerings(house.ask(&a_visitor(), request)).await.unwrap().into_inner();
        let names: Vec<String> = answer.offerings.into_iter().map(|offering| offering.name).collect();
        (names, answer.next_page_token)
    };
    let (mut seen, token) = page(ask()).await;
    assert_eq!(seen.len(), 25);
    let (rest, last) = page(pb::ListOfferingsRequest { page_token: token, ..ask() }).await;
    assert_eq!(last, "");
    seen.extend(rest);
    seen.reverse();
    assert_eq!(seen, made, "newest first");
    let far = [made[7].clone()];
    assert_eq!(page(pb::ListOfferingsRequest { council: "councils/E06000046".into(), ..ask() }).await.0, far);
    assert_eq!(page(pb::ListOfferingsRequest { kind: 8, ..ask() }).await.0, far);
    assert_eq!(page(pb::ListOfferingsRequest { state: 2, ..ask() }).await.0, Vec::<String>::new());
    let request = pb::ListOfferingsRequest {
        page_size: -1,
        page_token: "?".into(),
        ulo: "x".into(),
        council: "x".into(),
        kind: 99,
        state: 99,
    };
    let fields = ["page_size", "page_token", "ulo", "council", "kind", "state"];
    invalid(house.offerings().list_offerings(house.ask(&a_visitor(), request)).await, &fields);
}
