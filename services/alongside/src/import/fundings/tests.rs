//! Files that are right, and every way they can be wrong.

use councils::bad_line::BadLine;

use super::*;

const HEADER: &str =
    "organisation,kind,funder,council,amount_pence,start_date,end_date,renewal,renewal_note,certainty";

fn known() -> Organisations {
    let mut known = Organisations::default();
    let registered = |name: &str, number: &str, state: pb::ulo::State| pb::Ulo {
        name: name.into(),
        registrations: vec![pb::Registration {
            scheme: pb::registration::Scheme::CharityCommission.into(),
            number: number.into(),
        }],
        state: state.into(),
        ..pb::Ulo::default()
    };
    known.add(&registered("ulos/1", "1234567", pb::ulo::State::Listed));
    known.add(&registered("ulos/2", "SC 45", pb::ulo::State::Listed));
    known.add(&registered("ulos/3", "7654321", pb::ulo::State::Closed));
    known.add(&registered("ulos/4", "99", pb::ulo::State::Listed));
    known.add(&registered("ulos/5", "99", pb::ulo::State::Listed));
    known
}

type Requests = Vec<(u64, pb::CreateFundingRequest)>;

fn read(lines: &[&str]) -> Result<Requests, Vec<BadLine>> {
    let text = format!("{HEADER}\n{}\n", lines.join("\n"));
    let known = known();
    match file::read(text.as_bytes(), &SHAPE, |line, _| row::read(line, &known)) {
        Ok(rows) => Ok(requests(rows)),
        Err(ImportError::Bad(bad)) => Err(bad),
        Err(other) => panic!("{other}"),
    }
}

fn bad(lines: &[&str]) -> Vec<(u64, String)> {
    let bad = read(lines).expect_err("this should be refused");
    let told = bad.into_iter().inspect(|bad| assert!(!bad.why.is_empty() && !bad.remedy.is_empty(), "{bad}"));
    told.map(|bad| (bad.line, bad.column)).collect()
}

const GOOD: &str =
    "ulos/1,Core,Calderdale Council,calderdale,3600000,2026-04-01,2029-03-31,In competition,Bids,hoped-for";

#[test]
fn every_column_reaches_its_field() {
    let read = read(&[GOOD]).unwrap();
    let [(2, request)] = read.as_slice() else { panic!("one line: {read:?}") };
    let funding = request.funding.clone().unwrap();
    assert_eq!((funding.ulo.as_str(), funding.council.as_str()), ("ulos/1", "councils/E08000033"));
    assert_eq!(funding.kind(), pb::funding::Kind::Core);
    assert_eq!(funding.renewal(), pb::funding::Renewal::InCompetition);
    assert_eq!(funding.certainty(), pb::funding::Certainty::HopedFor);
    assert_eq!((funding.amount_pence, funding.renewal_note.as_str()), (3_600_000, "Bids"));
    assert_eq!((funding.start_date.as_str(), funding.end_date.as_str()), ("2026-04-01", "2029-03-31"));
    assert_eq!(columns::COLUMNS.len(), HEADER.split(',').count());
}

#[test]
fn an_organisation_is_found_however_it_is_written() {
    let ids = |organisation: &str| {
        let line = GOOD.replacen("ulos/1", organisation, 1);
        let read = read(&[&line]).unwrap_or_else(|bad| panic!("{organisation}: {bad:?}"));
        let request = read.into_iter().next().map(|(_, request)| request).unwrap();
        (request.funding.map(|funding| funding.ulo).unwrap(), request.request_id)
    };
    let by_name = ids("ulos/1");
    for other in ["1234567", " 123 4567", "charity_commission:1234567", "Charity commission: 1234567"] {
        assert_eq!(ids(other), by_name, "{other}");
    }
    assert_eq!(ids("sc45").0, "ulos/2");
}

#[test]
fn the_same_line_twice_is_two_grants_and_each_has_its_own_id() {
    let twice = read(&[GOOD, GOOD]).unwrap();
    assert_ne!(twice[0].1.request_id, twice[1].1.request_id);
    assert_eq!(twice[0].1.request_id, read(&[GOOD]).unwrap()[0].1.request_id);
}

#[test]
fn every_bad_place_is_told_at_once() {
    let told = bad(&[
        "ulos/9,gift,,Atlantis,ten,2026-04-01,2026-03-31,maybe,,sure",
        GOOD,
        ",core,A,,1,2026-01-01,2026-01-01,none,,decided",
    ]);
    let mut of_line: Vec<&str> =
        told.iter().filter(|(line, _)| *line == 2).map(|(_, column)| column.as_str()).collect();
    of_line.sort_unstable();
    let expected =
        ["amount_pence", "certainty", "council", "end_date", "funder", "kind", "organisation", "renewal"];
    assert_eq!(of_line, expected);
    assert!(told.contains(&(4, "organisation".into())), "{told:?}");
}

#[test]
fn organisations_that_cannot_be_meant_are_told() {
    let lines = ["ulos/9", "7654321", "99", "cqc:1234567"]
        .map(|organisation| GOOD.replacen("ulos/1", organisation, 1));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let expected: Vec<(u64, String)> = (2..=5).map(|line| (line, "organisation".to_owned())).collect();
    assert_eq!(bad(&lines), expected);
}
