//! The gRPC face of introductions.

use chrono::{DateTime, Utc};
use platform::action::Action as _;
use platform::db::Tx;
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Role, Violations, etag, event, text};
use proto::brokers::v1 as pb;
use proto::ulos::v1 as ulos_pb;
use sqlx::PgExecutor;
use tonic::{Request, Response, Status};

use super::wire::{Offer, change, parse, seen};
use super::{DeclineReason, Details, Introduction, Kind, State, store};
use crate::broker::{self, Broker};
use crate::case::{self, Case};
use crate::ulos::Ulos;
use crate::{Action, Relation, names, standing};

/// `alongside.brokers.v1.Introductions`.
pub struct Rpc {
    deps: Deps,
    ulos: Ulos,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps, ulos: &Ulos) -> Self {
        Self { deps: deps.clone(), ulos: ulos.clone() }
    }

    /// Whether the offering is what the introduction says it is, and takes people on.
    async fn check_offering(&self, details: &Details) -> Result<(), Error> {
        let offering = match self.ulos.offering(details.offering).await {
            Err(Error::NotFound(_)) => {
                return Err(Error::invalid("introduction.offering", "there is no such offering"));
            }
            answer => answer?,
        };
        if offering.ulo != details.ulo.to_string() {
            return Err(Error::refused("OFFERING_OF_ANOTHER_ULO", "another organisation offers this"));
        }
        if Kind::optional("", offering.kind).ok().flatten() != Some(details.kind) {
            return Err(Error::refused("OFFERING_OF_ANOTHER_KIND", "this offers another kind of support"));
        }
        if offering.state() != ulos_pb::offering::State::Open {
            return Err(Error::refused("OFFERING_NOT_OPEN", "this offering takes no one on at the moment"));
        }
        Ok(())
    }

    /// The introduction as it stands, locked, when the caller may do this to it.
    async fn lock(&self, tx: &mut Tx, asked: &Asked) -> Result<Introduction, Error> {
        let introduction = store::lock(tx, &self.deps.seals, asked.id).await?;
        let relations = relations(&mut **tx, &asked.caller, &introduction, self.deps.clock.now()).await?;
        asked.action.require(&asked.caller, &relations, asked.id)?;
        Ok(introduction)
    }

    /// Keeps what was decided and says so.
    async fn save(
        &self,
        tx: &mut Tx,
        asked: &Asked,
        introduction: &mut Introduction,
        kind: &'static str,
    ) -> Result<(), Error> {
        if introduction.version != asked.version + 1 {
            return Err(Error::Stale);
        }
        let key = self.deps.seals.key(tx, introduction.details.person.uuid()).await?;
        store::decide(tx, &key, introduction, &self.deps.clock).await?;
        event::append(tx, &change(kind, introduction)).await
    }
}

/// A decision on one introduction, as it was asked for.
struct Asked {
    action: Action,
    caller: Caller,
    id: Id<Introduction>,
    version: i64,
}

impl Asked {
    fn parse(action: Action, caller: Caller, name: &str, etag: &str, violations: &mut Violations) -> Self {
        let id = violations.keep(Id::parse("name", name));
        let version = violations.keep(etag::parse(etag));
        Self { action, caller, id, version }
    }
}

