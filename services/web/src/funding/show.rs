//! The page of an organisation's money, and its tables as files.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;

use super::Money;
use super::sentences::{basis, lead, methods, year};
use super::tables::{Tables, timeline};
use crate::error::Failure;
use crate::parts::download::{Cover, Kind, download};
use crate::parts::timeline::Timeline;
use crate::said;
use crate::view::View;
use crate::visit::Visit;
use crate::when;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "funding/show.html")]
struct Show {
    money: Money,
    lead: Text,
    basis: Vec<Text>,
    year: Vec<Text>,
    tables: Tables,
    timeline: Timeline,
    methods: Vec<Text>,
}

impl Show {
    fn plan_is_missing(&self) -> bool {
        self.money.outlook().is_some_and(|outlook| outlook.closure_plan_missing)
    }
}

/// `GET /ulos/{id}/funding`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let money = Money::fetch(&visit, &id).await?;
    let lead = lead(money.outlook());
    let stated = money.finance.as_ref().zip(money.outlook());
    let content = Show {
        basis: stated.map(|(finance, outlook)| basis(finance, outlook)).unwrap_or_default(),
        year: money.outlook().map(year).unwrap_or_default(),
        tables: Tables::of(&money),
        timeline: timeline(&money, &lead),
        methods: methods(),
        lead,
        money,
    };
    let page = visit.page(text("funding-title"));
    page.under(&content.money.ulo.display_name, format!("/{}", content.money.ulo.name)).wide().show(&content)
}

/// `GET /ulos/{id}/funding/{file}`: one of its tables.
pub(super) async fn file(
    visit: Visit,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let money = Money::fetch(&visit, &id).await?;
    let tables = Tables::of(&money);
    let found = Kind::of(&file).and_then(|(stem, kind)| Some((stem, kind, tables.named(stem)?)));
    let (stem, kind, table) = found.ok_or_else(|| Error::not_found("this file"))?;
    let title = text("funding-cover").with("ulo", &money.ulo.display_name);
    download(stem, kind, &Cover::new(title, when::today()).methods(methods()), table)
}
