//! What a council spends by user-led organisations against others, year by year, beside like councils. Its officers state
//! what went to others.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use chrono::Datelike as _;
use platform::{Error, Role};
use proto::councils::v1 as pb;
use proto::councils::v1::spend_line::Among;

use crate::error::Failure;
use crate::form::Form;
use crate::parts::download::{Cover, Kind, download};
use crate::parts::table::{Cell, Table};
use crate::refusal;
use crate::staff;
use crate::view::{self, View};
use crate::visit::Visit;
use crate::when;
use crate::words::{Text, text};

const METHODS: [&str; 4] =
    ["spend-method-ulos", "spend-method-others", "spend-method-like", "spend-method-law"];

#[derive(Template)]
#[template(path = "frameworks/spending.html")]
struct Show {
    lead: Text,
    beside: Text,
    table: Table,
    /// Years whoever looks may state something of, with where; each with what was stated so far.
    states: Vec<(Text, String)>,
    sources: Vec<Text>,
    methods: Vec<Text>,
}

#[derive(Template)]
#[template(path = "frameworks/spending_state.html")]
struct State {
    form: Form,
    year: Text,
    back: String,
}

/// `GET /frameworks/{gss}/spending`
pub(super) async fn show(visit: Visit, Path(gss): Path<String>) -> Result<Response, Failure> {
    let spends = list(&visit, &gss).await?;
    let council = staff::council(&format!("councils/{gss}"));
    let may = staff::is_officer_of(&visit, &format!("councils/{gss}"));
    let path = |spend: &pb::Spend| format!("/frameworks/{gss}/spending/{}", spend.year);
    let content = Show {
        lead: lead(&spends),
        beside: beside(&spends),
        table: table(&spends).file(format!("/frameworks/{gss}/spending/by-year")),
        states: spends.iter().filter(|_| may).map(|spend| (year(spend.year), path(spend))).collect(),
        sources: spends.iter().filter(|spend| !spend.source.is_empty()).map(source).collect(),
        methods: METHODS.map(text).to_vec(),
    };
    let title = text("spend-title").with("council", &council);
    let under = text("framework-title").with("council", &council);
    visit.page(title).under(under, format!("/frameworks/{gss}")).wide().show(&content)
}

/// `GET /frameworks/{gss}/spending/{year}`: the form of a year, or the table as a file.
pub(super) async fn file_or_form(
    visit: Visit,
    Path((gss, year)): Path<(String, String)>,
) -> Result<Response, Failure> {
    if let Some((stem, kind)) = Kind::of(&year) {
        return file(&visit, &gss, stem, kind).await;
    }
    staff::one_of(&visit, &[Role::Officer])?;
    let spend = fetch(&visit, &gss, &year).await?;
    let pounds = spend.to_others_pence.map(|pence| format!("{}.{:02}", pence / 100, pence % 100));
    let pounds = pounds.unwrap_or_default();
    let form = Form::editing(&spend.etag)
        .with("to_others_pence", pounds.strip_suffix(".00").unwrap_or(&pounds))
        .with("source", &spend.source);
    ask(&visit, &gss, &year, form)
}

async fn file(visit: &Visit, gss: &str, stem: &str, kind: Kind) -> Result<Response, Failure> {
    if stem != "by-year" {
        return Err(Error::not_found("this file").into());
    }
    let spends = list(visit, gss).await?;
    let title = text("spend-title").with("council", staff::council(&format!("councils/{gss}")));
    let cover = Cover::new(title, when::today()).methods(METHODS.map(text));
    download(&format!("{gss}-spending"), kind, &cover, &table(&spends))
}

fn ask(visit: &Visit, gss: &str, of: &str, form: Form) -> Result<Response, Failure> {
    let back = format!("/frameworks/{gss}/spending");
    let year = year(of.parse().unwrap_or_default());
    let under = text("spend-title").with("council", staff::council(&format!("councils/{gss}")));
    let page = visit.page(text("spend-state-title").with("year", &year)).under(under, back.clone());
    page.asking(&form).show(&State { form, year, back })
}

