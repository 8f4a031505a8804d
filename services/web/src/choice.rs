//! Following a choice: who was asked, by when they answer, what they said; and stopping it.

use std::collections::HashMap;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use proto::matching::v1 as pb;
use proto::matching::v1::attempt::Outcome;
use proto::matching::v1::choice::State;

use crate::error::Failure;
use crate::form::Form;
use crate::mine;
use crate::opening_rounds;
use crate::parts::Steps;
use crate::queue;
use crate::read;
use crate::said;
use crate::site::Site;
use crate::view::{View, day};
use crate::visit::Visit;
use crate::words::{Say as _, Text, text};

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new().route("/home/choices/{id}", get(show)).route("/home/choices/{id}/stop", post(stop))
}

#[derive(Template)]
#[template(path = "choice/show.html")]
struct Show {
    form: Form,
    choice: pb::Choice,
    /// Who is asked now, and by when they answer.
    now: Text,
    steps: Steps,
    /// Who comes next if that one says no.
    waiting: Vec<String>,
    /// How many people are before them, or that a place is held; what the last place went by.
    queue: Vec<Text>,
    /// How it stands in a round of places; nothing when it was in none.
    round: Option<Text>,
}

async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    mine::me(&visit)?;
    let choice = mine::choice(&visit, &format!("choices/{id}")).await?;
    let names = names(&visit, &choice).await?;
    let notes = notes(&visit, &choice).await?;
    let content = Show {
        form: Form::editing(&choice.etag),
        now: now(&choice, &names),
        queue: queue(&visit, &choice).await?,
        round: opening_rounds::waits(&visit, &choice).await?,
        steps: steps(&choice, &names, &notes),
        waiting: waiting(&choice, &names),
        choice,
    };
    visit.page(text("choice-title")).under(text("layout-nav-home"), "/home").show(&content)
}

/// What each pick is called: the offering and the organisation.
pub(crate) async fn names(visit: &Visit, choice: &pb::Choice) -> Result<HashMap<String, String>, Failure> {
    let mut names = HashMap::new();
    for pick in &choice.picks {
        names.extend(called(visit, pick).await?.map(|name| (pick.clone(), name)));
    }
    Ok(names)
}

/// What an offering is called, with its organisation; nothing when it is gone.
pub(crate) async fn called(visit: &Visit, offering: &str) -> Result<Option<String>, Failure> {
    let Some(offering) = read::if_there(read::offering(visit, offering).await)? else { return Ok(None) };
    let ulo = read::if_there(read::ulo(visit, &offering.ulo).await)?;
    let ulo = ulo.map(|ulo| ulo.display_name).unwrap_or_default();
    Ok(Some(format!("{} ({ulo})", offering.display_name)))
}

/// How the choice stands where places are counted.
async fn queue(visit: &Visit, choice: &pb::Choice) -> Result<Vec<Text>, Failure> {
    if choice.round_time.is_some() {
        return Ok(Vec::new());
    }
    let Some(pick) = asked(choice) else { return Ok(Vec::new()) };
    let found = queue::of(visit, pick).await?;
    let said = found.map_or_else(Vec::new, |found| match choice.state() {
        State::Offering => vec![queue::own(&found), queue::cutoff(&found)],
        _ => vec![queue::cutoff(&found)],
    });
    Ok(said.into_iter().filter(|said| !said.is_empty()).collect())
}

/// The pick that is asked, or that it waits for, or waited for when it was stopped.
fn asked(choice: &pb::Choice) -> Option<&String> {
    let place = match (choice.state(), choice.current_pick) {
        (State::Offering, 0) => choice.attempts.len(),
        (State::Stopped, _) if choice.queue_time.is_some() => choice.attempts.len(),
        (State::Offering, current) => usize::try_from(current - 1).ok()?,
        _ => return None,
    };
    choice.picks.get(place)
}

/// What those who said no wrote, by the introduction.
async fn notes(visit: &Visit, choice: &pb::Choice) -> Result<HashMap<String, String>, Failure> {
    let mut notes = HashMap::new();
    for attempt in choice.attempts.iter().filter(|attempt| attempt.outcome() == Outcome::Declined) {
        let found = read::if_there(mine::introduction(visit, &attempt.introduction).await)?;
        notes.extend(found.map(|introduction| (introduction.name, introduction.decline_note)));
    }
    Ok(notes)
}

fn name<'a>(names: &'a HashMap<String, String>, pick: &str) -> &'a str {
    names.get(pick).map(String::as_str).unwrap_or_default()
}

