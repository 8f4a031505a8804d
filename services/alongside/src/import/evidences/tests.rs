//! Files that are right, and every way they can be wrong.

use councils::bad_line::BadLine;

use super::*;

const HEADER: &str = "organisation,criterion_set,criterion,claim,kind,reference,evidence_date";
const GOOD: &str = "ulos/1,2007,V1,Our rules say so,Governing document,\"Rules, 2\",2026-01-31";

fn known() -> Known {
    let mut known = Known::default();
    for name in ["ulos/1", "ulos/2"] {
        let state = pb::ulo::State::Listed.into();
        known.organisations.add(&pb::Ulo { name: name.into(), state, ..pb::Ulo::default() });
    }
    known
}

fn read(known: &mut Known, lines: &[&str]) -> Result<Vec<Row>, Vec<BadLine>> {
    let text = format!("{HEADER}\n{}\n", lines.join("\n"));
    let today = "2026-11-27".parse().unwrap();
    match file::read(text.as_bytes(), &SHAPE, |line, _| row::read(line, known, today)) {
        Ok(rows) => Ok(rows),
        Err(ImportError::Bad(bad)) => Err(bad),
        Err(other) => panic!("{other}"),
    }
}

fn bad(known: &mut Known, lines: &[&str]) -> Vec<(u64, String)> {
    let bad = read(known, lines).expect_err("this should be refused");
    let told = bad.into_iter().inspect(|bad| assert!(!bad.why.is_empty() && !bad.remedy.is_empty(), "{bad}"));
    told.map(|bad| (bad.line, bad.column)).collect()
}

#[test]
fn every_column_reaches_its_field() {
    let rows = read(&mut known(), &[GOOD]).unwrap();
    let expected = pb::Evidence {
        ulo: "ulos/1".into(),
        criterion_set: "2007".into(),
        criterion: "v1".into(),
        claim: "Our rules say so".into(),
        kind: pb::evidence::Kind::GoverningDocument.into(),
        reference: "Rules, 2".into(),
        evidence_date: "2026-01-31".into(),
        ..pb::Evidence::default()
    };
    assert_eq!(rows, [Row { line: 2, evidence: expected }]);
    assert_eq!(columns::COLUMNS.len(), HEADER.split(',').count());
}

#[test]
fn every_bad_place_is_told_at_once() {
    let told = bad(
        &mut known(),
        &["ulos/9,2007,v99,,hearsay,,2999-01-01", GOOD, ",1999,v1,Yes,policy,A,2026-01-01"],
    );
    let mut of_line: Vec<&str> =
        told.iter().filter(|(line, _)| *line == 2).map(|(_, column)| column.as_str()).collect();
    of_line.sort_unstable();
    assert_eq!(of_line, ["claim", "criterion", "evidence_date", "kind", "organisation", "reference"]);
    let last: Vec<&str> =
        told.iter().filter(|(line, _)| *line == 4).map(|(_, column)| column.as_str()).collect();
    assert!(last.contains(&"organisation") && last.contains(&"criterion_set"), "{told:?}");
}

#[test]
fn one_claim_at_a_time_waits_under_a_criterion_in_a_file_too() {
    let other = GOOD.replace("Our rules say so", "Our board says so");
    assert_eq!(bad(&mut known(), &[GOOD, &other]), [(3, "criterion".to_owned())]);
    let elsewhere = GOOD.replace("ulos/1", "ulos/2");
    assert_eq!(read(&mut known(), &[GOOD, &elsewhere]).unwrap().len(), 2);
}

#[test]
fn what_waits_already_keeps_its_place_but_the_same_again_is_no_other() {
    let waiting = read(&mut known(), &[GOOD]).unwrap().remove(0).evidence;
    let with_it = || {
        let mut known = known();
        known.waits(pb::Evidence { name: "evidences/1".into(), etag: "1".into(), ..waiting.clone() });
        known
    };
    let other = GOOD.replace("2026-01-31", "2026-02-01");
    assert_eq!(bad(&mut with_it(), &[&other]), [(2, "criterion".to_owned())]);
    assert_eq!(read(&mut with_it(), &[GOOD]).unwrap().len(), 1);
}

#[test]
fn the_same_claim_has_the_same_id() {
    let id = |line: &str| request(read(&mut known(), &[line]).unwrap().remove(0)).request_id;
    assert_eq!(id(GOOD), id(&GOOD.replace("V1", "v1")));
    assert_ne!(id(GOOD), id(&GOOD.replace("V1", "v2")));
}
