//! Requests between the wire and the domain.

use std::collections::HashSet;
use std::hash::Hash;

use chrono::Datelike as _;
use platform::words::Wire;
use platform::{Id, Resource, Violation, Violations, etag, text, when};
use proto::matching::v1 as pb;
use reference::broker::SKILLS;
use reference::{access, language};

use super::frozen::Frozen;
use super::need_by::{NeedBy, NeedByReason};
use super::{Details, Request, State};
use crate::names::{Broker, Ulo};
use crate::support::{AdvocacyKind, DeliveryMode, Factor, Kind, PeerSupportModel};
use crate::wants::{Constraints, MOST_OF_ALL, Wants, Wish};

platform::wire! {
    State = pb::request::State, "STATE_";
    NeedByReason = pb::request::NeedByReason, "NEED_BY_REASON_";
}

/// Reads everything a person can say in a request; notes all that is wrong.
pub fn parse(request: &pb::Request, violations: &mut Violations) -> Option<Details> {
    let kind = violations.some(Kind::required("request.kind", request.kind));
    let words = violations.keep(text::lines("request.words", &request.words, 2_000));
    let wants = Wants {
        // Only read when nothing is wrong, and then there is a kind.
        kind: kind.unwrap_or(Kind::SupportBrokerage),
        advocacy_kind: violations.keep(parse_advocacy_kind(request)),
        peer_support_model: violations.keep(parse_peer_support_model(request)),
        who_for: violations.keep(distinct("request.who_for", &request.who_for)),
        wishes: parse_wishes(&request.wishes, violations),
        constraints: parse_constraints(&request.constraints.clone().unwrap_or_default(), violations),
    };
    let need_by = violations.keep(parse_need_by(request));
    kind.map(|_| Details { wants, words, need_by })
}

/// The whole request on the wire.
pub fn to_wire(request: &Request) -> pb::Request {
    let wants = &request.details.wants;
    pb::Request {
        name: request.id.to_string(),
        kind: wants.kind.to_wire(),
        advocacy_kind: wants.advocacy_kind.map_or(0, AdvocacyKind::to_wire),
        peer_support_model: wants.peer_support_model.map_or(0, PeerSupportModel::to_wire),
        who_for: Wire::list_to_wire(&wants.who_for),
        wishes: wishes_to_wire(&wants.wishes),
        constraints: constraints_to_wire(&wants.constraints),
        words: request.details.words.clone(),
        need_by_date: when::date_text(request.details.need_by.map(|need_by| need_by.date)),
        need_by_reason: request.details.need_by.map_or(0, |need_by| need_by.reason.to_wire()),
        frozen: request.frozen.as_ref().map(frozen_to_wire),
        ask_time: when::stamp_optional(request.ask_time),
        choose_time: when::stamp_optional(request.choose_time),
        place_time: when::stamp_optional(request.place_time),
        close_time: when::stamp_optional(request.close_time),
        person: request.person.to_string(),
        case: request.placed.map(|(case, _)| case.to_string()).unwrap_or_default(),
        state: request.state.to_wire(),
        create_time: when::stamp(request.create_time),
        update_time: when::stamp(request.update_time),
        etag: etag::of(request.version),
    }
}

/// The request as its events tell it: without the person's words, and of their record only what statistics need. Access is
/// counted by what people need, languages are not.
pub fn told(request: &Request) -> pb::Request {
    let mut told = to_wire(request);
    told.words.clear();
    told.need_by_date.clear();
    told.need_by_reason = 0;
    if let Some(limits) = &mut told.constraints {
        limits.avoid_brokers.clear();
    }
    if let Some(frozen) = &mut told.frozen {
        frozen.latitude = None;
        frozen.longitude = None;
        frozen.outward_code.clear();
        frozen.needs.retain(|need| access::is_known(need));
    }
    told
}

