//! Needs: recording, sharing, changing, removing.

use platform::Caller;
use proto::people::v1 as pb;
use proto::people::v1::consent::Shared;
use proto::people::v1::need::{Category, Met, State};
use proto::people::v1::supporter::Power;
use tonic::{Code, Response, Status};

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::people::{a_consent, a_need, a_person, a_supporter};
use crate::harness::{House, a_visitor, an_operator, broker, mask, nobody, officer, request_id};

async fn get(house: &House, caller: &Caller, name: &str) -> Result<Response<pb::Need>, Status> {
    let request = pb::GetNeedRequest { name: name.into() };
    house.needs().get_need(house.ask(caller, request)).await
}

async fn create(house: &House, caller: &Caller, need: pb::Need) -> Result<Response<pb::Need>, Status> {
    let request = pb::CreateNeedRequest { need: Some(need), request_id: request_id() };
    house.needs().create_need(house.ask(caller, request)).await
}

async fn update(
    house: &House,
    caller: &Caller,
    need: pb::Need,
    paths: &[&str],
) -> Result<Response<pb::Need>, Status> {
    let request = pb::UpdateNeedRequest { need: Some(need), update_mask: mask(paths) };
    house.needs().update_need(house.ask(caller, request)).await
}

async fn remove(house: &House, caller: &Caller, need: &pb::Need) -> Result<Response<pb::Need>, Status> {
    let request = pb::RemoveNeedRequest { name: need.name.clone(), etag: need.etag.clone() };
    house.needs().remove_need(house.ask(caller, request)).await
}

async fn list(
    house: &House,
    caller: &Caller,
    request: pb::ListNeedsRequest,
) -> Result<Response<pb::ListNeedsResponse>, Status> {
    house.needs().list_needs(house.ask(caller, request)).await
}

async fn listed(house: &House, caller: &Caller, request: pb::ListNeedsRequest) -> Vec<String> {
    let answer = list(house, caller, request).await.expect("a list").into_inner();
    answer.needs.into_iter().map(|need| need.name).collect()
}

fn of(person: &Caller) -> pb::ListNeedsRequest {
    pb::ListNeedsRequest { person: person.subject.clone(), ..Default::default() }
}

#[tokio::test]
async fn a_person_records_what_they_need() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_need(&avery).create(house).await;
    assert_eq!((made.state, made.met), (State::Current.into(), Met::NotKnown.into()));
    assert_eq!(made.recorded_by, avery.subject);
    assert_eq!(get(house, &avery, &made.name).await.unwrap().into_inner(), made);
    let urdu = a_need(&avery).of(Category::CommunityLanguage, "ur").create(house).await;
    assert_eq!(listed(house, &avery, Default::default()).await, [urdu.name.as_str(), made.name.as_str()]);
    assert_eq!(listed(house, &avery, of(&avery)).await.len(), 2);
    assert_eq!(house.looks_at(&avery).await, []);
}

#[tokio::test]
async fn the_same_need_is_recorded_once_at_a_time() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_need(&avery).create(house).await;
    let again = create(house, &avery, a_need(&avery).0).await;
    refused(again, Code::AlreadyExists, "NEED_ALREADY_RECORDED");
    let removed = remove(house, &avery, &made).await.unwrap().into_inner();
    assert_eq!(removed.state, i32::from(State::Removed));
    refused(remove(house, &avery, &removed).await, Code::FailedPrecondition, "NEED_REMOVED");
    refused(update(house, &avery, removed, &["note"]).await, Code::FailedPrecondition, "NEED_REMOVED");
    let current = a_need(&avery).create(house).await;
    for (state, names) in [(State::Current, &current.name), (State::Removed, &made.name)] {
        let request = pb::ListNeedsRequest { state: state.into(), ..Default::default() };
        assert_eq!(listed(house, &avery, request).await, [names.as_str()]);
    }
}

