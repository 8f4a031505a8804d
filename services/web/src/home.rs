//! A person's home: what happens now, what they can do next; and the page of one request.

mod request;
mod todo;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use platform::Error;
use proto::matching::v1::Request;
use proto::matching::v1::request::State;

use crate::choice;
use crate::error::Failure;
use crate::mine;
use crate::parts::Tasks;
use crate::reading;
use crate::said;
use crate::site::Site;
use crate::support;
use crate::view::View;
use crate::visit::Visit;
use crate::when;
use crate::words::{Text, text};
use todo::Record;

pub(crate) use todo::is_due;

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new().route("/home", get(show)).route("/home/requests/{id}", get(one))
}

#[derive(Template)]
#[template(path = "home/show.html")]
struct Home {
    person: String,
    /// What goes on, and where to see more of it.
    now: Vec<Now>,
    todo: Tasks,
    has_todo: bool,
    set_up: Tasks,
    is_set_up: bool,
    earlier: Vec<Request>,
}

/// One thing that goes on without the person doing anything.
struct Now {
    title: Text,
    said: Text,
    path: String,
    link: Text,
}

async fn show(visit: Visit) -> Result<Response, Failure> {
    let name = mine::me(&visit)?;
    let record = Record::of(&visit, &name).await?;
    let called = visit.signed_in()?;
    let acting = !called.acting_for().is_empty();
    if !acting && visit.reading().should_become_easy(&record.needs) {
        return Ok(reading::easily(visit.go("/home")));
    }
    let todo = record.todo();
    let content = Home {
        now: now(&visit, &record).await?,
        has_todo: !todo.is_empty(),
        todo,
        set_up: record.set_up(&name),
        is_set_up: record.is_set_up(),
        person: name,
        earlier: record.requests.into_iter().filter(is_over).collect(),
    };
    let called = if acting { called.acting_for() } else { called.name() };
    visit.page(text("home-title").with("name", called)).show(&content)
}

fn is_over(request: &Request) -> bool {
    matches!(request.state(), State::Withdrawn | State::Closed)
}

/// What goes on: introductions that wait for an answer, and cases under way.
async fn now(visit: &Visit, record: &Record) -> Result<Vec<Now>, Failure> {
    let mut all = Vec::new();
    for request in record.requests.iter().filter(|request| request.state() == State::Chosen) {
        let newest = mine::choices(visit, &request.name).await?.into_iter().next();
        if let Some(newest) = newest {
            let names = choice::names(visit, &newest).await?;
            all.push(Now {
                title: said::offering::kind(request.kind),
                said: choice::now(&newest, &names),
                path: format!("/home/{}", newest.name),
                link: text("home-now-choice"),
            });
        }
    }
    for case in record.cases.iter().filter(|case| support::is_open(case)) {
        all.push(Now {
            title: said::offering::kind(case.kind),
            said: support::now(case, when::today()),
            path: format!("/home/{}", case.name),
            link: text("home-now-case"),
        });
    }
    Ok(all)
}

async fn one(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    mine::me(&visit)?;
    request::show(&visit, &format!("requests/{id}")).await
}

/// What was found, or nothing when it is not for these eyes or away for a moment: one part missing spoils no page.
pub(crate) fn or_nothing<T: Default>(found: Result<T, Error>) -> Result<T, Error> {
    match found {
        Err(Error::NotFound(_) | Error::Forbidden | Error::Unavailable | Error::DeadlineExceeded) => {
            Ok(T::default())
        }
        other => other,
    }
}
