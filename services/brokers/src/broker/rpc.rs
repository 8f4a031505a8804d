//! The gRPC face of brokers.

use platform::action::Action as _;
use platform::event;
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Role, Violations, etag, mask};
use proto::brokers::v1 as pb;
use proto::ulos::v1::ulo::State as UloState;
use sqlx::PgConnection;
use tonic::{Request, Response, Status};

use super::wire::{change, parse, to_wire};
use super::{Broker, State, store};
use crate::names::Ulo;
use crate::ulos::Ulos;
use crate::{Action, Relation};

/// What an update can change.
const FIELDS: &[&str] = &[
    "display_name",
    "skills",
    "languages",
    "lived_experience",
    "lived_experience_consent",
    "ways_of_working",
    "councils",
    LIMIT,
    "interests",
    START,
];
/// What only who runs the organisation can change.
const LIMIT: &str = "caseload_limit";
/// That, too: it says how much of the limit counts at first.
const START: &str = "start_date";

/// `alongside.brokers.v1.Brokers`.
pub struct Rpc {
    deps: Deps,
    ulos: Ulos,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps, ulos: &Ulos) -> Self {
        Self { deps: deps.clone(), ulos: ulos.clone() }
    }

    /// Whether people can join that organisation.
    async fn listed(&self, ulo: Id<Ulo>) -> Result<(), Error> {
        match self.ulos.ulo(ulo).await {
            Ok(found) if found.state() == UloState::Listed => Ok(()),
            Ok(_) => Err(Error::refused("ULO_CLOSED", "this organisation has closed")),
            Err(Error::NotFound(_)) => Err(Error::invalid("broker.ulo", "there is no such organisation")),
            Err(error) => Err(error),
        }
    }

    /// Applies one verb to a broker: authorise, parse, load, change, save, reply.
    async fn apply(
        &self,
        verb: Verb<'_>,
        change: impl FnOnce(&mut Broker) -> Result<(), Error>,
    ) -> Result<Response<pb::Broker>, Status> {
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", verb.name));
        let version = violations.keep(etag::parse(verb.etag));
        violations.done()?;

        let mut tx = self.deps.db.begin().await?;
        let mut broker = store::get(&mut *tx, id).await?;
        permit(verb.action, &verb.caller, relation(&verb.caller, &broker))?;
        change(&mut broker)?;
        save(&mut tx, &broker, version, verb.kind).await?;
        tx.commit().await?;
        Ok(Response::new(seen(&broker, &verb.caller)))
    }
}

/// A change of state, as it was asked for.
struct Verb<'a> {
    action: Action,
    kind: &'static str,
    caller: Caller,
    name: &'a str,
    etag: &'a str,
}

#[tonic::async_trait]
impl pb::brokers_server::Brokers for Rpc {
    async fn create_broker(
        &self,
        request: Request<pb::CreateBrokerRequest>,
    ) -> Result<Response<pb::Broker>, Status> {
        let caller = Action::CreateBroker.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.broker.unwrap_or_default();
        let ulo = violations.keep(Id::parse("broker.ulo", &sent.ulo));
        let details = parse(&sent, &mut violations);
        violations.done()?;
        permit(Action::CreateBroker, &caller, relation_to(&caller, ulo))?;
        let listed = self.listed(ulo).await;
        let broker = Broker::new(details, ulo, self.deps.clock.now());

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, broker.id.uuid()).await? {
            let broker = store::get(&mut *tx, Id::from_uuid(made)).await?;
            return Ok(Response::new(seen(&broker, &caller)));
        }
        listed?;
        store::insert(&mut tx, &broker).await?;
        event::append(&mut tx, &change("broker.created", &broker)).await?;
        tx.commit().await?;
        Ok(Response::new(seen(&broker, &caller)))
    }

    async fn get_broker(
        &self,
        request: Request<pb::GetBrokerRequest>,
    ) -> Result<Response<pb::Broker>, Status> {
        let caller = Action::GetBroker.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let broker = store::get(self.deps.db.pool(), id).await?;
        Ok(Response::new(seen(&broker, &caller)))
    }

    async fn list_brokers(
        &self,
        request: Request<pb::ListBrokersRequest>,
    ) -> Result<Response<pb::ListBrokersResponse>, Status> {
        let caller = Action::ListBrokers.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let ulo = violations.keep(Id::parse_optional("ulo", &request.ulo));
        let state = violations.keep(State::optional("state", request.state));
        violations.done()?;
        let mut brokers = store::list(self.deps.db.pool(), ulo, state, &page).await?;
        let next_page_token = page.cut(&mut brokers, |broker| broker.id.uuid());
        let brokers = brokers.iter().map(|broker| seen(broker, &caller)).collect();
        Ok(Response::new(pb::ListBrokersResponse { brokers, next_page_token }))
    }

    async fn update_broker(
        &self,
        request: Request<pb::UpdateBrokerRequest>,
    ) -> Result<Response<pb::Broker>, Status> {
        let caller = Action::UpdateBroker.enter(&request)?;
        let request = request.into_inner();
        let sent = request.broker.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("broker.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;

        let mut tx = self.deps.db.begin().await?;
        let mut broker = store::get(&mut *tx, id).await?;
        permit(Action::UpdateBroker, &caller, relation(&caller, &broker))?;
        if caller.role == Role::Broker && (paths.contains(&LIMIT) || paths.contains(&START)) {
            return Err(Error::Forbidden.into());
        }
        let mut violations = Violations::new();
        let details = parse(&merged(to_wire(&broker, true), sent, &paths), &mut violations);
        violations.done()?;
        broker.edit(details, self.deps.clock.now())?;
        save(&mut tx, &broker, version, "broker.updated").await?;
        tx.commit().await?;
        Ok(Response::new(seen(&broker, &caller)))
    }

    async fn pause_broker(
        &self,
        request: Request<pb::PauseBrokerRequest>,
    ) -> Result<Response<pb::Broker>, Status> {
        let caller = Action::PauseBroker.enter(&request)?;
        let pb::PauseBrokerRequest { name, etag } = request.get_ref();
        let verb = Verb { action: Action::PauseBroker, kind: "broker.paused", caller, name, etag };
        self.apply(verb, |broker| broker.pause(self.deps.clock.now())).await
    }

    async fn resume_broker(
        &self,
        request: Request<pb::ResumeBrokerRequest>,
    ) -> Result<Response<pb::Broker>, Status> {
        let caller = Action::ResumeBroker.enter(&request)?;
        let pb::ResumeBrokerRequest { name, etag } = request.get_ref();
        let verb = Verb { action: Action::ResumeBroker, kind: "broker.resumed", caller, name, etag };
        self.apply(verb, |broker| broker.resume(self.deps.clock.now())).await
    }

    async fn retire_broker(
        &self,
        request: Request<pb::RetireBrokerRequest>,
    ) -> Result<Response<pb::Broker>, Status> {
        let caller = Action::RetireBroker.enter(&request)?;
        let pb::RetireBrokerRequest { name, etag } = request.get_ref();
        let verb = Verb { action: Action::RetireBroker, kind: "broker.retired", caller, name, etag };
        self.apply(verb, |broker| broker.retire(self.deps.clock.now())).await
    }
}

