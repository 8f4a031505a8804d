//! What a line says, as the requests that would keep it.

use chrono::NaiveDate;
use proto::ulos::v1 as pb;
use ulos::governance::EvidenceKind;
use ulos::offering::{
    AdvocacyKind, DeliveryMode, InterestKind, Kind as OfferingKind, PeerSupportModel, PriceBasis,
};
use ulos::ulo::{Kind, LegalForm, Scheme, WhoFor};
use uuid::Uuid;

use super::columns;
use crate::import::line::Line;

/// Columns that tell of governance.
const OF_GOVERNANCE: [&str; 8] = [
    "board_size",
    "board_from_constituency",
    "staff_size",
    "staff_from_constituency",
    "volunteer_size",
    "volunteers_from_constituency",
    "accountability",
    "statement_date",
];
/// Columns that tell of offerings, and mean nothing without `offerings`.
const OF_OFFERINGS: [&str; 10] = [
    "delivery_modes",
    "languages",
    "access",
    "max_travel_km",
    "price_basis",
    "price_pence",
    "hourly_cost_pence",
    "openings",
    "typical_wait_days",
    "interests",
];

/// The requests of one line. The organisation's name is filled in once there is one.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The line they came from.
    pub line: u64,
    /// The organisation.
    pub ulo: pb::CreateUloRequest,
    /// How it is run, when the line says so.
    pub governance: Option<pb::CreateGovernanceRequest>,
    /// What it offers.
    pub offerings: Vec<pb::CreateOfferingRequest>,
}

/// Reads a line; `id` is worked out from what it holds, and the request ids from that.
pub fn read(line: &mut Line<'_>, id: Uuid, today: NaiveDate) -> Row {
    let request_id = |part: &str| Uuid::new_v5(&id, part.as_bytes()).to_string();
    let ulo = ulo(line);
    line.note(ulos::check::ulo(&ulo, today), columns::of_field);
    let governance = (!line.is_silent(&OF_GOVERNANCE)).then(|| governance(line));
    if let Some(governance) = &governance {
        line.note(ulos::check::governance(governance, today), columns::of_field);
    }
    let offerings = offerings(line, &ulo);
    for offering in &offerings {
        line.note(ulos::check::offering(offering), columns::of_field);
    }
    let of_offering = |(index, offering)| pb::CreateOfferingRequest {
        offering: Some(offering),
        request_id: request_id(&format!("offering {index}")),
        from_another_directory: false,
    };
    Row {
        line: line.number,
        ulo: pb::CreateUloRequest { ulo: Some(ulo), request_id: request_id("ulo") },
        governance: governance.map(|governance| pb::CreateGovernanceRequest {
            governance: Some(governance),
            request_id: request_id("governance"),
        }),
        offerings: offerings.into_iter().enumerate().map(of_offering).collect(),
    }
}

fn ulo(line: &mut Line<'_>) -> pb::Ulo {
    pb::Ulo {
        display_name: line.text("display_name").to_owned(),
        description: line.text("description").to_owned(),
        kind: line.word::<Kind>("kind"),
        legal_form: line.word::<LegalForm>("legal_form"),
        registrations: registrations(line),
        councils: councils(line),
        who_for: line.words::<WhoFor>("who_for"),
        contact: Some(pb::Contact {
            phone: line.text("phone").to_owned(),
            email: line.text("email").to_owned(),
            website: line.text("website").to_owned(),
            address_lines: line.list("address_lines"),
            postcode: line.text("postcode").to_owned(),
            latitude: line.number("latitude"),
            longitude: line.number("longitude"),
        }),
        access_features: line.list("access_features"),
        founded_date: line.text("founded_date").to_owned(),
        ..pb::Ulo::default()
    }
}

fn registrations(line: &mut Line<'_>) -> Vec<pb::Registration> {
    let mut found = Vec::new();
    for (place, thing) in line.things("registrations") {
        let Some((scheme, number)) = thing.split_once(':') else {
            let why = format!("entry {place} does not say which register");
            line.wrong("registrations", why, "write the register, a colon and the number, such as cqc:1-123");
            continue;
        };
        let scheme = line.known::<Scheme>("registrations", place, scheme);
        found.push(pb::Registration { scheme, number: number.trim().to_owned() });
    }
    found
}

/// Councils by name or ONS code; a former code is the council of today.
fn councils(line: &mut Line<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for (place, thing) in line.things("councils") {
        match Line::council(thing) {
            Some(council) => found.push(council),
            None => {
                let remedy = "use the name or ONS code of each, such as Calderdale; E06000001";
                line.wrong("councils", format!("entry {place} is no council of England"), remedy);
            }
        }
    }
    found
}

