//! What an organisation did to last and to be heard, and what follows from it.

use std::slice;

use chrono::{Days, Utc};
use platform::{Caller, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::activity::{State, What};
use proto::ulos::v1::capacity::Trained;
use proto::ulos::v1::training::{Group, Topic};
use tonic::Code;

use crate::harness::activities::{a_seat, a_training, an_influence, an_outreach};
use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::ulos::a_ulo;
use crate::harness::{
    House, a_visitor, an_operator, broker, manager, mask, nobody, officer, person, request_id,
};

fn create(activity: pb::Activity) -> pb::CreateActivityRequest {
    pb::CreateActivityRequest { activity: Some(activity), request_id: request_id() }
}

fn update(activity: pb::Activity, paths: &[&str]) -> pb::UpdateActivityRequest {
    pb::UpdateActivityRequest { activity: Some(activity), update_mask: mask(paths) }
}

fn day(ago: u64) -> String {
    (Utc::now().date_naive() - Days::new(ago)).to_string()
}

async fn read(house: &House, caller: &Caller, ulo: &str, state: State) -> pb::ListActivitiesResponse {
    let request = pb::ListActivitiesRequest { ulo: ulo.into(), state: state.into(), ..Default::default() };
    house.activities().list_activities(house.ask(caller, request)).await.unwrap().into_inner()
}

async fn names(house: &House, caller: &Caller, ulo: &str, state: State) -> Vec<String> {
    let read = read(house, caller, ulo, state).await;
    read.activities.into_iter().map(|activity| activity.name).collect()
}

async fn withdraw(house: &House, caller: &Caller, activity: &pb::Activity) -> pb::Activity {
    let request = pb::WithdrawActivityRequest { name: activity.name.clone(), etag: activity.etag.clone() };
    house.activities().withdraw_activity(house.ask(caller, request)).await.unwrap().into_inner()
}

#[tokio::test]
async fn what_was_done_becomes_what_an_organisation_can_do() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let visitor = a_visitor();
    let nothing = read(house, &visitor, &ulo, State::Unspecified).await.capacity.unwrap();
    assert_eq!((nothing.board(), nothing.staff()), (Trained::NotEvidenced, Trained::NotEvidenced));
    assert_eq!(nothing.missing_topics, [i32::from(Topic::Business), i32::from(Topic::Finance)]);
    assert_eq!((nothing.last_outreach_age_days, nothing.last_outreach_date.as_str()), (None, ""));

    let training = a_training(&ulo).create(house).await;
    an_outreach(&ulo).create(house).await;
    an_influence(&ulo).create(house).await;
    let some_staff = |activity: &mut pb::Activity| {
        let Some(What::Training(training)) = &mut activity.what else { panic!("a training") };
        (training.group, training.topic) = (Group::Staff.into(), Topic::Finance.into());
        training.trained_count = 3;
    };
    a_training(&ulo).with(some_staff).create(house).await;
    let known = read(house, &visitor, &ulo, State::Unspecified).await.capacity.unwrap();
    assert_eq!((known.board(), known.staff()), (Trained::All, Trained::Some));
    assert_eq!(known.missing_topics, [i32::from(Topic::Business)]);
    assert_eq!((known.last_outreach_age_days, known.last_outreach_date), (Some(30), day(30)));
    assert_eq!((known.reached_count, known.influence_count), (40, 1));

    withdraw(house, &manager(&ulo), &training).await;
    let left = read(house, &visitor, &ulo, State::Unspecified).await.capacity.unwrap();
    assert_eq!(left.board(), Trained::NotEvidenced, "what was withdrawn counts for nothing");
}

