//! The nearest options of one council, explained, for anyone: nothing is asked of them and nothing is kept.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use proto::councils::v1::Council;
use proto::matching::v1 as pb;
use reference::access;
use reference::place::{EAST, NORTH};

use crate::asked::Asked;
use crate::error::Failure;
use crate::form::Form;
use crate::menu::Records;
use crate::menu::card::{Card, card};
use crate::page::query;
use crate::read;
use crate::said;
use crate::site::Site;
use crate::view::View;
use crate::visit::Visit;
use crate::words::text;

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new().route("/councils/{gss}/options", get(list))
}

#[derive(Template)]
#[template(path = "options/list.html")]
struct List {
    council: Council,
    /// The first half of the postcode; empty without one.
    near: String,
    /// Where that is, as [`place`] reads it; empty without one.
    at: String,
    kind: i32,
    form: Form,
    /// Whether a way or access is asked for.
    limited: bool,
    cards: Vec<Card>,
}

async fn list(visit: Visit, Path(gss): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let council = read::council(&visit, &format!("councils/{gss}")).await?;
    let kind = kind(&asked);
    let place = place(asked.value("at"));
    let limits = limits(&asked);
    let limited = limits != pb::Constraints::default();
    let request = pb::FindOptionsRequest {
        request: Some(pb::Request { kind: kind.into(), constraints: Some(limits), ..pb::Request::default() }),
        council: council.name.clone(),
        latitude: place.map(|(north, _)| north),
        longitude: place.map(|(_, east)| east),
        page_size: 0,
    };
    let found = visit.services().options().find_options(visit.ask(request)?).await?.into_inner();
    let mut records = Records::default();
    let mut cards = Vec::new();
    for option in &found.options {
        records.add(&visit, &option.offering, &option.ulo).await?;
        cards.extend(card(&visit, option, &records, None).await?);
    }
    let content = List {
        near: near(&asked),
        at: place.map(|_| asked.value("at").to_owned()).unwrap_or_default(),
        form: asked.form(),
        limited,
        kind: kind.into(),
        cards,
        council,
    };
    let name = &content.council.display_name;
    let page = visit.page(text("option-title").with("council", name));
    page.under(text("council-title").with("council", name), format!("/councils/{gss}")).show(&content)
}

/// The kind of support asked for; planning support when it is none that can be asked for.
fn kind(asked: &Asked) -> pb::request::Kind {
    use pb::request::Kind;
    let kind = i32::try_from(asked.number("kind")).unwrap_or_default();
    let kind = Kind::try_from(kind).ok().filter(|kind| *kind != Kind::Unspecified);
    kind.unwrap_or(Kind::SupportBrokerage)
}

fn limits(asked: &Asked) -> pb::Constraints {
    let way = i32::try_from(asked.number("way")).unwrap_or_default();
    let way = pb::DeliveryMode::try_from(way).ok().filter(|way| *way != pb::DeliveryMode::Unspecified);
    let must = Some(asked.value("must")).filter(|code| access::is_known(code));
    pb::Constraints {
        delivery_modes: way.into_iter().map(i32::from).collect(),
        must_have: must.into_iter().map(str::to_owned).collect(),
        ..pb::Constraints::default()
    }
}

/// The first half of a postcode as the address has it.
pub(crate) fn near(asked: &Asked) -> String {
    asked.value("near").chars().filter(char::is_ascii_alphanumeric).take(4).collect()
}

/// Degrees north and east around England, as `53.72,-1.86`.
pub(crate) fn place(at: &str) -> Option<(f64, f64)> {
    let (north, east) = at.split_once(',')?;
    let (north, east): (f64, f64) = (north.parse().ok()?, east.parse().ok()?);
    (NORTH.contains(&north) && EAST.contains(&east)).then_some((north, east))
}

/// The address of the list near somewhere in a council.
pub(crate) fn path(council: &str, near: &str, at: &str, kind: i32) -> String {
    format!("/{council}/options?kind={kind}&near={}&at={}", query(near), query(at))
}

impl List {
    /// The same without limits.
    fn anyone(&self) -> String {
        path(&self.council.name, &self.near, &self.at, self.kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_two_numbers_around_england() {
        assert_eq!(place("53.72,-1.86"), Some((53.72, -1.86)));
        for wrong in ["", "53.72", "53.72,", "nan,0", "12,0", "53,9", "a,b"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }
}
