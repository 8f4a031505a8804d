//! The good messages of opening rounds: each is about a round of its own, with someone in it where the method needs that.

use std::sync::atomic::{AtomicU8, Ordering};

use prost::Message as _;
use proto::matching::v1 as pb;
use proto::ulos::v1 as ulos;

use super::Cast;
use crate::harness::House;
use crate::harness::matching::{Menu, a_request};
use crate::harness::opening_rounds::an_opening_round;
use crate::harness::ulos::an_offering;

/// A round of the cast's organisation, and the choice of the cast's person that waits for it.
pub struct Entered {
    pub round: pb::OpeningRound,
    pub choice: pb::Choice,
}

/// The good message of a method, when it is about opening rounds.
pub async fn message(cast: &Cast, house: &House, method: &str) -> Option<Vec<u8>> {
    let manager = &cast.0.scene.manager;
    Some(match method {
        "CreateOpeningRound" => an_opening_round(&cast.0.scene.ulo).wanted().encode_to_vec(),
        "SetOpenings" => {
            let (_, offering) = an_offering_in_a_language(cast, house).await;
            let pb::OpeningRound { name, etag, .. } =
                an_opening_round(&cast.0.scene.ulo).open(house, manager).await;
            let request = pb::SetOpeningsRequest { name, etag, offering, openings: 1 };
            house.has_told("ulos", "matching").await;
            request.encode_to_vec()
        }
        "SimulateOpeningRound" => {
            let pb::OpeningRound { name, etag, openings, .. } = entered(cast, house).await.round;
            let rule = pb::opening_round::Rule::MostHelped.into();
            pb::SimulateOpeningRoundRequest { name, etag, rule, openings }.encode_to_vec()
        }
        "RunOpeningRound" => {
            let pb::OpeningRound { name, etag, .. } = entered(cast, house).await.round;
            let id = uuid::Uuid::parse_str(&name["openingRounds/".len()..]).expect("its id");
            // A day passes for this round alone.
            sqlx::query("update opening_round set close_date = close_date - 1 where opening_round_id = $1")
                .bind(id)
                .execute(&house.tables("matching").await)
                .await
                .expect("it closed yesterday");
            let (fair_order_told, most_helped_told) = (1, 1);
            pb::RunOpeningRoundRequest { name, etag, fair_order_told, most_helped_told }.encode_to_vec()
        }
        "CancelOpeningRound" => {
            let pb::OpeningRound { name, etag, .. } = entered(cast, house).await.round;
            pb::CancelOpeningRoundRequest { name, etag }.encode_to_vec()
        }
        _ => return None,
    })
}

/// A round that the cast's person has entered.
pub async fn entered(cast: &Cast, house: &House) -> Entered {
    let (manager, person) = (&cast.0.scene.manager, cast.person());
    let (language, offering) = an_offering_in_a_language(cast, house).await;
    let round = an_opening_round(&cast.0.scene.ulo).open(house, manager).await;
    house.has_told("ulos", "matching").await;
    let round = house.give(manager, &round.name, &offering, 1).await.expect("an opening").into_inner();
    let request = a_request(person).with(|request| {
        request.kind = pb::request::Kind::PeerSupport.into();
        request.constraints = Some(pb::Constraints { languages: vec![language], ..Default::default() });
    });
    let request = request.ask(house, person).await;
    let menu = house.until(async || {
        let menu = house.menu(person, &request).await.expect("a menu").into_inner();
        (menu.options.iter().any(|option| option.offering == offering)).then_some(menu)
    });
    let scene = Menu { person: person.clone(), menu: menu.await, request };
    let mut create = scene.choice(1);
    create.choice.get_or_insert_default().picks = vec![offering];
    let create = scene.told(house, create).await;
    let choice = house.choices().create_choice(house.ask(person, create)).await;
    Entered { round, choice: choice.expect("a choice").into_inner() }
}

/// An offering nobody else in the council comes upon: in a language of its own.
async fn an_offering_in_a_language(cast: &Cast, house: &House) -> (String, String) {
    static NEXT: AtomicU8 = AtomicU8::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    let language = format!("q{}{}", char::from(b'a' + next / 26 % 20), char::from(b'a' + next % 26));
    let offering = an_offering(&cast.0.scene.ulo).with(|offering| {
        offering.kind = ulos::offering::Kind::PeerSupport.into();
        offering.peer_support_model = ulos::offering::PeerSupportModel::Group.into();
        offering.languages = vec![language.clone()];
        offering.openings = Some(3);
        offering.councils = vec![super::COUNCIL.to_owned()];
    });
    (language, offering.create(house).await.name)
}