/// Where the choice stands, in a sentence.
pub(crate) fn now(choice: &pb::Choice, names: &HashMap<String, String>) -> Text {
    let waiting = choice.attempts.iter().find(|attempt| attempt.outcome() == Outcome::Waiting);
    match (choice.state(), waiting) {
        (State::Offering, Some(attempt)) => text("choice-now-waiting")
            .with("name", name(names, &attempt.offering))
            .with("day", day(attempt.expire_time.as_ref())),
        (State::Offering, None) if choice.round_time.is_some() => text("choice-now-round"),
        (State::Offering, None) if choice.queue_time.is_some() => {
            let pick = asked(choice).map(String::as_str).unwrap_or_default();
            text("choice-now-queue").with("name", name(names, pick))
        }
        (State::Offering, None) => text("choice-now-offering"),
        (State::Placed, _) => text("choice-now-placed"),
        (State::Exhausted, _) => text("choice-now-exhausted"),
        (State::Stopped, _) => text("choice-now-stopped"),
        (State::NoneWanted, _) => text("choice-now-none"),
        (State::Unspecified, _) => Text::default(),
    }
}

/// What happened, the first first.
fn steps(choice: &pb::Choice, names: &HashMap<String, String>, notes: &HashMap<String, String>) -> Steps {
    let first = Steps::default().step(day(choice.create_time.as_ref()), text("choice-made"));
    choice.attempts.iter().fold(first, |steps, attempt| {
        let name = name(names, &attempt.offering);
        let offered = day(attempt.offer_time.as_ref());
        if attempt.outcome() == Outcome::NotOffered {
            return steps.step(offered, text("choice-not-offered").with("name", name));
        }
        if attempt.outcome() == Outcome::NotGiven {
            return steps.step(offered, text("choice-not-given").with("name", name));
        }
        let steps = steps.step(offered, text("choice-asked").with("name", name));
        if attempt.outcome() == Outcome::Waiting {
            let deadline = day(attempt.expire_time.as_ref());
            return steps.more(text("choice-asked-until").with("day", deadline)).now();
        }
        let note = notes.get(&attempt.introduction).map(String::as_str).unwrap_or_default();
        steps
            .step(day(attempt.decide_time.as_ref()), outcome(attempt.outcome(), name))
            .more(more(attempt, note))
    })
}

fn outcome(outcome: Outcome, name: &str) -> Text {
    let words = text(match outcome {
        Outcome::Accepted => "choice-accepted",
        Outcome::Declined => "choice-declined",
        Outcome::Expired => "choice-expired",
        Outcome::Withdrawn => "choice-withdrawn",
        Outcome::Waiting | Outcome::NotOffered | Outcome::NotGiven | Outcome::Unspecified => {
            return Text::default();
        }
    });
    words.with("name", name)
}

fn more(attempt: &pb::Attempt, note: &str) -> Text {
    let reason = said::case::decline_code(&attempt.decline_reason);
    match (reason.is_empty(), note.is_empty()) {
        (true, _) => note.text(),
        (false, true) => reason,
        (false, false) => text("choice-declined-note").with("reason", reason).with("note", note),
    }
}

/// The picks not tried yet, while the choice is still being offered.
fn waiting(choice: &pb::Choice, names: &HashMap<String, String>) -> Vec<String> {
    if choice.state() != State::Offering {
        return Vec::new();
    }
    let tried = |pick: &&String| choice.attempts.iter().any(|attempt| attempt.offering == **pick);
    let left = choice.picks.iter().filter(|pick| !tried(pick));
    left.map(|pick| name(names, pick).to_owned()).collect()
}

async fn stop(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let message = pb::StopChoiceRequest { name: format!("choices/{id}"), etag: form.etag().to_owned() };
    let choice = visit.services().choices().stop_choice(visit.ask(message)?).await?.into_inner();
    let said = match choice.state() {
        State::Placed => "choice-stop-late",
        _ => "choice-stop-done",
    };
    Ok(visit.go_saying(&format!("/home/{}", choice.name), said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_no_is_said_kindly_with_what_was_written() {
        let attempt = pb::Attempt { decline_reason: "no_capacity".to_owned(), ..Default::default() };
        let said = more(&attempt, "Try us in May.").to_string();
        assert!(said.contains("not about you") && said.ends_with("“Try us in May.”"), "{said}");
    }

    #[test]
    fn picks_not_tried_wait_only_while_someone_is_asked() {
        let names = HashMap::from([("offerings/2".to_owned(), "Second".to_owned())]);
        let mut choice = pb::Choice {
            picks: vec!["offerings/1".to_owned(), "offerings/2".to_owned()],
            attempts: vec![pb::Attempt { offering: "offerings/1".to_owned(), ..Default::default() }],
            state: State::Offering.into(),
            ..Default::default()
        };
        assert_eq!(waiting(&choice, &names), ["Second"]);
        choice.state = State::Placed.into();
        assert!(waiting(&choice, &names).is_empty());
    }
}
