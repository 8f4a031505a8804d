//! Claims from a file: all of them or none, once however often, and none of them judged by being taken in.

use alongside::import::ImportError;
use alongside::import::evidences::{Report, evidences};
use proto::ulos::v1 as pb;
use proto::ulos::v1::evidence::State;

use crate::harness::evidences::{a_review, an_evidence};
use crate::harness::ulos::a_ulo;
use crate::harness::{House, an_operator};

const HEADER: &str = "organisation,criterion_set,criterion,claim,kind,reference,evidence_date\n";

async fn import(house: &House, file: &str) -> Result<Report, ImportError> {
    evidences(house.channel("ulos"), &house.stack.signer, file.as_bytes(), |_| {}).await
}

async fn kept(house: &House, ulo: &str) -> Vec<pb::Evidence> {
    let request = pb::ListEvidencesRequest { ulo: ulo.into(), ..Default::default() };
    let listed = house.evidences().list_evidences(house.ask(&an_operator(), request)).await.unwrap();
    listed.into_inner().evidences
}

fn a_line(organisation: &str, criterion: &str) -> String {
    format!("{organisation},2007,{criterion},Our rules say so,governing_document,Rules 2,2026-01-31\n")
}

#[tokio::test]
async fn a_file_becomes_claims_that_wait_once_however_often() {
    let house = House::shared().await;
    let (one, other) = (a_ulo().create(house).await.name, a_ulo().create(house).await.name);
    let file = format!("{HEADER}{}{}{}", a_line(&one, "v1"), a_line(&one, "v2"), a_line(&other, "v1"));
    let report = import(house, &file).await.unwrap();
    assert_eq!(report, Report { claims: 3, organisations: 2, waiting: 3 });
    assert_eq!(import(house, &file).await.unwrap(), report);
    let claims = kept(house, &one).await;
    assert_eq!((claims.len(), kept(house, &other).await.len()), (2, 1), "none twice");
    assert!(claims.iter().all(|claim| claim.state() == State::Submitted && claim.reviewer.is_empty()));

    let review = a_review(&claims[0], pb::Verdict::Met);
    house.evidences().review_evidence(house.ask(&an_operator(), review)).await.unwrap();
    let again = import(house, &file).await.unwrap();
    assert_eq!(again, Report { waiting: 2, ..report }, "what was checked is not claimed anew");
    assert_eq!(kept(house, &one).await.len(), 2);
}

#[tokio::test]
async fn one_bad_line_and_nothing_is_kept() {
    let house = House::shared().await;
    let (free, taken) = (a_ulo().create(house).await.name, a_ulo().create(house).await.name);
    an_evidence(&taken).create(house).await;
    let lines =
        [a_line(&free, "v1"), a_line(&taken, "v1"), a_line("other:NO SUCH", "v1"), a_line(&free, "V1")];
    let refused = import(house, &format!("{HEADER}{}", lines.concat())).await;
    let Err(ImportError::Bad(bad)) = refused else { panic!("this should be refused: {refused:?}") };
    let told: Vec<String> = bad.iter().map(ToString::to_string).collect();
    let expected = [
        "line 3, column criterion: another claim waits for a check under this criterion; \
         have it checked or taken back first, or leave the line out",
        "line 4, column organisation: no organisation has this id or registration; \
         check it on the page of the organisation, or import the organisation first",
        "line 5, column criterion: line 2 claims the same criterion of the same organisation; \
         keep one of the two lines: one claim at a time can wait for a check",
    ];
    assert_eq!(told, expected);
    assert_eq!(kept(house, &free).await, []);
}
