//! One case: what is next, what the person needs, how to reach them, what happened.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use chrono::Days;
use platform::{Caller, Error, Role};
use proto::brokers::v1 as pb;
use proto::brokers::v1::case::State;
use proto::outcomes::v1 as outcomes;
use proto::people::v1 as people;

use super::moves::moves;
use super::review::state;
use crate::error::Failure;
use crate::parts::{Steps, Summary};
use crate::read;
use crate::said;
use crate::staff;
use crate::view::{self, View};
use crate::visit::Visit;
use crate::when;
use crate::words::{Say as _, Text, text};

/// The needs of one category.
#[derive(Debug)]
struct Group {
    title: Text,
    needs: Vec<Need>,
}

/// One need in words, with what the person wrote about it.
#[derive(Debug)]
struct Need {
    item: Text,
    note: String,
    unmet: bool,
}

#[derive(Template)]
#[template(path = "caseload/show.html")]
struct Show {
    case: pb::Case,
    person: Text,
    record: people::Person,
    sign: when::Due,
    open: bool,
    can_move: bool,
    manager: bool,
    needs: Vec<Group>,
    reviews: Vec<outcomes::Review>,
    broker: Text,
    offering: Text,
    council: Text,
    history: Steps,
}

impl Show {
    /// What is known about the case, with where it can be changed.
    fn facts(&self) -> Summary {
        let case = &self.case;
        let weight = text("caseload-weight-said").with("weight", case.weight);
        let first = view::day(case.first_contact_time.as_ref());
        let first = if first.is_empty() { text("caseload-contact-none") } else { first.text() };
        let mut rows = Summary::default()
            .row(text("caseload-kind"), said::offering::kind(case.kind))
            .row(text("caseload-offering"), &self.offering)
            .row(text("caseload-council"), &self.council)
            .row(text("caseload-pronouns"), &self.record.pronouns)
            .row(text("caseload-broker"), &self.broker)
            .row(text("caseload-opened"), view::day(case.create_time.as_ref()))
            .row(text("caseload-contact"), first);
        if self.open && case.first_contact_time.is_none() {
            rows = rows.change(format!("/{}/first-contact", case.name));
        }
        rows = rows.row(text("caseload-worked"), said::case::time(case.minutes));
        if self.open {
            rows = rows.change(format!("/{}/work", case.name));
        }
        rows = rows.row(text("caseload-weight"), weight);
        if self.open { rows.change(format!("/{}/weight", case.name)) } else { rows }
    }
}

/// `GET /cases/{id}`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    if let Some(theirs) = super::theirs(&visit) {
        return Ok(theirs);
    }
    let caller = staff::of_ulo(&visit)?;
    let case = super::fetch(&visit, &id).await?;
    let team = team(&visit, &case).await?;
    let record = staff::person(&visit, &case.person).await?;
    let offering = read::if_there(read::offering(&visit, &case.offering).await)?;
    let content = Show {
        person: staff::name_of(record.as_ref()),
        sign: super::sign(&case, when::today()),
        open: case.state() == State::Open,
        can_move: !moves(&case).is_empty(),
        manager: caller.role == Role::Manager,
        needs: if record.is_some() { needs(&visit, &case.person).await? } else { Vec::new() },
        reviews: reviews(&visit, &case.name).await?,
        broker: team.get(&case.broker).map_or_else(Text::default, |name| name.text()),
        offering: offering.map_or_else(Text::default, |offering| offering.display_name.text()),
        council: staff::council(&case.council),
        history: history(&case, &team, caller),
        record: record.unwrap_or_default(),
        case,
    };
    let title = content.person.clone();
    visit.page(title).under(text("caseload-board-title"), "/cases").show(&content)
}

/// The names of the brokers of the organisation.
async fn team(visit: &Visit, case: &pb::Case) -> Result<HashMap<String, String>, Failure> {
    let team = staff::brokers(visit, &case.ulo).await?;
    Ok(team.into_iter().map(|broker| (broker.name, broker.display_name)).collect())
}