#[tokio::test]
async fn every_editable_field_survives_a_round_trip() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let manager = manager(&ulo);
    for (before, what) in [
        (
            a_training(&ulo),
            What::Training(pb::Training {
                group: Group::Volunteers.into(),
                topic: Topic::Other.into(),
                trained_count: 1,
                group_size: 10_000,
                valid_until_date: String::new(),
            }),
        ),
        (
            an_outreach(&ulo),
            What::Outreach(pb::Outreach {
                audience: "مثال".into(),
                place: "A library".into(),
                reached_count: 1_000_000,
            }),
        ),
        (
            an_influence(&ulo),
            What::Influence(pb::Influence {
                decision: "The carers' strategy".into(),
                partner: "A health board".into(),
                change: "One.\nTwo.".into(),
            }),
        ),
        (
            a_seat(&ulo, "E08000033"),
            What::Seat(pb::Seat {
                body: "Partnership board".into(),
                council: "councils/E06000001".into(),
                votes: false,
                end_date: day(0),
            }),
        ),
    ] {
        let request = house.ask(&manager, create(before.wanted()));
        let made = house.activities().create_activity(request).await.unwrap().into_inner();
        let path = match &what {
            What::Training(_) => "training",
            What::Outreach(_) => "outreach",
            What::Influence(_) => "influence",
            What::Seat(_) => "seat",
        };
        let wanted = pb::Activity {
            date: day(0),
            what: Some(what),
            ulo: "ulos/fixed-once-recorded".into(),
            ..made.clone()
        };
        let request = house.ask(&manager, update(wanted.clone(), &["date", path]));
        let updated = house.activities().update_activity(request).await.unwrap().into_inner();
        let request = pb::GetActivityRequest { name: made.name.clone() };
        let read =
            house.activities().get_activity(house.ask(&a_visitor(), request)).await.unwrap().into_inner();
        assert_eq!(updated, read);
        let (update_time, etag) = (read.update_time, read.etag.clone());
        assert_eq!(read, pb::Activity { update_time, etag, ulo: ulo.clone(), ..wanted });
        stale(house.activities().update_activity(house.ask(&manager, update(made, &["date"]))).await);
    }
}

#[tokio::test]
async fn a_training_stays_a_training() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let manager = manager(&ulo);
    let made = a_training(&ulo).create(house).await;
    let other = pb::Activity { what: an_outreach(&ulo).wanted().what, ..made.clone() };
    for (sent, path) in [(&other, "outreach"), (&other, "training"), (&made, "outreach")] {
        let request = house.ask(&manager, update(sent.clone(), &[path]));
        invalid(house.activities().update_activity(request).await, &[&format!("activity.{path}")]);
    }
    let nothing = pb::Activity { what: None, ..made };
    let request = house.ask(&manager, update(nothing, &["training"]));
    invalid(house.activities().update_activity(request).await, &["activity.training"]);
}

#[tokio::test]
async fn what_is_withdrawn_stays_as_it_was_and_visitors_do_not_see_it() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let (manager, visitor) = (manager(&ulo), a_visitor());
    let kept = a_training(&ulo).create(house).await;
    let gone = withdraw(house, &manager, &an_outreach(&ulo).create(house).await).await;
    assert_eq!(gone.state(), State::Withdrawn);
    assert_eq!(names(house, &manager, &ulo, State::Current).await, slice::from_ref(&kept.name));
    assert_eq!(names(house, &manager, &ulo, State::Withdrawn).await, slice::from_ref(&gone.name));
    let all = [gone.name.clone(), kept.name.clone()];
    assert_eq!(names(house, &manager, &ulo, State::Unspecified).await, all);
    assert_eq!(names(house, &visitor, &ulo, State::Unspecified).await, slice::from_ref(&kept.name));
    assert_eq!(names(house, &visitor, &ulo, State::Withdrawn).await, Vec::<String>::new());
    let get = pb::GetActivityRequest { name: gone.name.clone() };
    not_found(house.activities().get_activity(house.ask(&visitor, get)).await);
    let request = pb::WithdrawActivityRequest { name: gone.name.clone(), etag: gone.etag.clone() };
    let again = house.activities().withdraw_activity(house.ask(&manager, request)).await;
    refused(again, Code::FailedPrecondition, "ACTIVITY_WITHDRAWN");
    let changed = house.activities().update_activity(house.ask(&manager, update(gone, &["date"]))).await;
    refused(changed, Code::FailedPrecondition, "ACTIVITY_WITHDRAWN");
    let request = pb::WithdrawActivityRequest { name: kept.name, etag: String::new() };
    invalid(house.activities().withdraw_activity(house.ask(&manager, request)).await, &["etag"]);
}

