//! Finding guidance, and the formats one document is there in.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use proto::ulos::v1 as pb;
use proto::ulos::v1::guidance::State;

use crate::asked::Asked;
use crate::error::Failure;
use crate::form::Form;
use crate::page;
use crate::read;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Say as _, text};

#[derive(Template)]
#[template(path = "guidance/list.html")]
struct List {
    form: Form,
    guidances: Vec<pb::Guidance>,
    next: String,
}

#[derive(Template)]
#[template(path = "guidance/show.html")]
struct Show {
    guidance: pb::Guidance,
    ulo: pb::Ulo,
    solution: Option<pb::Solution>,
    /// Whether whoever looks keeps it.
    keeps: bool,
}

/// `GET /guidances?topic=&kind=&text=&page=`
pub(super) async fn list(visit: Visit, asked: Asked) -> Result<Response, Failure> {
    let message = pb::ListGuidancesRequest {
        page_size: 20,
        page_token: asked.value("page").to_owned(),
        topic: asked.value("topic").parse().unwrap_or_default(),
        kind: asked.value("kind").parse().unwrap_or_default(),
        text: asked.value("text").chars().take(100).collect(),
        ..Default::default()
    };
    let found = visit.services().guidances().list_guidances(visit.ask(message)?).await?.into_inner();
    let filters = ["topic", "kind", "text"];
    let kept = filters.map(|name| format!("{name}={}", page::query(asked.value(name)))).join("&");
    let next = match found.next_page_token.as_str() {
        "" => String::new(),
        token => format!("/guidances?{kept}&page={}", page::query(token)),
    };
    let form = filters.iter().fold(Form::new(), |form, name| form.with(name, asked.value(name)));
    let page = visit.page(text("guidance-title")).under(text("solution-title"), "/solutions");
    page.show(&List { form, guidances: found.guidances, next })
}

/// `GET /guidances/{id}`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let guidance = super::fetch(&visit, &id).await?;
    let ulo = read::ulo(&visit, &guidance.ulo).await?;
    let solution = match guidance.solution.as_str() {
        "" => None,
        name => read::if_there(read::solution(&visit, name).await)?,
    };
    let keeps = staff::keeper(&visit, &ulo.name).is_ok() && guidance.state() != State::Withdrawn;
    let title = guidance.display_name.text();
    let page = visit.page(title).under(text("guidance-title"), "/guidances");
    page.show(&Show { guidance, ulo, solution, keeps })
}
