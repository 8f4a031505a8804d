//! The gRPC face of consortia.

use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Role, Violations, etag, mask, uk_time};
use proto::ulos::v1 as pb;
use reference::criteria;
use tonic::{Request, Response, Status};

use super::criteria::Shared;
use super::together::{Stated, Together};
use super::wire::{add_criteria, parse, parse_brings, to_wire, together_to_wire};
use super::{Consortium, MOST_LED, Standing, State, store};
use crate::Action;
use crate::evidence;
use crate::governance::{self, Governance};
use crate::policy::{relations, relations_in_use};
use crate::ulo::{self, Ulo};

/// What an update can change.
const FIELDS: &[&str] = &["display_name", "purpose"];

/// `alongside.ulos.v1.Consortia`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }
}

#[tonic::async_trait]
impl pb::consortia_server::Consortia for Rpc {
    async fn create_consortium(
        &self,
        request: Request<pb::CreateConsortiumRequest>,
    ) -> Result<Response<pb::Consortium>, Status> {
        let caller = Action::CreateConsortium.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.consortium.unwrap_or_default();
        let lead = violations.keep(Id::parse("consortium.lead", &sent.lead));
        let about = parse(&sent, &mut violations);
        let brings = parse_brings(request.brings.as_ref(), &mut violations);
        violations.done()?;
        Action::CreateConsortium.permit(&caller, &relations(&caller, lead))?;
        let consortium = Consortium::new(lead, about, brings, self.deps.clock.now());

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, consortium.id.uuid()).await? {
            let made = store::get(&mut *tx, Id::from_uuid(made)).await?;
            return self.answer(&caller, &made).await;
        }
        ulo::store::hold_one(&mut tx, lead).await?.still_listed()?;
        if store::count_led(&mut *tx, lead).await? >= MOST_LED {
            let text = "this organisation leads 10 already: end one that is over";
            return Err(Error::refused("CONSORTIUM_TOO_MANY", text).into());
        }
        store::insert(&mut tx, &consortium).await?;
        event::append(&mut tx, &change("consortium.created", &consortium)).await?;
        tx.commit().await?;
        self.answer(&caller, &consortium).await
    }

    async fn get_consortium(
        &self,
        request: Request<pb::GetConsortiumRequest>,
    ) -> Result<Response<pb::Consortium>, Status> {
        let caller = Action::GetConsortium.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let consortium = store::get(self.deps.db.pool(), id).await?;
        let in_use = consortium.state == State::Active;
        Action::GetConsortium.require(&caller, &relations_in_use(&caller, consortium.lead, in_use), id)?;
        self.answer(&caller, &consortium).await
    }

    async fn list_consortia(
        &self,
        request: Request<pb::ListConsortiaRequest>,
    ) -> Result<Response<pb::ListConsortiaResponse>, Status> {
        let caller = Action::ListConsortia.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let ulo = violations.keep(Id::<Ulo>::parse_optional("ulo", &request.ulo));
        let state = violations.keep(State::optional("state", request.state));
        violations.done()?;
        let own = caller.role == Role::Manager && caller.ulo == request.ulo;
        let mut filter = store::Filter { ulo: ulo.map(Id::uuid), invited: own || oversees(&caller), state };
        if caller.role == Role::Visitor {
            if state == Some(State::Ended) {
                return Ok(Response::new(pb::ListConsortiaResponse::default()));
            }
            filter.state = Some(State::Active);
        }
        let mut found = store::list(self.deps.db.pool(), &filter, &page).await?;
        let next_page_token = page.cut(&mut found, |consortium| consortium.id.uuid());
        let mut consortia = self.told(&caller, &found).await?;
        // A page of them would be too large with every criterion of each.
        for together in consortia.iter_mut().filter_map(|consortium| consortium.together.as_mut()) {
            together.criteria.clear();
        }
        Ok(Response::new(pb::ListConsortiaResponse { consortia, next_page_token }))
    }

    async fn update_consortium(
        &self,
        request: Request<pb::UpdateConsortiumRequest>,
    ) -> Result<Response<pb::Consortium>, Status> {
        let caller = Action::UpdateConsortium.enter(&request)?;
        let request = request.into_inner();
        let sent = request.consortium.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("consortium.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;
        let mut consortium = store::get(self.deps.db.pool(), id).await?;
        Action::UpdateConsortium.permit(&caller, &relations(&caller, consortium.lead))?;
        let mut violations = Violations::new();
        let about = parse(&merged(to_wire(&consortium, true), sent, &paths), &mut violations);
        violations.done()?;
        consortium.edit(about, self.deps.clock.now())?;
        self.save(&caller, "consortium.updated", &consortium, version).await
    }

    async fn invite_member(
        &self,
        request: Request<pb::InviteMemberRequest>,
    ) -> Result<Response<pb::Consortium>, Status> {
        let caller = Action::InviteMember.enter(&request)?;
        let pb::InviteMemberRequest { name, etag, ulo } = request.into_inner();
        let (mut consortium, version, ulo) = self.load(&name, &etag, &ulo).await?;
        Action::InviteMember.permit(&caller, &relations(&caller, consortium.lead))?;
        ulo::store::get(self.deps.db.pool(), ulo).await?.still_listed()?;
        consortium.invite(ulo, self.deps.clock.now())?;
        self.save(&caller, "consortium.invited", &consortium, version).await
    }

    async fn join_consortium(
        &self,
        request: Request<pb::JoinConsortiumRequest>,
    ) -> Result<Response<pb::Consortium>, Status> {
        let caller = Action::JoinConsortium.enter(&request)?;
        let pb::JoinConsortiumRequest { name, etag, ulo, brings } = request.into_inner();
        let mut violations = Violations::new();
        let brings = parse_brings(brings.as_ref(), &mut violations);
        parsed(&name, &etag, &ulo, violations)?;
        let (mut consortium, version, ulo) = self.load(&name, &etag, &ulo).await?;
        Action::JoinConsortium.permit(&caller, &relations(&caller, ulo))?;
        consortium.join(ulo, brings, self.deps.clock.now())?;
        self.save(&caller, "consortium.joined", &consortium, version).await
    }

    async fn leave_consortium(
        &self,
        request: Request<pb::LeaveConsortiumRequest>,
    ) -> Result<Response<pb::Consortium>, Status> {
        let caller = Action::LeaveConsortium.enter(&request)?;
        let pb::LeaveConsortiumRequest { name, etag, ulo } = request.into_inner();
        let (mut consortium, version, ulo) = self.load(&name, &etag, &ulo).await?;
        // Who leads takes an invitation back; only its own managers take a member out.
        let invited = consortium.those(Standing::Invited).contains(&ulo.uuid());
        let whose = if invited && caller.ulo == consortium.lead.to_string() { consortium.lead } else { ulo };
        Action::LeaveConsortium.permit(&caller, &relations(&caller, whose))?;
        consortium.leave(ulo, self.deps.clock.now())?;
        self.save(&caller, "consortium.left", &consortium, version).await
    }

    async fn end_consortium(
        &self,
        request: Request<pb::EndConsortiumRequest>,
    ) -> Result<Response<pb::Consortium>, Status> {
        let caller = Action::EndConsortium.enter(&request)?;
        let pb::EndConsortiumRequest { name, etag } = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &name));
        let version = violations.keep(etag::parse(&etag));
        violations.done()?;
        let mut consortium = store::get(self.deps.db.pool(), id).await?;
        Action::EndConsortium.permit(&caller, &relations(&caller, consortium.lead))?;
        consortium.end(self.deps.clock.now())?;
        self.save(&caller, "consortium.ended", &consortium, version).await
    }
}

