//! How facts of one run of events become one row a record.

use chrono::TimeDelta;
use platform::follow::Event;
use uuid::Uuid;

use super::*;

fn event(id: Uuid, version: i64) -> Event {
    Event { stream: format!("requests/{id}"), stream_version: version, ..Event::default() }
}

fn asked(at: DateTime<Utc>) -> Request {
    Request {
        needs: Vec::new(),
        council: GssCode::new("E08000033"),
        kind: Kind::Advocacy,
        state: RequestState::Asked,
        ask_time: Some(at),
        choose_time: None,
        place_time: None,
    }
}

#[test]
fn the_first_choice_is_kept_however_often_someone_chooses() {
    let (id, now) = (Uuid::now_v7(), Utc::now());
    let mut newest = Newest::new();
    newest.tell(&event(id, 1), asked(now)).unwrap();
    for (version, days) in [(2, 3), (3, 9)] {
        let choose_time = Some(now + TimeDelta::days(days));
        let chosen = Request { choose_time, state: RequestState::Chosen, ..asked(now) };
        newest.tell(&event(id, version), chosen).unwrap();
    }
    let rows = newest.rows();
    assert_eq!((rows.len(), rows[0].version), (1, 3));
    assert_eq!(rows[0].fact.choose_time, Some(now + TimeDelta::days(3)));
}

#[test]
fn an_erased_request_keeps_where_and_when_it_was() {
    let (id, now) = (Uuid::now_v7(), Utc::now());
    let mut newest = Newest::new();
    newest.tell(&event(id, 1), asked(now)).unwrap();
    let erased = Request { council: None, ask_time: None, state: RequestState::Withdrawn, ..asked(now) };
    newest.tell(&event(id, 2), erased).unwrap();
    let rows = newest.rows();
    assert_eq!(rows[0].fact.council, GssCode::new("E08000033"));
    assert_eq!((rows[0].fact.ask_time, rows[0].fact.state), (Some(now), RequestState::Withdrawn));
}

#[test]
fn an_event_of_another_collection_is_refused() {
    let mut newest = Newest::new();
    let stray = Event { stream: "people/nobody".into(), ..Event::default() };
    assert!(newest.tell(&stray, asked(Utc::now())).is_err());
}
