//! What an organisation of the sample offers.

use platform::Error;
use proto::ulos::v1 as pb;
use proto::ulos::v1::offering::{AdvocacyKind, DeliveryMode, Kind, PeerSupportModel, PriceBasis};
use proto::ulos::v1::ulo;
use reference::council::Council;

use super::super::England;
use super::super::dice::Dice;
use super::{Organisation, id};

/// One offering, as the rest of the sample needs it.
pub struct Offered {
    pub kind: Kind,
}

/// Adds what an organisation of that kind offers.
pub async fn add(
    england: &England,
    dice: &mut Dice,
    council: &Council,
    organisation: &Organisation,
    of: ulo::Kind,
) -> Result<Vec<Offered>, Error> {
    let mut offered = Vec::new();
    for kind in kinds(dice, of) {
        let offering = describe(dice, council, organisation, of, kind);
        let request = pb::CreateOfferingRequest {
            offering: Some(offering),
            request_id: id(),
            from_another_directory: false,
        };
        england.services.offerings().create_offering(england.operate(request)?).await?;
        offered.push(Offered { kind });
    }
    Ok(offered)
}

fn kinds(dice: &mut Dice, of: ulo::Kind) -> Vec<Kind> {
    use ulo::Kind as Of;
    let chances: [(Kind, usize); 5] = match of {
        Of::CentreForIndependentLiving => [
            (Kind::SupportBrokerage, 90),
            (Kind::PeerSupport, 85),
            (Kind::Advocacy, 60),
            (Kind::DirectPaymentSupport, 80),
            (Kind::PaRecruitment, 60),
        ],
        Of::DisabledPeoplesOrganisation | Of::Network => [
            (Kind::SupportBrokerage, 45),
            (Kind::PeerSupport, 70),
            (Kind::Advocacy, 45),
            (Kind::InformationAndAdvice, 80),
            (Kind::EqualityTraining, 30),
        ],
        Of::SelfAdvocacyGroup | Of::MentalHealthUserGroup => [
            (Kind::Advocacy, 65),
            (Kind::PeerSupport, 70),
            (Kind::SupportBrokerage, 8),
            (Kind::ConsumerAudit, 25),
            (Kind::InformationAndAdvice, 40),
        ],
        Of::CouncilInHouse | Of::BrokerageAgency => [
            (Kind::SupportBrokerage, 100),
            (Kind::DirectPaymentSupport, 30),
            (Kind::SelfAssessmentHelp, 20),
            (Kind::InformationAndAdvice, 40),
            (Kind::Advocacy, 0),
        ],
        Of::AdvocacyCharity => [
            (Kind::Advocacy, 100),
            (Kind::SupportBrokerage, 10),
            (Kind::PeerSupport, 20),
            (Kind::InformationAndAdvice, 40),
            (Kind::EqualityTraining, 0),
        ],
        _ => [
            (Kind::PeerSupport, 88),
            (Kind::InformationAndAdvice, 45),
            (Kind::Advocacy, 15),
            (Kind::SupportBrokerage, 12),
            (Kind::ConsumerAudit, 8),
        ],
    };
    chances.into_iter().filter(|(_, chance)| dice.percent(*chance)).map(|(kind, _)| kind).collect()
}

fn describe(
    dice: &mut Dice,
    council: &Council,
    organisation: &Organisation,
    of: ulo::Kind,
    kind: Kind,
) -> pb::Offering {
    let (price_pence, basis) = price(dice, of, kind);
    let far = dice.percent(25);
    let offering = pb::Offering {
        ulo: organisation.name.clone(),
        display_name: title(kind).into(),
        description: "A made-up offering of a made-up organisation.".into(),
        kind: kind.into(),
        advocacy_kind: match kind {
            Kind::Advocacy => {
                dice.pick(&[AdvocacyKind::Community, AdvocacyKind::CareAct, AdvocacyKind::Community]).into()
            }
            _ => 0,
        },
        peer_support_model: match kind {
            Kind::PeerSupport => dice
                .pick(&[PeerSupportModel::OneToOne, PeerSupportModel::Group, PeerSupportModel::OneToOne])
                .into(),
            _ => 0,
        },
        councils: vec![format!("councils/{}", council.gss_code)],
        delivery_modes: modes(dice),
        latitude: Some(organisation.place.0),
        longitude: Some(organisation.place.1),
        max_travel_km: Some(i32::try_from(dice.between(15, if far { 80 } else { 40 })).unwrap_or(30)),
        languages: languages(dice),
        access: super::features(dice),
        who_for: vec![super::who_for(dice, of).into()],
        price_pence,
        price_basis: basis.into(),
        openings: dice.percent(85).then(|| i32::try_from(dice.between(1, 12)).unwrap_or(4)),
        typical_wait_days: dice.percent(70).then(|| i32::try_from(dice.between(2, 60)).unwrap_or(14)),
        interests: interests(dice, of),
        schedules: schedules(dice, kind),
        ..Default::default()
    };
    pb::Offering { hourly_cost_pence: hourly_cost(offering.max_travel_km()), ..offering }
}