#[tokio::test]
async fn sending_twice_records_once_and_pages_go_on() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let operator = an_operator();
    let request = create(a_training(&ulo).wanted());
    let first = house.activities().create_activity(house.ask(&operator, request.clone())).await.unwrap();
    let again = house.activities().create_activity(house.ask(&operator, request.clone())).await.unwrap();
    assert_eq!(first.into_inner(), again.into_inner());
    let mut other = request;
    other.activity.as_mut().unwrap().date = day(1);
    let reused = house.activities().create_activity(house.ask(&operator, other)).await;
    refused(reused, Code::AlreadyExists, "REQUEST_ID_REUSED");
    let ghost = create(a_training(&nobody("ulos")).wanted());
    not_found(house.activities().create_activity(house.ask(&operator, ghost)).await);

    an_outreach(&ulo).create(house).await;
    let page = async |page_token: String| {
        let request =
            pb::ListActivitiesRequest { page_size: 1, page_token, ulo: ulo.clone(), ..Default::default() };
        house.activities().list_activities(house.ask(&operator, request)).await.unwrap().into_inner()
    };
    let first = page(String::new()).await;
    let second = page(first.next_page_token.clone()).await;
    assert_eq!((first.activities.len(), second.activities.len()), (1, 1));
    assert!(first.activities != second.activities && second.next_page_token.is_empty());
    assert!(first.capacity.is_some() && second.capacity.is_none(), "said once, of all of them");
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let wrong = async |activity: pb::Activity, fields: &[&str]| {
        let request = pb::CreateActivityRequest { activity: Some(activity), request_id: "1".into() };
        let answer = house.activities().create_activity(house.ask(&an_operator(), request)).await;
        invalid(answer, &[&["request_id", "activity.ulo"], fields].concat());
    };
    let of = |what| pb::Activity {
        ulo: "ulos/none".into(),
        date: "2999-01-01".into(),
        what,
        ..Default::default()
    };
    wrong(of(None), &["activity.date", "activity.training"]).await;
    let training = |field: &str| format!("activity.training.{field}");
    let fields = ["group", "topic", "group_size", "trained_count", "valid_until_date"].map(training);
    let fields: Vec<&str> = ["activity.date"].into_iter().chain(fields.iter().map(String::as_str)).collect();
    let late = pb::Training { valid_until_date: "soon".into(), ..Default::default() };
    wrong(of(Some(What::Training(late))), &fields).await;
    let mut backwards = a_training("ulos/none").wanted();
    backwards.date = day(10);
    if let Some(What::Training(training)) = &mut backwards.what {
        (training.valid_until_date, training.trained_count) = (day(11), 9);
    }
    wrong(backwards, &["activity.training.trained_count", "activity.training.valid_until_date"]).await;
    let outreach = pb::Outreach { reached_count: -1, ..Default::default() };
    let fields = [
        "activity.date",
        "activity.outreach.reached_count",
        "activity.outreach.audience",
        "activity.outreach.place",
    ];
    wrong(of(Some(What::Outreach(outreach))), &fields).await;
    let influence = pb::Influence { change: "x".repeat(1001), ..Default::default() };
    let fields = [
        "activity.date",
        "activity.influence.decision",
        "activity.influence.partner",
        "activity.influence.change",
    ];
    wrong(of(Some(What::Influence(influence))), &fields).await;
    let fields = ["activity.date", "activity.seat.end_date", "activity.seat.body", "activity.seat.council"];
    let seat = pb::Seat { council: "councils/nowhere".into(), end_date: "soon".into(), ..Default::default() };
    wrong(of(Some(What::Seat(seat))), &fields).await;
    let mut backwards = a_seat("ulos/none", "E08000033").wanted();
    if let Some(What::Seat(seat)) = &mut backwards.what {
        seat.end_date = day(300);
    }
    wrong(backwards, &["activity.seat.end_date"]).await;

    let request = pb::UpdateActivityRequest { activity: None, update_mask: mask(&["state"]) };
    let answer = house.activities().update_activity(house.ask(&an_operator(), request)).await;
    invalid(answer, &["activity.name", "etag", "update_mask"]);
    let request =
        pb::ListActivitiesRequest { page_size: -1, page_token: "?".into(), ulo: "people/1".into(), state: 9 };
    let answer = house.activities().list_activities(house.ask(&an_operator(), request)).await;
    invalid(answer, &["page_size", "page_token", "ulo", "state"]);
}

