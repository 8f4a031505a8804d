//! The gRPC face of supporters.

use chrono::{DateTime, Utc};
use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::seal::{Seals, SubjectKey};
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Role, Violations, etag, mask};
use proto::people::v1 as pb;
use sqlx::{PgConnection, PgExecutor};
use tonic::{Request, Response, Status};

use super::wire::{parse, to_wire};
use super::{Kind, State, Supporter, store};
use crate::person::{self, Person};
use crate::standing::{self, Look};
use crate::{Action, Relation};

/// What an update can change.
const FIELDS: &[&str] = &["display_name", "email", "powers", "evidence", "expire_time"];

/// `alongside.people.v1.Supporters`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }

    /// Refuses who may not do this to the supporters of that person.
    async fn look(&self, action: Action, caller: &Caller, person: Id<Person>) -> Result<(), Error> {
        let look = Look { action, caller, person, what: format!("{person}/supporters"), wants: None };
        look.at(self.deps.db.pool(), self.deps.clock.now()).await.map(|_| ())
    }

    /// Refuses who may not do this to that supporter. Someone's own grant is not a look at the person's record.
    async fn stand(
        &self,
        db: impl PgExecutor<'_>,
        action: Action,
        caller: &Caller,
        supporter: &Supporter,
    ) -> Result<(), Error> {
        if caller.role == Role::Supporter {
            let holds = caller.subject == supporter.id.to_string();
            let relation = if holds { Relation::Holder } else { Relation::Foreign };
            return action.require(caller, &[relation], supporter.id);
        }
        let what = supporter.id.to_string();
        let look = Look { action, caller, person: supporter.person, what, wants: None };
        look.at(db, self.deps.clock.now()).await.map(|_| ())
    }
}

