//! The organisations of the sample: the 647 possible user-led ones, and others that people can also choose.

use chrono::{DateTime, TimeDelta, Utc};
use platform::Error;
use proto::ulos::v1 as pb;
use proto::ulos::v1::ulo::{Kind, LegalForm, VerifyMethod};
use reference::council::Council;
use uuid::Uuid;

use super::checks::Rhythm;
use super::dice::Dice;
use super::{England, day, map, names};

mod offering;

pub use offering::Offered;

/// One organisation, as the rest of the sample needs it.
pub struct Organisation {
    pub name: String,
    pub council: &'static str,
    pub place: (f64, f64),
    pub possibly_user_led: bool,
    pub offered: Vec<Offered>,
    /// How often someone looks at its entry again.
    pub rhythm: Rhythm,
}

/// The kinds the study found, most often first: how many in a hundred, and what such a group calls itself.
const POSSIBLE_KINDS: [(Kind, usize, &str); 9] = [
    (Kind::ImpairmentGroup, 27, "Self-Help Group"),
    (Kind::PeerSupportGroup, 18, "Peer Support"),
    (Kind::DisabledPeoplesOrganisation, 15, "Disabled People's Organisation"),
    (Kind::MentalHealthUserGroup, 11, "Mental Health Voices"),
    (Kind::SelfAdvocacyGroup, 10, "People First"),
    (Kind::OlderPeoplesForum, 7, "Older People's Forum"),
    (Kind::CentreForIndependentLiving, 6, "Centre for Independent Living"),
    (Kind::CarersOrganisation, 4, "Carers"),
    (Kind::Network, 2, "Network"),
];
/// Others that offer the same support, in every second council or so.
const OTHER_KINDS: [(Kind, &str); 4] = [
    (Kind::CouncilInHouse, "Council Brokerage Team"),
    (Kind::AdvocacyCharity, "Advocacy"),
    (Kind::BrokerageAgency, "Support Brokers"),
    (Kind::OtherCharity, "Community Charity"),
];

/// Makes every organisation, its governance facts and what it offers, one after another: ids then follow the seed.
pub async fn make(england: &England, start: DateTime<Utc>) -> Result<Vec<Organisation>, Error> {
    let mut organisations = Vec::new();
    for (council, count) in map::counts(england.dice("map", 0)) {
        for _ in 0..count {
            let dice = england.dice("organisation", organisations.len());
            organisations.push(possible(england, dice, council, start).await?);
        }
        for (index, (kind, ending)) in OTHER_KINDS.into_iter().enumerate() {
            let mut dice = england.dice("other", organisations.len() * 10 + index);
            // A council's own team is nearly everywhere; the rest are here and there.
            if dice.percent(if index == 0 { 75 } else { 33 }) {
                organisations.push(other(england, dice, council, kind, ending, start).await?);
            }
        }
    }
    Ok(organisations)
}

async fn possible(
    england: &England,
    mut dice: Dice,
    council: &'static Council,
    start: DateTime<Utc>,
) -> Result<Organisation, Error> {
    let mut roll = dice.below(100);
    let mut chosen = POSSIBLE_KINDS[0];
    for kind in POSSIBLE_KINDS {
        chosen = kind;
        if roll < kind.1 {
            break;
        }
        roll -= kind.1;
    }
    let (kind, _, ending) = chosen;
    let ulo = entry(&mut dice, council, kind, ending, start);
    let organisation = add(england, &mut dice, council, ulo, true).await?;
    // Few listed how they are governed; of those that did, most could show it.
    if dice.percent(38) {
        add_governance(england, &mut dice, &organisation.name, start).await?;
    }
    Ok(organisation)
}

async fn other(
    england: &England,
    mut dice: Dice,
    council: &'static Council,
    kind: Kind,
    ending: &str,
    start: DateTime<Utc>,
) -> Result<Organisation, Error> {
    let mut ulo = entry(&mut dice, council, kind, ending, start);
    if kind == Kind::CouncilInHouse {
        ulo.legal_form = LegalForm::PublicBody.into();
        ulo.registrations.clear();
    }
    let organisation = add(england, &mut dice, council, ulo, false).await?;
    let size = i32::try_from(dice.between(6, 12)).unwrap_or(8);
    let governance = pb::Governance {
        ulo: organisation.name.clone(),
        board_size: Some(size),
        board_from_constituency: Some(size / 5),
        statement_date: day(start),
        ..Default::default()
    };
    let request = pb::CreateGovernanceRequest { governance: Some(governance), request_id: id() };
    england.services.governances().create_governance(england.operate(request)?).await?;
    Ok(organisation)
}