/// Who travels far has more to pay; some never worked it out.
fn hourly_cost(travels_km: i32) -> Option<i64> {
    (travels_km % 5 != 0).then_some(2400 + i64::from(travels_km) * 32)
}

fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::SupportBrokerage => "Help to plan and arrange your support",
        Kind::Advocacy => "Someone on your side",
        Kind::PeerSupport => "Talking with people who have been there",
        Kind::InformationAndAdvice => "Information and advice",
        Kind::DirectPaymentSupport => "Help with direct payments",
        Kind::PaRecruitment => "Finding and employing assistants",
        Kind::SelfAssessmentHelp => "Help with your own assessment",
        Kind::EqualityTraining => "Disability equality training",
        _ => "Checking services as a user",
    }
}

fn price(dice: &mut Dice, of: ulo::Kind, kind: Kind) -> (i64, PriceBasis) {
    let free = of == ulo::Kind::CouncilInHouse || kind != Kind::SupportBrokerage;
    if free || dice.percent(30) {
        return (0, PriceBasis::Free);
    }
    if dice.percent(35) {
        return (dice.between(15, 50) * 1000, PriceBasis::PerPlan);
    }
    (dice.between(25, 45) * 100, PriceBasis::PerHour)
}

fn modes(dice: &mut Dice) -> Vec<i32> {
    let all = [
        (DeliveryMode::AtHome, 65),
        (DeliveryMode::AtOurPlace, 70),
        (DeliveryMode::CommunityPlace, 40),
        (DeliveryMode::Video, 55),
    ];
    let some = all.into_iter().filter(|(_, chance)| dice.percent(*chance)).map(|(mode, _)| mode.into());
    [DeliveryMode::Phone.into()].into_iter().chain(some).collect()
}

fn languages(dice: &mut Dice) -> Vec<String> {
    let others = [("bfi", 14), ("ur", 9), ("pa", 7), ("bn", 5), ("pl", 8), ("so", 4)];
    let some = others.into_iter().filter(|(_, chance)| dice.percent(*chance)).map(|(tag, _)| tag.to_owned());
    ["en".to_owned()].into_iter().chain(some).collect()
}

/// Groups meet on one day, some only once a month; most others keep office hours; some agree times with each person.
fn schedules(dice: &mut Dice, kind: Kind) -> Vec<pb::Schedule> {
    let hours = |day: i32, week: i32, opens_at: &str, closes_at: &str| pb::Schedule {
        day,
        week,
        opens_at: opens_at.into(),
        closes_at: closes_at.into(),
    };
    let day = i32::try_from(dice.between(1, 5)).unwrap_or(1);
    match (kind, dice.percent(60)) {
        (_, false) => Vec::new(),
        (Kind::PeerSupport, true) => vec![hours(day, dice.pick(&[0, 0, 1, 3, 5]), "13:30", "15:30")],
        (_, true) => (1..=day).map(|day| hours(day, 0, "09:30", "16:30")).collect(),
    }
}

fn interests(dice: &mut Dice, of: ulo::Kind) -> Vec<pb::Interest> {
    use pb::interest::Kind;
    let declared = match of {
        ulo::Kind::CouncilInHouse => Some((Kind::EmployedByCouncil, "Its brokers are council staff.")),
        ulo::Kind::OtherCharity => Some((Kind::ProvidesCare, "It also provides care.")),
        _ if dice.percent(22) => Some((Kind::FundedByCouncil, "Part of its money comes from the council.")),
        _ => None,
    };
    let interest = |(kind, detail): (Kind, &str)| pb::Interest { kind: kind.into(), detail: detail.into() };
    declared.map(interest).into_iter().collect()
}
