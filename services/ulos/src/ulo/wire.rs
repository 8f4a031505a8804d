//! Organisations between the wire and the domain.

use chrono::{DateTime, NaiveDate, Utc};
use platform::words::Wire;
use platform::{Id, Violation, Violations, etag, text, when};
use proto::ulos::v1 as pb;

use super::{
    CloseReason, Contact, Details, Kind, LegalForm, Registration, Scheme, Standing, State, Ulo, VerifyMethod,
    WhoFor,
};
use crate::inputs;

platform::wire! {
    Kind = pb::ulo::Kind, "KIND_";
    LegalForm = pb::ulo::LegalForm, "LEGAL_FORM_";
    Scheme = pb::registration::Scheme, "SCHEME_";
    WhoFor = pb::WhoFor, "WHO_FOR_";
    VerifyMethod = pb::ulo::VerifyMethod, "VERIFY_METHOD_";
    CloseReason = pb::ulo::CloseReason, "CLOSE_REASON_";
    State = pb::ulo::State, "STATE_";
}

/// Reads everything an organisation says of itself; notes all that is wrong.
pub fn parse(ulo: &pb::Ulo, today: NaiveDate, violations: &mut Violations) -> Option<Details> {
    let kind = violations.some(Kind::required("ulo.kind", ulo.kind));
    let founded_date = violations.keep(when::date("ulo.founded_date", &ulo.founded_date));
    let begun = founded_date.is_none_or(|date| date <= today);
    violations.check(begun, "ulo.founded_date", "give a day that is not in the future");
    Some(Details {
        display_name: violations.keep(text::required("ulo.display_name", &ulo.display_name, 120)),
        description: violations.keep(text::lines("ulo.description", &ulo.description, 2000)),
        legal_form: violations.keep(LegalForm::optional("ulo.legal_form", ulo.legal_form)),
        registrations: parse_registrations(&ulo.registrations, violations),
        councils: violations.keep(inputs::councils("ulo.councils", &ulo.councils)),
        who_for: violations.keep(WhoFor::list("ulo.who_for", &ulo.who_for)),
        contact: ulo.contact.as_ref().and_then(|contact| parse_contact(contact, violations)),
        access_features: violations.keep(inputs::access("ulo.access_features", &ulo.access_features)),
        founded_date,
        kind: kind?,
    })
}

fn parse_registrations(registrations: &[pb::Registration], violations: &mut Violations) -> Vec<Registration> {
    if registrations.len() > 8 {
        violations.add("ulo.registrations", "give at most 8 register entries");
        return Vec::new();
    }
    let mut kept = Vec::new();
    for (index, registration) in registrations.iter().enumerate() {
        let field = |name: &str| format!("ulo.registrations[{index}].{name}");
        let scheme = violations.some(Scheme::required(&field("scheme"), registration.scheme));
        let number = violations.some(parse_number(&field("number"), &registration.number));
        let registration = scheme.zip(number).map(|(scheme, number)| Registration { scheme, number });
        kept.extend(registration.filter(|registration| !kept.contains(registration)));
    }
    kept
}

fn parse_number(field: &str, value: &str) -> Result<String, Violation> {
    let number = text::required(field, value, 30)?;
    let plain = number.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ' || c == '-');
    (plain && number.contains(|c: char| c.is_ascii_alphanumeric()))
        .then_some(number)
        .ok_or_else(|| Violation::new(field, "use letters, digits, spaces and hyphens"))
}

/// A contact with nothing in it is none.
fn parse_contact(contact: &pb::Contact, violations: &mut Violations) -> Option<Contact> {
    let parsed = Contact {
        phone: violations.keep(inputs::phone("ulo.contact.phone", &contact.phone)),
        email: violations.keep(inputs::email("ulo.contact.email", &contact.email)),
        website: violations.keep(inputs::website("ulo.contact.website", &contact.website)),
        address_lines: violations.keep(parse_address(&contact.address_lines)),
        postcode: violations.keep(inputs::postcode("ulo.contact.postcode", &contact.postcode)),
        point: inputs::point("ulo.contact", contact.latitude, contact.longitude, violations),
    };
    (parsed != Contact::default()).then_some(parsed)
}

