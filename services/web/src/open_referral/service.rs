//! A published offering as a service of the standard, and its organisation.

use platform::uk_time;
use proto::ulos::v1 as pb;
use proto::ulos::v1::offering::{PriceBasis, State};
use proto::ulos::v1::registration::Scheme;
use reference::council;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{asked, bare, base, place, taxonomy};
use crate::said;
use crate::site::Site;
use crate::when;

/// The UUID in a name.
pub(super) fn uuid(name: &str) -> Uuid {
    name.split_once('/').and_then(|(_, id)| id.parse().ok()).unwrap_or_default()
}

/// The id of a part of a record, worked out from the record's and what tells the part from the others.
pub(super) fn part(of: Uuid, which: &str) -> Uuid {
    Uuid::new_v5(&of, which.as_bytes())
}

/// The service with its organisation, as lists have it.
pub(super) fn brief(site: &Site, entry: &pb::DirectoryEntry) -> Value {
    bare(basic(site, entry))
}

/// The service with everything that belongs to it.
pub(super) fn whole(site: &Site, entry: &pb::DirectoryEntry) -> Value {
    let mut value = about(site, entry);
    let at = place::at(entry);
    put(&mut value, "service_at_locations", json!([at]));
    bare(value)
}

/// The service with everything but its places.
pub(super) fn about(site: &Site, entry: &pb::DirectoryEntry) -> Value {
    let mut value = basic(site, entry);
    let offering = entry.offering.clone().unwrap_or_default();
    let ulo = entry.ulo.clone().unwrap_or_default();
    let id = uuid(&offering.name);
    put(&mut value, "organization", organization(site, &ulo, true));
    put(&mut value, "schedules", offering.schedules.iter().map(|hours| schedule(id, hours)).collect());
    put(&mut value, "service_areas", offering.councils.iter().map(|name| area(id, name)).collect());
    put(&mut value, "languages", offering.languages.iter().map(|tag| language(id, tag)).collect());
    put(&mut value, "cost_options", cost(id, &offering).into_iter().collect());
    put(&mut value, "contacts", json!([contact(&ulo)]));
    put(&mut value, "attributes", taxonomy::of(entry).iter().map(|term| attribute(site, id, term)).collect());
    value
}

fn put(value: &mut Value, name: &str, field: Value) {
    if let Value::Object(fields) = value {
        fields.insert(name.to_owned(), field);
    }
}

fn basic(site: &Site, entry: &pb::DirectoryEntry) -> Value {
    let offering = entry.offering.clone().unwrap_or_default();
    let ulo = entry.ulo.clone().unwrap_or_default();
    let checked = when::time(ulo.verify_time.as_ref()).map(uk_time::date);
    let changed = when::time(offering.update_time.as_ref()).max(when::time(ulo.update_time.as_ref()));
    json!({
        "id": uuid(&offering.name),
        "name": offering.display_name,
        "description": offering.description,
        "url": format!("{}/{}", site.url(), offering.ulo),
        "email": ulo.contact.as_ref().map(|contact| contact.email.clone()),
        "status": if offering.state() == State::Open { "active" } else { "temporarily closed" },
        "assured_date": checked.map(|date| date.to_string()),
        "last_modified": changed.map(|time| time.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)),
        "organization": organization(site, &ulo, false),
    })
}

fn organization(site: &Site, ulo: &pb::Ulo, with_registers: bool) -> Value {
    let id = uuid(&ulo.name);
    let registers = ulo.registrations.iter().filter(|_| with_registers);
    // The standard wants a description; what sort of organisation it is, is one.
    let description = match ulo.description.as_str() {
        "" => said::organisation::kind(ulo.kind).to_string(),
        said => said.to_owned(),
    };
    json!({
        "id": id,
        "name": ulo.display_name,
        "description": description,
        "email": ulo.contact.as_ref().map(|contact| contact.email.clone()),
        "website": ulo.contact.as_ref().map(|contact| contact.website.clone()),
        "uri": format!("{}/{}", site.url(), ulo.name),
        "organization_identifiers": registers.map(|entry| identifier(id, entry)).collect::<Value>(),
    })
}

