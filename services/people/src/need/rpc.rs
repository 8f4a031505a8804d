//! The gRPC face of needs.

use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Violations, etag, mask};
use proto::people::v1 as pb;
use sqlx::PgExecutor;
use tonic::{Request, Response, Status};

use super::wire::{parse, parse_item, to_wire};
use super::{Need, State, store};
use crate::Action;
use crate::consent::Shared;
use crate::person::{self, Person};
use crate::standing::{self, Look, Standing};

/// What an update can change.
const FIELDS: &[&str] = &["note", "share", "met", "met_how", "review_date"];

/// `alongside.people.v1.Needs`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }

    /// Refuses who may not do this to that person's needs.
    async fn look(&self, action: Action, caller: &Caller, person: Id<Person>) -> Result<Standing, Error> {
        let what = format!("{person}/needs");
        let look = Look { action, caller, person, what, wants: Some(Shared::Needs) };
        look.at(self.deps.db.pool(), self.deps.clock.now()).await
    }

    /// Refuses who may not do this to that need.
    async fn look_at(
        &self,
        db: impl PgExecutor<'_>,
        action: Action,
        caller: &Caller,
        need: &Need,
    ) -> Result<(), Error> {
        if caller.person().is_empty() && !need.is_shared() {
            return Err(Error::not_found(need.id));
        }
        let what = need.id.to_string();
        let look = Look { action, caller, person: need.person, what, wants: Some(Shared::Needs) };
        look.at(db, self.deps.clock.now()).await.map(|_| ())
    }
}

#[tonic::async_trait]
impl pb::needs_server::Needs for Rpc {
    async fn create_need(
        &self,
        request: Request<pb::CreateNeedRequest>,
    ) -> Result<Response<pb::Need>, Status> {
        let caller = Action::CreateNeed.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.need.unwrap_or_default();
        let person = violations.keep(Id::parse("need.person", &sent.person));
        let item = parse_item(&sent, &mut violations);
        let details = parse(&sent, &mut violations);
        let item = violations.finish(item)?;
        let need = Need::new(person, item, details, caller.subject.clone(), self.deps.clock.now());
        self.look(Action::CreateNeed, &caller, person).await?;

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, need.id.uuid()).await? {
            let need = store::get(&mut *tx, &self.deps.seals, Id::from_uuid(made)).await?;
            return Ok(Response::new(to_wire(&need)));
        }
        let key = person::store::hold(&mut tx, &self.deps.seals, person).await?;
        store::insert(&mut tx, &key, &need).await?;
        event::append(&mut tx, &change("need.created", &need)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&need)))
    }

    async fn get_need(&self, request: Request<pb::GetNeedRequest>) -> Result<Response<pb::Need>, Status> {
        let caller = Action::GetNeed.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let pool = self.deps.db.pool();
        let need = store::get(pool, &self.deps.seals, id).await?;
        self.look_at(pool, Action::GetNeed, &caller, &need).await?;
        Ok(Response::new(to_wire(&need)))
    }

    async fn list_needs(
        &self,
        request: Request<pb::ListNeedsRequest>,
    ) -> Result<Response<pb::ListNeedsResponse>, Status> {
        let caller = Action::ListNeeds.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let person = violations.keep(standing::subject(&caller, &request.person));
        let state = violations.keep(State::optional("state", request.state));
        violations.done()?;
        let standing = self.look(Action::ListNeeds, &caller, person).await?;
        let filter = store::Filter { person, only_shared: !standing.sees_by_right(), state };
        let mut needs = store::list(self.deps.db.pool(), &self.deps.seals, &filter, &page).await?;
        let next_page_token = page.cut(&mut needs, |need| need.id.uuid());
        let needs = needs.iter().map(to_wire).collect();
        Ok(Response::new(pb::ListNeedsResponse { needs, next_page_token }))
    }

    async fn update_need(
        &self,
        request: Request<pb::UpdateNeedRequest>,
    ) -> Result<Response<pb::Need>, Status> {
        let caller = Action::UpdateNeed.enter(&request)?;
        let request = request.into_inner();
        let sent = request.need.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("need.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;

        let mut tx = self.deps.db.begin().await?;
        let mut need = store::get(&mut *tx, &self.deps.seals, id).await?;
        self.look_at(&mut *tx, Action::UpdateNeed, &caller, &need).await?;
        let mut violations = Violations::new();
        let details = parse(&merged(to_wire(&need), sent, &paths), &mut violations);
        violations.done()?;
        need.edit(details, self.deps.clock.now())?;
        let key = person::store::hold(&mut tx, &self.deps.seals, need.person).await?;
        store::update(&mut tx, &key, &need, version).await?;
        event::append(&mut tx, &change("need.updated", &need)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&need)))
    }

    async fn remove_need(
        &self,
        request: Request<pb::RemoveNeedRequest>,
    ) -> Result<Response<pb::Need>, Status> {
        let caller = Action::RemoveNeed.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &request.name));
        let version = violations.keep(etag::parse(&request.etag));
        violations.done()?;

        let mut tx = self.deps.db.begin().await?;
        let mut need = store::get(&mut *tx, &self.deps.seals, id).await?;
        self.look_at(&mut *tx, Action::RemoveNeed, &caller, &need).await?;
        need.remove(self.deps.clock.now())?;
        let key = person::store::hold(&mut tx, &self.deps.seals, need.person).await?;
        store::update(&mut tx, &key, &need, version).await?;
        event::append(&mut tx, &change("need.removed", &need)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&need)))
    }
}

/// The need as it is, with the fields of `paths` as sent.
fn merged(mut need: pb::Need, sent: pb::Need, paths: &[&str]) -> pb::Need {
    for path in paths {
        match *path {
            "note" => need.note.clone_from(&sent.note),
            "share" => need.share = sent.share,
            "met" => need.met = sent.met,
            "met_how" => need.met_how.clone_from(&sent.met_how),
            "review_date" => need.review_date.clone_from(&sent.review_date),
            _ => {}
        }
    }
    need
}

/// The event of a change, without private text.
fn change(kind: &'static str, need: &Need) -> Change {
    let mut told = to_wire(need);
    told.note.clear();
    told.met_how.clear();
    Change::new(kind, need.id, need.version, &told, need.update_time)
}
