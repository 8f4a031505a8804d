//! The national picture: every council, by region.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use proto::councils::v1 as pb;
use reference::council;

use super::{cover_of, days, in_place, show, status};
use crate::error::Failure;
use crate::parts::download::{Kind, download};
use crate::parts::table::{Cell, Table};
use crate::read;
use crate::releases;
use crate::releases::released::whole_wait;
use crate::releases::tables::{share, small_cell};
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "frameworks/list.html")]
struct List {
    lead: Text,
    without: Text,
    regions: Vec<(String, String, Table)>,
}

/// `GET /frameworks`
pub(super) async fn list(visit: Visit) -> Result<Response, Failure> {
    let frameworks = all(&visit).await?;
    let whole = |framework: &&pb::Framework| {
        !framework.elements.is_empty() && framework.elements.iter().all(|element| in_place(element.exists))
    };
    let all = frameworks.iter().filter(whole).count();
    let without = frameworks.iter().filter(|framework| show::is_without(framework)).count();
    let content = List {
        lead: text("framework-list-lead").with("count", all).with("of", frameworks.len()),
        without: text("framework-list-without").with("count", without),
        regions: regions(&frameworks, &releases::of_councils(&visit).await?),
    };
    visit.page(text("framework-list-title")).wide().show(&content)
}

/// `GET /frameworks.csv`
pub(super) async fn csv(visit: Visit) -> Result<Response, Failure> {
    file(&visit, Kind::Csv).await
}

/// `GET /frameworks.xlsx`
pub(super) async fn spreadsheet(visit: Visit) -> Result<Response, Failure> {
    file(&visit, Kind::Spreadsheet).await
}

async fn file(visit: &Visit, kind: Kind) -> Result<Response, Failure> {
    let frameworks = all(visit).await?;
    let figures = releases::of_councils(visit).await?;
    let title = text("framework-list-title");
    download("frameworks", kind, &cover_of(title, &frameworks), &table("", "", frameworks.iter(), &figures))
}

/// The framework of every council.
pub(crate) async fn all(visit: &Visit) -> Result<Vec<pb::Framework>, Failure> {
    let found = read::every(|page_token| async move {
        let request = pb::ListFrameworksRequest { page_size: 100, page_token, ..Default::default() };
        let page = visit.services().frameworks().list_frameworks(visit.ask(request)?).await?.into_inner();
        Ok((page.frameworks, page.next_page_token))
    });
    Ok(found.await?)
}

/// A table each region, both in the order of their names.
fn regions(frameworks: &[pb::Framework], figures: &[pb::PlaceFigures]) -> Vec<(String, String, Table)> {
    let mut regions: BTreeMap<(&str, &str), Vec<&pb::Framework>> = BTreeMap::new();
    for framework in frameworks {
        let code = framework.council.strip_prefix("councils/").unwrap_or_default();
        let place = council::find(code).map_or(("", ""), |council| (council.region, council.region_code));
        regions.entry(place).or_default().push(framework);
    }
    let table = |((name, code), mut here): ((&str, &str), Vec<&pb::Framework>)| {
        here.sort_by_cached_key(|framework| staff::council(&framework.council).to_string());
        (code.to_owned(), name.to_owned(), table(code, name, here.into_iter(), figures))
    };
    regions.into_iter().map(table).collect()
}

fn table<'a>(
    id: &str,
    region: &str,
    frameworks: impl Iterator<Item = &'a pb::Framework>,
    figures: &[pb::PlaceFigures],
) -> Table {
    let heads = [
        "framework-list-council",
        "framework-list-brokerage",
        "framework-list-advocacy",
        "framework-list-peer",
        "framework-list-ulos",
        "framework-list-led",
        "framework-list-not-led",
        "framework-list-wait",
        "framework-list-answered",
        "framework-list-better",
    ];
    let caption = text("framework-list-table").with("region", region);
    frameworks.fold(Table::new(id, caption, heads.map(text).to_vec()), |table, framework| {
        let figures = figures.iter().find(|figures| framework.council.ends_with(&figures.place));
        let cells = cells(framework, figures.unwrap_or(&pb::PlaceFigures::default()));
        table.row_to(staff::council(&framework.council), format!("/{}", framework.name), cells)
    })
}

fn cells(framework: &pb::Framework, figures: &pb::PlaceFigures) -> Vec<Cell> {
    let exists = |kind: pb::framework::Kind| {
        let element = framework.elements.iter().find(|element| element.kind() == kind);
        Cell::words(element.map_or_else(Text::default, |element| status(element.exists)))
    };
    let wait = whole_wait(figures);
    let change = figures.control_change.unwrap_or_default();
    vec![
        exists(pb::framework::Kind::SupportBrokerage),
        exists(pb::framework::Kind::Advocacy),
        exists(pb::framework::Kind::PeerSupport),
        Cell::count(framework.ulo_count),
        Cell::count(framework.user_led_count),
        Cell::count(framework.not_user_led_count),
        Cell::figure(
            wait.map_or_else(Text::default, |wait| days(wait.median_days, wait.count.as_ref())),
            wait.and_then(|wait| wait.median_days),
        ),
        small_cell(change.answered.as_ref()),
        share(change.better_percent),
    ]
}
