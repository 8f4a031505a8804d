//! Offers to help: only who has come far offers, once at a time; suggestions are explained, and tell of money only to those
//! who may know it.

use platform::{Caller, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::buddy_offer::State;
use proto::ulos::v1::solution::Topic;
use proto::ulos::v1::suggestion_conflict::Kind as Conflict;
use proto::ulos::v1::suggestion_part::Factor;
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::buddies::{a_buddy_offer, an_agreement, in_days};
use crate::harness::fundings::{a_finance, a_funding};
use crate::harness::ulos::a_ulo;
use crate::harness::{House, a_visitor, an_operator, manager, mask, nobody, officer, request_id};

/// In the far north.
const NORTHUMBERLAND: &str = "councils/E06000057";
/// In the far south.
const CORNWALL: &str = "councils/E06000052";

fn create(offer: pb::BuddyOffer) -> pb::CreateBuddyOfferRequest {
    pb::CreateBuddyOfferRequest { buddy_offer: Some(offer), request_id: request_id() }
}

fn update(offer: pb::BuddyOffer, paths: &[&str]) -> pb::UpdateBuddyOfferRequest {
    pb::UpdateBuddyOfferRequest { buddy_offer: Some(offer), update_mask: mask(paths) }
}

fn withdraw(offer: &pb::BuddyOffer) -> pb::WithdrawBuddyOfferRequest {
    pb::WithdrawBuddyOfferRequest { name: offer.name.clone(), etag: offer.etag.clone() }
}

fn for_ulo(ulo: &str) -> pb::SuggestBuddiesRequest {
    pb::SuggestBuddiesRequest { ulo: ulo.into(), council: String::new() }
}

async fn suggested(
    house: &House,
    caller: &Caller,
    request: pb::SuggestBuddiesRequest,
) -> Vec<pb::BuddySuggestion> {
    house.buddy_offers().suggest_buddies(house.ask(caller, request)).await.unwrap().into_inner().suggestions
}

async fn whom(house: &House, caller: &Caller, offer: &pb::BuddyOffer) -> Vec<pb::BuddySuggestion> {
    let request = pb::SuggestHelpedRequest { name: offer.name.clone() };
    house.buddy_offers().suggest_helped(house.ask(caller, request)).await.unwrap().into_inner().suggestions
}

/// What a suggestion earns without money.
fn open_points(one: &pb::BuddySuggestion) -> i32 {
    let rests = [Factor::FundingMix, Factor::Stability];
    one.parts.iter().filter(|part| !rests.contains(&part.factor())).filter_map(|part| part.points).sum()
}

#[tokio::test]
async fn only_who_has_come_far_offers_and_once_at_a_time() {
    let house = House::shared().await;
    let young = a_ulo().create(house).await.name;
    let request = house.ask(&manager(&young), create(a_buddy_offer(&young)));
    refused(
        house.buddy_offers().create_buddy_offer(request).await,
        Code::FailedPrecondition,
        "BUDDY_NOT_STRONG",
    );
    let ulo = house.a_strong_ulo(&[NORTHUMBERLAND]).await;
    let own = manager(&ulo);
    let request = create(a_buddy_offer(&ulo));
    let made =
        house.buddy_offers().create_buddy_offer(house.ask(&own, request.clone())).await.unwrap().into_inner();
    let again = house.buddy_offers().create_buddy_offer(house.ask(&own, request)).await.unwrap().into_inner();
    assert_eq!((made.state(), made.free_hours_per_month, &made), (State::Current, 20, &again));
    let answer = house.buddy_offers().create_buddy_offer(house.ask(&own, create(a_buddy_offer(&ulo)))).await;
    refused(answer, Code::AlreadyExists, "BUDDY_OFFER_EXISTS");
    for caller in [&manager(&young), &a_visitor(), &officer(NORTHUMBERLAND)] {
        forbidden(house.buddy_offers().withdraw_buddy_offer(house.ask(caller, withdraw(&made))).await);
        let get = pb::GetBuddyOfferRequest { name: made.name.clone() };
        let read = house.buddy_offers().get_buddy_offer(house.ask(caller, get)).await.unwrap().into_inner();
        assert_eq!(read, made);
    }
    let gone = house.buddy_offers().withdraw_buddy_offer(house.ask(&own, withdraw(&made))).await.unwrap();
    let gone = gone.into_inner();
    for answer in [
        house.buddy_offers().withdraw_buddy_offer(house.ask(&own, withdraw(&gone))).await,
        house.buddy_offers().update_buddy_offer(house.ask(&own, update(gone.clone(), &["words"]))).await,
    ] {
        refused(answer, Code::FailedPrecondition, "BUDDY_OFFER_WITHDRAWN");
    }
    let anew = house.offer_to_help(a_buddy_offer(&ulo)).await;
    let list = pb::ListBuddyOffersRequest { ulo, ..Default::default() };
    let listed = house.buddy_offers().list_buddy_offers(house.ask(&a_visitor(), list)).await.unwrap();
    assert_eq!(listed.into_inner().buddy_offers, [anew, gone]);
    assert_eq!(house.told_by("ulos", &made.name).await, ["buddy_offer.created", "buddy_offer.withdrawn"]);
}

#[tokio::test]
async fn every_editable_field_survives_a_round_trip() {
    let house = House::shared().await;
    let ulo = house.a_strong_ulo(&[NORTHUMBERLAND]).await;
    let made = house.offer_to_help(a_buddy_offer(&ulo)).await;
    let wanted = pb::BuddyOffer {
        hours_per_month: 12,
        free_hours_per_month: 12,
        topics: vec![Topic::Funding.into(), Topic::Training.into()],
        end_date: in_days(700).to_string(),
        words: "One,\ntwo.".into(),
        ..made.clone()
    };
    let fields = ["hours_per_month", "topics", "end_date", "words"];
    let request = house.ask(&manager(&ulo), update(wanted.clone(), &fields));
    let updated = house.buddy_offers().update_buddy_offer(request).await.unwrap().into_inner();
    let expected = pb::BuddyOffer { update_time: updated.update_time, etag: updated.etag.clone(), ..wanted };
    assert_eq!(updated, expected);
    stale(house.buddy_offers().update_buddy_offer(house.ask(&manager(&ulo), update(made, &["words"]))).await);
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let wrong = pb::BuddyOffer {
        hours_per_month: 201,
        topics: vec![99],
        end_date: "2001-01-01".into(),
        words: "x".repeat(1001),
        ..Default::default()
    };
    let request = pb::CreateBuddyOfferRequest { buddy_offer: Some(wrong), request_id: String::new() };
    invalid(
        house.buddy_offers().create_buddy_offer(house.ask(&an_operator(), request)).await,
        &[
            "request_id",
            "buddy_offer.ulo",
            "buddy_offer.hours_per_month",
            "buddy_offer.topics",
            "buddy_offer.end_date",
            "buddy_offer.words",
        ],
    );
    let both = pb::SuggestBuddiesRequest { ulo: nobody("ulos"), council: CORNWALL.into() };
    let mut client = house.buddy_offers();
    invalid(client.suggest_buddies(house.ask(&a_visitor(), both)).await, &["ulo"]);
    let council = pb::SuggestBuddiesRequest { ulo: String::new(), council: "councils/X".into() };
    invalid(client.suggest_buddies(house.ask(&a_visitor(), council)).await, &["council"]);
    not_found(client.suggest_buddies(house.ask(&a_visitor(), for_ulo(&nobody("ulos")))).await);
}

#[tokio::test]
async fn suggestions_are_explained_and_tell_of_money_only_to_those_who_may_know_it() {
    let house = House::fresh().await;
    let near = house.a_strong_ulo(&[NORTHUMBERLAND]).await;
    let far = house.a_strong_ulo(&[CORNWALL]).await;
    // One funder gives all there is: a grave reason.
    a_finance(&near).create(&house).await;
    for ulo in [&near, &far] {
        house.offer_to_help(a_buddy_offer(ulo)).await;
    }
    let helped = a_ulo().in_councils(&[NORTHUMBERLAND]).create(&house).await.name;
    a_funding(&helped).create(&house).await;

    let open = suggested(&house, &manager(&helped), for_ulo(&helped)).await;
    assert_eq!(open.iter().map(|one| one.buddy.as_str()).collect::<Vec<_>>(), [near.as_str(), far.as_str()]);
    assert_eq!(suggested(&house, &a_visitor(), for_ulo(&helped)).await, open);
    for one in &open {
        assert_eq!((one.most_points, one.parts.len()), (75, 4), "nothing of money");
        assert_eq!(one.points, one.parts.iter().filter_map(|part| part.points).sum::<i32>());
        assert!(one.conflicts.iter().all(|conflict| conflict.kind() == Conflict::SameArea));
    }
    assert!(open[0].distance_km < open[1].distance_km && open[0].points > open[1].points);

    let observer = Caller::new(Role::Observer, "observers/test");
    for caller in [&an_operator(), &observer, &officer(NORTHUMBERLAND)] {
        let whole = suggested(&house, caller, for_ulo(&helped)).await;
        let one = whole.iter().find(|one| one.buddy == near).unwrap();
        assert_eq!(one.most_points, 100);
        assert_eq!(one.points, one.parts.iter().filter_map(|part| part.points).sum::<i32>());
        let stability = one.parts.iter().find(|part| part.factor() == Factor::Stability).unwrap();
        assert_eq!(stability.points, Some(0));
        let told: Vec<_> = one.conflicts.iter().map(pb::SuggestionConflict::kind).collect();
        assert_eq!(told, [Conflict::SameArea, Conflict::SameFunder, Conflict::BuddyAtHighRisk]);
    }
    // Whose council one side works in knows the money of that side only.
    let whole = suggested(&house, &officer(NORTHUMBERLAND), for_ulo(&helped)).await;
    assert_eq!(whole.iter().find(|one| one.buddy == far).unwrap().most_points, 75);
}

#[tokio::test]
async fn a_council_without_a_user_led_organisation_finds_a_buddy_and_is_found() {
    let house = House::fresh().await;
    let ulo = house.a_strong_ulo(&[NORTHUMBERLAND]).await;
    let offer = house.offer_to_help(a_buddy_offer(&ulo)).await;
    let without = |council: &str| pb::SuggestBuddiesRequest { ulo: String::new(), council: council.into() };
    let found = suggested(&house, &officer(CORNWALL), without(CORNWALL)).await;
    assert_eq!((found.len(), found[0].helped_council.as_str()), (1, CORNWALL));
    let request = house.ask(&a_visitor(), without(NORTHUMBERLAND));
    let answer = house.buddy_offers().suggest_buddies(request).await;
    refused(answer, Code::FailedPrecondition, "COUNCIL_HAS_ULO");

    let young = a_ulo().in_councils(&[NORTHUMBERLAND]).create(&house).await.name;
    let own = manager(&ulo);
    let told = whom(&house, &own, &offer).await;
    assert!(told.iter().any(|one| one.helped_ulo == young) && told.len() == 20);
    assert!(told.iter().all(|one| one.helped_ulo != ulo && one.helped_council != NORTHUMBERLAND));
    assert!(told.is_sorted_by(|one, next| open_points(one) >= open_points(next)));

    // An agreement that runs is told beside the points, and takes none off.
    let agreement = house.propose_help(&own, an_agreement(&ulo, &young)).await;
    house.accept_help(&manager(&young), &agreement).await;
    let [before, after] = [told, whom(&house, &own, &offer).await]
        .map(|told| told.into_iter().find(|one| one.helped_ulo == young).unwrap());
    let kinds = |one: &pb::BuddySuggestion| -> Vec<_> {
        one.conflicts.iter().map(pb::SuggestionConflict::kind).collect()
    };
    assert!(!kinds(&before).contains(&Conflict::BuddiesAlready));
    assert!(kinds(&after).contains(&Conflict::BuddiesAlready) && after.points == before.points);
    assert_eq!((before.free_hours_per_month, after.free_hours_per_month), (20, 12));
    house.buddy_offers().withdraw_buddy_offer(house.ask(&own, withdraw(&offer))).await.unwrap();
    let request = house.ask(&own, pb::SuggestHelpedRequest { name: offer.name });
    let answer = house.buddy_offers().suggest_helped(request).await;
    refused(answer, Code::FailedPrecondition, "BUDDY_OFFER_WITHDRAWN");
    assert_eq!(suggested(&house, &a_visitor(), without(CORNWALL)).await, []);
}
