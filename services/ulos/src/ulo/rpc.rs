//! The gRPC face of organisations.

use chrono::{DateTime, Utc};
use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Role, Violations, etag, mask, text, uk_time};
use proto::ulos::v1 as pb;
use sqlx::PgConnection;
use tonic::{Request, Response, Status};

use super::wire::{parse, standings, to_wire};
use super::{
    Check, CloseReason, Kind, ReliedOn, State, Ulo, VerifyMethod, likeness, links, relied_on, store,
};
use crate::Action;
use crate::edit;
use crate::offering;
use crate::policy::{relations, relations_to};

/// What an update can change.
const FIELDS: &[&str] = &[
    "display_name",
    "description",
    "kind",
    "legal_form",
    "registrations",
    "councils",
    "who_for",
    "contact",
    "access_features",
    "founded_date",
];

/// `alongside.ulos.v1.Ulos`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }

    fn answer(&self, ulo: &Ulo) -> Response<pb::Ulo> {
        Response::new(to_wire(ulo, self.deps.clock.now()))
    }
}

#[tonic::async_trait]
impl pb::ulos_server::Ulos for Rpc {
    async fn create_ulo(&self, request: Request<pb::CreateUloRequest>) -> Result<Response<pb::Ulo>, Status> {
        let caller = Action::CreateUlo.enter(&request)?;
        let request = request.into_inner();
        let now = self.deps.clock.now();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let details = parse(&request.ulo.unwrap_or_default(), uk_time::date(now), &mut violations);
        let mut ulo = Ulo::new(violations.finish(details)?, now);

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, ulo.id.uuid()).await? {
            return Ok(self.answer(&store::get(&mut *tx, Id::from_uuid(made)).await?));
        }
        store::compare_alone(&mut tx).await?;
        links::relink(&mut tx, &mut ulo, now).await?;
        store::insert(&mut tx, &ulo).await?;
        event::append(&mut tx, &change("ulo.created", &ulo, now)).await?;
        tx.commit().await?;
        Ok(self.answer(&ulo))
    }

    async fn get_ulo(&self, request: Request<pb::GetUloRequest>) -> Result<Response<pb::Ulo>, Status> {
        let caller = Action::GetUlo.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let ulo = store::get(self.deps.db.pool(), id).await?;
        Action::GetUlo.require(&caller, &relations_to(&caller, &ulo), id)?;
        Ok(self.answer(&ulo))
    }

    async fn list_ulos(
        &self,
        request: Request<pb::ListUlosRequest>,
    ) -> Result<Response<pb::ListUlosResponse>, Status> {
        let caller = Action::ListUlos.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let filter = parse_filter(&request, &caller, &mut violations);
        violations.done()?;
        let Some(filter) = filter else { return Ok(Response::new(pb::ListUlosResponse::default())) };
        let mut ulos = store::list(self.deps.db.pool(), &filter, &page).await?;
        let next_page_token = page.cut(&mut ulos, |ulo| ulo.id.uuid());
        let now = self.deps.clock.now();
        let ulos = ulos.iter().map(|ulo| to_wire(ulo, now)).collect();
        Ok(Response::new(pb::ListUlosResponse { ulos, next_page_token }))
    }

    async fn update_ulo(&self, request: Request<pb::UpdateUloRequest>) -> Result<Response<pb::Ulo>, Status> {
        let caller = Action::UpdateUlo.enter(&request)?;
        let request = request.into_inner();
        let sent = request.ulo.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("ulo.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;
        Action::UpdateUlo.permit(&caller, &relations(&caller, id))?;

        let now = self.deps.clock.now();
        let mut tx = self.deps.db.begin().await?;
        store::compare_alone(&mut tx).await?;
        let mut ulo = store::hold_one(&mut tx, id).await?;
        let mut violations = Violations::new();
        let wanted = merged(to_wire(&ulo, now), sent, &paths);
        let details = parse(&wanted, uk_time::date(now), &mut violations);
        let mut details = violations.finish(details)?;
        ulo.still_listed()?;
        if ulo.version != version {
            return Err(Error::Stale.into());
        }
        let (waits, free) = parted(&caller, &paths);
        if !waits.is_empty() {
            edit::rpc::propose(&mut tx, &ulo, &details.relied_on(), &waits, &caller.subject, now).await?;
            details = details.relying_on(ulo.relied_on());
        }
        if !free.is_empty() {
            ulo.edit(details, now)?;
            keep(&mut tx, &mut ulo, version, now).await?;
        }
        tx.commit().await?;
        Ok(self.answer(&ulo))
    }

    async fn verify_ulo(&self, request: Request<pb::VerifyUloRequest>) -> Result<Response<pb::Ulo>, Status> {
        let caller = Action::VerifyUlo.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &request.name));
        let version = violations.keep(etag::parse(&request.etag));
        let method = violations.some(VerifyMethod::required("verify_method", request.verify_method));
        let method = violations.finish(method)?;

        let now = self.deps.clock.now();
        let mut tx = self.deps.db.begin().await?;
        let mut ulo = store::get(&mut *tx, id).await?;
        Action::VerifyUlo.permit(&caller, &relations_to(&caller, &ulo))?;
        ulo.verify(Check { time: now, verifier: caller.subject, method })?;
        store::update(&mut tx, &ulo, version).await?;
        event::append(&mut tx, &change("ulo.verified", &ulo, now)).await?;
        tx.commit().await?;
        Ok(self.answer(&ulo))
    }

    async fn close_ulo(&self, request: Request<pb::CloseUloRequest>) -> Result<Response<pb::Ulo>, Status> {
        let caller = Action::CloseUlo.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &request.name));
        let version = violations.keep(etag::parse(&request.etag));
        let reason = violations.some(CloseReason::required("close_reason", request.close_reason));
        let reason = violations.finish(reason)?;
        Action::CloseUlo.permit(&caller, &relations(&caller, id))?;

        let now = self.deps.clock.now();
        let mut tx = self.deps.db.begin().await?;
        let mut ulo = store::get(&mut *tx, id).await?;
        ulo.close(reason, now)?;
        store::update(&mut tx, &ulo, version).await?;
        event::append(&mut tx, &change("ulo.closed", &ulo, now)).await?;
        offering::rpc::close_all(&mut tx, id, now).await?;
        tx.commit().await?;
        Ok(self.answer(&ulo))
    }
}