impl Rpc {
    /// The consortium of that name, the version it was seen at, and the organisation it is about.
    async fn load(&self, name: &str, etag: &str, ulo: &str) -> Result<(Consortium, i64, Id<Ulo>), Error> {
        let (id, version, ulo) = parsed(name, etag, ulo, Violations::new())?;
        Ok((store::get(self.deps.db.pool(), id).await?, version, ulo))
    }

    /// Keeps a changed consortium and its event, guarded by the version it was read at.
    async fn save(
        &self,
        caller: &Caller,
        kind: &'static str,
        consortium: &Consortium,
        version: i64,
    ) -> Result<Response<pb::Consortium>, Status> {
        let mut tx = self.deps.db.begin().await?;
        store::update(&mut tx, consortium, version).await?;
        event::append(&mut tx, &change(kind, consortium)).await?;
        tx.commit().await?;
        self.answer(caller, consortium).await
    }

    async fn answer(
        &self,
        caller: &Caller,
        consortium: &Consortium,
    ) -> Result<Response<pb::Consortium>, Status> {
        let mut told = self.told(caller, std::slice::from_ref(consortium)).await?;
        Ok(Response::new(told.pop().unwrap_or_default()))
    }

    /// These consortia as this caller may see them, with what their members are together.
    async fn told(&self, caller: &Caller, consortia: &[Consortium]) -> Result<Vec<pb::Consortium>, Error> {
        let ids: Vec<_> = consortia.iter().flat_map(|one| one.those(Standing::Joined)).collect();
        let records = governance::store::of_ulos(self.deps.db.pool(), &ids).await?;
        let findings = evidence::store::findings(self.deps.db.pool(), Some(&ids)).await?;
        let findings: Vec<_> = findings.into_iter().map(|(ulo, finding)| (ulo.uuid(), finding)).collect();
        let today = uk_time::date(self.deps.clock.now());
        let set = criteria::in_force(criteria::SETS, today);
        let tell = |consortium: &Consortium| {
            let whole =
                oversees(caller) || (caller.role == Role::Manager && consortium.concerns(&caller.ulo));
            let mut told = to_wire(consortium, whole);
            if consortium.state == State::Active {
                let stated = stated(consortium, &records);
                let together = Together::of(consortium, &stated);
                told.together = together.map(|together| together_to_wire(&together, &stated));
                if let Some(together) = &mut told.together {
                    let joined = consortium.those(Standing::Joined);
                    add_criteria(together, set.code, &Shared::of(&joined, &findings, set, today));
                }
            }
            told
        };
        Ok(consortia.iter().map(tell).collect())
    }
}

