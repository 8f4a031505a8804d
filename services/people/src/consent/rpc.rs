//! The gRPC face of consents.

use chrono::{DateTime, Utc};
use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Violations, etag};
use proto::people::v1 as pb;
use sqlx::{PgConnection, PgExecutor};
use tonic::{Request, Response, Status};

use super::wire::{parse, recipient, to_wire};
use super::{Consent, Purpose, State, store};
use crate::person::{self, Person};
use crate::standing::{self, Look};
use crate::{Action, Relation};

/// `alongside.people.v1.Consents`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }

    /// Refuses who may not do this to that person's consents.
    async fn look(
        &self,
        db: impl PgExecutor<'_>,
        action: Action,
        caller: &Caller,
        (person, what): (Id<Person>, String),
    ) -> Result<(), Error> {
        let look = Look { action, caller, person, what, wants: None };
        look.at(db, self.deps.clock.now()).await.map(|_| ())
    }
}

#[tonic::async_trait]
impl pb::consents_server::Consents for Rpc {
    async fn create_consent(
        &self,
        request: Request<pb::CreateConsentRequest>,
    ) -> Result<Response<pb::Consent>, Status> {
        let caller = Action::CreateConsent.enter(&request)?;
        let request = request.into_inner();
        let now = self.deps.clock.now();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.consent.unwrap_or_default();
        let person = violations.keep(Id::parse("consent.person", &sent.person));
        let terms = parse(&sent, now, &mut violations);
        let consent = Consent::new(person, violations.finish(terms)?, caller.subject.clone(), now);
        let list = (person, format!("{person}/consents"));
        self.look(self.deps.db.pool(), Action::CreateConsent, &caller, list).await?;

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, consent.id.uuid()).await? {
            let consent = store::get(&mut *tx, Id::from_uuid(made)).await?;
            return Ok(Response::new(to_wire(&consent, now)));
        }
        person::store::hold(&mut tx, &self.deps.seals, person).await?;
        store::insert(&mut tx, &consent).await?;
        event::append(&mut tx, &change("consent.created", &consent)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&consent, now)))
    }

    async fn get_consent(
        &self,
        request: Request<pb::GetConsentRequest>,
    ) -> Result<Response<pb::Consent>, Status> {
        let caller = Action::GetConsent.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let now = self.deps.clock.now();
        let consent = store::get(self.deps.db.pool(), id).await?;
        if caller.person().is_empty() {
            let action = Action::GetConsent;
            action.require(&caller, &[relation(&consent, &caller, now)], id)?;
        } else {
            let what = (consent.person, id.to_string());
            self.look(self.deps.db.pool(), Action::GetConsent, &caller, what).await?;
        }
        Ok(Response::new(to_wire(&consent, now)))
    }

    async fn list_consents(
        &self,
        request: Request<pb::ListConsentsRequest>,
    ) -> Result<Response<pb::ListConsentsResponse>, Status> {
        let caller = Action::ListConsents.enter(&request)?;
        let request = request.into_inner();
        let (filter, page) = parse_list(&caller, &request)?;
        let now = self.deps.clock.now();
        let pool = self.deps.db.pool();
        let mut consents = if caller.person().is_empty() {
            store::list_for(pool, &standing::recipients(&caller), &filter, now, &page).await?
        } else {
            let person = filter.person.unwrap_or_default();
            let list = (person, format!("{person}/consents"));
            self.look(pool, Action::ListConsents, &caller, list).await?;
            store::list(pool, &filter, now, &page).await?
        };
        let next_page_token = page.cut(&mut consents, |consent| consent.id.uuid());
        let consents = consents.iter().map(|consent| to_wire(consent, now)).collect();
        Ok(Response::new(pb::ListConsentsResponse { consents, next_page_token }))
    }

    async fn withdraw_consent(
        &self,
        request: Request<pb::WithdrawConsentRequest>,
    ) -> Result<Response<pb::Consent>, Status> {
        let caller = Action::WithdrawConsent.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &request.name));
        let version = violations.keep(etag::parse(&request.etag));
        violations.done()?;

        let now = self.deps.clock.now();
        let mut tx = self.deps.db.begin().await?;
        let mut consent = store::get(&mut *tx, id).await?;
        let what = (consent.person, id.to_string());
        self.look(&mut *tx, Action::WithdrawConsent, &caller, what).await?;
        consent.withdraw(now)?;
        store::update(&mut tx, &consent, version).await?;
        event::append(&mut tx, &change("consent.withdrawn", &consent)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&consent, now)))
    }
}

/// Takes back every consent of a person who is being erased.
pub async fn withdraw_all(
    tx: &mut PgConnection,
    person: Id<Person>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for mut consent in store::hold_given(tx, person, now).await? {
        let version = consent.version;
        consent.withdraw(now)?;
        store::update(tx, &consent, version).await?;
        event::append(tx, &change("consent.withdrawn", &consent)).await?;
    }
    Ok(())
}

/// Which consents are asked for. A person and those who act for them list one person's.
fn parse_list(caller: &Caller, request: &pb::ListConsentsRequest) -> Result<(store::Filter, Page), Error> {
    let mut violations = Violations::new();
    let page = Page::parse(request.page_size, &request.page_token, &mut violations);
    let person = if caller.person().is_empty() {
        violations.keep(Id::parse_optional("person", &request.person))
    } else {
        violations.some(standing::subject(caller, &request.person))
    };
    let recipient = match request.recipient.as_str() {
        "" => String::new(),
        name => violations.keep(recipient("recipient", name)),
    };
    let purpose = violations.keep(Purpose::optional("purpose", request.purpose));
    let state = violations.keep(State::optional("state", request.state));
    violations.done()?;
    Ok((store::Filter { person, recipient, purpose, state }, page))
}

/// How someone who is neither the person nor acts for them stands to a consent.
fn relation(consent: &Consent, caller: &Caller, now: DateTime<Utc>) -> Relation {
    let theirs = standing::recipients(caller).contains(&consent.terms.recipient);
    if theirs && consent.state_at(now) == State::Given { Relation::Recipient } else { Relation::Foreign }
}

/// The event of a change.
fn change(kind: &'static str, consent: &Consent) -> Change {
    let told = to_wire(consent, consent.update_time);
    Change::new(kind, consent.id, consent.version, &told, consent.update_time)
}
