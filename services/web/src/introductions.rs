//! Introductions: who waits for an answer, from whom, until when; taking someone on, or saying no.
//!
//! The list is also where brokers and managers begin: what waits, what is overdue, how full they are.

mod answer;
mod home;
mod proposal;

use std::collections::HashMap;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use chrono::Utc;
use platform::{Caller, Role};
use proto::brokers::v1 as pb;
use proto::brokers::v1::introduction::State;

use crate::error::Failure;
use crate::parts::Summary;
use crate::read;
use crate::said;
use crate::site::Site;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::when;
use crate::words::{Say as _, Text, text};

/// The pages of introductions.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/introductions", get(home::home))
        .route("/introductions/{id}", get(show))
        .route("/introductions/{id}/accept", get(answer::accepting).post(answer::accept))
        .route("/introductions/{id}/decline", get(answer::declining).post(answer::decline))
}

/// One introduction in a list.
#[derive(Debug)]
struct Line {
    path: String,
    person: Text,
    kind: Text,
    council: Text,
    left: when::Due,
    needs: Vec<Text>,
    meet_first: bool,
    /// Whom it names; empty when it names nobody.
    broker: Text,
}

impl Line {
    fn new(introduction: &pb::Introduction, names: &HashMap<String, String>) -> Self {
        Self {
            path: format!("/{}", introduction.name),
            person: staff::named(names, &introduction.person),
            kind: said::offering::kind(introduction.kind),
            council: staff::council(&introduction.council),
            left: when::left(introduction.expire_time.as_ref(), Utc::now()),
            needs: said::access::items(&introduction.needs),
            meet_first: introduction.meet_first,
            broker: Text::default(),
        }
    }
}

#[derive(Template)]
#[template(path = "introductions/show.html")]
struct Show {
    introduction: pb::Introduction,
    person: Text,
    kind: Text,
    left: when::Due,
    needs: Vec<Text>,
    offering: Text,
    broker: Text,
    outcome: Text,
    /// Whether it still waits, and whoever looks may answer.
    answerable: bool,
    council: Text,
    /// Who is proposed, in a sentence; empty when nobody who looks has to decide.
    proposed: Text,
    /// What the person called the brokers they ruled out; only for managers.
    avoided: Vec<Text>,
}

impl Show {
    /// What the request is about, a row each.
    fn about(&self) -> Summary {
        let introduction = &self.introduction;
        let wanted = introduction.wanted.clone().unwrap_or_default();
        let rank = text("introduction-rank-said").with("rank", introduction.rank);
        let weight = text("introduction-weight-said").with("weight", introduction.weight);
        let rows = Summary::default()
            .row(text("introduction-kind"), &self.kind)
            .row(text("introduction-offering"), &self.offering)
            .row(text("introduction-council"), &self.council)
            .row(text("introduction-rank"), rank)
            .row(text("introduction-weight"), weight)
            .row(text("introduction-broker"), &self.broker);
        let skills = wanted.skills.iter().map(|code| said::broker::skill(code));
        let more = [
            ("introduction-wanted-languages", said::language::languages(&wanted.languages)),
            ("introduction-wanted-access", said::access::items(&wanted.must_have)),
            ("introduction-wanted-skills", skills.collect()),
            ("introduction-wanted-avoid", self.avoided.clone()),
        ];
        more.into_iter().fold(rows, |rows, (label, values)| {
            let mut values = values.into_iter();
            let Some(first) = values.next() else { return rows };
            values.fold(rows.row(text(label), first), Summary::and)
        })
    }
}

/// `GET /introductions/{id}`
async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let caller = staff::of_ulo(&visit)?;
    let introduction = fetch(&visit, &id).await?;
    let person = staff::person(&visit, &introduction.person).await?;
    let left = when::left(introduction.expire_time.as_ref(), Utc::now());
    let answerable = introduction.state() == State::Offered && may_answer(caller, &introduction);
    let proposed = match answerable {
        true => proposal::Proposed::of(&visit, &introduction).await?,
        false => None,
    };
    let mut avoided = Vec::new();
    for name in &introduction.avoid_brokers {
        avoided.push(broker(&visit, name).await?);
    }
    let content = Show {
        proposed: proposed.map_or_else(Text::default, |proposed| proposed.said()),
        avoided,
        person: staff::name_of(person.as_ref()),
        kind: said::offering::kind(introduction.kind),
        needs: said::access::items(&introduction.needs),
        offering: offering(&visit, &introduction.offering).await?,
        broker: broker(&visit, &introduction.broker).await?,
        outcome: outcome(introduction.state()),
        answerable,
        council: staff::council(&introduction.council),
        left,
        introduction,
    };
    let title = text("introduction-title").with("person", &content.person);
    visit.page(title).under(text("introduction-list-title"), "/introductions").show(&content)
}

/// Whether the caller is one of those who may say yes or no.
fn may_answer(caller: &Caller, introduction: &pb::Introduction) -> bool {
    match caller.role {
        Role::Manager => caller.ulo == introduction.ulo,
        Role::Broker => introduction.broker.is_empty() || introduction.broker == caller.subject,
        _ => false,
    }
}

/// What became of it; empty while it waits.
fn outcome(state: State) -> Text {
    match state {
        State::Unspecified | State::Offered => Text::default(),
        State::Accepted => text("introduction-outcome-accepted"),
        State::Declined => text("introduction-outcome-declined"),
        State::Expired => text("introduction-outcome-expired"),
        State::Withdrawn => text("introduction-outcome-withdrawn"),
    }
}

async fn fetch(visit: &Visit, id: &str) -> Result<pb::Introduction, Failure> {
    let request = pb::GetIntroductionRequest { name: format!("introductions/{id}") };
    let answer = visit.services().introductions().get_introduction(visit.ask(request)?).await?;
    Ok(answer.into_inner())
}

/// What an offering is called; nothing when it cannot be found any more.
async fn offering(visit: &Visit, name: &str) -> Result<Text, Failure> {
    let found = read::if_there(read::offering(visit, name).await)?;
    Ok(found.map_or_else(Text::default, |offering| offering.display_name.text()))
}

/// What the broker it names is called; nothing when it names nobody.
async fn broker(visit: &Visit, name: &str) -> Result<Text, Failure> {
    if name.is_empty() {
        return Ok(Text::default());
    }
    let request = pb::GetBrokerRequest { name: name.to_owned() };
    let answer = visit.services().brokers().get_broker(visit.ask(request)?).await?;
    Ok(answer.into_inner().display_name.text())
}
