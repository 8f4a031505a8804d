//! How strong the ties are between a council and user-led organisations, strand by strand, beside like councils.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::councils::v1 as pb;
use proto::councils::v1::spend_line::Among;
use proto::councils::v1::strand::Kind as Strand;

use super::small;
use crate::error::Failure;
use crate::parts::download::{Cover, Kind, download};
use crate::parts::table::{Cell, Table};
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::when;
use crate::words::{Text, text};

const METHODS: [&str; 7] = [
    "link-method-money",
    "link-method-term",
    "link-method-seats",
    "link-method-decisions",
    "link-method-beside",
    "link-method-apart",
    "link-method-people",
];

#[derive(Template)]
#[template(path = "frameworks/ties.html")]
struct Show {
    title: Text,
    lead: Text,
    table: Table,
    /// Introductions, for the council's own officers.
    introductions: Option<Text>,
    methods: Vec<Text>,
}

/// `GET /frameworks/{gss}/link`
pub(super) async fn show(visit: Visit, Path(gss): Path<String>) -> Result<Response, Failure> {
    let link = fetch(&visit, &gss).await?;
    let title = title(&link);
    let content = Show {
        title: title.clone(),
        lead: lead(&link),
        table: table(&link).file(format!("/frameworks/{gss}/link/strands")),
        introductions: link.introduction_count.as_ref().map(|count| small(Some(count))),
        methods: METHODS.map(text).to_vec(),
    };
    let under = text("framework-title").with("council", staff::council(&link.council));
    visit.page(title).under(under, format!("/frameworks/{gss}")).wide().show(&content)
}

/// `GET /frameworks/{gss}/link/{file}`
pub(super) async fn file(
    visit: Visit,
    Path((gss, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let kind = Kind::of(&file).filter(|(stem, _)| *stem == "strands");
    let (_, kind) = kind.ok_or_else(|| Error::not_found("this file"))?;
    let link = fetch(&visit, &gss).await?;
    let day = when::date(&link.as_of_date).unwrap_or_else(when::today);
    let cover = Cover::new(title(&link), day).methods(METHODS.map(text));
    download(&format!("{gss}-link"), kind, &cover, &table(&link))
}

async fn fetch(visit: &Visit, gss: &str) -> Result<pb::Link, Error> {
    let message = pb::GetLinkRequest { name: format!("links/{gss}") };
    Ok(visit.services().links().get_link(visit.ask(message)?).await?.into_inner())
}

fn title(link: &pb::Link) -> Text {
    text("link-title").with("council", staff::council(&link.council))
}

/// On how many strands the council does more than half of those like it, of how many can be compared.
fn lead(link: &pb::Link) -> Text {
    let compared = link.strands.iter().filter_map(|strand| Some((strand.value?, line(strand, Among::Like)?)));
    let compared: Vec<(i64, i64)> = compared.collect();
    if compared.is_empty() {
        return text("link-lead-unknown");
    }
    let above = compared.iter().filter(|(own, like)| own > like).count();
    text("link-lead").with("above", above).with("of", compared.len())
}

fn table(link: &pb::Link) -> Table {
    let heads = ["link-strand", "link-here", "spend-like", "spend-region", "spend-england"];
    let table = Table::new("strands", text("link-table"), heads.map(text).to_vec());
    link.strands.iter().fold(table, |table, strand| {
        let cell = |value: Option<i64>| said(strand.kind(), value);
        let others = [Among::Like, Among::Region, Among::England].map(|among| cell(line(strand, among)));
        table.row(called(strand.kind()), [cell(strand.value)].into_iter().chain(others).collect())
    })
}

fn line(strand: &pb::Strand, among: Among) -> Option<i64> {
    strand.lines.iter().find(|line| line.among() == among)?.value
}

fn called(strand: Strand) -> Text {
    text(match strand {
        Strand::Money => "link-money",
        Strand::Term => "link-term",
        Strand::Seats => "link-seats",
        Strand::Spoken => "link-spoken",
        Strand::Changed => "link-changed",
        Strand::Unspecified => return Text::default(),
    })
}

/// One value of a strand, in its unit.
fn said(strand: Strand, value: Option<i64>) -> Cell {
    let Some(value) = value else { return Cell::words(text("spend-not-known")) };
    let number = i32::try_from(value).unwrap_or(i32::MAX);
    match strand {
        Strand::Money => Cell::money(value),
        Strand::Seats => Cell::count(number),
        Strand::Term => Cell::figure(text("link-months").with("count", number), Some(number)),
        _ => {
            let percent = (number + 5) / 10;
            Cell::figure(text("framework-percent").with("percent", percent), Some(percent))
        }
    }
}