/// `POST /frameworks/{gss}/spending/{year}`
pub(super) async fn state(
    visit: Visit,
    Path((gss, year)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Officer])?;
    form.need("to_others_pence", text("spend-others-needed"));
    form.need("source", text("spend-source-needed"));
    let to_others_pence = form.pence("to_others_pence").unwrap_or_default();
    if form.is_wrong() {
        return ask(&visit, &gss, &year, form);
    }
    let request = pb::StateSpendRequest {
        name: format!("spends/{gss}-{year}"),
        etag: form.etag().to_owned(),
        to_others_pence,
        source: form.value("source").to_owned(),
    };
    match visit.services().spends().state_spend(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying(&format!("/frameworks/{gss}/spending"), "spend-stated")),
        Err(status) => ask(&visit, &gss, &year, refusal::retry(form, Error::from(status))?),
    }
}

async fn list(visit: &Visit, gss: &str) -> Result<Vec<pb::Spend>, Error> {
    let message = pb::ListSpendsRequest { council: format!("councils/{gss}"), ..Default::default() };
    Ok(visit.services().spends().list_spends(visit.ask(message)?).await?.into_inner().spends)
}

async fn fetch(visit: &Visit, gss: &str, year: &str) -> Result<pb::Spend, Error> {
    let message = pb::GetSpendRequest { name: format!("spends/{gss}-{year}") };
    Ok(visit.services().spends().get_spend(visit.ask(message)?).await?.into_inner())
}

/// The newest year of which a share can be told; the present year is not over.
fn newest(spends: &[pb::Spend]) -> Option<&pb::Spend> {
    spends.iter().find(|spend| spend.share_permille.is_some())
}

fn lead(spends: &[pb::Spend]) -> Text {
    match (newest(spends), spends.first()) {
        (Some(spend), _) => text("spend-lead")
            .with("year", year(spend.year))
            .with("percent", percent(spend.share_permille.unwrap_or_default())),
        (None, Some(spend)) => text("spend-lead-unknown")
            .with("year", year(spend.year))
            .with("amount", view::money((spend.to_ulos_pence + 50) / 100 * 100)),
        (None, None) => Text::default(),
    }
}

fn beside(spends: &[pb::Spend]) -> Text {
    let like = newest(spends).and_then(|spend| {
        let line = spend.lines.iter().find(|line| line.among() == Among::Like)?;
        Some((line.share_permille?, line.council_count))
    });
    match like {
        Some((share, count)) => text("spend-beside").with("percent", percent(share)).with("count", count),
        None => text("spend-beside-unknown"),
    }
}

fn table(spends: &[pb::Spend]) -> Table {
    let heads = [
        "spend-year",
        "spend-ulos",
        "spend-shown",
        "spend-recorded-others",
        "spend-others",
        "spend-share",
        "spend-like",
        "spend-region",
        "spend-england",
    ];
    let table = Table::new("by-year", text("spend-table"), heads.map(text).to_vec());
    spends.iter().fold(table, |table, spend| {
        let line = |among: Among| {
            share(spend.lines.iter().find(|line| line.among() == among).and_then(|line| line.share_permille))
        };
        let others = spend.to_others_pence.map_or_else(|| Cell::words(text("spend-not-stated")), Cell::money);
        let cells = vec![
            Cell::money(spend.to_ulos_pence),
            Cell::money(spend.to_shown_ulos_pence),
            Cell::money(spend.to_recorded_others_pence),
            others,
            share(spend.share_permille),
            line(Among::Like),
            line(Among::Region),
            line(Among::England),
        ];
        table.row(year(spend.year), cells)
    })
}

fn share(permille: Option<i32>) -> Cell {
    match permille {
        Some(permille) => {
            let percent = percent(permille);
            Cell::figure(text("framework-percent").with("percent", percent), Some(percent))
        }
        None => Cell::words(text("spend-not-known")),
    }
}

/// Of 1,000 as of 100, to the nearest.
fn percent(permille: i32) -> i32 {
    (permille + 5) / 10
}

fn source(spend: &pb::Spend) -> Text {
    text("spend-source-of").with("year", year(spend.year)).with("source", &spend.source)
}

/// A financial year in words.
fn year(begins: i32) -> Text {
    let key = if begins == financial_year() { "spend-year-now" } else { "spend-year-of" };
    text(key).with("from", begins.to_string()).with("to", (begins + 1).to_string())
}

/// The calendar year the present financial year begins in.
fn financial_year() -> i32 {
    let today = when::today();
    if today.month() < 4 { today.year() - 1 } else { today.year() }
}
