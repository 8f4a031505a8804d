//! The gRPC face of choices.

use std::sync::Arc;

use chrono::NaiveDate;
use platform::action::Action as _;
use platform::db::Tx;
use platform::event;
use platform::once::Once;
use platform::{Deps, Error, Id, Page, Violations, etag, when};
use proto::matching::v1 as pb;
use tokio::sync::Notify;
use tonic::{Response, Status};

use super::wire::{parse, to_wire};
use super::{Choice, Details, State, settle, stop, store};
use crate::menu::{self, Menu};
use crate::request::{self, Request};
use crate::{Action, Calls, crash_point, opening_round, queue, supporter};

/// `alongside.matching.v1.Choices`.
pub struct Rpc {
    deps: Deps,
    calls: Calls,
    wake: Arc<Notify>,
}

/// What the person was told of the first pick before they chose it.
struct Told {
    /// How many people are before them.
    ahead: i64,
    /// The last day to enter the round that gives its places.
    round: Option<NaiveDate>,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps, calls: &Calls, wake: &Arc<Notify>) -> Self {
        Self { deps: deps.clone(), calls: calls.clone(), wake: wake.clone() }
    }

    /// Makes a choice from the newest menu of an open request.
    async fn make(
        &self,
        tx: &mut Tx,
        id: Id<Choice>,
        details: Details,
        mut request: Request,
        (menu, told): (Id<Menu>, Told),
    ) -> Result<Choice, Error> {
        request.open()?;
        if menu::store::newest(&mut **tx, request.id()).await? != Some(menu) {
            let seen = menu::store::get(&mut **tx, &self.deps.seals, menu).await?;
            return Err(match seen.is_of(request.id()) {
                true => Error::refused("MENU_OUTDATED", "there is a newer menu: choose from that one"),
                false => Error::invalid("choice.menu", "give a menu of this request"),
            });
        }
        let now = self.deps.clock.now();
        let seen = menu::store::get(&mut **tx, &self.deps.seals, menu).await?;
        let mut choice = Choice::new(id, details, &request, (menu, &seen), now)?;
        request.choose(choice.state == State::NoneWanted, now)?;
        store::insert(tx, &self.deps.seals, &choice).await?;
        event::append(tx, &settle::change("choice.created", &choice)).await?;
        let both = (&mut choice, &mut request);
        let in_round = opening_round::enter::follow(tx, &self.deps, both, now).await?;
        if in_round {
            opening_round::enter::as_told(tx, &choice, told.round).await?;
        }
        let queue = if in_round { None } else { queue::places::enter(tx, &choice, now).await? };
        if let Some(queue) = queue {
            if queue.ahead() > told.ahead {
                return Err(Error::refused(
                    "OPENINGS_HELD",
                    "more people are before you than you were told: look how many, and choose again",
                ));
            }
            if choice.wait(now) {
                settle::save(tx, &self.deps, &choice, choice.state).await?;
            }
        }
        let kind = if choice.state == State::NoneWanted { "request.closed" } else { "request.chosen" };
        settle::keep(tx, &self.deps, &request, kind).await?;
        Ok(choice)
    }
}

#[tonic::async_trait]
impl pb::choices_server::Choices for Rpc {
    async fn create_choice(
        &self,
        request: tonic::Request<pb::CreateChoiceRequest>,
    ) -> Result<Response<pb::Choice>, Status> {
        let caller = Action::CreateChoice.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.choice.unwrap_or_default();
        let of = violations.keep(Id::parse("choice.request", &sent.request));
        let menu = violations.keep(Id::parse("choice.menu", &sent.menu));
        let details = parse(&sent, &mut violations);
        let ahead = i64::from(request.ahead_told);
        violations.check(ahead >= 0, "ahead_told", "give how many people were said to be before, or 0");
        let round = violations.keep(when::date("round_told", &request.round_told));
        let details = violations.finish(details)?;

        let mut tx = self.deps.db.begin().await?;
        let request = request::store::hold(&mut tx, &self.deps.seals, of).await?;
        let now = self.deps.clock.now();
        supporter::require(&mut *tx, &caller, Action::CreateChoice, request.person(), of, now).await?;
        let id = Id::new();
        if let Some(made) = once.claim(&mut tx, id.uuid()).await? {
            let choice = store::get(&mut *tx, &self.deps.seals, Id::from_uuid(made)).await?;
            return Ok(Response::new(to_wire(&choice)));
        }
        let choice = self.make(&mut tx, id, details, request, (menu, Told { ahead, round })).await?;
        crash_point!("before_choice_is_kept");
        tx.commit().await?;
        crash_point!("after_choice_is_kept");
        self.wake.notify_one();
        Ok(Response::new(to_wire(&choice)))
    }

    async fn get_choice(
        &self,
        request: tonic::Request<pb::GetChoiceRequest>,
    ) -> Result<Response<pb::Choice>, Status> {
        let caller = Action::GetChoice.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let pool = self.deps.db.pool();
        let choice = store::get(pool, &self.deps.seals, id).await?;
        let now = self.deps.clock.now();
        supporter::require(pool, &caller, Action::GetChoice, choice.person, id, now).await?;
        Ok(Response::new(to_wire(&choice)))
    }

    async fn list_choices(
        &self,
        request: tonic::Request<pb::ListChoicesRequest>,
    ) -> Result<Response<pb::ListChoicesResponse>, Status> {
        let caller = Action::ListChoices.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let of = violations.keep(Id::parse_optional("request", &request.request));
        violations.done()?;
        let (pool, now) = (self.deps.db.pool(), self.deps.clock.now());
        let person = supporter::whose_list(pool, &caller, Action::ListChoices, None, now).await?;
        let Some(person) = person else { return Ok(Response::new(pb::ListChoicesResponse::default())) };
        let filter = store::Filter { person, request: of };
        let mut choices = store::list(pool, &self.deps.seals, &filter, &page).await?;
        let next_page_token = page.cut(&mut choices, |choice| choice.id.uuid());
        let choices = choices.iter().map(to_wire).collect();
        Ok(Response::new(pb::ListChoicesResponse { choices, next_page_token }))
    }

    async fn stop_choice(
        &self,
        request: tonic::Request<pb::StopChoiceRequest>,
    ) -> Result<Response<pb::Choice>, Status> {
        let caller = Action::StopChoice.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &request.name));
        let version = violations.keep(etag::parse(&request.etag));
        violations.done()?;
        let choice = store::get(self.deps.db.pool(), &self.deps.seals, id).await?;
        let now = self.deps.clock.now();
        supporter::require(self.deps.db.pool(), &caller, Action::StopChoice, choice.person, id, now).await?;
        choice.still(version)?;
        if choice.state != State::Offering {
            return Err(Error::refused("CHOICE_NOT_OFFERING", "nothing is being offered any more").into());
        }
        let choice = stop::stop(&self.deps, &self.calls, id).await?;
        Ok(Response::new(to_wire(&choice)))
    }
}