/// What the person shares of their needs, by category; the format of information comes first, for every letter needs it.
async fn needs(visit: &Visit, person: &str) -> Result<Vec<Group>, Failure> {
    let request = people::ListNeedsRequest {
        page_size: 100,
        person: person.to_owned(),
        state: people::need::State::Current.into(),
        ..Default::default()
    };
    let found = match visit.services().needs().list_needs(visit.ask(request)?).await.map_err(Error::from) {
        Ok(found) => found.into_inner().needs,
        Err(Error::NotFound(_) | Error::Forbidden) => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let mut groups: Vec<_> = said::access::GROUPS.iter().collect();
    groups.sort_by_key(|group| group.category != people::need::Category::InformationFormat);
    let group = |group: &said::access::Group| {
        let here = found.iter().filter(|need| need.category() == group.category);
        Group { title: text(group.title), needs: here.map(need).collect() }
    };
    Ok(groups.into_iter().map(group).filter(|group| !group.needs.is_empty()).collect())
}

fn need(need: &people::Need) -> Need {
    let language = need.category() == people::need::Category::CommunityLanguage;
    let item = if language { said::language::language(&need.item) } else { said::access::item(&need.item) };
    Need { item, note: need.note.clone(), unmet: need.met() == people::need::Met::NotMet }
}

/// The reviews of the case, as far as they may be seen; none while that service is away.
async fn reviews(visit: &Visit, case: &str) -> Result<Vec<outcomes::Review>, Failure> {
    let request = outcomes::ListReviewsRequest { case: case.to_owned(), ..Default::default() };
    let found = visit.services().reviews().list_reviews(visit.ask(request)?).await.map_err(Error::from);
    let found = match found {
        Err(Error::Forbidden) => None,
        found => read::if_there(found)?,
    };
    let mut reviews = found.map(|found| found.into_inner().reviews).unwrap_or_default();
    reviews.sort_by(|one, other| one.due_date.cmp(&other.due_date));
    Ok(reviews)
}

fn progress(review: &outcomes::Review) -> Text {
    state(review.state)
}

/// Whether a review can be answered today: from 28 days before it falls due.
fn answerable(review: &outcomes::Review) -> bool {
    let early = when::date(&review.due_date).and_then(|day| day.checked_sub_days(Days::new(28)));
    review.state() == outcomes::review::State::Due && early.is_some_and(|day| day <= when::today())
}

/// Every step, the newest first.
fn history(case: &pb::Case, team: &HashMap<String, String>, caller: &Caller) -> Steps {
    let newest = case.history.len();
    case.history.iter().rev().fold(Steps::default(), |steps, step| {
        let who = actor(&step.actor, team, caller);
        let when = match step.minutes {
            0 => text("caseload-step-when"),
            minutes => text("caseload-step-took").with("time", said::case::time(minutes)),
        };
        let when = when.with("day", view::day(step.step_time.as_ref())).with("who", who);
        let mut steps = steps.step(when, happened(step, team));
        if !step.note.is_empty() {
            steps = steps.more(&step.note);
        }
        let latest = usize::try_from(step.number).is_ok_and(|number| number == newest);
        if latest { steps.now() } else { steps }
    })
}

fn happened(step: &pb::Step, team: &HashMap<String, String>) -> Text {
    if step.stage_from == 0 {
        return text("caseload-step-opened");
    }
    if step.stage_from == step.stage_to && step.minutes > 0 {
        return text("caseload-step-worked");
    }
    if step.stage_from == step.stage_to {
        let broker =
            team.get(&step.broker).map_or_else(|| text("caseload-who-colleague"), |name| name.text());
        return text("caseload-step-transferred").with("broker", broker);
    }
    said::case::stage(step.stage_to)
}

fn actor(name: &str, team: &HashMap<String, String>, caller: &Caller) -> Text {
    if name == caller.subject {
        return text("caseload-who-you");
    }
    match name.split('/').next().unwrap_or_default() {
        "people" => text("caseload-who-person"),
        "supporters" => text("caseload-who-supporter"),
        "managers" => text("caseload-who-manager"),
        _ => team.get(name).map_or_else(|| text("caseload-who-colleague"), |name| name.text()),
    }
}
