//! People between the wire and the domain.

use platform::words::Wire as _;
use platform::{Violation, Violations, etag, text, when};
use proto::people::v1 as pb;
use reference::place::{EAST, NORTH};

use super::{
    AgeBand, ContactRoute, Details, Ethnicity, Gender, Person, Place, Private, RouteKind, State, rounded,
};
use crate::email;

platform::wire! {
    AgeBand = pb::person::AgeBand, "AGE_BAND_";
    RouteKind = pb::contact_route::Kind, "KIND_";
    Gender = pb::equality::Gender, "GENDER_";
    Ethnicity = pb::equality::Ethnicity, "ETHNICITY_";
    State = pb::person::State, "STATE_";
}

/// Reads everything a person can be given; notes all that is wrong.
pub fn parse(person: &pb::Person, violations: &mut Violations) -> Option<Details> {
    let equality = person.equality.unwrap_or_default();
    violations.check(person.contact_routes.len() <= 10, "person.contact_routes", "give at most 10 ways");
    let routes = person.contact_routes.iter().enumerate();
    let contact_routes = routes.filter_map(|(index, route)| parse_route(index, route, violations)).collect();
    let private = Private {
        display_name: violations.keep(text::required("person.display_name", &person.display_name, 200)),
        pronouns: violations.keep(text::optional("person.pronouns", &person.pronouns, 60)),
        contact_routes,
        gender: violations.keep(Gender::optional("person.equality.gender", equality.gender)),
        ethnicity: violations.keep(Ethnicity::optional("person.equality.ethnicity", equality.ethnicity)),
    };
    Some(Details {
        private,
        place: person.place.as_ref().and_then(|place| parse_place(place, violations)),
        age_band: violations.keep(AgeBand::optional("person.age_band", person.age_band)),
        council: violations.keep(parse_council("person.council", &person.council)),
    })
}

/// The whole person on the wire.
pub fn to_wire(person: &Person) -> pb::Person {
    let Details { private, place, age_band, council } = &person.details;
    pb::Person {
        name: person.id.to_string(),
        display_name: private.display_name.clone(),
        pronouns: private.pronouns.clone(),
        contact_routes: private.contact_routes.iter().map(route_to_wire).collect(),
        place: place.as_ref().map(place_to_wire),
        age_band: age_band.map_or(0, AgeBand::to_wire),
        equality: (private.gender.is_some() || private.ethnicity.is_some()).then(|| pb::Equality {
            gender: private.gender.map_or(0, Gender::to_wire),
            ethnicity: private.ethnicity.map_or(0, Ethnicity::to_wire),
        }),
        council: council.clone(),
        state: person.state.to_wire(),
        create_time: when::stamp(person.create_time),
        update_time: when::stamp(person.update_time),
        etag: etag::of(person.version),
    }
}

fn parse_route(index: usize, route: &pb::ContactRoute, violations: &mut Violations) -> Option<ContactRoute> {
    let field = |name: &str| format!("person.contact_routes[{index}].{name}");
    let kind = violations.some(RouteKind::required(&field("kind"), route.kind));
    let value = violations.keep(parse_route_value(&field("value"), kind, &route.value));
    let note = violations.keep(text::optional(&field("note"), &route.note, 500));
    Some(ContactRoute { kind: kind?, value, safe: route.safe, note })
}

fn parse_route_value(field: &str, kind: Option<RouteKind>, value: &str) -> Result<String, Violation> {
    match kind {
        Some(RouteKind::Email) => email::parse(field, value),
        Some(RouteKind::Letter | RouteKind::ThroughSomeone) | None => {
            let lines = text::lines(field, value, 500)?;
            text::required(field, &lines.replace('\n', ", "), 500)?;
            Ok(lines)
        }
        Some(_) => {
            let number = text::required(field, value, 30)?;
            let digits = number.chars().filter(char::is_ascii_digit).count();
            let rest = number.strip_prefix('+').unwrap_or(&number);
            let plain = rest.chars().all(|c| c.is_ascii_digit() || c == ' ');
            (plain && (7..=15).contains(&digits))
                .then_some(number)
                .ok_or_else(|| Violation::new(field, "enter a phone number of 7 to 15 digits"))
        }
    }
}

fn parse_place(place: &pb::Place, violations: &mut Violations) -> Option<Place> {
    let outward_code = violations.keep(parse_outward_code(&place.outward_code));
    let point = match (place.latitude, place.longitude) {
        (Some(latitude), Some(longitude)) => {
            violations.check(
                NORTH.contains(&latitude),
                "person.place.latitude",
                "give degrees from 49 to 56",
            );
            violations.check(
                EAST.contains(&longitude),
                "person.place.longitude",
                "give degrees from -7 to 2",
            );
            Some((rounded(latitude), rounded(longitude)))
        }
        (None, None) => None,
        _ => {
            violations.add("person.place", "give both latitude and longitude, or neither");
            None
        }
    };
    Some(Place { outward_code, point })
}

fn parse_outward_code(value: &str) -> Result<String, Violation> {
    let field = "person.place.outward_code";
    let code = text::required(field, value, 4)?.to_uppercase();
    let shaped = code.starts_with(|c: char| c.is_ascii_uppercase())
        && code.chars().all(|c| c.is_ascii_alphanumeric())
        && code.contains(|c: char| c.is_ascii_digit())
        && code.len() >= 2;
    shaped
        .then_some(code)
        .ok_or_else(|| Violation::new(field, "enter the first half of a postcode, such as HX1"))
}

/// The name of a council of England, or nothing.
/// The name of a council, or nothing.
pub fn parse_council(field: &str, value: &str) -> Result<String, Violation> {
    (value.is_empty() || reference::council::is_name(value))
        .then(|| value.to_owned())
        .ok_or_else(|| Violation::new(field, "give the name of a council, such as councils/E08000033"))
}

fn route_to_wire(route: &ContactRoute) -> pb::ContactRoute {
    pb::ContactRoute {
        kind: route.kind.to_wire(),
        value: route.value.clone(),
        safe: route.safe,
        note: route.note.clone(),
    }
}

fn place_to_wire(place: &Place) -> pb::Place {
    pb::Place {
        outward_code: place.outward_code.clone(),
        latitude: place.point.map(|(latitude, _)| latitude),
        longitude: place.point.map(|(_, longitude)| longitude),
    }
}