#[tokio::test]
async fn everyone_reads_and_only_its_managers_write() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await;
    let made = a_training(&ulo.name).create(house).await;
    let get = || pb::GetActivityRequest { name: made.name.clone() };
    for caller in [
        a_visitor(),
        person(&nobody("people")),
        broker(&nobody("brokers"), &ulo.name),
        manager(&nobody("ulos")),
        officer("councils/E06000017"),
        Caller::new(Role::Observer, "observers/test"),
    ] {
        let read = house.activities().get_activity(house.ask(&caller, get())).await;
        assert_eq!(read.unwrap().into_inner(), made);
        let request = house.ask(&caller, create(a_training(&ulo.name).wanted()));
        forbidden(house.activities().create_activity(request).await);
        forbidden(
            house.activities().update_activity(house.ask(&caller, update(made.clone(), &["date"]))).await,
        );
        let request = pb::WithdrawActivityRequest { name: made.name.clone(), etag: made.etag.clone() };
        forbidden(house.activities().withdraw_activity(house.ask(&caller, request)).await);
    }
    let operator = an_operator();
    let request = pb::CloseUloRequest { name: ulo.name.clone(), etag: ulo.etag, close_reason: 1 };
    house.ulos().close_ulo(house.ask(&operator, request)).await.unwrap();
    for caller in [operator.clone(), manager(&ulo.name)] {
        let request = house.ask(&caller, create(a_training(&ulo.name).wanted()));
        refused(house.activities().create_activity(request).await, Code::FailedPrecondition, "ULO_CLOSED");
        let late =
            house.activities().update_activity(house.ask(&caller, update(made.clone(), &["date"]))).await;
        refused(late, Code::FailedPrecondition, "ULO_CLOSED");
        let request = pb::WithdrawActivityRequest { name: made.name.clone(), etag: made.etag.clone() };
        let late = house.activities().withdraw_activity(house.ask(&caller, request)).await;
        refused(late, Code::FailedPrecondition, "ULO_CLOSED");
    }
    not_found(house.activities().get_activity(house.ask(&a_visitor(), get())).await);
    let request = pb::ListActivitiesRequest { ulo: ulo.name, ..Default::default() };
    not_found(house.activities().list_activities(house.ask(&a_visitor(), request.clone())).await);
    assert!(house.activities().list_activities(house.ask(&operator, request)).await.is_ok());
}

#[tokio::test]
async fn three_hundred_count_and_not_one_more() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let mut last = None;
    for _ in 0..300 {
        last = Some(an_outreach(&ulo).create(house).await);
    }
    let operator = an_operator();
    let one_more = || house.ask(&operator, create(an_outreach(&ulo).wanted()));
    let full = house.activities().create_activity(one_more()).await;
    refused(full, Code::FailedPrecondition, "ACTIVITY_TOO_MANY");
    withdraw(house, &operator, &last.unwrap()).await;
    assert!(house.activities().create_activity(one_more()).await.is_ok());
}
