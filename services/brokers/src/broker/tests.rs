use super::*;

/// What a test can say of a broker.
#[derive(Debug, Clone, Default)]
pub(crate) struct Someone {
    pub id: Id<Broker>,
    pub skills: Vec<String>,
    pub languages: Vec<String>,
    pub ways_of_working: Vec<WayOfWorking>,
    pub council: String,
    pub caseload_limit: i32,
    pub open_weight: i32,
    pub start_date: NaiveDate,
    pub paused: bool,
}

/// The broker a test speaks of.
pub(crate) fn someone_with(said: Someone) -> Broker {
    let details = Details {
        display_name: "Robin Example".into(),
        skills: said.skills,
        languages: said.languages,
        lived_experience: Vec::new(),
        lived_experience_consent: false,
        ways_of_working: said.ways_of_working,
        councils: vec![said.council],
        caseload_limit: said.caseload_limit,
        interests: Vec::new(),
        start_date: Some(said.start_date),
    };
    let state = if said.paused { State::Paused } else { State::Active };
    let broker = Broker::new(details, Id::new(), Utc::now());
    Broker { id: said.id, open_weight: said.open_weight, state, ..broker }
}

fn someone(caseload_limit: i32) -> Broker {
    someone_with(Someone { caseload_limit, ..Someone::default() })
}

fn reason(result: Result<(), Error>) -> &'static str {
    match result {
        Err(Error::Refused { reason, .. }) => reason,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn nothing_is_carried_past_the_limit() {
    let mut broker = someone(10);
    broker.carry(7, Utc::now()).unwrap();
    assert_eq!(reason(broker.carry(4, Utc::now())), "BROKER_FULL");
    broker.carry(3, Utc::now()).unwrap();
    assert_eq!((broker.open_weight, broker.version), (10, 3));
}

#[test]
fn a_lowered_limit_takes_nothing_away_and_lets_nothing_in() {
    let mut broker = someone(10);
    broker.carry(8, Utc::now()).unwrap();
    let details = Details { caseload_limit: 5, ..broker.details.clone() };
    broker.edit(details, Utc::now()).unwrap();
    assert_eq!(reason(broker.carry(1, Utc::now())), "BROKER_FULL");
    broker.carry(-8, Utc::now()).unwrap();
    broker.carry(5, Utc::now()).unwrap();
}

#[test]
fn nobody_is_introduced_to_a_broker_who_is_paused_or_elsewhere() {
    let mut broker = someone(10);
    let ulo = broker.ulo;
    broker.takes_new_cases_of(ulo).unwrap();
    assert_eq!(reason(broker.takes_new_cases_of(Id::new())), "BROKER_OF_ANOTHER_ULO");
    broker.pause(Utc::now()).unwrap();
    assert_eq!(reason(broker.takes_new_cases_of(ulo)), "BROKER_NOT_ACTIVE");
    assert_eq!(reason(broker.pause(Utc::now())), "BROKER_NOT_ACTIVE");
    broker.resume(Utc::now()).unwrap();
    assert_eq!(reason(broker.resume(Utc::now())), "BROKER_NOT_PAUSED");
}

#[test]
fn a_broker_leaves_with_nothing_open_and_for_good() {
    let mut broker = someone(10);
    broker.carry(1, Utc::now()).unwrap();
    assert_eq!(reason(broker.retire(Utc::now())), "BROKER_HAS_OPEN_CASES");
    broker.carry(-1, Utc::now()).unwrap();
    broker.retire(Utc::now()).unwrap();
    assert_eq!(reason(broker.retire(Utc::now())), "BROKER_LEFT");
    assert_eq!(reason(broker.edit(broker.details.clone(), Utc::now())), "BROKER_LEFT");
}