/// Registers by their codes in the list of registers that org-id.guide keeps.
fn identifier(organization: Uuid, entry: &pb::Registration) -> Value {
    let scheme = match entry.scheme() {
        Scheme::CharityCommission => "GB-CHC",
        Scheme::CompaniesHouse => "GB-COH",
        Scheme::FcaMutuals => "GB-MPR",
        Scheme::Cqc | Scheme::Other | Scheme::Unspecified => "",
    };
    json!({
        "id": part(organization, &format!("register {} {}", entry.scheme, entry.number)),
        "identifier_scheme": scheme,
        "identifier_type": said::organisation::scheme(entry.scheme).to_string(),
        "identifier": entry.number,
    })
}

fn schedule(service: Uuid, hours: &pb::Schedule) -> Value {
    let letters = asked::letters(hours.day);
    let (freq, byday) = match hours.week() {
        pb::schedule::Week::Unspecified => ("WEEKLY", letters.to_owned()),
        pb::schedule::Week::Last => ("MONTHLY", format!("-1{letters}")),
        week => ("MONTHLY", format!("{}{letters}", week as i32)),
    };
    json!({
        "id": part(service, &format!("hours {letters}")),
        "freq": freq,
        "byday": byday,
        "opens_at": hours.opens_at,
        "closes_at": hours.closes_at,
        "description": said::offering::hours(hours).to_string(),
    })
}

fn area(service: Uuid, name: &str) -> Value {
    let code = name.trim_start_matches("councils/");
    let council = council::find(code).map(|council| council.display_name).unwrap_or_default();
    json!({
        "id": part(service, &format!("area {code}")),
        "name": council,
        "service_area": council,
        "extent_type": "text",
        "extent": code,
        "uri": format!("http://statistics.data.gov.uk/id/statistical-geography/{code}"),
    })
}

fn language(service: Uuid, tag: &str) -> Value {
    json!({
        "id": part(service, &format!("language {tag}")),
        "name": said::language::language(tag).to_string(),
        "code": tag,
    })
}

/// Nothing when it is not said: that is not free.
pub(super) fn cost(service: Uuid, offering: &pb::Offering) -> Option<Value> {
    if offering.price_basis() == PriceBasis::Unspecified {
        return None;
    }
    let pounds = format!("{}.{:02}", offering.price_pence / 100, offering.price_pence % 100);
    let free = offering.price_basis() == PriceBasis::Free;
    let said = said::offering::price(offering.price_pence, offering.price_basis).to_string();
    Some(json!({
        "id": part(service, "cost"),
        "option": said,
        "currency": "GBP",
        "amount": if free { Some(0.0) } else { pounds.parse::<f64>().ok() },
        "amount_description": said,
    }))
}

/// How to reach the organisation. A person is never named.
fn contact(ulo: &pb::Ulo) -> Value {
    let Some(contact) =
        ulo.contact.as_ref().filter(|contact| !(contact.phone.is_empty() && contact.email.is_empty()))
    else {
        return Value::Null;
    };
    let id = part(uuid(&ulo.name), "contact");
    let phone = json!({ "id": part(id, "phone"), "number": contact.phone });
    json!({
        "id": id,
        "name": ulo.display_name,
        "email": contact.email,
        "phones": if contact.phone.is_empty() { json!([]) } else { json!([phone]) },
    })
}

fn attribute(site: &Site, service: Uuid, term: &taxonomy::Term) -> Value {
    json!({
        "id": part(service, &format!("attribute {}", term.id())),
        "link_id": service,
        "link_type": "service",
        "taxonomy_term_id": term.id(),
        "taxonomy_term": term.said(&base(site)),
    })
}
