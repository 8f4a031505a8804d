//! The gRPC face of offers.

use chrono::{DateTime, NaiveDate, Utc};
use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Violations, etag, mask, uk_time};
use proto::ulos::v1 as pb;
use reference::criteria;
use tonic::{Request, Response, Status};

use super::wire::{parse, to_wire};
use super::{BuddyOffer, State, store, suggest};
use crate::maturity::{self, Basis, Maturity};
use crate::policy::relations;
use crate::ulo::Ulo;
use crate::{Action, buddying, ulo};

/// What an update can change.
const FIELDS: &[&str] = &["hours_per_month", "topics", "end_date", "words"];

/// `alongside.ulos.v1.BuddyOffers`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }

    fn today(&self) -> NaiveDate {
        uk_time::date(self.deps.clock.now())
    }

    /// The stage of an organisation today, as everyone sees it.
    async fn stage(&self, ulo: Id<Ulo>) -> Result<u8, Error> {
        let today = self.today();
        let known = maturity::rpc::known(&self.deps.db, Some(ulo), today).await?.remove(&ulo);
        let set = criteria::in_force(criteria::SETS, today);
        Ok(Maturity::of(&known.unwrap_or_default(), set, today, Basis::Published).stage)
    }

    /// The offer of that name, which the caller may change, and the version it was seen at.
    async fn load(
        &self,
        action: Action,
        caller: &Caller,
        (field, name, etag): (&str, &str, &str),
        mut violations: Violations,
    ) -> Result<(BuddyOffer, i64), Error> {
        let id = violations.keep(Id::parse(field, name));
        let version = violations.keep(etag::parse(etag));
        violations.done()?;
        let offer = store::get(self.deps.db.pool(), id, self.today()).await?;
        action.permit(caller, &relations(caller, offer.ulo))?;
        Ok((offer, version))
    }

    /// Keeps a changed offer and its event, guarded by the version it was read at.
    async fn save(
        &self,
        kind: &'static str,
        offer: &BuddyOffer,
        version: i64,
    ) -> Result<Response<pb::BuddyOffer>, Status> {
        let mut tx = self.deps.db.begin().await?;
        store::update(&mut tx, offer, version).await?;
        event::append(&mut tx, &change(kind, offer)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(offer)))
    }
}

