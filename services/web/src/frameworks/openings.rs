//! Where one more opening would help most, and for whom: for the council's own officers.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use proto::matching::v1 as pb;

use crate::error::Failure;
use crate::parts::download::{Cover, Kind, download};
use crate::parts::table::Table;
use crate::prices::{self, METHODS};
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::when;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "frameworks/openings.html")]
struct Show {
    title: Text,
    lead: Text,
    table: Table,
    methods: Vec<Text>,
}

/// `GET /frameworks/{gss}/openings`
pub(super) async fn show(visit: Visit, Path(gss): Path<String>) -> Result<Response, Failure> {
    let (council, prices) = fetch(&visit, &gss).await?;
    let title = title(&council);
    let content = Show {
        title: title.clone(),
        lead: prices::lead(&prices),
        table: prices::table(&prices).file(format!("/frameworks/{gss}/openings/list")),
        methods: METHODS.map(text).to_vec(),
    };
    let under = text("framework-title").with("council", council);
    visit.page(title).under(under, format!("/frameworks/{gss}")).wide().show(&content)
}

/// `GET /frameworks/{gss}/openings/{file}`
pub(super) async fn file(
    visit: Visit,
    Path((gss, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let kind = Kind::of(&file).filter(|(stem, _)| *stem == "list");
    let (_, kind) = kind.ok_or_else(|| Error::not_found("this file"))?;
    let (council, prices) = fetch(&visit, &gss).await?;
    let day = prices.first().and_then(|price| when::time(price.create_time.as_ref()));
    let day = day.map_or_else(when::today, platform::uk_time::date);
    let cover = Cover::new(title(&council), day).methods(METHODS.map(text));
    download(&format!("{gss}-openings"), kind, &cover, &prices::table(&prices))
}

/// What the council is called, and last night's prices in its area.
async fn fetch(visit: &Visit, gss: &str) -> Result<(Text, Vec<pb::Price>), Failure> {
    staff::one_of(visit, &[Role::Officer])?;
    let council = format!("councils/{gss}");
    let prices = prices::of_council(visit, &council).await?.ok_or(Error::Forbidden)?;
    Ok((staff::council(&council), prices))
}

fn title(council: &Text) -> Text {
    text("price-title").with("council", council)
}
