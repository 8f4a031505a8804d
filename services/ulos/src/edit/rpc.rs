//! The gRPC face of changes that wait.

use chrono::{DateTime, Utc};
use platform::action::Action as _;
use platform::event::{self, Change};
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Violations, etag, text};
use proto::ulos::v1 as pb;
use sqlx::PgConnection;
use tonic::{Request, Response, Status};

use super::wire::to_wire;
use super::{Edit, State, store};
use crate::Action;
use crate::policy::relations_to;
use crate::private::{require, scope};
use crate::ulo::{self, ReliedOn, Ulo};

/// `alongside.ulos.v1.Edits`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }
}

#[tonic::async_trait]
impl pb::edits_server::Edits for Rpc {
    async fn get_edit(&self, request: Request<pb::GetEditRequest>) -> Result<Response<pb::Edit>, Status> {
        let caller = Action::GetEdit.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let edit = store::get(self.deps.db.pool(), id).await?;
        require(&self.deps.db, Action::GetEdit, &caller, edit.ulo, id).await?;
        Ok(Response::new(to_wire(&edit)))
    }

    async fn list_edits(
        &self,
        request: Request<pb::ListEditsRequest>,
    ) -> Result<Response<pb::ListEditsResponse>, Status> {
        let caller = Action::ListEdits.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let ulo = violations.keep(Id::parse_optional("ulo", &request.ulo));
        let state = violations.keep(State::optional("state", request.state));
        violations.done()?;
        let scope = scope(&self.deps.db, Action::ListEdits, &caller, ulo).await?;
        let mut edits = store::list(self.deps.db.pool(), scope, state, &page).await?;
        let next_page_token = page.cut(&mut edits, |edit| edit.id.uuid());
        let edits = edits.iter().map(to_wire).collect();
        Ok(Response::new(pb::ListEditsResponse { edits, next_page_token }))
    }

    async fn accept_edit(
        &self,
        request: Request<pb::AcceptEditRequest>,
    ) -> Result<Response<pb::Edit>, Status> {
        let caller = Action::AcceptEdit.enter(&request)?;
        let pb::AcceptEditRequest { name, etag } = request.into_inner();
        let (mut edit, seen, version) = self.load(Action::AcceptEdit, &caller, &name, &etag).await?;
        let now = self.deps.clock.now();
        let mut tx = self.deps.db.begin().await?;
        ulo::store::compare_alone(&mut tx).await?;
        let ulo = ulo::store::hold_one(&mut tx, seen.id()).await?;
        edit.accept(&ulo, caller.subject, now)?;
        store::update(&mut tx, &edit, version).await?;
        ulo::rpc::rely_on(&mut tx, ulo, edit.after().clone(), now).await?;
        event::append(&mut tx, &change("edit.accepted", &edit)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&edit)))
    }

    async fn return_edit(
        &self,
        request: Request<pb::ReturnEditRequest>,
    ) -> Result<Response<pb::Edit>, Status> {
        let caller = Action::ReturnEdit.enter(&request)?;
        let pb::ReturnEditRequest { name, etag, reason } = request.into_inner();
        let mut violations = Violations::new();
        violations.keep(Id::<Edit>::parse("name", &name));
        violations.keep(etag::parse(&etag));
        let reason = violations.keep(text::required("reason", &reason, 300));
        violations.done()?;
        let (mut edit, _, version) = self.load(Action::ReturnEdit, &caller, &name, &etag).await?;
        edit.send_back(reason, caller.subject, self.deps.clock.now())?;
        self.save("edit.returned", &edit, version).await
    }

    async fn withdraw_edit(
        &self,
        request: Request<pb::WithdrawEditRequest>,
    ) -> Result<Response<pb::Edit>, Status> {
        let caller = Action::WithdrawEdit.enter(&request)?;
        let pb::WithdrawEditRequest { name, etag } = request.into_inner();
        let (mut edit, _, version) = self.load(Action::WithdrawEdit, &caller, &name, &etag).await?;
        edit.withdraw(self.deps.clock.now())?;
        self.save("edit.withdrawn", &edit, version).await
    }
}

impl Rpc {
    /// The change of that name with its organisation, when the caller may do this to it.
    async fn load(
        &self,
        action: Action,
        caller: &Caller,
        name: &str,
        etag: &str,
    ) -> Result<(Edit, Ulo, i64), Error> {
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", name));
        let version = violations.keep(etag::parse(etag));
        violations.done()?;
        let edit = store::get(self.deps.db.pool(), id).await?;
        let ulo = ulo::store::get(self.deps.db.pool(), edit.ulo).await?;
        action.require(caller, &relations_to(caller, &ulo), id)?;
        Ok((edit, ulo, version))
    }

    /// Keeps a decided change and its event, guarded by the version it was read at.
    async fn save(
        &self,
        kind: &'static str,
        edit: &Edit,
        version: i64,
    ) -> Result<Response<pb::Edit>, Status> {
        let mut tx = self.deps.db.begin().await?;
        store::update(&mut tx, edit, version).await?;
        event::append(&mut tx, &change(kind, edit)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(edit)))
    }
}

/// Proposes those fields of `wanted` for an organisation that is held. What was proposed before and is not among the
/// fields stays proposed; a change that changes nothing any more is taken back.
pub(crate) async fn propose(
    tx: &mut PgConnection,
    ulo: &Ulo,
    wanted: &ReliedOn,
    fields: &[&str],
    proposer: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let waiting = store::pending(&mut *tx, ulo.id()).await?;
    let base = waiting.as_ref().filter(|edit| edit.before == ulo.relied_on()).map(|edit| edit.after.clone());
    let after = base.unwrap_or_else(|| ulo.relied_on()).with(wanted, fields);
    let nothing = after == ulo.relied_on();
    let Some(mut edit) = waiting else {
        if nothing {
            return Ok(());
        }
        let edit = Edit::new(ulo, after, proposer.to_owned(), now);
        store::insert(tx, &edit).await?;
        return event::append(tx, &change("edit.created", &edit)).await;
    };
    if after == edit.after && edit.before == ulo.relied_on() {
        return Ok(());
    }
    let before = edit.version;
    let kind = if nothing { "edit.withdrawn" } else { "edit.updated" };
    if nothing {
        edit.withdraw(now)?
    } else {
        edit.propose(ulo, after, proposer.to_owned(), now)
    }
    store::update(tx, &edit, before).await?;
    event::append(tx, &change(kind, &edit)).await
}

/// The event of a change.
fn change(kind: &'static str, edit: &Edit) -> Change {
    Change::new(kind, edit.id, edit.version, &to_wire(edit), edit.update_time)
}
