//! One service of a feed as an organisation and an offering of ours, or why not.

use std::collections::BTreeSet;

use chrono::Utc;
use platform::{Violation, uk_time};
use proto::ulos::v1 as pb;
use proto::ulos::v1::offering::DeliveryMode;
use proto::ulos::v1::registration::Scheme;
use reference::council;
use serde_json::Value;

use super::BadRecord;
use super::fields::{list, number, shortened, text};
use super::form::{malformed, same, uuid};
use super::kind;
use super::price::price;

/// What a service can be made into.
pub(super) struct Draft {
    /// Its id in the feed.
    pub service: String,
    /// The id of its organisation in the feed.
    pub organisation: String,
    pub ulo: pb::Ulo,
    pub offering: pb::Offering,
    /// Whether it is closed there for now.
    pub paused: bool,
    /// The facts of the offering that the feed does not say.
    pub unsaid: Vec<&'static str>,
}

/// What came of reading a record.
pub(super) enum Outcome {
    Kept(Box<Draft>),
    /// Another kind of support than is listed here.
    OtherKind,
    /// No longer offered there.
    Ended,
    Bad(Vec<BadRecord>),
}

/// Reads one service.
pub(super) fn read(service: &Value) -> Outcome {
    let id = text(service, "id").to_owned();
    let bad = |field: &str, why: &str| BadRecord {
        page: 0,
        place: 0,
        id: id.clone(),
        field: field.into(),
        why: why.into(),
    };
    let mut wrong: Vec<BadRecord> = malformed(service).map(|(field, why)| bad(field, why)).collect();
    if wrong.is_empty() && matches!(text(service, "status"), "inactive" | "defunct") {
        return Outcome::Ended;
    }
    let kind = match kind::kind(service) {
        Some(kind) => kind,
        None if wrong.is_empty() => return Outcome::OtherKind,
        None => return Outcome::Bad(wrong),
    };
    let organization = service.get("organization").unwrap_or(&Value::Null);
    let organisation = match text(organization, "id") {
        "" => text(service, "organization_id"),
        id => id,
    };
    if uuid(organisation).is_none() {
        wrong.push(bad("organization.id", "say whose service it is by a UUID"));
    }
    let councils: Vec<String> = councils(service).into_iter().collect();
    if councils.is_empty() {
        wrong.push(bad(
            "service_areas",
            "no council of England is named: give its ONS code, such as E08000033",
        ));
    }
    let paused = text(service, "status") == "temporarily closed";
    let ulo = ulo(service, organization, &councils);
    let offering = offering(service, kind, councils);
    let today = uk_time::date(Utc::now());
    let (unsaid, of_offering) = ulos::check::offering_from_elsewhere(&offering);
    let found = ulos::check::ulo(&ulo, today).into_iter().chain(of_offering);
    let nameless = text(service, "name").is_empty();
    let told = |field: &str| field.ends_with(".councils") || field == "offering.display_name" && nameless;
    wrong.extend(
        found.filter(|found| !told(&found.field)).map(|Violation { field, text }| bad(theirs(&field), &text)),
    );
    if wrong.is_empty() {
        let (service, organisation) = (same(&id), same(organisation));
        Outcome::Kept(Box::new(Draft { service, organisation, ulo, offering, paused, unsaid }))
    } else {
        Outcome::Bad(wrong)
    }
}

/// Where a field of ours comes from in the feed.
fn theirs(field: &str) -> &str {
    match field {
        "ulo.display_name" => "organization.name",
        "ulo.description" => "organization.description",
        "ulo.contact.email" => "organization.email",
        "ulo.contact.website" => "organization.website",
        "ulo.contact.phone" => "contacts.phones.number",
        "ulo.contact.postcode" => "location.addresses.postal_code",
        "offering.display_name" => "name",
        "offering.description" => "description",
        other if other.starts_with("ulo.registrations") => "organization.organization_identifiers",
        other if other.starts_with("offering.schedules") => "schedules",
        other => other,
    }
}

/// The councils a service is for: by the ONS codes of its areas, else by the names of councils.
fn councils(service: &Value) -> BTreeSet<String> {
    let areas = list(service, "service_areas");
    let texts =
        areas.iter().flat_map(|area| ["uri", "extent", "name", "service_area"].map(|name| text(area, name)));
    let texts: Vec<&str> = texts.collect();
    let words = texts.iter().flat_map(|text| text.split(|letter: char| !letter.is_ascii_alphanumeric()));
    let by_code = words.filter_map(council::find);
    let by_name = council::ALL
        .iter()
        .filter(|council| texts.iter().any(|text| text.eq_ignore_ascii_case(council.display_name)));
    by_code.chain(by_name).map(|council| format!("councils/{}", council.gss_code)).collect()
}

fn ulo(service: &Value, organization: &Value, councils: &[String]) -> pb::Ulo {
    let registrations: Vec<pb::Registration> =
        list(organization, "organization_identifiers").iter().filter_map(registration).collect();
    pb::Ulo {
        display_name: shortened(text(organization, "name"), 120),
        description: shortened(text(organization, "description"), 2000),
        kind: sort(&registrations).into(),
        registrations,
        councils: councils.to_vec(),
        contact: Some(contact(service, organization)),
        ..pb::Ulo::default()
    }
}

