//! What an organisation offers, kept by its manager: adding, changing, stating who can start, pausing, going on, ending.

mod edit;
mod life;
mod new;
mod part;
mod ties;
mod times;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use platform::Error;
use prost_types::FieldMask;
use proto::ulos::v1 as pb;
use proto::ulos::v1::offering::State;

use crate::entry;
use crate::error::Failure;
use crate::parts::Summary;
use crate::prices;
use crate::read;
use crate::said;
use crate::site::Site;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::when;
use crate::words::{Say as _, Text, text};

/// The pages of offerings.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/ulos/{id}/edit/offerings", get(list))
        .route("/ulos/{id}/edit/offerings/new", get(new::adding).post(new::add))
        .route("/ulos/{id}/edit/offerings/{offering}", get(show))
        .route("/ulos/{id}/edit/offerings/{offering}/pause", post(life::pause))
        .route("/ulos/{id}/edit/offerings/{offering}/resume", post(life::resume))
        .route("/ulos/{id}/edit/offerings/{offering}/close", get(life::closing).post(life::close))
        .route("/ulos/{id}/edit/offerings/{offering}/ties", get(ties::list).post(ties::add))
        .route("/ulos/{id}/edit/offerings/{offering}/ties/remove", post(ties::remove))
        .route("/ulos/{id}/edit/offerings/{offering}/{part}", get(edit::editing).post(edit::edit))
}

#[derive(Template)]
#[template(path = "offerings/list.html")]
struct List {
    ulo: pb::Ulo,
    offerings: Vec<pb::Offering>,
}

/// `GET /ulos/{id}/edit/offerings`
async fn list(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    let offerings = read::offerings(&visit, "", &ulo.name, 0).await?;
    let back = format!("/{}/edit", ulo.name);
    visit.page(text("supply-title")).under(text("entry-title"), back).show(&List { ulo, offerings })
}

/// How many can start, and when that was said.
pub(crate) fn openings(offering: &pb::Offering) -> Text {
    match offering.openings {
        None => text("supply-openings-unknown"),
        Some(count) => {
            let ago = when::ago(offering.openings_time.as_ref(), when::today());
            text("supply-openings").with("count", count).with("ago", ago)
        }
    }
}

#[derive(Template)]
#[template(path = "offerings/show.html")]
struct Show {
    offering: pb::Offering,
    path: String,
    /// What one more opening would be worth, and how often it was shown.
    worth: Option<(Text, Text)>,
}

impl Show {
    /// What is said of the offering, with where each is changed.
    fn facts(&self) -> Summary {
        let offering = &self.offering;
        let modes = offering.delivery_modes.iter().map(|mode| said::offering::mode(*mode)).collect();
        let councils = offering.councils.iter().map(|name| staff::council(name)).collect();
        let who_for = offering.who_for.iter().map(|who| said::offering::who_for(*who)).collect();
        let ties = offering.interests.iter().map(|tie| crate::ties::said(tie.kind, &tie.detail)).collect();
        let wait = offering.typical_wait_days.map(|days| text("supply-days").with("days", days));
        let travel = offering.max_travel_km.map(|km| text("supply-travel-said").with("km", km));
        let times = offering.schedules.iter().map(said::offering::hours).collect();
        let mut price = vec![said::offering::price(offering.price_pence, offering.price_basis)];
        price.extend(
            offering
                .hourly_cost_pence
                .map(|pence| text("supply-hourly-cost-said").with("money", crate::view::money(pence))),
        );
        let rows: Vec<(&'static str, &str, Vec<Text>)> = vec![
            ("supply-openings-title", "openings", vec![openings(offering)]),
            ("supply-wait", "openings", wait.into_iter().collect()),
            ("supply-name", "about", vec![offering.display_name.text()]),
            ("supply-description", "about", vec![offering.description.text()]),
            ("supply-who-for", "about", who_for),
            ("supply-price", "price", price),
            ("supply-times-title", "times", times),
            ("supply-modes", "where", modes),
            ("supply-areas", "where", councils),
            ("supply-travel", "where", travel.into_iter().collect()),
            ("supply-languages", "access", said::language::languages(&offering.languages)),
            ("supply-access", "access", said::access::items(&offering.access)),
            ("ties-title", "ties", ties),
        ];
        rows.into_iter().fold(Summary::default(), |rows, (label, part, values)| {
            let mut values = values.into_iter();
            let rows = rows.row(text(label), values.next().unwrap_or_default());
            let rows = values.fold(rows, Summary::and);
            if offering.state() == State::Closed {
                rows
            } else {
                rows.change(format!("{}/{part}", self.path))
            }
        })
    }
}

/// `GET /ulos/{id}/edit/offerings/{offering}`
async fn show(visit: Visit, Path((id, offering)): Path<(String, String)>) -> Result<Response, Failure> {
    let offering = fetch(&visit, &id, &offering).await?;
    let worth = prices::of_offering(&visit, &offering).await?;
    let content = Show { path: path(&offering), offering, worth };
    let back = format!("/{}/edit/offerings", content.offering.ulo);
    visit.page(content.offering.display_name.text()).under(text("supply-title"), back).show(&content)
}

/// Where the pages of an offering are.
fn path(offering: &pb::Offering) -> String {
    format!("/{}/edit/{}", offering.ulo, offering.name)
}

/// An offering of that organisation, for someone who keeps its pages.
async fn fetch(visit: &Visit, id: &str, offering: &str) -> Result<pb::Offering, Failure> {
    let ulo = format!("ulos/{id}");
    staff::keeper(visit, &ulo)?;
    let found = read::offering(visit, &format!("offerings/{offering}")).await?;
    if found.ulo == ulo { Ok(found) } else { Err(Error::not_found(found.name).into()) }
}

/// Changes those fields of an offering.
async fn update(visit: &Visit, offering: pb::Offering, paths: &[&str]) -> Result<pb::Offering, Error> {
    let paths = paths.iter().map(|path| (*path).to_owned()).collect();
    let update_mask = Some(FieldMask { paths });
    let request = pb::UpdateOfferingRequest { offering: Some(offering), update_mask };
    Ok(visit.services().offerings().update_offering(visit.ask(request)?).await?.into_inner())
}
