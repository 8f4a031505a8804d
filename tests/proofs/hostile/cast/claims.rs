//! The good messages about claims and changes that wait: each about one made for it.

use prost::Message as _;
use proto::ulos::v1 as pb;

use super::Cast;
use crate::harness::claims::a_claim;
use crate::harness::ulos::a_ulo;
use crate::harness::{House, manager, request_id};

/// The message of such a method, when it is one.
pub async fn message(cast: &Cast, house: &House, method: &str) -> Option<Vec<u8>> {
    let scene = &cast.0.scene;
    let name = format!("Harbour Street {}", request_id());
    Some(match method {
        "CreateClaim" => a_claim(&a_ulo().create(house).await.name).wanted().encode_to_vec(),
        "AcceptClaim" => {
            let pb::Claim { name, etag, .. } = a_claim(&scene.ulo).create(house).await;
            pb::AcceptClaimRequest { name, etag }.encode_to_vec()
        }
        "RefuseClaim" => {
            let pb::Claim { name, etag, .. } = a_claim(&scene.ulo).create(house).await;
            pb::RefuseClaimRequest { name, etag, reason: "Not known here.".into() }.encode_to_vec()
        }
        "WithdrawClaim" => {
            let ulo = a_ulo().create(house).await.name;
            let pb::Claim { name, etag, .. } = a_claim(&ulo).create(house).await;
            pb::WithdrawClaimRequest { name, etag }.encode_to_vec()
        }
        "GetEdit" => {
            let name = house.propose(&scene.manager, &name).await.name;
            pb::GetEditRequest { name }.encode_to_vec()
        }
        "AcceptEdit" => {
            let ulo = a_ulo().create(house).await.name;
            let pb::Edit { name, etag, .. } = house.propose(&manager(&ulo), &name).await;
            pb::AcceptEditRequest { name, etag }.encode_to_vec()
        }
        "ReturnEdit" => {
            let ulo = a_ulo().create(house).await.name;
            let pb::Edit { name, etag, .. } = house.propose(&manager(&ulo), &name).await;
            pb::ReturnEditRequest { name, etag, reason: "Please add the number.".into() }.encode_to_vec()
        }
        "WithdrawEdit" => {
            let pb::Edit { name, etag, .. } = house.propose(&scene.manager, &name).await;
            pb::WithdrawEditRequest { name, etag }.encode_to_vec()
        }
        _ => return None,
    })
}
