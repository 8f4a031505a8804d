//! The gRPC face of requests.

use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::rpc::Bearer;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Violations, etag, mask};
use proto::matching::v1 as pb;
use tonic::{Response, Status};

use super::wire::{parse, to_wire, told};
use super::{Request, State, record, store};
use crate::names::Person;
use crate::{Action, Calls, choice, supporter};

/// What an update can change.
const FIELDS: &[&str] = &[
    "kind",
    "advocacy_kind",
    "peer_support_model",
    "who_for",
    "wishes",
    "constraints",
    "words",
    "need_by_date",
    "need_by_reason",
];

/// `alongside.matching.v1.Requests`.
pub struct Rpc {
    deps: Deps,
    calls: Calls,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps, calls: &Calls) -> Self {
        Self { deps: deps.clone(), calls: calls.clone() }
    }

    async fn require(
        &self,
        caller: &Caller,
        action: Action,
        person: Id<Person>,
        name: impl ToString,
    ) -> Result<(), Error> {
        supporter::require(self.deps.db.pool(), caller, action, person, name, self.deps.clock.now()).await
    }

    /// The request of that id, when the caller may do this to it.
    async fn reach(&self, caller: &Caller, action: Action, id: Id<Request>) -> Result<Request, Error> {
        let request = store::get(self.deps.db.pool(), &self.deps.seals, id).await?;
        self.require(caller, action, request.person, id).await?;
        Ok(request)
    }

    /// Keeps a new request: one statement when there is nothing to seal.
    async fn keep_once(&self, once: &Once, request: Request) -> Result<Request, Error> {
        let change = change("request.created", &request);
        let made = if request.has_private() {
            let mut tx = self.deps.db.begin().await?;
            let key = self.deps.seals.key(&mut tx, request.person.uuid()).await?;
            let made = store::insert_once(&mut *tx, once, Some(&key), &request, &change).await?;
            tx.commit().await?;
            made
        } else {
            let made = store::insert_once(self.deps.db.pool(), once, None, &request, &change).await?;
            self.deps.db.nudge();
            made
        };
        if made { Ok(request) } else { self.made_before(once, &request).await }
    }

    /// What the same `request_id` made the first time, as it now is.
    async fn made_before(&self, once: &Once, request: &Request) -> Result<Request, Error> {
        let mut tx = self.deps.db.begin().await?;
        let made = once.claim(&mut tx, request.id.uuid()).await?;
        let made = made.ok_or_else(|| Error::not_found(request.person))?;
        store::get(&mut *tx, &self.deps.seals, Id::from_uuid(made)).await
    }

    async fn save(&self, kind: &'static str, request: &Request) -> Result<(), Error> {
        let mut tx = self.deps.db.begin().await?;
        store::update(&mut tx, &self.deps.seals, request).await?;
        event::append(&mut tx, &change(kind, request)).await?;
        tx.commit().await
    }
}

#[tonic::async_trait]
impl pb::requests_server::Requests for Rpc {
    async fn create_request(
        &self,
        request: tonic::Request<pb::CreateRequestRequest>,
    ) -> Result<Response<pb::Request>, Status> {
        let caller = Action::CreateRequest.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.request.unwrap_or_default();
        let person = violations.keep(Id::<Person>::parse("request.person", &sent.person));
        let details = parse(&sent, &mut violations);
        let details = violations.finish(details)?;
        self.require(&caller, Action::CreateRequest, person, person).await?;
        let request = Request::new(person, details, self.deps.clock.now());
        let request = self.keep_once(&once, request).await?;
        Ok(Response::new(to_wire(&request)))
    }

    async fn get_request(
        &self,
        request: tonic::Request<pb::GetRequestRequest>,
    ) -> Result<Response<pb::Request>, Status> {
        let caller = Action::GetRequest.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let request = self.reach(&caller, Action::GetRequest, id).await?;
        Ok(Response::new(to_wire(&request)))
    }

