//! Offerings between the wire and the domain.

use std::ops::RangeInclusive;

use platform::words::Wire;
use platform::{Violation, Violations, etag, text, when};
use proto::ulos::v1 as pb;

use super::{
    AdvocacyKind, DeliveryMode, Details, Interest, InterestKind, Kind, Offering, PeerSupportModel,
    PriceBasis, State, schedule,
};
use crate::inputs;
use crate::ulo::WhoFor;

platform::wire! {
    Kind = pb::offering::Kind, "KIND_";
    AdvocacyKind = pb::offering::AdvocacyKind, "ADVOCACY_KIND_";
    PeerSupportModel = pb::offering::PeerSupportModel, "PEER_SUPPORT_MODEL_";
    DeliveryMode = pb::offering::DeliveryMode, "DELIVERY_MODE_";
    PriceBasis = pb::offering::PriceBasis, "PRICE_BASIS_";
    InterestKind = pb::interest::Kind, "KIND_";
    State = pb::offering::State, "STATE_";
}

/// What another directory may leave unsaid.
pub const UNSAID: &[&str] =
    &["advocacy_kind", "peer_support_model", "delivery_modes", "languages", "price_basis"];

/// Which of these an offering does not say.
pub fn unsaid(offering: &pb::Offering) -> Vec<&'static str> {
    let missing = |field: &&&str| match **field {
        "advocacy_kind" => offering.kind() == pb::offering::Kind::Advocacy && offering.advocacy_kind == 0,
        "peer_support_model" => {
            offering.kind() == pb::offering::Kind::PeerSupport && offering.peer_support_model == 0
        }
        "delivery_modes" => offering.delivery_modes.is_empty(),
        "languages" => offering.languages.is_empty(),
        _ => offering.price_basis == 0,
    };
    UNSAID.iter().filter(missing).copied().collect()
}

/// Reads everything an offering can be given, which may leave those of `unsaid` out; notes all that is wrong.
pub fn parse(offering: &pb::Offering, unsaid: &[&str], violations: &mut Violations) -> Option<Details> {
    let left_out = self::unsaid(offering);
    let left_out = |field: &str| left_out.contains(&field) && unsaid.contains(&field);
    let kind = violations.some(Kind::required("offering.kind", offering.kind));
    let advocacy_kind = AdvocacyKind::optional("offering.advocacy_kind", offering.advocacy_kind);
    let advocacy_kind = violations.some(advocacy_kind);
    let peer_support_model =
        PeerSupportModel::optional("offering.peer_support_model", offering.peer_support_model);
    let peer_support_model = violations.some(peer_support_model);
    if let (Some(kind), Some(which)) = (kind, advocacy_kind) {
        let fits = which.is_some() == (kind == Kind::Advocacy) || left_out("advocacy_kind");
        violations.check(
            fits,
            "offering.advocacy_kind",
            "say which kind for advocacy, and only for advocacy",
        );
    }
    if let (Some(kind), Some(which)) = (kind, peer_support_model) {
        let fits = which.is_some() == (kind == Kind::PeerSupport) || left_out("peer_support_model");
        let text = "say which way for peer support, and only for peer support";
        violations.check(fits, "offering.peer_support_model", text);
    }
    let point = inputs::point("offering", offering.latitude, offering.longitude, violations);
    let from_somewhere = offering.max_travel_km.is_none() || offering.latitude.is_some();
    violations.check(from_somewhere, "offering.max_travel_km", "say first where it is based");
    let price_basis = if left_out("price_basis") {
        violations.check(offering.price_pence == 0, "offering.price_basis", "say what the price is for");
        Some(None)
    } else {
        violations.some(PriceBasis::required("offering.price_basis", offering.price_basis)).map(Some)
    };
    let price_pence = violations.keep(parse_price(offering.price_pence, price_basis.flatten()));
    Some(Details {
        display_name: violations.keep(text::required("offering.display_name", &offering.display_name, 120)),
        description: violations.keep(text::lines("offering.description", &offering.description, 2000)),
        councils: violations.keep(inputs::councils("offering.councils", &offering.councils)),
        delivery_modes: violations.keep(parse_modes(&offering.delivery_modes, left_out("delivery_modes"))),
        point,
        max_travel_km: violations.keep(within("offering.max_travel_km", offering.max_travel_km, 1..=300)),
        languages: violations.keep(parse_languages(&offering.languages, left_out("languages"))),
        access: violations.keep(inputs::access("offering.access", &offering.access)),
        who_for: violations.keep(WhoFor::list("offering.who_for", &offering.who_for)),
        price_pence,
        hourly_cost_pence: violations.keep(parse_hourly_cost(offering.hourly_cost_pence)),
        openings: violations.keep(within("offering.openings", offering.openings, 0..=10_000)),
        typical_wait_days: violations.keep(within(
            "offering.typical_wait_days",
            offering.typical_wait_days,
            0..=1000,
        )),
        interests: parse_interests(&offering.interests, violations),
        schedules: schedule::parse(&offering.schedules, violations),
        advocacy_kind: advocacy_kind.flatten(),
        peer_support_model: peer_support_model.flatten(),
        kind: kind?,
        price_basis: price_basis?,
    })
}

