//! The good messages about claims and changes that wait: each about one made for it.

use prost::Message as _;
use proto::ulos::v1 as pb;

use super::{COUNCIL, Cast};
use crate::harness::claims::a_claim;
use crate::harness::consortia::{a_consortium, brokerage};
use crate::harness::distinctions::a_distinction;
use crate::harness::ulos::a_ulo;
use crate::harness::{House, an_operator, manager, mask, request_id};

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
        "CreateDistinction" => {
            let [one, other] = house.two_alike(&[COUNCIL]).await;
            let distinction = Some(a_distinction(&one.name, &other.name));
            pb::CreateDistinctionRequest { distinction, request_id: request_id() }.encode_to_vec()
        }
        "WithdrawDistinction" => {
            let pb::Distinction { name, etag, .. } = house.told_apart(&[COUNCIL]).await;
            pb::WithdrawDistinctionRequest { name, etag }.encode_to_vec()
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
        "CreateConsortium" => {
            led(house, &scene.ulo).await;
            a_consortium(&scene.ulo).encode_to_vec()
        }
        "UpdateConsortium" => {
            let consortium = Some(led(house, &scene.ulo).await);
            pb::UpdateConsortiumRequest { consortium, update_mask: mask(&["purpose"]) }.encode_to_vec()
        }
        "InviteMember" => {
            let pb::Consortium { name, etag, .. } = led(house, &scene.ulo).await;
            let ulo = a_ulo().create(house).await.name;
            pb::InviteMemberRequest { name, etag, ulo }.encode_to_vec()
        }
        "JoinConsortium" => {
            let pb::Consortium { name, etag, .. } = invited(house, &scene.ulo).await;
            let (ulo, brings) = (scene.ulo.clone(), Some(brokerage()));
            pb::JoinConsortiumRequest { name, etag, ulo, brings }.encode_to_vec()
        }
        "LeaveConsortium" => {
            let pb::Consortium { name, etag, .. } = invited(house, &scene.ulo).await;
            pb::LeaveConsortiumRequest { name, etag, ulo: scene.ulo.clone() }.encode_to_vec()
        }
        "EndConsortium" => {
            let pb::Consortium { name, etag, .. } = led(house, &scene.ulo).await;
            pb::EndConsortiumRequest { name, etag }.encode_to_vec()
        }
        _ => return None,
    })
}

/// A consortium that has invited that organisation.
async fn invited(house: &House, ulo: &str) -> pb::Consortium {
    let lead = a_ulo().create(house).await.name;
    house.invite_to(&house.consortium_of(&lead).await, ulo).await
}

/// A consortium that organisation leads, the only one in being: there is an end to how many it can lead.
async fn led(house: &House, ulo: &str) -> pb::Consortium {
    let state = pb::consortium::State::Active.into();
    let request = pb::ListConsortiaRequest { page_size: 100, ulo: ulo.into(), state, ..Default::default() };
    let listed = house.consortia().list_consortia(house.ask(&an_operator(), request)).await.expect("a list");
    for pb::Consortium { name, etag, .. } in
        listed.into_inner().consortia.into_iter().filter(|one| one.lead == ulo)
    {
        let request = pb::EndConsortiumRequest { name, etag };
        house.consortia().end_consortium(house.ask(&an_operator(), request)).await.expect("an end");
    }
    house.consortium_of(ulo).await
}