/// What sort of organisation it may be: no feed says that it is one of disabled people, so none is taken for one.
fn sort(registrations: &[pb::Registration]) -> pb::ulo::Kind {
    let is = |scheme: Scheme| registrations.iter().any(|entry| entry.scheme() == scheme);
    match (is(Scheme::CharityCommission), is(Scheme::CompaniesHouse)) {
        (true, _) => pb::ulo::Kind::OtherCharity,
        (false, true) => pb::ulo::Kind::Business,
        (false, false) => pb::ulo::Kind::Other,
    }
}

fn registration(entry: &Value) -> Option<pb::Registration> {
    let said =
        format!("{} {}", text(entry, "identifier_scheme"), text(entry, "identifier_type")).to_lowercase();
    let scheme = match &said {
        said if said.contains("chc") || said.contains("charit") => Scheme::CharityCommission,
        said if said.contains("coh") || said.contains("compan") => Scheme::CompaniesHouse,
        said if said.contains("cqc") || said.contains("care quality") => Scheme::Cqc,
        said if said.contains("mpr") || said.contains("mutual") => Scheme::FcaMutuals,
        _ => Scheme::Other,
    };
    let number = text(entry, "identifier").to_owned();
    (!number.is_empty()).then(|| pb::Registration { scheme: scheme.into(), number })
}

/// Of the organisation: a person's name, and whatever stands beside one, is left behind.
fn contact(service: &Value, organization: &Value) -> pb::Contact {
    let nobody = |contact: &&Value| {
        let name = text(contact, "name");
        name.is_empty() || name.eq_ignore_ascii_case(text(organization, "name"))
    };
    let mut phones =
        list(service, "contacts").iter().filter(nobody).flat_map(|contact| list(contact, "phones"));
    let place = list(service, "service_at_locations").iter().find_map(|at| at.get("location"));
    let place = place.unwrap_or(&Value::Null);
    let address = list(place, "addresses").first().unwrap_or(&Value::Null);
    let lines = ["address_1", "city"].map(|name| text(address, name).to_owned());
    let point = number(place, "latitude").zip(number(place, "longitude"));
    pb::Contact {
        phone: phones.next().map(|phone| text(phone, "number")).unwrap_or_default().to_owned(),
        email: first([text(organization, "email"), text(service, "email")]),
        website: first([text(organization, "website"), text(organization, "url"), text(service, "url")]),
        address_lines: lines.into_iter().filter(|line| !line.is_empty()).collect(),
        postcode: text(address, "postal_code").to_owned(),
        latitude: point.map(|(latitude, _)| latitude),
        longitude: point.map(|(_, longitude)| longitude),
    }
}

fn first<const N: usize>(texts: [&str; N]) -> String {
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default().to_owned()
}

fn offering(service: &Value, kind: pb::offering::Kind, councils: Vec<String>) -> pb::Offering {
    let (price_pence, price_basis) = price(service);
    pb::Offering {
        display_name: shortened(text(service, "name"), 120),
        description: shortened(text(service, "description"), 2000),
        kind: kind.into(),
        councils,
        delivery_modes: modes(service),
        languages: languages(service),
        schedules: list(service, "schedules").iter().flat_map(schedules).collect(),
        price_pence,
        price_basis: price_basis.into(),
        ..pb::Offering::default()
    }
}

/// At its place when there is one in space; how else it is given, feeds do not say.
fn modes(service: &Value) -> Vec<i32> {
    let places = list(service, "service_at_locations").iter().filter_map(|at| at.get("location"));
    let mut physical = places.filter(|place| text(place, "location_type") == "physical");
    physical.next().map(|_| DeliveryMode::AtOurPlace.into()).into_iter().collect()
}

/// Those named by tags we know; none when none is, which is not English.
fn languages(service: &Value) -> Vec<String> {
    let tags = list(service, "languages").iter().map(|language| text(language, "code").to_lowercase());
    let known: BTreeSet<String> = tags.filter(|tag| reference::language::is_tag(tag)).collect();
    known.into_iter().collect()
}

/// The days of one schedule; what is of no day of the week is left out.
fn schedules(schedule: &Value) -> Vec<pb::Schedule> {
    const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let clock = |name: &str| text(schedule, name).get(..5).unwrap_or_default().to_owned();
    let (opens_at, closes_at) = (clock("opens_at"), clock("closes_at"));
    if opens_at.is_empty() || closes_at <= opens_at {
        return Vec::new();
    }
    let day = |byday: &str| {
        let byday = byday.trim();
        let (which, letters) = byday.split_at_checked(byday.len().checked_sub(2)?)?;
        let day = (1..).zip(DAYS).find(|(_, known)| *known == letters)?.0;
        let week = match which {
            "-1" => pb::schedule::Week::Last.into(),
            which => which.parse::<i32>().ok().filter(|week| (1..=4).contains(week)).unwrap_or_default(),
        };
        Some(pb::Schedule { day, week, opens_at: opens_at.clone(), closes_at: closes_at.clone() })
    };
    text(schedule, "byday").split(',').filter_map(day).collect()
}
