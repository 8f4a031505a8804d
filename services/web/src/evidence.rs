//! How far an organisation has come, criterion by criterion, with the working: open to everyone. Its manager claims here,
//! its council reviews.

mod claim;
mod queue;
mod table;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use platform::{Error, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::Verdict;
use proto::ulos::v1::evidence::State;
use proto::ulos::v1::maturity::Basis;

use crate::error::Failure;
use crate::parts::download::{Cover, Kind, download};
use crate::parts::table::Table;
use crate::read;
use crate::said;
use crate::site::Site;
use crate::view::View;
use crate::visit::Visit;
use crate::when;
use crate::words::{Text, text};

/// The pages of evidence.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/ulos/{id}/evidence", get(show))
        .route("/ulos/{id}/evidence/{file}", get(file))
        .route("/ulos/{id}/edit/evidence/{criterion}", get(claim::claiming).post(claim::claim))
        .route("/ulos/{id}/edit/evidence/{criterion}/withdraw", post(claim::withdraw))
        .route("/evidence", get(queue::list))
        .route("/evidences/{id}/review", get(queue::reviewing).post(queue::review))
}

#[derive(Template)]
#[template(path = "evidence/show.html")]
struct Show {
    ulo: pb::Ulo,
    maturity: pb::Maturity,
    lead: Text,
    methods: Vec<Text>,
    groups: Vec<Table>,
    keeps: bool,
    waiting: usize,
}

/// How far an organisation has come.
pub(crate) async fn maturity(visit: &Visit, ulo: &str) -> Result<pb::Maturity, Error> {
    let message = pb::GetMaturityRequest { name: ulo.replacen("ulos/", "maturities/", 1) };
    Ok(visit.services().maturities().get_maturity(visit.ask(message)?).await?.into_inner())
}

/// Everything an organisation ever claimed, newest first.
async fn evidences(visit: &Visit, ulo: &str) -> Result<Vec<pb::Evidence>, Error> {
    read::every(|page_token| async move {
        let message = pb::ListEvidencesRequest {
            page_size: 100,
            page_token,
            ulo: ulo.to_owned(),
            ..Default::default()
        };
        let page = visit.services().evidences().list_evidences(visit.ask(message)?).await?.into_inner();
        Ok((page.evidences, page.next_page_token))
    })
    .await
}

/// What an organisation is and at which stage, in two sentences.
pub(crate) fn summary(maturity: &pb::Maturity) -> Text {
    text("evidence-summary")
        .with("class", said::evidence::class(maturity.class))
        .with("stage", said::evidence::stage(maturity.stage))
}

fn lead(maturity: &pb::Maturity) -> Text {
    let count = |verdict: Verdict| maturity.criteria.iter().filter(|one| one.verdict() == verdict).count();
    text("evidence-lead")
        .with("met", count(Verdict::Met))
        .with("not", count(Verdict::NotMet))
        .with("open", count(Verdict::NotEvidenced))
}

/// What everyone else sees, where money makes a difference to whoever looks.
fn others_see(maturity: &pb::Maturity) -> Option<Text> {
    let differs = maturity.stage != maturity.published_stage;
    differs
        .then(|| text("evidence-others-see").with("stage", said::evidence::stage(maturity.published_stage)))
}

/// How the page is worked out.
fn methods(maturity: &pb::Maturity) -> Vec<Text> {
    let basis = match maturity.basis() {
        Basis::Everything => "evidence-method-everything",
        Basis::Published | Basis::Unspecified => "evidence-method-published",
    };
    let unsure =
        |one: &&pb::CriterionVerdict| said::evidence::is_unsure(&maturity.criterion_set, &one.criterion);
    let source = text("evidence-method-source")
        .with("unsure", maturity.criteria.iter().filter(unsure).count())
        .with("of", maturity.criteria.len());
    vec![text("evidence-method"), text("evidence-method-open"), text(basis), source]
}

/// Whether whoever looks may claim for this organisation.
fn keeps(visit: &Visit, ulo: &pb::Ulo) -> bool {
    let open = ulo.state() == pb::ulo::State::Listed;
    open && visit.viewer().is_some_and(|viewer| match viewer.caller().role {
        Role::Manager => viewer.caller().ulo == ulo.name,
        Role::Operator => true,
        _ => false,
    })
}

async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let ulo = read::ulo(&visit, &format!("ulos/{id}")).await?;
    let maturity = maturity(&visit, &ulo.name).await?;
    let evidences = evidences(&visit, &ulo.name).await?;
    let governance = read::governance(&visit, &ulo.name).await?;
    let keeps = keeps(&visit, &ulo);
    let content = Show {
        lead: lead(&maturity),
        methods: methods(&maturity),
        groups: table::groups(&ulo, &maturity, (&evidences, governance.as_ref()), keeps),
        waiting: evidences.iter().filter(|evidence| evidence.state() == State::Submitted).count(),
        keeps,
        maturity,
        ulo,
    };
    let title = text("evidence-title").with("ulo", &content.ulo.display_name);
    visit.page(title).under(&content.ulo.display_name, format!("/{}", content.ulo.name)).wide().show(&content)
}

/// `GET /ulos/{id}/evidence/criteria.csv` and `.xlsx`
async fn file(visit: Visit, Path((id, file)): Path<(String, String)>) -> Result<Response, Failure> {
    let kind = Kind::of(&file).filter(|(stem, _)| *stem == "criteria").map(|(_, kind)| kind);
    let kind = kind.ok_or_else(|| Error::not_found("this file"))?;
    let ulo = read::ulo(&visit, &format!("ulos/{id}")).await?;
    let maturity = maturity(&visit, &ulo.name).await?;
    let evidences = evidences(&visit, &ulo.name).await?;
    let governance = read::governance(&visit, &ulo.name).await?;
    let cover = Cover::new(text("evidence-title").with("ulo", &ulo.display_name), when::today())
        .methods(methods(&maturity));
    download("criteria", kind, &cover, &table::whole(&maturity, &evidences, governance.as_ref()))
}

/// The steps to the next stage that are not there yet.
fn missing(maturity: &pb::Maturity) -> Vec<Text> {
    let open = maturity.next.iter().filter(|one| one.verdict() != Verdict::Met);
    open.map(|one| {
        let key = if one.verdict() == Verdict::NotMet { "evidence-lacks" } else { "evidence-lacks-shown" };
        text(key).with("what", said::evidence::requirement(one.kind))
    })
    .collect()
}