#[tonic::async_trait]
impl pb::buddy_offers_server::BuddyOffers for Rpc {
    async fn create_buddy_offer(
        &self,
        request: Request<pb::CreateBuddyOfferRequest>,
    ) -> Result<Response<pb::BuddyOffer>, Status> {
        let caller = Action::CreateBuddyOffer.enter(&request)?;
        let request = request.into_inner();
        let now: DateTime<Utc> = self.deps.clock.now();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.buddy_offer.unwrap_or_default();
        let ulo = violations.keep(Id::parse("buddy_offer.ulo", &sent.ulo));
        let offered = parse(&sent, self.today(), &mut violations);
        let offer = BuddyOffer::new(ulo, violations.finish(offered)?, now);
        Action::CreateBuddyOffer.permit(&caller, &relations(&caller, ulo))?;
        let stage = self.stage(ulo).await?;

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, offer.id.uuid()).await? {
            let offer = store::get(&mut *tx, Id::from_uuid(made), self.today()).await?;
            return Ok(Response::new(to_wire(&offer)));
        }
        ulo::store::hold_one(&mut tx, ulo).await?.still_listed()?;
        BuddyOffer::allowed(stage)?;
        store::insert(&mut tx, &offer).await?;
        event::append(&mut tx, &change("buddy_offer.created", &offer)).await?;
        let offer = store::get(&mut *tx, offer.id, self.today()).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&offer)))
    }

    async fn get_buddy_offer(
        &self,
        request: Request<pb::GetBuddyOfferRequest>,
    ) -> Result<Response<pb::BuddyOffer>, Status> {
        Action::GetBuddyOffer.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        Ok(Response::new(to_wire(&store::get(self.deps.db.pool(), id, self.today()).await?)))
    }

    async fn list_buddy_offers(
        &self,
        request: Request<pb::ListBuddyOffersRequest>,
    ) -> Result<Response<pb::ListBuddyOffersResponse>, Status> {
        Action::ListBuddyOffers.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let ulo = violations.keep(Id::parse_optional("ulo", &request.ulo));
        let state = violations.keep(State::optional("state", request.state));
        violations.done()?;
        let filter = store::Filter { id: None, ulo, state };
        let mut offers = store::list(self.deps.db.pool(), &filter, self.today(), &page).await?;
        let next_page_token = page.cut(&mut offers, |offer| offer.id.uuid());
        let buddy_offers = offers.iter().map(to_wire).collect();
        Ok(Response::new(pb::ListBuddyOffersResponse { buddy_offers, next_page_token }))
    }

    async fn update_buddy_offer(
        &self,
        request: Request<pb::UpdateBuddyOfferRequest>,
    ) -> Result<Response<pb::BuddyOffer>, Status> {
        let caller = Action::UpdateBuddyOffer.enter(&request)?;
        let request = request.into_inner();
        let sent = request.buddy_offer.unwrap_or_default();
        let mut violations = Violations::new();
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        let of = ("buddy_offer.name", sent.name.as_str(), sent.etag.as_str());
        let (mut offer, version) = self.load(Action::UpdateBuddyOffer, &caller, of, violations).await?;
        let mut violations = Violations::new();
        let offered = parse(&merged(to_wire(&offer), &sent, &paths), self.today(), &mut violations);
        offer.edit(violations.finish(offered)?, self.deps.clock.now())?;
        self.save("buddy_offer.updated", &offer, version).await
    }

    async fn withdraw_buddy_offer(
        &self,
        request: Request<pb::WithdrawBuddyOfferRequest>,
    ) -> Result<Response<pb::BuddyOffer>, Status> {
        let caller = Action::WithdrawBuddyOffer.enter(&request)?;
        let pb::WithdrawBuddyOfferRequest { name, etag } = request.into_inner();
        let of = ("name", name.as_str(), etag.as_str());
        let (mut offer, version) =
            self.load(Action::WithdrawBuddyOffer, &caller, of, Violations::new()).await?;
        offer.withdraw(self.deps.clock.now())?;
        self.save("buddy_offer.withdrawn", &offer, version).await
    }

    async fn suggest_buddies(
        &self,
        request: Request<pb::SuggestBuddiesRequest>,
    ) -> Result<Response<pb::SuggestBuddiesResponse>, Status> {
        let caller = Action::SuggestBuddies.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let of = (("ulo", request.ulo.as_str()), ("council", request.council.as_str()));
        let helped = buddying::wire::helped(of.0, of.1, &mut violations);
        let helped = violations.finish(helped)?;
        let suggestions = suggest::buddies(&self.deps.db, &caller, &helped, self.today()).await?;
        Ok(Response::new(pb::SuggestBuddiesResponse { suggestions }))
    }

    async fn suggest_helped(
        &self,
        request: Request<pb::SuggestHelpedRequest>,
    ) -> Result<Response<pb::SuggestHelpedResponse>, Status> {
        let caller = Action::SuggestHelped.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let offer = store::get(self.deps.db.pool(), id, self.today()).await?;
        offer.still_current()?;
        let suggestions = suggest::helped(&self.deps.db, &caller, &offer, self.today()).await?;
        Ok(Response::new(pb::SuggestHelpedResponse { suggestions }))
    }
}

/// The record as it is, with the fields of `paths` as sent.
fn merged(mut offer: pb::BuddyOffer, sent: &pb::BuddyOffer, paths: &[&str]) -> pb::BuddyOffer {
    for path in paths {
        match *path {
            "hours_per_month" => offer.hours_per_month = sent.hours_per_month,
            "topics" => offer.topics.clone_from(&sent.topics),
            "end_date" => offer.end_date.clone_from(&sent.end_date),
            "words" => offer.words.clone_from(&sent.words),
            _ => {}
        }
    }
    offer
}

/// The event of a change.
fn change(kind: &'static str, offer: &BuddyOffer) -> Change {
    Change::new(kind, offer.id, offer.version, &to_wire(offer), offer.update_time)
}