fn parse_need_by(request: &pb::Request) -> Result<Option<NeedBy>, Violation> {
    let (date, reason) = ("request.need_by_date", "request.need_by_reason");
    let day = when::date(date, &request.need_by_date)?;
    let why = NeedByReason::optional(reason, request.need_by_reason)?;
    match (day, why) {
        (None, None) => Ok(None),
        (Some(day), _) if !(2020..=2100).contains(&day.year()) => {
            Err(Violation::new(date, "give a day from 2020 to 2100"))
        }
        (Some(date), Some(reason)) => Ok(Some(NeedBy { date, reason })),
        (Some(_), None) => Err(Violation::new(reason, "say what happens on that day")),
        (None, Some(_)) => Err(Violation::new(date, "say on which day, or leave the reason out")),
    }
}

fn parse_advocacy_kind(request: &pb::Request) -> Result<Option<AdvocacyKind>, Violation> {
    let field = "request.advocacy_kind";
    let kind = AdvocacyKind::optional(field, request.advocacy_kind)?;
    match kind {
        Some(_) if request.kind() != pb::request::Kind::Advocacy => {
            Err(Violation::new(field, "leave this out unless you ask for advocacy"))
        }
        kind => Ok(kind),
    }
}

fn parse_peer_support_model(request: &pb::Request) -> Result<Option<PeerSupportModel>, Violation> {
    let field = "request.peer_support_model";
    let model = PeerSupportModel::optional(field, request.peer_support_model)?;
    match model {
        Some(_) if request.kind() != pb::request::Kind::PeerSupport => {
            Err(Violation::new(field, "leave this out unless you ask for peer support"))
        }
        model => Ok(model),
    }
}

fn parse_wishes(wishes: &[pb::Wish], violations: &mut Violations) -> Vec<Wish> {
    let mut parsed: Vec<Wish> = Vec::new();
    for (index, wish) in wishes.iter().enumerate() {
        let field = |name: &str| format!("request.wishes[{index}].{name}");
        let factor = violations.some(Factor::required(&field("factor"), wish.factor));
        let weight = u32::try_from(wish.weight).ok().filter(|weight| *weight <= MOST_OF_ALL);
        violations.check(weight.is_some(), &field("weight"), "give a number from 0 to 4");
        let Some((factor, weight)) = factor.zip(weight) else { continue };
        let again = parsed.iter().any(|wish| wish.factor == factor);
        violations.check(!again, &field("factor"), "name each thing once");
        parsed.push(Wish { factor, weight });
    }
    parsed
}

fn parse_constraints(constraints: &pb::Constraints, violations: &mut Violations) -> Constraints {
    let field = |name: &str| format!("request.constraints.{name}");
    let distance = constraints.max_distance_km.map(|km| u16::try_from(km).unwrap_or_default());
    violations.check(
        distance.is_none_or(|km| (1..=300).contains(&km)),
        &field("max_distance_km"),
        "give a whole number of km from 1 to 300",
    );
    let price = constraints.max_price_pence;
    violations.check(
        price.is_none_or(|pence| (0..=1_000_000).contains(&pence)),
        &field("max_price_pence"),
        "give pence from 0 to 1000000",
    );
    Constraints {
        delivery_modes: violations
            .keep(distinct::<DeliveryMode>(&field("delivery_modes"), &constraints.delivery_modes)),
        max_distance_km: distance,
        languages: violations.keep(parse_languages(&field("languages"), &constraints.languages)),
        must_have: violations.keep(parse_must_have(&field("must_have"), &constraints.must_have)),
        max_price_pence: price,
        avoid_ulos: violations.keep(parse_names::<Ulo>(&field("avoid_ulos"), &constraints.avoid_ulos)),
        avoid_brokers: violations
            .keep(parse_names::<Broker>(&field("avoid_brokers"), &constraints.avoid_brokers)),
        skills: violations.keep(parse_skills(&field("skills"), &constraints.skills)),
    }
}

