use super::*;

/// A visit without a server around it.
pub(crate) fn visit(viewer: Option<Viewer>, path: &str) -> Visit {
    Visit(Arc::new(Inner {
        site: Site::default(),
        viewer,
        reading: Reading::default(),
        path: path.to_owned(),
        notice: None,
        reference: "0000cafe".to_owned(),
    }))
}

/// Somebody signed in to this seat.
pub(crate) fn viewer(seat: Seat) -> Viewer {
    let secret = Secret::fresh().expect("random bytes");
    Viewer::new(Session { account: Uuid::nil(), seat: Some(seat) }, secret)
}

#[test]
fn only_the_session_s_own_token_is_accepted() {
    let visit = visit(Some(viewer(Seat::new(Role::Person, "people/1", "Avery"))), "/");
    let own = visit.csrf().to_owned();
    assert!(visit.accepts(&own));
    assert!(!visit.accepts(&own[1..]));
    assert!(!visit.accepts(""));
    assert!(!visit.accepts(&"x".repeat(own.len())));
}

#[test]
fn who_has_no_seat_yet_must_choose_one() {
    let standing =
        Viewer::new(Session { account: Uuid::nil(), seat: None }, Secret::fresh().expect("random bytes"));
    assert!(matches!(visit(Some(standing), "/").signed_in(), Err(Failure::NoSeat)));
    assert!(matches!(visit(None, "/").signed_in(), Err(Failure::Error(Error::Unauthenticated))));
}

#[tokio::test]
async fn a_service_that_is_away_is_unavailable() {
    let visit = visit(None, "/");
    let request = proto::people::v1::GetPersonRequest { name: "people/1".to_owned() };
    let answer = visit.services().people().get_person(visit.ask(request).expect("a request")).await;
    assert!(matches!(answer.map_err(Error::from), Err(Error::Unavailable)));
}
