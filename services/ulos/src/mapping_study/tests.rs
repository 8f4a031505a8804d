use super::*;

fn today() -> NaiveDate {
    "2026-11-27".parse().unwrap()
}

fn record(kind: Kind, council: &str) -> Record {
    Record {
        kind,
        councils: vec![council.into()],
        who_for: Vec::new(),
        class: Class::NotEvidenced,
        stage: 1,
        governance_listed: false,
        money: Vec::new(),
        capacity: None,
    }
}

fn money(kind: funding::Kind, funder: &str, amount_pence: i64) -> Money {
    let renewal = funding::Renewal::InCompetition;
    Money { kind, funder: funder.into(), from_council: false, renewal, amount_pence }
}

fn study(records: &[Record]) -> Study {
    Study::of(records, ["councils/a", "councils/b", "councils/c"].into_iter(), today())
}

#[test]
fn only_what_may_be_user_led_is_counted_and_every_locality_is_there() {
    let peers = record(Kind::PeerSupportGroup, "councils/a");
    let records = [
        vec![peers; 6],
        vec![record(Kind::Network, "councils/b"), record(Kind::CouncilInHouse, "councils/c")],
    ];
    let study = study(&records.concat());
    assert_eq!((study.possible, study.localities["councils/a"], study.localities["councils/c"]), (7, 6, 0));
    let bands = [(Band::None, 1), (Band::OneToFive, 1), (Band::SixOrMore, 1)];
    assert_eq!(study.bands(), BTreeMap::from(bands));
}

#[test]
fn what_was_judged_since_was_possible_and_what_is_shown_counts_whatever_its_kind() {
    let of = |kind, class| Record { class, ..record(kind, "councils/a") };
    let records = [
        of(Kind::Network, Class::NotUserLed),
        of(Kind::OtherCharity, Class::Embryonic),
        of(Kind::OtherCharity, Class::NotUserLed),
    ];
    let study = study(&records);
    assert_eq!((study.possible, study.localities["councils/a"]), (2, 2));
    assert_eq!(wire::to_wire(&study).kinds.iter().map(|one| one.count).sum::<i32>(), 2, "none is lost");
}

#[test]
fn bands_hold_at_their_exact_thresholds() {
    assert_eq!([0, 1, 5, 6].map(Band::of), [Band::None, Band::OneToFive, Band::OneToFive, Band::SixOrMore]);
}

#[test]
fn what_is_not_recorded_is_in_no_share() {
    let silent = record(Kind::Network, "councils/a");
    let told = Record { money: vec![money(funding::Kind::Core, "x", 10)], ..silent.clone() };
    let study = study(&[silent, told]);
    assert_eq!(study.factors[&Factor::CoreFunding], Share { count: 1, of: 1 });
    assert_eq!(study.factors[&Factor::RenewableCore], Share { count: 0, of: 1 });
    assert_eq!(study.factors.get(&Factor::Outreach), None);
    assert_eq!(study.council_funded, Share { count: 0, of: 1 });
    assert_eq!(study.trust_funded, Share { count: 0, of: 1 });
    assert_eq!(study.who_for_told, Share { count: 0, of: 2 });
}

#[test]
fn three_quarters_from_one_funder_lean_on_it() {
    let of = |one: i64| {
        leans_on_one(&[money(funding::Kind::Core, "a", one), money(funding::Kind::Trust, "b", 25)])
    };
    assert!(of(75) && !of(74));
    let twice = [
        money(funding::Kind::Core, "a", 40),
        money(funding::Kind::Project, "a", 40),
        money(funding::Kind::Trust, "b", 20),
    ];
    assert!(leans_on_one(&twice), "two grants of one funder count together");
}