/// What to list; `None` when nobody may be listed. Visitors see only what is listed.
fn parse_filter(
    request: &pb::ListUlosRequest,
    caller: &Caller,
    violations: &mut Violations,
) -> Option<store::Filter> {
    let known = request.council.is_empty() || reference::council::is_name(&request.council);
    violations.check(known, "council", "give the name of a council, such as councils/E08000033");
    let verdict = pb::Verdict::try_from(request.user_led);
    violations.check(verdict.is_ok(), "user_led", "use one of: met, not_met, not_evidenced");
    let words = violations.keep(text::optional("text", &request.text, 100));
    let state = violations.keep(State::optional("state", request.state));
    let filter = store::Filter {
        council: request.council.clone(),
        kind: violations.keep(Kind::optional("kind", request.kind)),
        user_led: standings(verdict.unwrap_or_default()),
        text: likeness::all_of(&words),
        state: if caller.role == Role::Visitor { Some(State::Listed) } else { state },
    };
    let nowhere = caller.role == Role::Visitor && state == Some(State::Closed);
    // Signs alone are in no name.
    let nothing = !words.is_empty() && filter.text.is_none();
    (!nowhere && !nothing).then_some(filter)
}

/// Which of these fields wait for a check when this caller changes them, and which change at once.
fn parted<'a>(caller: &Caller, paths: &[&'a str]) -> (Vec<&'a str>, Vec<&'a str>) {
    let waits = |path: &&str| caller.role == Role::Manager && relied_on::FIELDS.contains(path);
    paths.iter().copied().partition(waits)
}

/// Keeps an edited entry, with its links and its event.
async fn keep(tx: &mut PgConnection, ulo: &mut Ulo, before: i64, now: DateTime<Utc>) -> Result<(), Error> {
    links::relink(tx, ulo, now).await?;
    store::update(tx, ulo, before).await?;
    event::append(tx, &change("ulo.updated", ulo, now)).await
}

/// Puts an accepted change into the entry, which is held.
pub(crate) async fn rely_on(
    tx: &mut PgConnection,
    mut ulo: Ulo,
    relied_on: ReliedOn,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let before = ulo.version;
    let details = ulo.details.clone().relying_on(relied_on);
    ulo.edit(details, now)?;
    keep(tx, &mut ulo, before, now).await
}

/// The organisation as it is, with the fields of `paths` as sent.
fn merged(mut ulo: pb::Ulo, sent: pb::Ulo, paths: &[&str]) -> pb::Ulo {
    for path in paths {
        match *path {
            "display_name" => ulo.display_name.clone_from(&sent.display_name),
            "description" => ulo.description.clone_from(&sent.description),
            "kind" => ulo.kind = sent.kind,
            "legal_form" => ulo.legal_form = sent.legal_form,
            "registrations" => ulo.registrations.clone_from(&sent.registrations),
            "councils" => ulo.councils.clone_from(&sent.councils),
            "who_for" => ulo.who_for.clone_from(&sent.who_for),
            "contact" => ulo.contact.clone_from(&sent.contact),
            "access_features" => ulo.access_features.clone_from(&sent.access_features),
            "founded_date" => ulo.founded_date.clone_from(&sent.founded_date),
            _ => {}
        }
    }
    ulo
}

/// The event of a change.
pub(crate) fn change(kind: &'static str, ulo: &Ulo, now: DateTime<Utc>) -> Change {
    Change::new(kind, ulo.id, ulo.version, &to_wire(ulo, now), now)
}