#[tokio::test]
async fn others_see_what_is_marked_when_needs_are_shared_with_them() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let sam = broker(&nobody("brokers"), &nobody("ulos"));
    let kept = a_need(&avery).create(house).await;
    let told = a_need(&avery).of(Category::Professional, "bsl_interpreter").shared().create(house).await;
    a_consent(&avery, &sam.ulo).sharing(&[Shared::NameAndContact]).give(house).await;
    not_found(get(house, &sam, &told.name).await);
    not_found(list(house, &sam, of(&avery)).await);
    assert_eq!(house.looks_at(&avery).await, []);
    a_consent(&avery, &sam.ulo).sharing(&[Shared::Needs]).give(house).await;
    assert_eq!(listed(house, &sam, of(&avery)).await, [told.name.as_str()]);
    assert_eq!(get(house, &sam, &told.name).await.unwrap().into_inner(), told);
    not_found(get(house, &sam, &kept.name).await);
    let looks: Vec<String> = house.looks_at(&avery).await.into_iter().map(|look| look.what).collect();
    assert_eq!(looks, [told.name.clone(), format!("{}/needs", avery.subject)]);
    remove(house, &avery, &told).await.unwrap();
    not_found(get(house, &sam, &told.name).await);
    assert_eq!(listed(house, &sam, of(&avery)).await, <[String; 0]>::default());
    forbidden(update(house, &sam, told, &["met"]).await);
}

#[tokio::test]
async fn supporters_read_and_keep_needs_by_their_powers() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_need(&avery).create(house).await;
    let sees = a_supporter(&avery).signed_in(house).await;
    assert_eq!(listed(house, &sees, Default::default()).await, [made.name.as_str()]);
    assert_eq!(house.looks_at(&avery).await.len(), 1);
    not_found(update(house, &sees, made.clone(), &["note"]).await);
    not_found(create(house, &sees, a_need(&avery).of(Category::ContactMethod, "letter").0).await);
    let keeps = a_supporter(&avery).who_may(&[Power::KeepRecord]).signed_in(house).await;
    update(house, &keeps, made.clone(), &["note"]).await.unwrap();
    let more = create(house, &keeps, a_need(&avery).of(Category::ContactMethod, "letter").0).await;
    assert_eq!(more.unwrap().into_inner().recorded_by, keeps.subject);
    let talks = a_supporter(&avery).who_may(&[Power::TalkToBroker]).signed_in(house).await;
    not_found(get(house, &talks, &made.name).await);
}

#[tokio::test]
async fn a_strangers_needs_are_not_found() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_need(&avery).shared().create(house).await;
    let stranger = a_person().signed_in(house).await;
    not_found(get(house, &stranger, &made.name).await);
    not_found(get(house, &avery, &nobody("needs")).await);
    not_found(list(house, &stranger, of(&avery)).await);
    not_found(create(house, &stranger, a_need(&avery).0).await);
    not_found(update(house, &stranger, made.clone(), &["note"]).await);
    not_found(remove(house, &stranger, &made).await);
    not_found(get(house, &broker(&nobody("brokers"), &nobody("ulos")), &made.name).await);
    for other in [a_visitor(), officer("councils/E08000033"), an_operator(), Caller::service("matching")] {
        forbidden(get(house, &other, &made.name).await);
        forbidden(list(house, &other, of(&avery)).await);
    }
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let wrong = pb::Need {
        category: Category::ContactMethod.into(),
        item: "easy_read".into(),
        note: "x".repeat(1001),
        met: 9,
        met_how: "\u{7}".into(),
        review_date: "tomorrow".into(),
        person: "needs/1".into(),
        ..Default::default()
    };
    let request = pb::CreateNeedRequest { need: Some(wrong.clone()), request_id: "1".into() };
    let fields = [
        "need.item",
        "need.note",
        "need.met",
        "need.met_how",
        "need.review_date",
        "need.person",
        "request_id",
    ];
    invalid(house.needs().create_need(house.ask(&avery, request)).await, &fields);
    let untyped = pb::Need { category: 0, ..a_need(&avery).0 };
    invalid(create(house, &avery, untyped).await, &["need.category"]);
    let language = a_need(&avery).of(Category::CommunityLanguage, "Urdu please").0;
    invalid(create(house, &avery, language).await, &["need.item"]);
    invalid(update(house, &avery, wrong, &["item"]).await, &["need.name", "etag", "update_mask"]);
    let made = a_need(&avery).create(house).await;
    let late = pb::Need { review_date: "2026-02-30".into(), ..made };
    invalid(update(house, &avery, late, &["review_date"]).await, &["need.review_date"]);
    invalid(remove(house, &avery, &pb::Need::default()).await, &["name", "etag"]);
    invalid(get(house, &avery, "").await, &["name"]);
    let request =
        pb::ListNeedsRequest { page_size: -1, page_token: "?".into(), person: "x".into(), state: 9 };
    invalid(list(house, &avery, request).await, &["page_size", "page_token", "person", "state"]);
    let sam = broker(&nobody("brokers"), &nobody("ulos"));
    invalid(list(house, &sam, Default::default()).await, &["person"]);
}

