//! Rounds in which scarce openings are given out together: opened and decided by a manager or an officer, filled by
//! managers; and what came of one for a person, with what decided.

mod figures;
mod finish;
mod give;
mod new;
mod result;
mod show;
mod simulate;

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use platform::{Caller, Error, Role};
use proto::matching::v1 as pb;
use proto::matching::v1::opening_round::State;

use crate::error::Failure;
use crate::mine;
use crate::read;
use crate::said;
use crate::site::Site;
use crate::staff;
use crate::view::{self, View};
use crate::visit::Visit;
use crate::when;
use crate::words::{Say as _, Text, text};

pub(crate) use result::{steps, waits};

/// Who gives places out, or gives places to others' rounds.
const KEEPERS: [Role; 2] = [Role::Manager, Role::Officer];

/// The pages of opening rounds.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/openingRounds", get(list))
        .route("/openingRounds/new", get(new::opening).post(new::open))
        .route("/openingRounds/{id}", get(show::show))
        .route("/openingRounds/{id}/try", get(simulate::show))
        .route("/openingRounds/{id}/run", get(finish::running).post(finish::run))
        .route("/openingRounds/{id}/cancel", get(finish::cancelling).post(finish::cancel))
        .route("/openingRounds/{id}/offerings/{offering}", get(give::giving).post(give::give))
        .route("/home/openingRoundResults/{id}", get(result::show))
}

#[derive(Template)]
#[template(path = "opening_rounds/list.html")]
struct List {
    own: Vec<Row>,
    /// Rounds of councils that this organisation gives places to, or may.
    others: Vec<Row>,
    manager: bool,
}

/// One round of the list.
struct Row {
    round: pb::OpeningRound,
    owner: Text,
}

/// `GET /openingRounds`
async fn list(visit: Visit) -> Result<Response, Failure> {
    let caller = staff::one_of(&visit, &KEEPERS)?.clone();
    let mut rows = Vec::new();
    for round in all(&visit).await? {
        rows.push(Row { owner: owner(&visit, &round.owner).await?, round });
    }
    let (own, others) = rows.into_iter().partition(|row| row.round.owner == owner_of(&caller));
    let content = List { own, others, manager: caller.role == Role::Manager };
    visit.page(text("opening-round-list")).show(&content)
}

/// Every round the caller may see, newest first.
async fn all(visit: &Visit) -> Result<Vec<pb::OpeningRound>, Error> {
    read::every(|page_token| async move {
        let message = pb::ListOpeningRoundsRequest { page_size: 100, page_token, ..Default::default() };
        let page = visit.services().opening_rounds().list_opening_rounds(visit.ask(message)?).await?;
        let page = page.into_inner();
        Ok((page.opening_rounds, page.next_page_token))
    })
    .await
}

/// One round, for those who keep it or give to it.
async fn fetch(visit: &Visit, id: &str) -> Result<pb::OpeningRound, Failure> {
    staff::one_of(visit, &KEEPERS)?;
    Ok(mine::opening_round(visit, &format!("openingRounds/{id}")).await?)
}

/// One round, for its owner.
async fn fetch_own(visit: &Visit, id: &str) -> Result<pb::OpeningRound, Failure> {
    let round = fetch(visit, id).await?;
    if owns(visit, &round) { Ok(round) } else { Err(Error::Forbidden.into()) }
}

/// In whose name a caller opens rounds.
fn owner_of(caller: &Caller) -> &str {
    if caller.role == Role::Officer { &caller.council } else { &caller.ulo }
}

fn owns(visit: &Visit, round: &pb::OpeningRound) -> bool {
    visit.viewer().is_some_and(|viewer| owner_of(viewer.caller()) == round.owner)
}

/// What the owner of a round is called.
async fn owner(visit: &Visit, name: &str) -> Result<Text, Error> {
    if name.starts_with("councils/") {
        return Ok(staff::council(name));
    }
    let ulo = read::if_there(read::ulo(visit, name).await)?;
    Ok(ulo.map_or_else(|| text("opening-round-owner-gone"), |ulo| ulo.display_name.text()))
}

/// How far it is, in a sentence.
fn lead(round: &pb::OpeningRound) -> Text {
    let key = match round.state() {
        State::Open if is_closed(round) => "opening-round-lead-closed",
        State::Open => "opening-round-lead-open",
        State::Run => "opening-round-lead-run",
        State::Cancelled => "opening-round-lead-cancelled",
        State::Unspecified => return Text::default(),
    };
    text(key).with("close", view::date(&round.close_date)).with("end", view::day(round.end_time))
}

/// Whether the last day on which people can enter is over.
fn is_closed(round: &pb::OpeningRound) -> bool {
    when::date(&round.close_date).is_some_and(|close| close < when::today())
}
