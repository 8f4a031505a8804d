//! The team of an organisation: who is how full, and adding a broker.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use platform::{Error, Role};
use proto::brokers::v1 as pb;

use crate::error::Failure;
use crate::fields::Choices;
use crate::form::Form;
use crate::read;
use crate::refusal;
use crate::said;
use crate::site::Site;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

/// The pages of a team.
pub fn routes() -> Router<Site> {
    Router::new().route("/team", get(show)).route("/team/new", get(adding).post(add))
}

#[derive(Template)]
#[template(path = "team/show.html")]
struct Show {
    lead: Text,
    loads: Vec<pb::Broker>,
    /// Introductions that name no broker and wait for an answer.
    unassigned: usize,
    manager: bool,
}

/// `GET /team`
async fn show(visit: Visit) -> Result<Response, Failure> {
    let caller = staff::of_ulo(&visit)?;
    let loads = staff::brokers(&visit, &caller.ulo).await?;
    let content = Show {
        lead: lead(&loads),
        unassigned: unassigned(&visit, &caller.ulo).await?,
        manager: caller.role == Role::Manager,
        loads,
    };
    visit.page(text("team-title")).show(&content)
}

/// The load of the whole team. Room counts only where new cases are taken.
fn lead(team: &[pb::Broker]) -> Text {
    let active = || team.iter().filter(|broker| broker.state() == pb::broker::State::Active);
    let room: i32 = active().map(|broker| said::broker::room(broker).max(0)).sum();
    let taken: i32 = team.iter().map(|broker| broker.open_weight).sum();
    let limit: i32 = team.iter().map(|broker| broker.caseload_limit).sum();
    let lead = text("team-lead").with("count", team.len()).with("taken", taken);
    lead.with("limit", limit).with("room", room)
}

async fn unassigned(visit: &Visit, ulo: &str) -> Result<usize, Failure> {
    let request = pb::ListIntroductionsRequest {
        page_size: 100,
        ulo: ulo.to_owned(),
        state: pb::introduction::State::Offered.into(),
        ..Default::default()
    };
    let page = visit.services().introductions().list_introductions(visit.ask(request)?).await?.into_inner();
    Ok(page.introductions.iter().filter(|introduction| introduction.broker.is_empty()).count())
}

#[derive(Template)]
#[template(path = "team/new.html")]
struct Adding {
    form: Form,
    councils: Vec<(String, Text)>,
}

impl Adding {
    fn areas(&self) -> Choices<'_> {
        let choices = Choices::many(&self.form, "councils").label(text("broker-councils"));
        self.councils.iter().fold(choices, |choices, (name, said)| choices.option(name, said))
    }
}

/// `GET /team/new`
async fn adding(visit: Visit) -> Result<Response, Failure> {
    ask(&visit, Form::new().with("languages", "en")).await
}

async fn ask(visit: &Visit, form: Form) -> Result<Response, Failure> {
    let caller = staff::one_of(visit, &[Role::Manager])?;
    let ulo = read::ulo(visit, &caller.ulo).await?;
    let page = visit.page(text("team-new-title")).back("/team").asking(&form);
    page.show(&Adding { form, councils: staff::councils(&ulo.councils) })
}

/// `POST /team/new`
async fn add(visit: Visit, mut form: Form) -> Result<Response, Failure> {
    let caller = staff::one_of(&visit, &[Role::Manager])?;
    form.need("display_name", text("team-new-name-needed"));
    form.need("caseload_limit", text("team-new-limit-needed"));
    form.need("languages", text("team-new-languages-needed"));
    form.need("councils", text("team-new-councils-needed"));
    let limit = form.number("caseload_limit").and_then(|limit| i32::try_from(limit).ok()).unwrap_or(-1);
    if form.is_wrong() {
        return ask(&visit, form).await;
    }
    let broker = pb::Broker {
        display_name: form.value("display_name").to_owned(),
        languages: form.list("languages"),
        councils: form.list("councils"),
        caseload_limit: limit,
        ulo: caller.ulo.clone(),
        ..Default::default()
    };
    let request = pb::CreateBrokerRequest { broker: Some(broker), request_id: form.request_id().to_owned() };
    match visit.services().brokers().create_broker(visit.ask(request)?).await.map_err(Error::from) {
        Ok(broker) => Ok(visit.go_saying(&format!("/{}", broker.into_inner().name), "team-added")),
        Err(error) => ask(&visit, refusal::retry(form, error)?).await,
    }
}