#[tonic::async_trait]
impl pb::supporters_server::Supporters for Rpc {
    async fn create_supporter(
        &self,
        request: Request<pb::CreateSupporterRequest>,
    ) -> Result<Response<pb::Supporter>, Status> {
        let caller = Action::CreateSupporter.enter(&request)?;
        let request = request.into_inner();
        let now = self.deps.clock.now();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.supporter.unwrap_or_default();
        let person = violations.keep(Id::parse("supporter.person", &sent.person));
        let kind = violations.some(Kind::required("supporter.kind", sent.kind));
        let details = parse(&sent, now, &mut violations);
        let supporter = Supporter::new(person, violations.finish(kind)?, details, now);

        self.look(Action::CreateSupporter, &caller, person).await?;
        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, supporter.id.uuid()).await? {
            let supporter = store::get(&mut *tx, &self.deps.seals, Id::from_uuid(made)).await?;
            return Ok(Response::new(to_wire(&supporter, now)));
        }
        let key = person::store::hold(&mut tx, &self.deps.seals, person).await?;
        store::insert(&mut tx, &key, &supporter).await?;
        event::append(&mut tx, &change("supporter.created", &supporter)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&supporter, now)))
    }

    async fn get_supporter(
        &self,
        request: Request<pb::GetSupporterRequest>,
    ) -> Result<Response<pb::Supporter>, Status> {
        let caller = Action::GetSupporter.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let pool = self.deps.db.pool();
        let supporter = store::get(pool, &self.deps.seals, id).await?;
        self.stand(pool, Action::GetSupporter, &caller, &supporter).await?;
        Ok(Response::new(to_wire(&supporter, self.deps.clock.now())))
    }

    async fn list_supporters(
        &self,
        request: Request<pb::ListSupportersRequest>,
    ) -> Result<Response<pb::ListSupportersResponse>, Status> {
        let caller = Action::ListSupporters.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let state = violations.keep(State::optional("state", request.state));
        let person = violations.keep(standing::subject(&caller, &request.person));
        violations.done()?;
        let pool = self.deps.db.pool();
        // A supporter lists the grants given to them, and a token names one.
        let only =
            (caller.role == Role::Supporter).then(|| Id::parse("name", &caller.subject).unwrap_or_default());
        if only.is_none() {
            self.look(Action::ListSupporters, &caller, person).await?;
        }
        let filter = store::Filter { person: Some(person), only, state };
        let now = self.deps.clock.now();
        let mut supporters = store::list(pool, &self.deps.seals, &filter, now, &page).await?;
        let next_page_token = page.cut(&mut supporters, |supporter| supporter.id.uuid());
        let supporters = supporters.iter().map(|supporter| to_wire(supporter, now)).collect();
        Ok(Response::new(pb::ListSupportersResponse { supporters, next_page_token }))
    }

    async fn update_supporter(
        &self,
        request: Request<pb::UpdateSupporterRequest>,
    ) -> Result<Response<pb::Supporter>, Status> {
        let caller = Action::UpdateSupporter.enter(&request)?;
        let request = request.into_inner();
        let sent = request.supporter.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("supporter.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;

        let now = self.deps.clock.now();
        let mut tx = self.deps.db.begin().await?;
        let mut supporter = store::get(&mut *tx, &self.deps.seals, id).await?;
        self.stand(&mut *tx, Action::UpdateSupporter, &caller, &supporter).await?;
        supporter.still_active(now)?;
        let mut violations = Violations::new();
        let details = parse(&merged(to_wire(&supporter, now), sent, &paths), now, &mut violations);
        violations.done()?;
        supporter.edit(details, now)?;
        let key = person::store::hold(&mut tx, &self.deps.seals, supporter.person).await?;
        store::update(&mut tx, &key, &supporter, version).await?;
        event::append(&mut tx, &change("supporter.updated", &supporter)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&supporter, now)))
    }

    async fn revoke_supporter(
        &self,
        request: Request<pb::RevokeSupporterRequest>,
    ) -> Result<Response<pb::Supporter>, Status> {
        let caller = Action::RevokeSupporter.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &request.name));
        let version = violations.keep(etag::parse(&request.etag));
        violations.done()?;

        let now = self.deps.clock.now();
        let mut tx = self.deps.db.begin().await?;
        let mut supporter = store::get(&mut *tx, &self.deps.seals, id).await?;
        self.stand(&mut *tx, Action::RevokeSupporter, &caller, &supporter).await?;
        supporter.revoke(now)?;
        let key = person::store::hold(&mut tx, &self.deps.seals, supporter.person).await?;
        store::update(&mut tx, &key, &supporter, version).await?;
        event::append(&mut tx, &change("supporter.revoked", &supporter)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&supporter, now)))
    }
}

/// Takes back every grant of a person who is being erased.
pub async fn revoke_all(
    tx: &mut PgConnection,
    seals: &Seals,
    key: &SubjectKey,
    person: Id<Person>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for mut supporter in store::hold_active(tx, seals, person, now).await? {
        let version = supporter.version;
        supporter.revoke(now)?;
        store::update(tx, key, &supporter, version).await?;
        event::append(tx, &change("supporter.revoked", &supporter)).await?;
    }
    Ok(())
}

/// The supporter as they are, with the fields of `paths` as sent.
fn merged(mut supporter: pb::Supporter, sent: pb::Supporter, paths: &[&str]) -> pb::Supporter {
    for path in paths {
        match *path {
            "display_name" => supporter.display_name.clone_from(&sent.display_name),
            "email" => supporter.email.clone_from(&sent.email),
            "powers" => supporter.powers.clone_from(&sent.powers),
            "evidence" => supporter.evidence.clone_from(&sent.evidence),
            "expire_time" => supporter.expire_time = sent.expire_time,
            _ => {}
        }
    }
    supporter
}

/// The event of a change, without private text.
fn change(kind: &'static str, supporter: &Supporter) -> Change {
    let mut told = to_wire(supporter, supporter.update_time);
    told.display_name.clear();
    told.email.clear();
    told.evidence.clear();
    Change::new(kind, supporter.id, supporter.version, &told, supporter.update_time)
}