fn parse_address(lines: &[String]) -> Result<Vec<String>, Violation> {
    let field = "ulo.contact.address_lines";
    if lines.len() > 5 {
        return Err(Violation::new(field, "give at most 5 lines"));
    }
    let lines: Result<Vec<String>, Violation> =
        lines.iter().map(|line| text::optional(field, line, 100)).collect();
    Ok(lines?.into_iter().filter(|line| !line.is_empty()).collect())
}

/// The whole organisation on the wire, as it is at `now`.
pub fn to_wire(ulo: &Ulo, now: DateTime<Utc>) -> pb::Ulo {
    let details = ulo.details.clone();
    let check = ulo.check.as_ref();
    pb::Ulo {
        name: ulo.id.to_string(),
        display_name: details.display_name,
        description: details.description,
        kind: details.kind.to_wire(),
        legal_form: details.legal_form.map_or(0, LegalForm::to_wire),
        registrations: details.registrations.into_iter().map(registration_to_wire).collect(),
        councils: details.councils,
        who_for: WhoFor::list_to_wire(&details.who_for),
        contact: details.contact.map(contact_to_wire),
        access_features: details.access_features,
        founded_date: when::date_text(details.founded_date),
        verify_time: when::stamp_optional(check.map(|check| check.time)),
        verifier: check.map(|check| check.verifier.clone()).unwrap_or_default(),
        verify_method: check.map_or(0, |check| check.method.to_wire()),
        stale: ulo.is_stale(now),
        user_led: Some(standing_to_wire(ulo.user_led)),
        close_reason: ulo.close_reason.map_or(0, CloseReason::to_wire),
        possible_duplicates: ulo.possible_duplicates.iter().map(Id::to_string).collect(),
        state: ulo.state().to_wire(),
        create_time: when::stamp(ulo.create_time),
        update_time: when::stamp(ulo.update_time),
        etag: etag::of(ulo.version),
    }
}

/// One entry in a register on the wire.
pub(crate) fn registration_to_wire(registration: Registration) -> pb::Registration {
    pb::Registration { scheme: registration.scheme.to_wire(), number: registration.number }
}

fn contact_to_wire(contact: Contact) -> pb::Contact {
    pb::Contact {
        phone: contact.phone,
        email: contact.email,
        website: contact.website,
        address_lines: contact.address_lines,
        postcode: contact.postcode,
        latitude: contact.point.map(|(latitude, _)| latitude),
        longitude: contact.point.map(|(_, longitude)| longitude),
    }
}

fn standing_to_wire(standing: Standing) -> pb::Standing {
    let (verdict, sentence) = match standing {
        Standing::Met => (pb::Verdict::Met, "user-led-met"),
        Standing::NotMet => (pb::Verdict::NotMet, "user-led-not-met"),
        Standing::NotEvidenced => (pb::Verdict::NotEvidenced, "user-led-not-evidenced"),
        Standing::NoRecord => (pb::Verdict::NotEvidenced, "user-led-no-record"),
    };
    pb::Standing { verdict: verdict.into(), sentence: sentence.into() }
}

/// The standings a verdict covers: without a record nothing is evidenced.
pub fn standings(verdict: pb::Verdict) -> Option<Vec<Standing>> {
    match verdict {
        pb::Verdict::Unspecified => None,
        pb::Verdict::Met => Some(vec![Standing::Met]),
        pb::Verdict::NotMet => Some(vec![Standing::NotMet]),
        pb::Verdict::NotEvidenced => Some(vec![Standing::NotEvidenced, Standing::NoRecord]),
    }
}
