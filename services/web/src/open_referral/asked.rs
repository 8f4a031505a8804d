//! What an address asks for, as a search of the directory. Everything wrong is said at once, by the name of its parameter.

use platform::{Error, Violation};
use proto::councils::v1::FindCouncilRequest;
use proto::ulos::v1::schedule::Day;
use proto::ulos::v1::{Near, SearchDirectoryRequest};
use uuid::Uuid;

use super::taxonomy::{self, Meaning, Taxonomy, Term};
use crate::asked::Asked;
use crate::site::Site;

/// How near "near" is when nothing is said of it, in metres.
const USUAL_PROXIMITY: i32 = 10_000;
const FURTHEST: i32 = 300_000;

const DAYS: [(&str, &str, Day); 7] = [
    ("MO", "monday", Day::Monday),
    ("TU", "tuesday", Day::Tuesday),
    ("WE", "wednesday", Day::Wednesday),
    ("TH", "thursday", Day::Thursday),
    ("FR", "friday", Day::Friday),
    ("SA", "saturday", Day::Saturday),
    ("SU", "sunday", Day::Sunday),
];

/// The letters of a day in a calendar rule.
pub(super) fn letters(day: i32) -> &'static str {
    DAYS.iter().find(|(_, _, known)| *known as i32 == day).map(|(letters, ..)| *letters).unwrap_or_default()
}

/// The name of the parameter that a field of the search was made from.
pub(super) fn parameter(field: &str) -> &str {
    match field {
        "text" => "search",
        "opens_from" => "start_time",
        "closes_until" => "end_time",
        "days" => "day",
        "near.distance_meters" => "proximity",
        other => other,
    }
}

/// The search asked for; `None` when it asks for a term or taxonomy that nobody has, so that nothing can be found.
pub(super) fn search(asked: &Asked, problems: &mut Vec<Violation>) -> Option<SearchDirectoryRequest> {
    for name in ["minimum_age", "maximum_age"] {
        // No entry says an age, so none is left out by one; but an age is a number.
        let typed = asked.value(name);
        if !typed.is_empty() && typed.parse::<u32>().is_err() {
            problems.push(Violation::new(name, "give a number of years"));
        }
    }
    let mut message = SearchDirectoryRequest {
        text: asked.value("search").to_owned(),
        days: days(asked, problems),
        opens_from: asked.value("start_time").chars().take(5).collect(),
        closes_until: asked.value("end_time").chars().take(5).collect(),
        ..SearchDirectoryRequest::default()
    };
    let wanted = uuids(asked, "taxonomy_term_id", problems);
    for id in &wanted {
        add(&mut message, &taxonomy::terms().find(|term| term.id() == *id)?);
    }
    for id in uuids(asked, "taxonomy_id", problems) {
        let wanted = taxonomy::ALL.into_iter().find(|taxonomy| taxonomy.id() == id)?;
        // Every entry has terms of the others; only who it is for may be left open.
        if wanted == Taxonomy::WhoFor && message.who_for.is_empty() {
            let terms = taxonomy::terms().filter(|term| term.taxonomy() == wanted);
            terms.for_each(|term| add(&mut message, &term));
        }
    }
    Some(message)
}

fn add(message: &mut SearchDirectoryRequest, term: &Term) {
    match term.meaning {
        Meaning::Kind(kind) => message.kinds.push(kind),
        Meaning::AdvocacyKind(kind) => message.advocacy_kinds.push(kind),
        Meaning::PeerSupportModel(model) => message.peer_support_models.push(model),
        Meaning::WhoFor(who) => message.who_for.push(who),
        Meaning::Delivery(mode) => message.delivery_modes.push(mode),
        Meaning::UserLed(verdict) => message.user_led.push(verdict),
    }
}

/// Ids, one parameter each or several with commas.
fn uuids(asked: &Asked, name: &str, problems: &mut Vec<Violation>) -> Vec<Uuid> {
    let values = asked.list(name);
    let ids = values.iter().flat_map(|value| value.split(',')).map(str::trim).filter(|id| !id.is_empty());
    ids.filter_map(|id| match id.parse() {
        Ok(id) => Some(id),
        Err(_) => {
            problems.push(Violation::new(name, "give the id of one, a UUID"));
            None
        }
    })
    .collect()
}

fn days(asked: &Asked, problems: &mut Vec<Violation>) -> Vec<i32> {
    let values = asked.list("day");
    let named = values.iter().flat_map(|value| value.split(',')).map(str::trim).filter(|day| !day.is_empty());
    let mut days = Vec::new();
    for named in named {
        let known = DAYS.iter().find(|(letters, name, _)| {
            named.eq_ignore_ascii_case(letters) || named.eq_ignore_ascii_case(name)
        });
        match known {
            Some((_, _, day)) => days.push((*day).into()),
            None => problems.push(Violation::new("day", "give days such as MO or Monday")),
        }
    }
    days
}

/// The circle around a postcode; nothing when none is asked for.
pub(super) async fn near(
    site: &Site,
    asked: &Asked,
    problems: &mut Vec<Violation>,
) -> Result<Option<Near>, Error> {
    let (postcode, typed) = (asked.value("postcode"), asked.value("proximity"));
    let distance_meters = match typed {
        "" => Some(USUAL_PROXIMITY),
        typed => typed.parse().ok().filter(|metres| (1..=FURTHEST).contains(metres)),
    };
    if distance_meters.is_none() {
        problems.push(Violation::new("proximity", format!("give metres from 1 to {FURTHEST}")));
    }
    if postcode.is_empty() {
        if !typed.is_empty() {
            problems.push(Violation::new("postcode", "say first near where, by a postcode"));
        }
        return Ok(None);
    }
    let message = FindCouncilRequest { postcode: postcode.to_owned() };
    let request = site.services().in_the_name_of(&platform::Caller::visitor(), message)?;
    let found = site.services().councils().find_council(request).await.map_err(Error::from);
    match found {
        Ok(found) => {
            let found = found.into_inner();
            Ok(distance_meters.map(|distance_meters| Near {
                latitude: found.latitude,
                longitude: found.longitude,
                distance_meters,
            }))
        }
        Err(Error::NotFound(_) | Error::Invalid(_)) => {
            problems.push(Violation::new("postcode", "give a whole postcode in England"));
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Whether a list of terms is to hold this one.
pub(super) fn wants_term(asked: &Asked, term: &Term) -> bool {
    let is = |name: &str, id: Option<Uuid>| match asked.value(name) {
        "" => true,
        wanted => id.is_some_and(|id| id.to_string() == wanted.to_lowercase()),
    };
    let top = asked.value("top_only") != "true" || term.parent().is_none();
    top && is("taxonomy_id", Some(term.taxonomy().id())) && is("parent_id", term.parent())
}