#[tonic::async_trait]
impl pb::introductions_server::Introductions for Rpc {
    async fn offer_introduction(
        &self,
        request: Request<pb::OfferIntroductionRequest>,
    ) -> Result<Response<pb::Introduction>, Status> {
        let caller = Action::OfferIntroduction.enter(&request)?;
        let request = request.into_inner();
        let now = self.deps.clock.now();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let offer = parse(&request.introduction.unwrap_or_default(), now, &mut violations);
        let Offer { details, private, broker } = violations.finish(offer)?;
        if !caller.is_service("matching") {
            return Err(Error::Forbidden.into());
        }
        let offering = self.check_offering(&details).await;
        let introduction = Introduction::offer(details, private, broker, now);

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, introduction.id.uuid()).await? {
            let introduction = store::get(&mut *tx, &self.deps.seals, Id::from_uuid(made)).await?;
            return Ok(Response::new(seen(&introduction, &caller)));
        }
        offering?;
        if let Some(broker) = broker {
            named(&mut tx, broker, &introduction).await?;
        }
        let key = self.deps.seals.key(&mut tx, introduction.details.person.uuid()).await?;
        store::insert(&mut tx, &key, &introduction).await?;
        event::append(&mut tx, &change("introduction.offered", &introduction)).await?;
        tx.commit().await?;
        Ok(Response::new(seen(&introduction, &caller)))
    }

    async fn get_introduction(
        &self,
        request: Request<pb::GetIntroductionRequest>,
    ) -> Result<Response<pb::Introduction>, Status> {
        let caller = Action::GetIntroduction.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let db = self.deps.db.pool();
        let introduction = store::get(db, &self.deps.seals, id).await?;
        let relations = relations(db, &caller, &introduction, self.deps.clock.now()).await?;
        Action::GetIntroduction.require(&caller, &relations, id)?;
        Ok(Response::new(seen(&introduction, &caller)))
    }

    async fn list_introductions(
        &self,
        request: Request<pb::ListIntroductionsRequest>,
    ) -> Result<Response<pb::ListIntroductionsResponse>, Status> {
        let action = Action::ListIntroductions;
        let caller = action.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let mut filter = parse_filter(&request, &mut violations);
        violations.done()?;
        let db = self.deps.db.pool();
        let allows = |relation| action.allows(caller.role, relation);
        let scope = standing::scope(db, &caller, self.deps.clock.now(), allows).await?;
        let Some(scope) = scope else { return Ok(Response::new(pb::ListIntroductionsResponse::default())) };
        filter.scope = scope;
        let mut introductions = store::list(db, &self.deps.seals, &filter, &page).await?;
        let next_page_token = page.cut(&mut introductions, |introduction| introduction.id.uuid());
        introductions.retain(|introduction| !is_ruled_out(&caller, introduction));
        let introductions = introductions.iter().map(|introduction| seen(introduction, &caller)).collect();
        Ok(Response::new(pb::ListIntroductionsResponse { introductions, next_page_token }))
    }

    async fn accept_introduction(
        &self,
        request: Request<pb::AcceptIntroductionRequest>,
    ) -> Result<Response<pb::Introduction>, Status> {
        let caller = Action::AcceptIntroduction.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let broker = violations.keep(Id::parse("broker", &request.broker));
        let action = Action::AcceptIntroduction;
        let asked = Asked::parse(action, caller, &request.name, &request.etag, &mut violations);
        violations.done()?;

        let mut tx = self.deps.db.begin().await?;
        let mut introduction = self.lock(&mut tx, &asked).await?;
        if asked.caller.role == Role::Broker && asked.caller.subject != broker.to_string() {
            return Err(Error::Forbidden.into());
        }
        let opened = Id::new();
        introduction.accept(broker, opened)?;
        // The broker is locked first: whoever waited for them past the deadline is told so by the clock below.
        let mut carrier = broker::rpc::lock(&mut tx, "broker", broker).await?;
        carrier.takes_new_cases_of(introduction.details.ulo)?;
        carrier.carry(introduction.details.weight, self.deps.clock.now())?;
        self.save(&mut tx, &asked, &mut introduction, "introduction.accepted").await?;
        broker::rpc::save_load(&mut tx, &carrier).await?;
        let weight = introduction.details.weight;
        let case = Case::open(opened, introduction.origin(), broker, weight, introduction.update_time);
        case::keep::opened(&mut tx, &self.deps, &case, &asked.caller.subject).await?;
        tx.commit().await?;
        Ok(Response::new(seen(&introduction, &asked.caller)))
    }

    async fn decline_introduction(
        &self,
        request: Request<pb::DeclineIntroductionRequest>,
    ) -> Result<Response<pb::Introduction>, Status> {
        let caller = Action::DeclineIntroduction.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let action = Action::DeclineIntroduction;
        let asked = Asked::parse(action, caller, &request.name, &request.etag, &mut violations);
        let reason = violations.some(DeclineReason::required("decline_reason", request.decline_reason));
        let note = violations.keep(text::lines("decline_note", &request.decline_note, 1000));
        let told = reason != Some(DeclineReason::Other) || !note.is_empty();
        violations.check(told, "decline_note", "say why in a few words");
        let reason = violations.finish(reason)?;

        let mut tx = self.deps.db.begin().await?;
        let mut introduction = self.lock(&mut tx, &asked).await?;
        introduction.decline(reason, note)?;
        self.save(&mut tx, &asked, &mut introduction, "introduction.declined").await?;
        tx.commit().await?;
        Ok(Response::new(seen(&introduction, &asked.caller)))
    }

    async fn withdraw_introduction(
        &self,
        request: Request<pb::WithdrawIntroductionRequest>,
    ) -> Result<Response<pb::Introduction>, Status> {
        let caller = Action::WithdrawIntroduction.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let action = Action::WithdrawIntroduction;
        let asked = Asked::parse(action, caller, &request.name, &request.etag, &mut violations);
        violations.done()?;

        let mut tx = self.deps.db.begin().await?;
        let mut introduction = self.lock(&mut tx, &asked).await?;
        introduction.withdraw()?;
        self.save(&mut tx, &asked, &mut introduction, "introduction.withdrawn").await?;
        tx.commit().await?;
        Ok(Response::new(seen(&introduction, &asked.caller)))
    }
}

/// How the caller stands to an introduction: whom the person ruled out is a stranger to it.
pub(crate) async fn relations(
    db: impl PgExecutor<'_>,
    caller: &Caller,
    introduction: &Introduction,
    now: DateTime<Utc>,
) -> Result<Vec<Relation>, Error> {
    if is_ruled_out(caller, introduction) {
        return Ok(vec![Relation::Foreign]);
    }
    standing::relations(db, caller, &introduction.facts(), now).await
}

fn is_ruled_out(caller: &Caller, introduction: &Introduction) -> bool {
    let broker = Id::parse("", &caller.subject).ok();
    caller.role == Role::Broker && broker.is_some_and(|broker| introduction.avoids(broker))
}

/// Whether the broker an offer names can be introduced to someone.
async fn named(tx: &mut Tx, broker: Id<Broker>, introduction: &Introduction) -> Result<(), Error> {
    match broker::store::get(&mut **tx, broker).await {
        Ok(broker) => broker.takes_new_cases_of(introduction.details.ulo),
        Err(Error::NotFound(_)) => Err(Error::invalid("introduction.broker", "there is no such broker")),
        Err(error) => Err(error),
    }
}

fn parse_filter(request: &pb::ListIntroductionsRequest, violations: &mut Violations) -> store::Filter {
    let person = violations.keep(Id::<names::Person>::parse_optional("person", &request.person));
    let ulo = violations.keep(Id::<names::Ulo>::parse_optional("ulo", &request.ulo));
    let broker = violations.keep(Id::<Broker>::parse_optional("broker", &request.broker));
    let asked = violations.keep(Id::<names::Request>::parse_optional("request", &request.request));
    store::Filter {
        scope: standing::Scope::default(),
        person: person.map(Id::uuid),
        ulo: ulo.map(Id::uuid),
        broker: broker.map(Id::uuid),
        request: asked.map(Id::uuid),
        state: violations.keep(State::optional("state", request.state)),
    }
}