/// The broker of that id, locked, to be given a case; `field` is where the caller named them.
pub(crate) async fn lock(tx: &mut PgConnection, field: &str, id: Id<Broker>) -> Result<Broker, Error> {
    let found = store::lock(tx, &[id]).await?.pop();
    found.ok_or_else(|| Error::invalid(field, "there is no such broker"))
}

/// Keeps a broker whose load changed on a locked row.
pub(crate) async fn save_load(tx: &mut PgConnection, broker: &Broker) -> Result<(), Error> {
    save(tx, broker, broker.version - 1, "broker.updated").await
}

async fn save(tx: &mut PgConnection, broker: &Broker, before: i64, kind: &'static str) -> Result<(), Error> {
    store::update(tx, broker, before).await?;
    event::append(tx, &change(kind, broker)).await
}

/// How a caller stands to a broker.
fn relation(caller: &Caller, broker: &Broker) -> Relation {
    match caller.role {
        Role::Broker if caller.subject == broker.id.to_string() => Relation::Own,
        _ => relation_to(caller, broker.ulo),
    }
}

fn relation_to(caller: &Caller, ulo: Id<Ulo>) -> Relation {
    match caller.role {
        Role::Manager if caller.ulo == ulo.to_string() => Relation::Manages,
        _ => Relation::Foreign,
    }
}

/// Brokers can be read by all, so a stranger who tries to change one is told no, not that there is nobody.
fn permit(action: Action, caller: &Caller, relation: Relation) -> Result<(), Error> {
    if action.allows(caller.role, relation) { Ok(()) } else { Err(Error::Forbidden) }
}

/// What a caller sees of a broker.
fn seen(broker: &Broker, caller: &Caller) -> pb::Broker {
    let whole = matches!(relation(caller, broker), Relation::Own | Relation::Manages);
    to_wire(broker, whole)
}

/// The broker as they are, with the fields of `paths` as sent.
fn merged(mut broker: pb::Broker, sent: pb::Broker, paths: &[&str]) -> pb::Broker {
    for path in paths {
        match *path {
            "display_name" => broker.display_name.clone_from(&sent.display_name),
            "skills" => broker.skills.clone_from(&sent.skills),
            "languages" => broker.languages.clone_from(&sent.languages),
            "lived_experience" => broker.lived_experience.clone_from(&sent.lived_experience),
            "lived_experience_consent" => broker.lived_experience_consent = sent.lived_experience_consent,
            "ways_of_working" => broker.ways_of_working.clone_from(&sent.ways_of_working),
            "councils" => broker.councils.clone_from(&sent.councils),
            LIMIT => broker.caseload_limit = sent.caseload_limit,
            "interests" => broker.interests.clone_from(&sent.interests),
            START => broker.start_date.clone_from(&sent.start_date),
            _ => {}
        }
    }
    broker
}
