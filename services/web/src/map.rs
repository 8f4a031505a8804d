//! The map of England, a tile for each council, coloured by what one asks for; with the same in a table, and as a file.
//! Open to everyone.

mod measure;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use platform::Error;

use self::measure::{Known, MEASURES, Measure};
use crate::asked::Asked;
use crate::error::Failure;
use crate::frameworks;
use crate::parts::download::{Kind, download};
use crate::parts::table::{Cell, Table};
use crate::parts::tiles::{Depth, Tiles};
use crate::site::Site;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new().route("/map", get(show)).route("/map/{file}", get(file))
}

#[derive(Template)]
#[template(path = "map/show.html")]
struct Show {
    lead: Text,
    links: Vec<(Text, String, bool)>,
    map: Tiles,
    table: Table,
}

async fn show(visit: Visit, asked: Asked) -> Result<Response, Failure> {
    let measure = Measure::asked(asked.value("show"));
    let councils = Known::all(&visit).await?;
    let link = |other: &Measure| (other.title(), format!("/map?show={}", other.word()), *other == measure);
    let lead = lead(measure, &councils);
    let content = Show {
        links: MEASURES.iter().map(link).collect(),
        map: tiles(measure, &lead, &councils),
        table: table(measure, &councils).file(format!("/map/{}", measure.word())),
        lead,
    };
    let title = text("map-title").with("what", measure.title());
    visit.page(title).under(text("framework-list-title"), "/frameworks").wide().show(&content)
}

/// `GET /map/{measure}.csv` and `.xlsx`
async fn file(visit: Visit, Path(file): Path<String>) -> Result<Response, Failure> {
    let found = Kind::of(&file).and_then(|(stem, kind)| Some((Measure::named(stem)?, kind)));
    let (measure, kind) = found.ok_or_else(|| Error::not_found("this file"))?;
    let councils = Known::all(&visit).await?;
    let title = text("map-title").with("what", measure.title());
    let cover = frameworks::cover_of(title, councils.iter().map(|known| &known.framework));
    download(&format!("map-{}", measure.word()), kind, &cover, &table(measure, &councils))
}

/// How many councils are at the deepest and the lightest.
fn lead(measure: Measure, councils: &[Known]) -> Text {
    let count = |depth: Depth| councils.iter().filter(|known| measure.of(known).depth == depth).count();
    let (least, unknown) = (count(Depth::One), count(Depth::Unknown));
    measure
        .lead()
        .with("least", least)
        .with("most", count(Depth::Four))
        .with("unknown", unknown)
        .with("of", councils.len())
}

fn tiles(measure: Measure, lead: &Text, councils: &[Known]) -> Tiles {
    let map = Tiles::new("map", measure.title(), lead);
    let map = measure.keys().iter().fold(map, |map, (depth, key)| map.key(*depth, text(key)));
    councils.iter().fold(map, |map, known| {
        let (framework, shown) = (&known.framework, measure.of(known));
        map.tile(
            &framework.council,
            format!("/{}", framework.name),
            shown.short,
            shown.cell.said(),
            shown.depth,
        )
    })
}

fn table(measure: Measure, councils: &[Known]) -> Table {
    let heads = vec![text("framework-list-council"), text("map-region"), measure.title(), text("map-depth")];
    let table = Table::new("map-table", text("map-table").with("what", measure.title()), heads);
    let mut rows: Vec<_> =
        councils.iter().map(|known| (staff::council(&known.framework.council), known)).collect();
    rows.sort_by_cached_key(|(name, _)| name.to_string());
    rows.into_iter().fold(table, |table, (name, known)| {
        let (framework, shown) = (&known.framework, measure.of(known));
        let meaning =
            measure.keys().iter().find(|(depth, _)| *depth == shown.depth).map(|(_, key)| text(key));
        let cells = vec![measure::region(framework), shown.cell, Cell::words(meaning.unwrap_or_default())];
        table.row_to(name, format!("/{}", framework.name), cells)
    })
}
