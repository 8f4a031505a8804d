//! The good messages about buddies: each about a record made for it.

use prost::Message as _;
use proto::ulos::v1 as pb;
use proto::ulos::v1::buddying::HelpedVerdict;

use super::Cast;
use crate::harness::buddies::{a_buddy_offer, an_agreement, in_days};
use crate::harness::ulos::a_ulo;
use crate::harness::{House, manager, mask, request_id};

/// The message of such a method, when it is one.
pub async fn message(cast: &Cast, house: &House, method: &str) -> Option<Vec<u8>> {
    let ulo = cast.0.scene.ulo.clone();
    let request_id = request_id();
    Some(match method {
        "CreateBuddyOffer" => {
            offered(house, &ulo, true).await;
            let buddy_offer = Some(a_buddy_offer(&ulo));
            pb::CreateBuddyOfferRequest { buddy_offer, request_id }.encode_to_vec()
        }
        "WithdrawBuddyOffer" => {
            let pb::BuddyOffer { name, etag, .. } = offered(house, &ulo, false).await;
            pb::WithdrawBuddyOfferRequest { name, etag }.encode_to_vec()
        }
        "UpdateBuddyOffer" => {
            let buddy_offer = Some(offered(house, &ulo, false).await);
            pb::UpdateBuddyOfferRequest { buddy_offer, update_mask: mask(&["words"]) }.encode_to_vec()
        }
        "SuggestBuddies" => pb::SuggestBuddiesRequest { ulo, council: String::new() }.encode_to_vec(),
        "SuggestHelped" => {
            let name = offered(house, &ulo, false).await.name;
            pb::SuggestHelpedRequest { name }.encode_to_vec()
        }
        "CreateBuddying" => {
            offered(house, &ulo, false).await;
            let buddying = Some(small(&ulo, &a_ulo().create(house).await.name));
            pb::CreateBuddyingRequest { buddying, request_id }.encode_to_vec()
        }
        "UpdateBuddying" => {
            let buddying = Some(proposed(house, &ulo).await);
            pb::UpdateBuddyingRequest { buddying, update_mask: mask(&["exit_terms"]) }.encode_to_vec()
        }
        "AcceptBuddying" => {
            let pb::Buddying { name, etag, .. } = proposed(house, &ulo).await;
            pb::AcceptBuddyingRequest { name, etag }.encode_to_vec()
        }
        "DeclineBuddying" => {
            let pb::Buddying { name, etag, .. } = proposed(house, &ulo).await;
            pb::DeclineBuddyingRequest { name, etag, reason: "Not now.".into() }.encode_to_vec()
        }
        "MarkBuddyMilestone" => {
            let pb::Buddying { name, etag, .. } = accepted(house, &ulo).await;
            let done_date = in_days(0).to_string();
            pb::MarkBuddyMilestoneRequest { name, etag, milestone: 1, done_date }.encode_to_vec()
        }
        "EndBuddying" => {
            let pb::Buddying { name, etag, .. } = accepted(house, &ulo).await;
            pb::EndBuddyingRequest { name, etag, reason: "Done.".into() }.encode_to_vec()
        }
        "JudgeBuddying" => {
            let helper = cast.name_of(house, "Helper").await;
            let made = house.propose_help(&manager(&helper), small(&helper, &ulo)).await;
            let made = house.accept_help(&manager(&ulo), &made).await;
            let pb::Buddying { name, etag, .. } = house.end_help(&manager(&ulo), &made).await;
            let (verdict, words) = (HelpedVerdict::Helped.into(), "It did.".into());
            pb::JudgeBuddyingRequest { name, etag, verdict, words }.encode_to_vec()
        }
        _ => return None,
    })
}

/// The offer of that organisation, or none when it is to make one.
pub async fn offered(house: &House, ulo: &str, anew: bool) -> pb::BuddyOffer {
    if house.public_maturity(ulo).await.stage < 3 {
        house.strengthen(ulo).await;
    }
    let state = pb::buddy_offer::State::Current.into();
    let request = pb::ListBuddyOffersRequest { ulo: ulo.into(), state, ..Default::default() };
    let caller = manager(ulo);
    let listed = house.buddy_offers().list_buddy_offers(house.ask(&caller, request)).await;
    match listed.expect("a list").into_inner().buddy_offers.pop() {
        Some(pb::BuddyOffer { name, etag, .. }) if anew => {
            let request = house.ask(&caller, pb::WithdrawBuddyOfferRequest { name, etag });
            house.buddy_offers().withdraw_buddy_offer(request).await.expect("it is withdrawn").into_inner()
        }
        Some(offer) => offer,
        None if anew => pb::BuddyOffer::default(),
        None => house.offer_to_help(pb::BuddyOffer { hours_per_month: 200, ..a_buddy_offer(ulo) }).await,
    }
}

/// An organisation that can help.
pub async fn helper(house: &House) -> String {
    let helper = house.a_strong_ulo(&["councils/E08000033"]).await;
    house.offer_to_help(a_buddy_offer(&helper)).await;
    helper
}

/// One of one hour a month.
fn small(buddy: &str, helped: &str) -> pb::Buddying {
    pb::Buddying { hours_per_month: 1, ..an_agreement(buddy, helped) }
}

/// One by which that organisation helps another, which proposed it.
pub async fn proposed(house: &House, ulo: &str) -> pb::Buddying {
    offered(house, ulo, false).await;
    let helped = a_ulo().create(house).await.name;
    house.propose_help(&manager(&helped), small(ulo, &helped)).await
}

/// The same, running.
async fn accepted(house: &House, ulo: &str) -> pb::Buddying {
    let made = proposed(house, ulo).await;
    house.accept_help(&manager(ulo), &made).await
}
