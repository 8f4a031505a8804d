//! Giving places of an offering to a round: its organisation says how many.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use proto::matching::v1 as pb;
use proto::ulos::v1 as ulos;

use super::fetch;
use crate::error::Failure;
use crate::form::Form;
use crate::offerings;
use crate::read;
use crate::refusal;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Say as _, Text, text};

#[derive(Template)]
#[template(path = "opening_rounds/give.html")]
struct Give {
    form: Form,
    round: pb::OpeningRound,
    offering: ulos::Offering,
    /// How many the organisation last said could start.
    stated: Text,
}

/// What the caller's organisation offers where the round is: what it is called, how many places it gives, and where that
/// is said.
pub(super) async fn offered(
    visit: &Visit,
    round: &pb::OpeningRound,
) -> Result<Vec<(Text, Text, String)>, Failure> {
    let caller = staff::one_of(visit, &super::KEEPERS)?;
    if caller.role != Role::Manager {
        return Ok(Vec::new());
    }
    let council = if round.owner.starts_with("councils/") { round.owner.as_str() } else { "" };
    let offerings = read::offerings(visit, council, &caller.ulo, 0).await?;
    Ok(offerings.iter().map(|offering| row(round, offering)).collect())
}

fn row(round: &pb::OpeningRound, offering: &ulos::Offering) -> (Text, Text, String) {
    let given = text("opening-round-given").with("count", given(round, &offering.name));
    (offering.display_name.text(), given, format!("/{}/{}", round.name, offering.name))
}

/// How many places of an offering the round has.
fn given(round: &pb::OpeningRound, offering: &str) -> i32 {
    round.openings.iter().find(|one| one.offering == offering).map_or(0, |one| one.openings)
}

/// `GET /openingRounds/{id}/offerings/{offering}`
pub(super) async fn giving(
    visit: Visit,
    Path((id, offering)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (round, offering) = both(&visit, &id, &offering).await?;
    let form = Form::editing(&round.etag).with("openings", given(&round, &offering.name));
    ask(&visit, round, offering, form)
}

/// The round, and the offering of the caller's own organisation.
async fn both(
    visit: &Visit,
    id: &str,
    offering: &str,
) -> Result<(pb::OpeningRound, ulos::Offering), Failure> {
    let round = fetch(visit, id).await?;
    let offering = read::offering(visit, &format!("offerings/{offering}")).await?;
    let caller = staff::one_of(visit, &[Role::Manager])?;
    if caller.ulo == offering.ulo {
        Ok((round, offering))
    } else {
        Err(Error::not_found(offering.name).into())
    }
}

fn ask(
    visit: &Visit,
    round: pb::OpeningRound,
    offering: ulos::Offering,
    form: Form,
) -> Result<Response, Failure> {
    let page = visit.page(text("opening-round-give")).back(format!("/{}", round.name)).asking(&form);
    page.show(&Give { form, stated: offerings::openings(&offering), round, offering })
}

/// `POST /openingRounds/{id}/offerings/{offering}`
pub(super) async fn give(
    visit: Visit,
    Path((id, offering)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Failure> {
    let (round, offering) = both(&visit, &id, &offering).await?;
    form.need("openings", text("opening-round-give-needed"));
    let openings = form.number("openings").map_or(0, |number| i32::try_from(number).unwrap_or(i32::MAX));
    if form.is_wrong() {
        return ask(&visit, round, offering, form);
    }
    let request = pb::SetOpeningsRequest {
        name: round.name.clone(),
        etag: form.etag().to_owned(),
        offering: offering.name.clone(),
        openings,
    };
    match visit.services().opening_rounds().set_openings(visit.ask(request)?).await.map_err(Error::from) {
        Ok(_) => Ok(visit.go_saying(&format!("/{}", round.name), "opening-round-gave")),
        Err(Error::Stale) => {
            let now = Form::editing(&round.etag).with("openings", given(&round, &offering.name));
            ask(&visit, round, offering, refusal::beside(form, &now))
        }
        Err(error) => ask(&visit, round, offering, refusal::retry(form, error)?),
    }
}