/// What each joined member states of how it is run.
fn stated<'a>(consortium: &Consortium, records: &'a [Governance]) -> Vec<Stated<'a>> {
    let of = |ulo| records.iter().find(|record| record.ulo().uuid() == ulo).map(Governance::facts);
    consortium.those(Standing::Joined).into_iter().map(|ulo| (ulo, of(ulo))).collect()
}

fn parsed(
    name: &str,
    etag: &str,
    ulo: &str,
    mut violations: Violations,
) -> Result<(Id<Consortium>, i64, Id<Ulo>), Error> {
    let id = violations.keep(Id::parse("name", name));
    let version = violations.keep(etag::parse(etag));
    let ulo = violations.keep(Id::parse("ulo", ulo));
    violations.done()?;
    Ok((id, version, ulo))
}

/// Whether this caller has to see what is there.
fn oversees(caller: &Caller) -> bool {
    matches!(caller.role, Role::Officer | Role::Observer | Role::Operator)
}

/// The consortium as it is, with the fields of `paths` as sent.
fn merged(mut consortium: pb::Consortium, sent: pb::Consortium, paths: &[&str]) -> pb::Consortium {
    for path in paths {
        match *path {
            "display_name" => consortium.display_name.clone_from(&sent.display_name),
            "purpose" => consortium.purpose.clone_from(&sent.purpose),
            _ => {}
        }
    }
    consortium
}

/// The event of a change.
fn change(kind: &'static str, consortium: &Consortium) -> Change {
    let (version, time) = (consortium.version, consortium.update_time);
    Change::new(kind, consortium.id, version, &to_wire(consortium, true), time)
}
