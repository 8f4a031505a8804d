//! What people of the sample ask for and choose.

use platform::Error;
use proto::matching::v1 as pb;
use proto::matching::v1::request::{AdvocacyKind, Kind, PeerSupportModel};
use proto::matching::v1::{Factor, choice};

use super::super::England;
use super::super::dice::Dice;
use super::Someone;

const FACTORS: [Factor; 8] = [
    Factor::Nearness,
    Factor::Expertise,
    Factor::ShortWait,
    Factor::UserLed,
    Factor::Independence,
    Factor::AccessDoneWell,
    Factor::Cost,
    Factor::Language,
];

/// A request, in someone's own words and weights.
pub fn describe(dice: &mut Dice, someone: &Someone) -> pb::Request {
    let kind = dice.pick(&[
        Kind::SupportBrokerage,
        Kind::SupportBrokerage,
        Kind::PeerSupport,
        Kind::PeerSupport,
        Kind::Advocacy,
    ]);
    let wish = |dice: &mut Dice, factor: Factor| pb::Wish {
        factor: factor.into(),
        weight: i32::try_from(dice.between(0, 4)).unwrap_or(2),
    };
    let mut wishes: Vec<pb::Wish> = FACTORS.into_iter().map(|factor| wish(dice, factor)).collect();
    wishes.retain(|wish| wish.weight > 0);
    pb::Request {
        person: someone.name.clone(),
        kind: kind.into(),
        advocacy_kind: if kind == Kind::Advocacy && dice.percent(30) {
            AdvocacyKind::CareAct.into()
        } else {
            0
        },
        peer_support_model: match kind {
            Kind::PeerSupport if dice.percent(20) => PeerSupportModel::OneToOne.into(),
            _ => 0,
        },
        wishes,
        constraints: Some(pb::Constraints {
            max_distance_km: dice.percent(35).then(|| i32::try_from(dice.between(10, 60)).unwrap_or(30)),
            languages: if dice.percent(6) {
                vec![dice.pick(&["bfi", "ur", "pa", "pl"]).into()]
            } else {
                Vec::new()
            },
            must_have: if dice.percent(12) { vec!["step_free".into()] } else { Vec::new() },
            ..Default::default()
        }),
        words: dice
            .pick(&[
                "I would like to decide what my week looks like.",
                "I want to get out more, with someone who listens.",
                "I am not sure what is possible. Please explain it to me.",
                "I want to employ my own assistant and do not know how to begin.",
                "",
            ])
            .into(),
        ..Default::default()
    }
}

/// What someone chooses from their menu: mostly the first, sometimes several, sometimes nobody.
pub fn choose(dice: &mut Dice, request: &pb::Request, menu: &pb::Menu) -> pb::Choice {
    let offerings: Vec<String> = menu.options.iter().map(|option| option.offering.clone()).collect();
    let first =
        offerings.get(dice.pick(&[0, 0, 0, 1, 2])).or(offerings.first()).cloned().into_iter().collect();
    let (kind, picks) = match dice.below(100) {
        0..5 => (choice::Kind::None, Vec::new()),
        5..15 => (choice::Kind::MeetFirst, first),
        15..50 if offerings.len() > 1 => {
            let ranked = offerings.into_iter().take(dice.pick(&[2, 3])).collect();
            (choice::Kind::Ranked, ranked)
        }
        _ => (choice::Kind::One, first),
    };
    pb::Choice {
        request: request.name.clone(),
        menu: menu.name.clone(),
        kind: kind.into(),
        message: if picks.is_empty() { String::new() } else { "Hello. I look forward to talking.".into() },
        picks,
        ..Default::default()
    }
}

/// Someone changes their mind about asking.
pub async fn withdraw(england: &England, someone: &Someone, request: &pb::Request) -> Result<(), Error> {
    let read = england.ask(&someone.token, pb::GetRequestRequest { name: request.name.clone() })?;
    let mut requests = england.services.requests();
    let request = requests.get_request(read).await?.into_inner();
    let message = pb::WithdrawRequestRequest { name: request.name, etag: request.etag };
    requests.withdraw_request(england.ask(&someone.token, message)?).await?;
    Ok(())
}
