//! The gRPC face of offerings.

use chrono::{DateTime, Utc};
use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Role, Violations, etag, mask};
use proto::ulos::v1 as pb;
use sqlx::PgConnection;
use tonic::{Request, Response, Status};

use super::wire::{UNSAID, parse, to_wire};
use super::{Kind, Offering, State, store, wire};
use crate::Action;
use crate::policy::{relations, relations_in_use};
use crate::ulo::{self, Ulo};

/// What an update can change.
const FIELDS: &[&str] = &[
    "display_name",
    "description",
    "advocacy_kind",
    "peer_support_model",
    "councils",
    "delivery_modes",
    "latitude",
    "longitude",
    "max_travel_km",
    "languages",
    "access",
    "who_for",
    "price_pence",
    "price_basis",
    "hourly_cost_pence",
    "openings",
    "typical_wait_days",
    "interests",
    "schedules",
];

/// `alongside.ulos.v1.Offerings`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }

    /// One step in the life of an offering: every verb is this, around a rule of its own.
    async fn step(
        &self,
        action: Action,
        caller: &Caller,
        (name, etag): (&str, &str),
        kind: &'static str,
        rule: fn(&mut Offering, DateTime<Utc>) -> Result<(), Error>,
    ) -> Result<Response<pb::Offering>, Status> {
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", name));
        let version = violations.keep(etag::parse(etag));
        violations.done()?;

        let mut tx = self.deps.db.begin().await?;
        let mut offering = store::get(&mut *tx, id).await?;
        action.permit(caller, &relations(caller, offering.ulo))?;
        rule(&mut offering, self.deps.clock.now())?;
        store::update(&mut tx, &offering, version).await?;
        event::append(&mut tx, &change(kind, &offering)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&offering)))
    }
}

#[tonic::async_trait]
impl pb::offerings_server::Offerings for Rpc {
    async fn create_offering(
        &self,
        request: Request<pb::CreateOfferingRequest>,
    ) -> Result<Response<pb::Offering>, Status> {
        let caller = Action::CreateOffering.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.offering.unwrap_or_default();
        let ulo = violations.keep(Id::parse("offering.ulo", &sent.ulo));
        let unsaid = if request.from_another_directory { UNSAID } else { &[] };
        let details = parse(&sent, unsaid, &mut violations);
        let offering = Offering::new(ulo, violations.finish(details)?, self.deps.clock.now());
        Action::CreateOffering.permit(&caller, &relations(&caller, ulo))?;

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, offering.id.uuid()).await? {
            let offering = store::get(&mut *tx, Id::from_uuid(made)).await?;
            return Ok(Response::new(to_wire(&offering)));
        }
        ulo::store::hold_one(&mut tx, ulo).await?.still_listed()?;
        store::insert(&mut tx, &offering).await?;
        event::append(&mut tx, &change("offering.created", &offering)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&offering)))
    }

    async fn get_offering(
        &self,
        request: Request<pb::GetOfferingRequest>,
    ) -> Result<Response<pb::Offering>, Status> {
        let caller = Action::GetOffering.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let offering = store::get(self.deps.db.pool(), id).await?;
        let in_use = offering.state != State::Closed;
        Action::GetOffering.require(&caller, &relations_in_use(&caller, offering.ulo, in_use), id)?;
        Ok(Response::new(to_wire(&offering)))
    }

    async fn list_offerings(
        &self,
        request: Request<pb::ListOfferingsRequest>,
    ) -> Result<Response<pb::ListOfferingsResponse>, Status> {
        let caller = Action::ListOfferings.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let known = request.council.is_empty() || reference::council::is_name(&request.council);
        violations.check(known, "council", "give the name of a council, such as councils/E08000033");
        let filter = store::Filter {
            ulo: violations.keep(Id::parse_optional("ulo", &request.ulo)),
            council: request.council,
            kind: violations.keep(Kind::optional("kind", request.kind)),
            state: violations.keep(State::optional("state", request.state)),
            unclosed_only: caller.role == Role::Visitor,
        };
        violations.done()?;
        let mut offerings = store::list(self.deps.db.pool(), &filter, &page).await?;
        let next_page_token = page.cut(&mut offerings, |offering| offering.id.uuid());
        let offerings = offerings.iter().map(to_wire).collect();
        Ok(Response::new(pb::ListOfferingsResponse { offerings, next_page_token }))
    }

    async fn update_offering(
        &self,
        request: Request<pb::UpdateOfferingRequest>,
    ) -> Result<Response<pb::Offering>, Status> {
        let caller = Action::UpdateOffering.enter(&request)?;
        let request = request.into_inner();
        let sent = request.offering.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("offering.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;

        let mut tx = self.deps.db.begin().await?;
        let mut offering = store::get(&mut *tx, id).await?;
        Action::UpdateOffering.permit(&caller, &relations(&caller, offering.ulo))?;
        let mut violations = Violations::new();
        // What was not said may stay so, but nothing is unsaid again.
        let was = wire::unsaid(&to_wire(&offering));
        let unsaid: Vec<&str> = was.into_iter().filter(|field| !paths.contains(field)).collect();
        let details = parse(&merged(to_wire(&offering), sent, &paths), &unsaid, &mut violations);
        let stated = paths.contains(&"openings");
        offering.edit(violations.finish(details)?, stated, self.deps.clock.now())?;
        store::update(&mut tx, &offering, version).await?;
        event::append(&mut tx, &change("offering.updated", &offering)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&offering)))
    }

    async fn pause_offering(
        &self,
        request: Request<pb::PauseOfferingRequest>,
    ) -> Result<Response<pb::Offering>, Status> {
        let caller = Action::PauseOffering.enter(&request)?;
        let pb::PauseOfferingRequest { name, etag } = request.into_inner();
        self.step(Action::PauseOffering, &caller, (&name, &etag), "offering.paused", Offering::pause).await
    }

    async fn resume_offering(
        &self,
        request: Request<pb::ResumeOfferingRequest>,
    ) -> Result<Response<pb::Offering>, Status> {
        let caller = Action::ResumeOffering.enter(&request)?;
        let pb::ResumeOfferingRequest { name, etag } = request.into_inner();
        self.step(Action::ResumeOffering, &caller, (&name, &etag), "offering.resumed", Offering::resume).await
    }

    async fn close_offering(
        &self,
        request: Request<pb::CloseOfferingRequest>,
    ) -> Result<Response<pb::Offering>, Status> {
        let caller = Action::CloseOffering.enter(&request)?;
        let pb::CloseOfferingRequest { name, etag } = request.into_inner();
        self.step(Action::CloseOffering, &caller, (&name, &etag), "offering.closed", Offering::close).await
    }
}