#[tokio::test]
async fn every_editable_field_survives_a_round_trip() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_need(&avery).create(house).await;
    let wanted = pb::Need {
        name: made.name.clone(),
        category: made.category,
        item: made.item.clone(),
        note: "with pictures\nnot symbols 🦋".into(),
        share: true,
        met: Met::NotMet.into(),
        met_how: "رسالة".into(),
        review_date: "2030-02-28".into(),
        recorded_by: made.recorded_by.clone(),
        person: made.person.clone(),
        state: made.state,
        create_time: made.create_time,
        update_time: None,
        etag: made.etag.clone(),
    };
    let fields = ["note", "share", "met", "met_how", "review_date"];
    let updated = update(house, &avery, wanted.clone(), &fields).await.unwrap().into_inner();
    let read = get(house, &avery, &made.name).await.unwrap().into_inner();
    assert_eq!(updated, read);
    assert_eq!(read, pb::Need { update_time: read.update_time, etag: read.etag.clone(), ..wanted.clone() });
    stale(update(house, &avery, wanted.clone(), &fields).await);
    stale(remove(house, &avery, &wanted).await);
    let sent = pb::Need { note: String::new(), share: false, ..read };
    let updated = update(house, &avery, sent, &["share"]).await.unwrap().into_inner();
    assert_eq!((updated.note, updated.share), (wanted.note, false));
}

#[tokio::test]
async fn the_same_request_makes_one_need() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let mut request = pb::CreateNeedRequest { need: Some(a_need(&avery).0), request_id: request_id() };
    let create = async |request| house.needs().create_need(house.ask(&avery, request)).await;
    let first = create(request.clone()).await.unwrap().into_inner();
    assert_eq!(create(request.clone()).await.unwrap().into_inner(), first);
    request.need.as_mut().unwrap().share = true;
    refused(create(request).await, Code::AlreadyExists, "REQUEST_ID_REUSED");
}

#[tokio::test]
async fn lists_come_in_pages() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let mut made = Vec::new();
    for item in ["hoist", "parking", "step_free"] {
        made.insert(0, a_need(&avery).of(Category::OtherAccess, item).create(house).await.name);
    }
    let request = pb::ListNeedsRequest { page_size: 2, ..Default::default() };
    let first = list(house, &avery, request.clone()).await.unwrap().into_inner();
    let names: Vec<&str> = first.needs.iter().map(|need| need.name.as_str()).collect();
    assert_eq!(names, &made[..2]);
    let rest = pb::ListNeedsRequest { page_token: first.next_page_token, ..request };
    assert_eq!(listed(house, &avery, rest).await, &made[2..]);
}

#[tokio::test]
async fn what_an_erased_person_wrote_is_noise() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let mut need = a_need(&avery);
    need.0.note = "with pictures".into();
    let made = need.create(house).await;
    house.erase(&avery).await;
    let read = get(house, &avery, &made.name).await.unwrap().into_inner();
    assert_eq!((read.note.as_str(), read.item.as_str()), ("", "easy_read"));
    let more = create(house, &avery, a_need(&avery).of(Category::OtherAccess, "hoist").0).await;
    refused(more, Code::FailedPrecondition, "PERSON_ERASED");
    refused(update(house, &avery, read.clone(), &["note"]).await, Code::FailedPrecondition, "PERSON_ERASED");
    refused(remove(house, &avery, &read).await, Code::FailedPrecondition, "PERSON_ERASED");
}

#[tokio::test]
async fn no_event_carries_private_text() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let mut need = a_need(&avery);
    need.0.note = "with pictures please".into();
    need.0.met_how = "by post only".into();
    let made = need.create(house).await;
    let payload: Vec<u8> = sqlx::query_scalar("select payload from event where stream = $1")
        .bind(&made.name)
        .fetch_one(&house.tables("people").await)
        .await
        .unwrap();
    let told: pb::Need = prost::Message::decode(payload.as_slice()).unwrap();
    assert_eq!(told, pb::Need { note: String::new(), met_how: String::new(), ..made });
}