fn governance(line: &mut Line<'_>) -> pb::Governance {
    pb::Governance {
        board_size: line.number("board_size"),
        board_from_constituency: line.number("board_from_constituency"),
        staff_size: line.number("staff_size"),
        staff_from_constituency: line.number("staff_from_constituency"),
        volunteer_size: line.number("volunteer_size"),
        volunteers_from_constituency: line.number("volunteers_from_constituency"),
        accountability: accountability(line),
        statement_date: line.text("statement_date").to_owned(),
        ..pb::Governance::default()
    }
}

fn accountability(line: &mut Line<'_>) -> Vec<pb::AccountabilityEvidence> {
    let mut found = Vec::new();
    for (place, thing) in line.things("accountability") {
        let parts: Vec<&str> = thing.splitn(3, '|').map(str::trim).collect();
        let &[kind, date, reference] = parts.as_slice() else {
            let remedy =
                "write kind | date | where it can be read, such as elected_board | 2025-06-30 | Rules";
            line.wrong("accountability", format!("entry {place} has not all three parts"), remedy);
            continue;
        };
        let kind = line.known::<EvidenceKind>("accountability", place, kind);
        found.push(pb::AccountabilityEvidence {
            kind,
            reference: reference.to_owned(),
            date: date.to_owned(),
        });
    }
    found
}

/// One offering for each kind named; they share everything else the line says, and the organisation's places.
fn offerings(line: &mut Line<'_>, ulo: &pb::Ulo) -> Vec<pb::Offering> {
    if line.is_silent(&["offerings"]) {
        let spare = OF_OFFERINGS.into_iter().filter(|column| !line.is_silent(&[column]));
        for column in spare.collect::<Vec<_>>() {
            line.wrong(
                column,
                "nothing is offered on this line",
                "name it in offerings, or leave this empty",
            );
        }
        return Vec::new();
    }
    let contact = ulo.contact.clone().unwrap_or_default();
    let shared = pb::Offering {
        councils: ulo.councils.clone(),
        delivery_modes: line.words::<DeliveryMode>("delivery_modes"),
        latitude: contact.latitude,
        longitude: contact.longitude,
        max_travel_km: line.number("max_travel_km"),
        languages: line.list("languages"),
        access: line.list("access"),
        who_for: ulo.who_for.clone(),
        price_pence: line.number("price_pence").unwrap_or_default(),
        price_basis: line.word::<PriceBasis>("price_basis"),
        hourly_cost_pence: line.number("hourly_cost_pence"),
        openings: line.number("openings"),
        typical_wait_days: line.number("typical_wait_days"),
        interests: interests(line),
        ..pb::Offering::default()
    };
    let things = line.things("offerings");
    things.into_iter().map(|(place, thing)| offering(line, place, thing, &shared)).collect()
}

/// `kind`, `kind:which`, and either with `= name`.
fn offering(line: &mut Line<'_>, place: usize, thing: &str, shared: &pb::Offering) -> pb::Offering {
    let (what, name) = thing.split_once('=').unwrap_or((thing, ""));
    let (kind, which) = what.split_once(':').unwrap_or((what, ""));
    let kind = line.known::<OfferingKind>("offerings", place, kind);
    let mut offering = pb::Offering { kind, display_name: name.trim().to_owned(), ..shared.clone() };
    if offering.display_name.is_empty() {
        offering.display_name = plain_name(offering.kind()).to_owned();
    }
    match offering.kind() {
        pb::offering::Kind::PeerSupport if !which.trim().is_empty() => {
            offering.peer_support_model = line.known::<PeerSupportModel>("offerings", place, which);
        }
        _ if !which.trim().is_empty() => {
            offering.advocacy_kind = line.known::<AdvocacyKind>("offerings", place, which);
        }
        _ => {}
    }
    offering
}

/// What an offering is called unless the line says otherwise.
fn plain_name(kind: pb::offering::Kind) -> &'static str {
    use pb::offering::Kind;
    match kind {
        Kind::Unspecified => "",
        Kind::SupportBrokerage => "Support brokerage",
        Kind::Advocacy => "Advocacy",
        Kind::PeerSupport => "Peer support",
        Kind::InformationAndAdvice => "Information and advice",
        Kind::DirectPaymentSupport => "Help to run a direct payment",
        Kind::PaRecruitment => "Help to find and employ personal assistants",
        Kind::SelfAssessmentHelp => "Help with self-assessment",
        Kind::EqualityTraining => "Disability equality training",
        Kind::ConsumerAudit => "Checks of services by the people who use them",
    }
}

fn interests(line: &mut Line<'_>) -> Vec<pb::Interest> {
    let mut found = Vec::new();
    for (place, thing) in line.things("interests") {
        let (kind, detail) = thing.split_once(':').unwrap_or((thing, ""));
        let kind = line.known::<InterestKind>("interests", place, kind);
        found.push(pb::Interest { kind, detail: detail.trim().to_owned() });
    }
    found
}