/// Closes every offering of an organisation that closes, each with its own event.
pub(crate) async fn close_all(tx: &mut PgConnection, ulo: Id<Ulo>, now: DateTime<Utc>) -> Result<(), Error> {
    for mut offering in store::hold_unclosed(tx, ulo).await? {
        let before = offering.version;
        offering.close(now)?;
        store::update(tx, &offering, before).await?;
        event::append(tx, &change("offering.closed", &offering)).await?;
    }
    Ok(())
}

/// The offering as it is, with the fields of `paths` as sent.
fn merged(mut offering: pb::Offering, sent: pb::Offering, paths: &[&str]) -> pb::Offering {
    for path in paths {
        match *path {
            "display_name" => offering.display_name.clone_from(&sent.display_name),
            "description" => offering.description.clone_from(&sent.description),
            "advocacy_kind" => offering.advocacy_kind = sent.advocacy_kind,
            "peer_support_model" => offering.peer_support_model = sent.peer_support_model,
            "councils" => offering.councils.clone_from(&sent.councils),
            "delivery_modes" => offering.delivery_modes.clone_from(&sent.delivery_modes),
            "latitude" => offering.latitude = sent.latitude,
            "longitude" => offering.longitude = sent.longitude,
            "max_travel_km" => offering.max_travel_km = sent.max_travel_km,
            "languages" => offering.languages.clone_from(&sent.languages),
            "access" => offering.access.clone_from(&sent.access),
            "who_for" => offering.who_for.clone_from(&sent.who_for),
            "price_pence" => offering.price_pence = sent.price_pence,
            "price_basis" => offering.price_basis = sent.price_basis,
            "hourly_cost_pence" => offering.hourly_cost_pence = sent.hourly_cost_pence,
            "openings" => offering.openings = sent.openings,
            "typical_wait_days" => offering.typical_wait_days = sent.typical_wait_days,
            "interests" => offering.interests.clone_from(&sent.interests),
            "schedules" => offering.schedules.clone_from(&sent.schedules),
            _ => {}
        }
    }
    offering
}

/// The event of a change.
fn change(kind: &'static str, offering: &Offering) -> Change {
    Change::new(kind, offering.id, offering.version, &to_wire(offering), offering.update_time)
}