fn within(field: &str, value: Option<i32>, bounds: RangeInclusive<i32>) -> Result<Option<i32>, Violation> {
    if value.is_none_or(|value| bounds.contains(&value)) {
        return Ok(value);
    }
    Err(Violation::new(field, format!("give a whole number from {} to {}", bounds.start(), bounds.end())))
}

fn parse_price(pence: i64, basis: Option<PriceBasis>) -> Result<i64, Violation> {
    let (right, text) = match basis {
        Some(PriceBasis::Free) => (pence == 0, "give 0, or say what the price is for"),
        _ => ((1..=1_000_000).contains(&pence), "give pence from 1 to 1,000,000, or say that it is free"),
    };
    // Without a basis nothing can be said of the price.
    if right || basis.is_none() { Ok(pence) } else { Err(Violation::new("offering.price_pence", text)) }
}

fn parse_hourly_cost(pence: Option<i64>) -> Result<Option<i64>, Violation> {
    if pence.is_none_or(|pence| (1..=100_000).contains(&pence)) {
        return Ok(pence);
    }
    Err(Violation::new("offering.hourly_cost_pence", "give pence from 1 to 100,000, or nothing"))
}

fn parse_modes(numbers: &[i32], unsaid: bool) -> Result<Vec<DeliveryMode>, Violation> {
    let field = "offering.delivery_modes";
    if numbers.is_empty() && !unsaid {
        return Err(Violation::new(field, "choose at least one way"));
    }
    DeliveryMode::list(field, numbers)
}

fn parse_languages(tags: &[String], unsaid: bool) -> Result<Vec<String>, Violation> {
    let field = "offering.languages";
    if tags.is_empty() && !unsaid || tags.len() > 30 {
        return Err(Violation::new(field, "give 1 to 30 languages"));
    }
    inputs::each_once(tags, |index, tag| {
        reference::language::is_tag(tag).then(|| tag.to_owned()).ok_or_else(|| {
            Violation::new(field, format!("entry {} is no language tag such as en or bfi", index + 1))
        })
    })
}

fn parse_interests(interests: &[pb::Interest], violations: &mut Violations) -> Vec<Interest> {
    if interests.len() > 10 {
        violations.add("offering.interests", "give at most 10 ties");
        return Vec::new();
    }
    let parse_one = |(index, interest): (usize, &pb::Interest)| {
        let field = |name: &str| format!("offering.interests[{index}].{name}");
        let kind = violations.some(InterestKind::required(&field("kind"), interest.kind));
        let detail = match kind {
            Some(InterestKind::Other) => text::required(&field("detail"), &interest.detail, 300),
            _ => text::optional(&field("detail"), &interest.detail, 300),
        };
        let detail = violations.keep(detail);
        Some(Interest { kind: kind?, detail })
    };
    interests.iter().enumerate().filter_map(parse_one).collect()
}

/// The whole offering on the wire.
pub fn to_wire(offering: &Offering) -> pb::Offering {
    let details = offering.details.clone();
    pb::Offering {
        name: offering.id.to_string(),
        display_name: details.display_name,
        description: details.description,
        kind: details.kind.to_wire(),
        advocacy_kind: details.advocacy_kind.map_or(0, AdvocacyKind::to_wire),
        statutory: details.advocacy_kind.is_some_and(AdvocacyKind::is_statutory),
        peer_support_model: details.peer_support_model.map_or(0, PeerSupportModel::to_wire),
        councils: details.councils,
        delivery_modes: DeliveryMode::list_to_wire(&details.delivery_modes),
        latitude: details.point.map(|(latitude, _)| latitude),
        longitude: details.point.map(|(_, longitude)| longitude),
        max_travel_km: details.max_travel_km,
        languages: details.languages,
        access: details.access,
        who_for: WhoFor::list_to_wire(&details.who_for),
        price_pence: details.price_pence,
        price_basis: details.price_basis.map_or(0, PriceBasis::to_wire),
        hourly_cost_pence: details.hourly_cost_pence,
        openings: details.openings,
        openings_time: when::stamp_optional(offering.openings_time),
        typical_wait_days: details.typical_wait_days,
        interests: details.interests.into_iter().map(interest_to_wire).collect(),
        schedules: details.schedules.iter().map(schedule::to_wire).collect(),
        ulo: offering.ulo.to_string(),
        state: offering.state.to_wire(),
        create_time: when::stamp(offering.create_time),
        update_time: when::stamp(offering.update_time),
        etag: etag::of(offering.version),
    }
}

fn interest_to_wire(interest: Interest) -> pb::Interest {
    pb::Interest { kind: interest.kind.to_wire(), detail: interest.detail }
}
