//! Fundings from a file: all of them or none, once however often, for organisations that are known.

use alongside::import::ImportError;
use alongside::import::fundings::{Report, fundings};
use proto::ulos::v1 as pb;

use crate::harness::ulos::a_ulo;
use crate::harness::{House, an_operator, request_id};

const HEADER: &str = "organisation,kind,funder,council,amount_pence,start_date,end_date,renewal,certainty\n";

async fn import(house: &House, file: &str) -> Result<Report, ImportError> {
    fundings(house.channel("ulos"), &house.stack.signer, file.as_bytes(), |_| {}).await
}

async fn kept(house: &House, ulo: &str) -> Vec<pb::Funding> {
    let request = pb::ListFundingsRequest { ulo: ulo.into(), ..Default::default() };
    let listed = house.fundings().list_fundings(house.ask(&an_operator(), request)).await.unwrap();
    listed.into_inner().fundings
}

fn a_line(organisation: &str, funder: &str) -> String {
    format!("{organisation},core,{funder},Calderdale,1200000,2026-04-01,2027-03-31,negotiated,decided\n")
}

/// Two organisations: one to be called by its name, one by its registration.
async fn two(house: &House) -> (pb::Ulo, pb::Ulo, String) {
    let number = format!("AB{}", &request_id().replace('-', "")[24..]);
    let registration =
        pb::Registration { scheme: pb::registration::Scheme::Other.into(), number: number.clone() };
    let registered = a_ulo().with(|ulo| ulo.registrations = vec![registration]).create(house).await;
    (a_ulo().create(house).await, registered, number)
}

#[tokio::test]
async fn a_file_becomes_fundings_once_however_often() {
    let house = House::shared().await;
    let (named, registered, number) = two(house).await;
    let lines = [a_line(&named.name, "One Trust"), a_line(&format!("other:{number}"), "Another Trust")];
    let file = format!("{HEADER}{}", lines.concat());
    let report = import(house, &file).await.unwrap();
    assert_eq!(report, Report { fundings: 2, organisations: 2 });
    assert_eq!(import(house, &file).await.unwrap(), report);
    let by_number = format!("{HEADER}{}", a_line(&number, "Another Trust"));
    import(house, &by_number).await.unwrap();
    let (one, other) = (kept(house, &named.name).await, kept(house, &registered.name).await);
    assert_eq!((one.len(), other.len()), (1, 1), "none twice");
    assert_eq!((one[0].funder.as_str(), one[0].council.as_str()), ("One Trust", "councils/E08000033"));
}

#[tokio::test]
async fn one_bad_line_and_nothing_is_kept() {
    let house = House::shared().await;
    let (named, closed, number) = two(house).await;
    let request = pb::CloseUloRequest { name: closed.name, etag: closed.etag, close_reason: 1 };
    house.ulos().close_ulo(house.ask(&an_operator(), request)).await.unwrap();
    let lines =
        [a_line(&named.name, "One Trust"), a_line("other:NO SUCH", "One Trust"), a_line(&number, "A Trust")];
    let refused = import(house, &format!("{HEADER}{}", lines.concat())).await;
    let Err(ImportError::Bad(bad)) = refused else { panic!("this should be refused: {refused:?}") };
    let told: Vec<String> = bad.iter().map(ToString::to_string).collect();
    let expected = [
        "line 3, column organisation: no organisation has this id or registration; \
         check it on the page of the organisation, or import the organisation first",
        "line 4, column organisation: this organisation has closed; leave the line out",
    ];
    assert_eq!(told, expected);
    assert_eq!(kept(house, &named.name).await, []);
}
