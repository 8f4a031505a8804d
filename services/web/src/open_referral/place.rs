//! Where a service is given. Each has exactly one place, so the id of the one can be worked out from that of the other.

use proto::ulos::v1 as pb;
use proto::ulos::v1::offering::DeliveryMode;
use reference::council;
use serde_json::{Value, json};
use uuid::Uuid;

use super::bare;
use super::service::{self, part, uuid};
use crate::said;
use crate::site::Site;

/// Ids of services are of version 7; that of the place differs from it in its version alone.
const SERVICE_VERSION: u8 = 7;
const PLACE_VERSION: u8 = 8;

fn with_version(id: Uuid, version: u8) -> Uuid {
    let mut bytes = *id.as_bytes();
    if let Some(byte) = bytes.get_mut(6) {
        *byte = *byte & 0x0f | version << 4;
    }
    Uuid::from_bytes(bytes)
}

/// The id of the service given at a place.
pub(super) fn service_of(id: &str) -> Option<String> {
    let id: Uuid = id.parse().ok()?;
    let service = with_version(id, SERVICE_VERSION);
    (id.get_version_num() == usize::from(PLACE_VERSION)).then(|| service.to_string())
}

/// The place as a service has it.
pub(super) fn at(entry: &pb::DirectoryEntry) -> Value {
    let offering = entry.offering.clone().unwrap_or_default();
    let service = uuid(&offering.name);
    let location = location(entry);
    json!({
        "id": with_version(service, PLACE_VERSION),
        "service_id": service,
        "location_id": location.get("id"),
        "location": location,
    })
}

/// The place with its service, as it stands alone.
pub(super) fn whole(site: &Site, entry: &pb::DirectoryEntry) -> Value {
    let mut value = at(entry);
    if let Value::Object(fields) = &mut value {
        fields.insert("service".to_owned(), service::about(site, entry));
    }
    bare(value)
}

fn location(entry: &pb::DirectoryEntry) -> Value {
    let offering = entry.offering.clone().unwrap_or_default();
    let ulo = entry.ulo.clone().unwrap_or_default();
    let contact = ulo.contact.clone().unwrap_or_default();
    let own = offering.latitude.zip(offering.longitude);
    let from_afar = from_afar(&offering);
    let point = own.or(contact.latitude.zip(contact.longitude)).filter(|_| !from_afar);
    let id = part(uuid(&ulo.name), &format!("location {point:?}"));
    // An address belongs to the organisation's own point: one that is based elsewhere gives none.
    let at_home = !from_afar && (own.is_none() || own == contact.latitude.zip(contact.longitude));
    let address = if at_home { address(id, &ulo, &contact) } else { Value::Null };
    let features = if offering.access.is_empty() { &ulo.access_features } else { &offering.access };
    let accessibility = features.iter().map(|code| {
        let said = said::access::items(std::slice::from_ref(code)).first().map(ToString::to_string);
        json!({ "id": part(id, &format!("access {code}")), "description": said })
    });
    json!({
        "id": id,
        "location_type": if point.is_some() { "physical" } else { "virtual" },
        "name": ulo.display_name,
        "latitude": point.map(|(latitude, _)| latitude),
        "longitude": point.map(|(_, longitude)| longitude),
        "addresses": [address],
        "accessibility": accessibility.collect::<Value>(),
    })
}

/// Whether it is given by phone, video or in writing alone: then it is at no place in space, wherever its people sit.
fn from_afar(offering: &pb::Offering) -> bool {
    let afar = |mode| matches!(mode, DeliveryMode::Phone | DeliveryMode::Video | DeliveryMode::Text);
    !offering.delivery_modes.is_empty() && offering.delivery_modes().all(afar)
}

/// The standard wants street, town, county and postcode: an address without them all is left out.
fn address(location: Uuid, ulo: &pb::Ulo, contact: &pb::Contact) -> Value {
    let Some((city, street)) = contact.address_lines.split_last().filter(|(_, street)| !street.is_empty())
    else {
        return Value::Null;
    };
    let code = ulo.councils.first().map(|name| name.trim_start_matches("councils/")).unwrap_or_default();
    let Some(council) = council::find(code).filter(|_| !contact.postcode.is_empty()) else {
        return Value::Null;
    };
    json!({
        "id": part(location, "address"),
        "address_1": street.join(", "),
        "city": city,
        "region": council.region,
        "state_province": council.display_name,
        "postal_code": contact.postcode,
        "country": "GB",
        "address_type": "physical",
    })
}