fn entry(dice: &mut Dice, council: &Council, kind: Kind, ending: &str, start: DateTime<Utc>) -> pb::Ulo {
    let (latitude, longitude) = dice.near(council.latitude, council.longitude);
    let number = dice.between(1000, 9999);
    let registered = dice.percent(62);
    pb::Ulo {
        display_name: names::organisation(dice, council.display_name, ending),
        description: "A made-up organisation, here to show how Alongside works.".into(),
        kind: kind.into(),
        legal_form: if registered {
            LegalForm::CharitableIncorporatedOrganisation.into()
        } else {
            LegalForm::UnincorporatedAssociation.into()
        },
        registrations: registered
            .then(|| pb::Registration {
                scheme: pb::registration::Scheme::Other.into(),
                number: format!("SAMPLE-{}-{number}", council.gss_code),
            })
            .into_iter()
            .collect(),
        councils: vec![format!("councils/{}", council.gss_code)],
        who_for: vec![who_for(dice, kind).into()],
        contact: Some(pb::Contact {
            phone: format!("01632 96{number}"),
            email: format!("hello@sample{number}.example.org"),
            website: format!("https://sample{number}.example.org"),
            address_lines: vec![
                format!("{} Sample Street", dice.between(1, 90)),
                council.display_name.to_owned(),
            ],
            postcode: map::postcode(council),
            latitude: Some(latitude),
            longitude: Some(longitude),
        }),
        access_features: features(dice),
        founded_date: day(start - TimeDelta::days(dice.between(60, 9000))),
        ..Default::default()
    }
}

async fn add(
    england: &England,
    dice: &mut Dice,
    council: &'static Council,
    ulo: pb::Ulo,
    possibly_user_led: bool,
) -> Result<Organisation, Error> {
    let kind = ulo.kind();
    let place = ulo.contact.as_ref().and_then(|contact| contact.latitude.zip(contact.longitude));
    let request = pb::CreateUloRequest { ulo: Some(ulo), request_id: id() };
    let ulo = england.services.ulos().create_ulo(england.operate(request)?).await?.into_inner();
    let mut organisation = Organisation {
        name: ulo.name,
        council: council.gss_code,
        place: place.unwrap_or((council.latitude, council.longitude)),
        possibly_user_led,
        offered: Vec::new(),
        rhythm: Rhythm::roll(dice),
    };
    organisation.offered = offering::add(england, dice, council, &organisation, kind).await?;
    Ok(organisation)
}

/// Says how an organisation is run.
pub async fn add_governance(
    england: &England,
    dice: &mut Dice,
    ulo: &str,
    start: DateTime<Utc>,
) -> Result<(), Error> {
    let part = |of: i32, percent: i64| i32::try_from(i64::from(of) * percent / 100).unwrap_or(of);
    let board = i32::try_from(dice.between(5, 12)).unwrap_or(8);
    let share = dice.pick(&[30, 45, 60, 70, 80, 90, 100]);
    let staff = i32::try_from(dice.between(0, 14)).unwrap_or_default();
    let counted = dice.percent(70);
    let evidence = |kind: pb::accountability_evidence::Kind, reference: &str| pb::AccountabilityEvidence {
        kind: kind.into(),
        reference: reference.into(),
        date: day(start - TimeDelta::days(40)),
    };
    let mut accountability = Vec::new();
    if dice.percent(80) {
        use pb::accountability_evidence::Kind;
        accountability.push(evidence(Kind::MembersMeeting, "Minutes of the last members' meeting (sample)"));
        accountability.push(evidence(Kind::ElectedBoard, "Rules for electing the board (sample)"));
    }
    let governance = pb::Governance {
        ulo: ulo.to_owned(),
        board_size: Some(board),
        board_from_constituency: Some(part(board, share)),
        staff_size: counted.then_some(staff),
        staff_from_constituency: counted.then(|| part(staff, share - 10)),
        volunteer_size: counted.then_some(staff * 2),
        volunteers_from_constituency: counted.then(|| part(staff * 2, share)),
        accountability,
        statement_date: day(start - TimeDelta::days(30)),
        ..Default::default()
    };
    let request = pb::CreateGovernanceRequest { governance: Some(governance), request_id: id() };
    england.services.governances().create_governance(england.operate(request)?).await?;
    Ok(())
}

/// Someone rings up and checks the entry.
pub async fn check(england: &England, organisation: &Organisation) -> Result<(), Error> {
    let read = england.operate(pb::GetUloRequest { name: organisation.name.clone() })?;
    let ulo = england.services.ulos().get_ulo(read).await?.into_inner();
    let request =
        pb::VerifyUloRequest { name: ulo.name, etag: ulo.etag, verify_method: VerifyMethod::Phone.into() };
    england.services.ulos().verify_ulo(england.operate(request)?).await?;
    Ok(())
}

fn who_for(dice: &mut Dice, kind: Kind) -> pb::WhoFor {
    use pb::WhoFor;
    match kind {
        Kind::ImpairmentGroup => dice.pick(&[
            WhoFor::Physical,
            WhoFor::Sight,
            WhoFor::Hearing,
            WhoFor::LongTermCondition,
            WhoFor::Autism,
        ]),
        Kind::MentalHealthUserGroup => WhoFor::MentalHealth,
        Kind::SelfAdvocacyGroup => WhoFor::LearningDisability,
        Kind::OlderPeoplesForum => WhoFor::OlderPeople,
        Kind::CarersOrganisation => WhoFor::Carers,
        _ => WhoFor::Everyone,
    }
}

fn features(dice: &mut Dice) -> Vec<String> {
    let all = [
        "step_free",
        "accessible_toilet",
        "hearing_loop",
        "quiet_space",
        "easy_read",
        "parking",
        "bsl_interpreter",
    ];
    all.into_iter().filter(|_| dice.percent(48)).map(str::to_owned).collect()
}

/// A fresh request id.
pub fn id() -> String {
    Uuid::new_v4().to_string()
}
