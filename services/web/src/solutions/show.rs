//! Finding solutions, and reading one.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Role;
use proto::ulos::v1 as pb;
use proto::ulos::v1::solution::State;

use crate::asked::Asked;
use crate::entry;
use crate::error::Failure;
use crate::form::Form;
use crate::guidance;
use crate::page;
use crate::parts::Summary;
use crate::read;
use crate::said;
use crate::staff;
use crate::view::{self, View};
use crate::visit::Visit;
use crate::words::{Say as _, Text, text};

#[derive(Template)]
#[template(path = "solutions/list.html")]
struct List {
    form: Form,
    solutions: Vec<pb::Solution>,
    next: String,
}

#[derive(Template)]
#[template(path = "solutions/own.html")]
struct Own {
    ulo: pb::Ulo,
    solutions: Vec<pb::Solution>,
    guidances: Vec<pb::Guidance>,
    adopted: Vec<(pb::Adoption, pb::Solution)>,
}

#[derive(Template)]
#[template(path = "solutions/show.html")]
struct Show {
    solution: pb::Solution,
    ulo: pb::Ulo,
    adoptions: Vec<(pb::Adoption, pb::Ulo)>,
    /// What goes with it and everyone can read.
    guidances: Vec<pb::Guidance>,
    /// Whether whoever looks keeps it.
    keeps: bool,
    /// Whether whoever looks may adopt it.
    may_adopt: bool,
}

impl Show {
    fn facts(&self) -> Summary {
        let solution = &self.solution;
        let topics = solution.topics.iter().map(|topic| said::solution::topic(*topic)).collect();
        let cost = solution.cost_pence.map(|pence| view::money(pence).text());
        let hours = solution.hours.map(|hours| text("solution-hours-said").with("count", hours));
        let place = (!solution.council.is_empty()).then(|| staff::council(&solution.council));
        let rows: Vec<(&'static str, Vec<Text>)> = vec![
            ("solution-topics", topics),
            ("solution-cost", cost.into_iter().collect()),
            ("solution-hours", hours.into_iter().collect()),
            ("solution-place", place.into_iter().collect()),
        ];
        rows.into_iter().fold(Summary::default(), |rows, (label, values)| {
            let mut values = values.into_iter();
            let rows = rows.row(text(label), values.next().unwrap_or_else(|| text("solution-not-said")));
            values.fold(rows, Summary::and)
        })
    }
}

/// What adopters say, in a sentence.
pub(super) fn adopted(solution: &pb::Solution) -> Text {
    let counts = solution.adoption_counts.unwrap_or_default();
    text("solution-adopted")
        .with("count", counts.adopted)
        .with("worked", counts.worked)
        .with("part", counts.worked_in_part)
        .with("not", counts.did_not_work)
}

/// `GET /solutions?topic=&text=&page=`
pub(super) async fn list(visit: Visit, asked: Asked) -> Result<Response, Failure> {
    let message = pb::ListSolutionsRequest {
        page_size: 20,
        page_token: asked.value("page").to_owned(),
        topic: asked.value("topic").parse().unwrap_or_default(),
        text: asked.value("text").chars().take(100).collect(),
        ..Default::default()
    };
    let found = visit.services().solutions().list_solutions(visit.ask(message.clone())?).await?.into_inner();
    let next = match found.next_page_token.as_str() {
        "" => String::new(),
        token => format!(
            "/solutions?topic={}&text={}&page={}",
            page::query(asked.value("topic")),
            page::query(asked.value("text")),
            page::query(token)
        ),
    };
    let form = Form::new().with("topic", asked.value("topic")).with("text", asked.value("text"));
    visit.page(text("solution-title")).show(&List { form, solutions: found.solutions, next })
}

/// `GET /solutions/{id}`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let solution = super::fetch(&visit, &id).await?;
    let ulo = read::ulo(&visit, &solution.ulo).await?;
    let mut adoptions = Vec::new();
    for adoption in super::adoptions(&visit, &solution.name, "").await?.into_iter().take(50) {
        if let Some(adopter) = read::if_there(read::ulo(&visit, &adoption.ulo).await)? {
            adoptions.push((adoption, adopter));
        }
    }
    let guidances = guidance::of(&visit, "", &solution.name).await?;
    let caller = visit.viewer().map(|viewer| viewer.caller().clone());
    let is_manager = caller.as_ref().is_some_and(|caller| caller.role == Role::Manager);
    let own = caller.as_ref().is_some_and(|caller| caller.ulo == ulo.name);
    let operates = caller.as_ref().is_some_and(|caller| caller.role == Role::Operator);
    let content = Show {
        keeps: (is_manager && own || operates) && solution.state() != State::Withdrawn,
        may_adopt: is_manager && !own && solution.state() == State::Published,
        solution,
        ulo,
        adoptions,
        guidances,
    };
    let title = content.solution.display_name.text();
    visit.page(title).under(text("solution-title"), "/solutions").show(&content)
}

/// `GET /ulos/{id}/edit/solutions`
pub(super) async fn own(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    let solutions = super::of(&visit, &ulo.name).await?;
    let guidances = guidance::of(&visit, &ulo.name, "").await?;
    let mut adopted = Vec::new();
    for adoption in super::adoptions(&visit, "", &ulo.name).await? {
        if let Some(solution) = read::if_there(read::solution(&visit, &adoption.solution).await)? {
            adopted.push((adoption, solution));
        }
    }
    let back = format!("/{}/edit", ulo.name);
    let page = visit.page(text("solution-own-title")).under(text("entry-title"), back);
    page.show(&Own { ulo, solutions, guidances, adopted })
}