fn parse_languages(field: &str, tags: &[String]) -> Result<Vec<String>, Violation> {
    let tags: Vec<String> = tags.iter().map(|tag| tag.trim().to_owned()).collect();
    if tags.iter().any(|tag| !language::is_tag(tag)) {
        return Err(Violation::new(field, "give languages as tags such as en, ur or bfi"));
    }
    once_each(field, tags.iter().map(|tag| tag.to_lowercase()), 10)?;
    Ok(tags)
}

fn parse_must_have(field: &str, codes: &[String]) -> Result<Vec<String>, Violation> {
    if codes.iter().any(|code| !access::is_known(code)) {
        return Err(Violation::new(field, "use the codes of access needs"));
    }
    once_each(field, codes, 20)?;
    Ok(codes.to_vec())
}

fn parse_names<R: Resource>(field: &str, names: &[String]) -> Result<Vec<uuid::Uuid>, Violation> {
    let ids = names.iter().map(|name| Id::<R>::parse(field, name).map(Id::uuid));
    let ids: Vec<uuid::Uuid> = ids.collect::<Result<_, _>>()?;
    once_each(field, &ids, 20)?;
    Ok(ids)
}

fn parse_skills(field: &str, codes: &[String]) -> Result<Vec<String>, Violation> {
    once_each(field, codes, 5)?;
    text::codes(field, codes, SKILLS)
}

/// Numbers that each name a value, none twice.
fn distinct<W: Wire>(field: &str, numbers: &[i32]) -> Result<Vec<W>, Violation> {
    let values = W::list(field, numbers)?;
    once_each(field, numbers, W::ALL.len())?;
    Ok(values)
}

fn once_each<T: Eq + Hash>(
    field: &str,
    values: impl IntoIterator<Item = T>,
    most: usize,
) -> Result<(), Violation> {
    let mut seen = HashSet::new();
    for value in values {
        if !seen.insert(value) {
            return Err(Violation::new(field, "name each once"));
        }
    }
    if seen.len() > most {
        return Err(Violation::new(field, format!("name at most {most}")));
    }
    Ok(())
}

/// Wishes on the wire.
pub fn wishes_to_wire(wishes: &[Wish]) -> Vec<pb::Wish> {
    let wish = |wish: &Wish| pb::Wish {
        factor: wish.factor.to_wire(),
        weight: i32::try_from(wish.weight).unwrap_or_default(),
    };
    wishes.iter().map(wish).collect()
}

/// Limits on the wire; nothing when there are none.
pub fn constraints_to_wire(constraints: &Constraints) -> Option<pb::Constraints> {
    if *constraints == Constraints::default() {
        return None;
    }
    Some(pb::Constraints {
        delivery_modes: Wire::list_to_wire(&constraints.delivery_modes),
        max_distance_km: constraints.max_distance_km.map(i32::from),
        languages: constraints.languages.clone(),
        must_have: constraints.must_have.clone(),
        max_price_pence: constraints.max_price_pence,
        avoid_ulos: names_of::<Ulo>(&constraints.avoid_ulos),
        avoid_brokers: names_of::<Broker>(&constraints.avoid_brokers),
        skills: constraints.skills.clone(),
    })
}

/// The names of records of other services.
pub(crate) fn names_of<R: Resource>(ids: &[uuid::Uuid]) -> Vec<String> {
    ids.iter().map(|id| Id::<R>::from_uuid(*id).to_string()).collect()
}

/// What was frozen on the wire.
pub fn frozen_to_wire(frozen: &Frozen) -> pb::Frozen {
    pb::Frozen {
        council: frozen.council.clone(),
        latitude: frozen.place.map(crate::index::place::Point::latitude),
        longitude: frozen.place.map(crate::index::place::Point::longitude),
        outward_code: frozen.outward_code.clone(),
        needs: frozen.needs.clone(),
        age_band: frozen.age_band.clone(),
        budget_route: frozen.budget_route.clone(),
        freeze_time: when::stamp(frozen.freeze_time),
    }
}