    async fn list_requests(
        &self,
        request: tonic::Request<pb::ListRequestsRequest>,
    ) -> Result<Response<pb::ListRequestsResponse>, Status> {
        let caller = Action::ListRequests.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let asked_for = violations.keep(Id::parse_optional("person", &request.person));
        let state = violations.keep(State::optional("state", request.state));
        violations.done()?;
        let (pool, now) = (self.deps.db.pool(), self.deps.clock.now());
        let person = supporter::whose_list(pool, &caller, Action::ListRequests, asked_for, now).await?;
        let Some(person) = person else { return Ok(Response::new(pb::ListRequestsResponse::default())) };
        let filter = store::Filter { person, state };
        let mut requests = store::list(pool, &self.deps.seals, &filter, &page).await?;
        let next_page_token = page.cut(&mut requests, |request| request.id.uuid());
        let requests = requests.iter().map(to_wire).collect();
        Ok(Response::new(pb::ListRequestsResponse { requests, next_page_token }))
    }

    async fn update_request(
        &self,
        request: tonic::Request<pb::UpdateRequestRequest>,
    ) -> Result<Response<pb::Request>, Status> {
        let caller = Action::UpdateRequest.enter(&request)?;
        let request = request.into_inner();
        let sent = request.request.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("request.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;
        let mut request = self.reach(&caller, Action::UpdateRequest, id).await?;
        let mut violations = Violations::new();
        let details = parse(&merged(to_wire(&request), sent, &paths), &mut violations);
        let details = violations.finish(details)?;
        request.still(version)?;
        request.edit(details, self.deps.clock.now())?;
        self.save("request.updated", &request).await?;
        Ok(Response::new(to_wire(&request)))
    }

    async fn ask_request(
        &self,
        request: tonic::Request<pb::AskRequestRequest>,
    ) -> Result<Response<pb::Request>, Status> {
        let caller = Action::AskRequest.enter(&request)?;
        let bearer = Bearer::of(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &request.name));
        let version = violations.keep(etag::parse(&request.etag));
        violations.done()?;
        let mut request = self.reach(&caller, Action::AskRequest, id).await?;
        request.still(version)?;
        request.still_a_draft()?;
        let now = self.deps.clock.now();
        let frozen = record::read(&self.calls.people, &bearer, &request.person.to_string(), now).await?;
        request.ask(frozen, now)?;
        self.save("request.asked", &request).await?;
        Ok(Response::new(to_wire(&request)))
    }

    async fn withdraw_request(
        &self,
        request: tonic::Request<pb::WithdrawRequestRequest>,
    ) -> Result<Response<pb::Request>, Status> {
        let caller = Action::WithdrawRequest.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &request.name));
        let version = violations.keep(etag::parse(&request.etag));
        violations.done()?;
        let request = self.reach(&caller, Action::WithdrawRequest, id).await?;
        request.still(version)?;
        request.can_withdraw()?;
        let request = choice::stop::withdraw_request(&self.deps, &self.calls, id).await?;
        Ok(Response::new(to_wire(&request)))
    }
}

/// The request as it is, with the fields of `paths` as sent.
fn merged(mut request: pb::Request, sent: pb::Request, paths: &[&str]) -> pb::Request {
    for path in paths {
        match *path {
            "kind" => request.kind = sent.kind,
            "advocacy_kind" => request.advocacy_kind = sent.advocacy_kind,
            "peer_support_model" => request.peer_support_model = sent.peer_support_model,
            "who_for" => request.who_for.clone_from(&sent.who_for),
            "wishes" => request.wishes.clone_from(&sent.wishes),
            "constraints" => request.constraints.clone_from(&sent.constraints),
            "words" => request.words.clone_from(&sent.words),
            "need_by_date" => request.need_by_date.clone_from(&sent.need_by_date),
            "need_by_reason" => request.need_by_reason = sent.need_by_reason,
            _ => {}
        }
    }
    request
}

/// The event of a change, without private text.
pub(crate) fn change(kind: &'static str, request: &Request) -> Change {
    Change::new(kind, request.id, request.version, &told(request), request.update_time)
}
