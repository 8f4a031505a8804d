//! What followers of `ulos` are told: one event for each changed record, with the whole record in it.

use prost::{Message, Name};
use proto::ulos::v1 as pb;

use crate::harness::ulos::{a_governance, a_ulo, an_offering};
use crate::harness::{House, an_operator, mask};

async fn told<M: Message + Name + Default>(house: &House, stream: &str) -> Vec<(i64, String, M)> {
    let rows: Vec<(i64, String, String, Vec<u8>)> = sqlx::query_as(
        "select stream_version, kind, payload_type, payload from event where stream = $1 order by stream_version",
    )
    .bind(stream)
    .fetch_all(&house.tables("ulos").await)
    .await
    .unwrap();
    let read = |(version, kind, payload_type, payload): (i64, String, String, Vec<u8>)| {
        assert_eq!(payload_type, M::full_name());
        (version, kind, M::decode(payload.as_slice()).unwrap())
    };
    rows.into_iter().map(read).collect()
}

#[tokio::test]
async fn every_change_tells_the_whole_record_once() {
    let house = House::shared().await;
    let operator = an_operator();
    let ulo = a_ulo().create(house).await;
    let offering = an_offering(&ulo.name).create(house).await;
    let governance = a_governance(&ulo.name).create(house).await;
    // The facts change, the verdict does not: the organisation has nothing new to tell.
    let sent = pb::Governance { staff_size: Some(3), ..governance.clone() };
    let request = pb::UpdateGovernanceRequest { governance: Some(sent), update_mask: mask(&["staff_size"]) };
    let restated =
        house.governances().update_governance(house.ask(&operator, request)).await.unwrap().into_inner();
    let request = pb::GetUloRequest { name: ulo.name.clone() };
    let judged = house.ulos().get_ulo(house.ask(&operator, request)).await.unwrap().into_inner();
    let request =
        pb::VerifyUloRequest { name: ulo.name.clone(), etag: judged.etag.clone(), verify_method: 2 };
    let checked = house.ulos().verify_ulo(house.ask(&operator, request)).await.unwrap().into_inner();
    let request = pb::CloseUloRequest { name: ulo.name.clone(), etag: checked.etag.clone(), close_reason: 6 };
    let closed = house.ulos().close_ulo(house.ask(&operator, request)).await.unwrap().into_inner();

    let expected = [
        (1, "ulo.created".to_owned(), ulo.clone()),
        (2, "ulo.updated".into(), judged),
        (3, "ulo.verified".into(), checked),
        (4, "ulo.closed".into(), closed),
    ];
    assert_eq!(told::<pb::Ulo>(house, &ulo.name).await, expected);
    let expected = [
        (1, "governance.created".to_owned(), governance.clone()),
        (2, "governance.updated".into(), restated),
    ];
    assert_eq!(told::<pb::Governance>(house, &governance.name).await, expected);
    let request = pb::GetOfferingRequest { name: offering.name.clone() };
    let ended = house.offerings().get_offering(house.ask(&operator, request)).await.unwrap().into_inner();
    let expected =
        [(1, "offering.created".to_owned(), offering.clone()), (2, "offering.closed".into(), ended)];
    assert_eq!(told::<pb::Offering>(house, &offering.name).await, expected);
}

#[tokio::test]
async fn what_is_refused_tells_nothing() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await;
    let request = pb::VerifyUloRequest { name: ulo.name.clone(), etag: "v9".into(), verify_method: 2 };
    house.ulos().verify_ulo(house.ask(&an_operator(), request)).await.unwrap_err();
    assert_eq!(told::<pb::Ulo>(house, &ulo.name).await.len(), 1);
}
