//! The gRPC face of agreements.

use chrono::NaiveDate;
use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Role, Violations, etag, mask, text, uk_time, when};
use proto::ulos::v1 as pb;
use tonic::{Request, Response, Status};

use super::wire::{helped, parse, to_wire};
use super::{Buddying, Helped, HelpedVerdict, Side, State, sides, store};
use crate::Action;
use crate::buddy_offer::{self, not_offered};
use crate::ulo::{self, Ulo};

/// What an update can change.
const FIELDS: &[&str] = &[
    "hours_per_month",
    "topics",
    "start_date",
    "end_date",
    "milestones",
    "cost_pence",
    "payer",
    "exit_terms",
];

/// `alongside.ulos.v1.Buddyings`.
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

    /// The agreement of that name, which the caller may change, with their side of it and the version they saw.
    async fn load(
        &self,
        action: Action,
        caller: &Caller,
        (field, name, etag): (&str, &str, &str),
        mut violations: Violations,
    ) -> Result<(Buddying, Side, i64), Error> {
        let id = violations.keep(Id::parse(field, name));
        let version = violations.keep(etag::parse(etag));
        violations.done()?;
        let buddying = store::get(self.deps.db.pool(), id).await?;
        let side = require(action, caller, &buddying)?;
        Ok((buddying, side, version))
    }

    /// Keeps a changed agreement and its event, guarded by the version it was read at.
    async fn save(
        &self,
        kind: &'static str,
        buddying: &Buddying,
        version: i64,
    ) -> Result<Response<pb::Buddying>, Status> {
        let mut tx = self.deps.db.begin().await?;
        store::update(&mut tx, buddying, version).await?;
        event::append(&mut tx, &change(kind, buddying)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(buddying, true)))
    }
}

#[tonic::async_trait]
impl pb::buddyings_server::Buddyings for Rpc {
    async fn create_buddying(
        &self,
        request: Request<pb::CreateBuddyingRequest>,
    ) -> Result<Response<pb::Buddying>, Status> {
        let caller = Action::CreateBuddying.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.buddying.unwrap_or_default();
        let buddy = violations.keep(Id::parse("buddying.buddy", &sent.buddy));
        let ulo = ("buddying.helped_ulo", sent.helped_ulo.as_str());
        let council = ("buddying.helped_council", sent.helped_council.as_str());
        let helped = helped(ulo, council, &mut violations);
        let terms = parse(&sent, &mut violations);
        let (helped, terms) = violations.finish(helped.zip(terms))?;
        let side = sides::side(&caller, buddy, &helped);
        Action::CreateBuddying.permit(&caller, &sides::relations(&caller, side, false))?;
        let by = side.ok_or(Error::Forbidden)?;
        let buddying = Buddying::new((buddy, helped), terms, by, self.deps.clock.now())?;

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, buddying.id.uuid()).await? {
            let buddying = store::get(&mut *tx, Id::from_uuid(made)).await?;
            return Ok(Response::new(to_wire(&buddying, true)));
        }
        hold(&mut tx, &buddying).await?;
        let offer = buddy_offer::store::current_of(&mut *tx, buddy, self.today()).await?;
        offer.ok_or_else(not_offered)?.still_open(self.today())?;
        store::insert(&mut tx, &buddying).await?;
        event::append(&mut tx, &change("buddying.created", &buddying)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&buddying, true)))
    }

    async fn get_buddying(
        &self,
        request: Request<pb::GetBuddyingRequest>,
    ) -> Result<Response<pb::Buddying>, Status> {
        let caller = Action::GetBuddying.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let buddying = store::get(self.deps.db.pool(), id).await?;
        let relations = sides::relations(&caller, buddying.side(&caller), buddying.is_public());
        Action::GetBuddying.require(&caller, &relations, id)?;
        Ok(Response::new(to_wire(&buddying, buddying.is_open_to(&caller))))
    }

    async fn list_buddyings(
        &self,
        request: Request<pb::ListBuddyingsRequest>,
    ) -> Result<Response<pb::ListBuddyingsResponse>, Status> {
        let caller = Action::ListBuddyings.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let ulo = violations.keep(Id::parse_optional("ulo", &request.ulo));
        let council = violations.keep(text::optional("council", &request.council, 30));
        let state = violations.keep(State::optional("state", request.state));
        violations.done()?;
        let own_ulo =
            (caller.role == Role::Manager).then(|| Id::<Ulo>::parse("ulo", &caller.ulo).ok()).flatten();
        let filter = store::Filter {
            id: None,
            ulo,
            council,
            state,
            own_ulo: own_ulo.map(Id::uuid),
            own_council: (caller.role == Role::Officer).then(|| caller.council.clone()),
            all: matches!(caller.role, Role::Observer | Role::Operator),
        };
        let mut found = store::list(self.deps.db.pool(), &filter, &page).await?;
        let next_page_token = page.cut(&mut found, |buddying| buddying.id.uuid());
        let told = |buddying: &Buddying| to_wire(buddying, buddying.is_open_to(&caller));
        let buddyings = found.iter().map(told).collect();
        Ok(Response::new(pb::ListBuddyingsResponse { buddyings, next_page_token }))
    }

    async fn update_buddying(
        &self,
        request: Request<pb::UpdateBuddyingRequest>,
    ) -> Result<Response<pb::Buddying>, Status> {
        let caller = Action::UpdateBuddying.enter(&request)?;
        let request = request.into_inner();
        let sent = request.buddying.unwrap_or_default();
        let mut violations = Violations::new();
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        let of = ("buddying.name", sent.name.as_str(), sent.etag.as_str());
        let (mut buddying, side, version) =
            self.load(Action::UpdateBuddying, &caller, of, violations).await?;
        let mut violations = Violations::new();
        let terms = parse(&merged(to_wire(&buddying, true), &sent, &paths), &mut violations);
        buddying.edit(violations.finish(terms)?, side, self.deps.clock.now())?;
        self.save("buddying.updated", &buddying, version).await
    }

    async fn accept_buddying(
        &self,
        request: Request<pb::AcceptBuddyingRequest>,
    ) -> Result<Response<pb::Buddying>, Status> {
        let caller = Action::AcceptBuddying.enter(&request)?;
        let pb::AcceptBuddyingRequest { name, etag } = request.into_inner();
        let of = ("name", name.as_str(), etag.as_str());
        let (mut buddying, side, version) =
            self.load(Action::AcceptBuddying, &caller, of, Violations::new()).await?;
        buddying.accept(side, self.deps.clock.now())?;

        let mut tx = self.deps.db.begin().await?;
        // Held, so that two agreements accepted at once never promise the same hours.
        hold(&mut tx, &buddying).await?;
        let offer = buddy_offer::store::current_of(&mut *tx, buddying.buddy, self.today()).await?;
        let offer = offer.ok_or_else(not_offered)?;
        offer.still_open(self.today())?;
        offer.has_room(buddying.terms.hours_per_month)?;
        store::update(&mut tx, &buddying, version).await?;
        event::append(&mut tx, &change("buddying.accepted", &buddying)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&buddying, true)))
    }

    async fn decline_buddying(
        &self,
        request: Request<pb::DeclineBuddyingRequest>,
    ) -> Result<Response<pb::Buddying>, Status> {
        let caller = Action::DeclineBuddying.enter(&request)?;
        let pb::DeclineBuddyingRequest { name, etag, reason } = request.into_inner();
        let mut violations = Violations::new();
        let reason = violations.keep(text::lines("reason", &reason, 1000));
        let of = ("name", name.as_str(), etag.as_str());
        let (mut buddying, _, version) = self.load(Action::DeclineBuddying, &caller, of, violations).await?;
        buddying.decline(reason, self.deps.clock.now())?;
        self.save("buddying.declined", &buddying, version).await
    }

    async fn mark_buddy_milestone(
        &self,
        request: Request<pb::MarkBuddyMilestoneRequest>,
    ) -> Result<Response<pb::Buddying>, Status> {
        let caller = Action::MarkBuddyMilestone.enter(&request)?;
        let pb::MarkBuddyMilestoneRequest { name, etag, milestone, done_date } = request.into_inner();
        let mut violations = Violations::new();
        let done = violations.keep(when::date("done_date", &done_date));
        let past = done.is_none_or(|done| done <= self.today());
        violations.check(past, "done_date", "give a day that has come");
        let of = ("name", name.as_str(), etag.as_str());
        let (mut buddying, _, version) =
            self.load(Action::MarkBuddyMilestone, &caller, of, violations).await?;
        buddying.mark(milestone, done, self.deps.clock.now())?;
        self.save("buddying.marked", &buddying, version).await
    }

    async fn end_buddying(
        &self,
        request: Request<pb::EndBuddyingRequest>,
    ) -> Result<Response<pb::Buddying>, Status> {
        let caller = Action::EndBuddying.enter(&request)?;
        let pb::EndBuddyingRequest { name, etag, reason } = request.into_inner();
        let mut violations = Violations::new();
        violations.check(!reason.trim().is_empty(), "reason", "say why it ends");
        let reason = violations.keep(text::lines("reason", &reason, 1000));
        let of = ("name", name.as_str(), etag.as_str());
        let (mut buddying, _, version) = self.load(Action::EndBuddying, &caller, of, violations).await?;
        buddying.end(reason, self.deps.clock.now())?;
        self.save("buddying.ended", &buddying, version).await
    }

    async fn judge_buddying(
        &self,
        request: Request<pb::JudgeBuddyingRequest>,
    ) -> Result<Response<pb::Buddying>, Status> {
        let caller = Action::JudgeBuddying.enter(&request)?;
        let pb::JudgeBuddyingRequest { name, etag, verdict, words } = request.into_inner();
        let mut violations = Violations::new();
        let verdict = violations.some(HelpedVerdict::required("verdict", verdict));
        let words = violations.keep(text::lines("words", &words, 1000));
        let of = ("name", name.as_str(), etag.as_str());
        let (mut buddying, _, version) = self.load(Action::JudgeBuddying, &caller, of, violations).await?;
        let verdict = verdict.ok_or(Error::Forbidden)?;
        buddying.judge(verdict, words, self.deps.clock.now())?;
        self.save("buddying.judged", &buddying, version).await
    }
}

/// The caller's side, when they may do this for it.
fn require(action: Action, caller: &Caller, buddying: &Buddying) -> Result<Side, Error> {
    let side = buddying.side(caller).filter(|side| action != Action::JudgeBuddying || *side == Side::Helped);
    let relations = sides::relations(caller, side, buddying.is_public());
    // What everyone sees is there; who may not touch it may know that.
    if buddying.is_open_to(caller) || buddying.is_public() {
        action.permit(caller, &relations)?;
    } else {
        action.require(caller, &relations, buddying.id)?;
    }
    side.ok_or(Error::Forbidden)
}

/// Holds both organisations until the transaction ends, and says no when one of them is closed, or a council has one.
async fn hold(tx: &mut sqlx::PgConnection, buddying: &Buddying) -> Result<(), Error> {
    let helped = match &buddying.helped {
        Helped::Ulo(ulo) => Some(*ulo),
        Helped::Council(name) if store::has_user_led(&mut *tx, name).await? => {
            return Err(Helped::council_has_one());
        }
        Helped::Council(_) => None,
    };
    let ids: Vec<Id<Ulo>> = [Some(buddying.buddy), helped].into_iter().flatten().collect();
    let held = ulo::store::hold(tx, &ids).await?;
    for id in ids {
        let ulo = held.iter().find(|ulo| ulo.id() == id);
        ulo.ok_or_else(|| Error::not_found(id))?.still_listed()?;
    }
    Ok(())
}

/// The record as it is, with the fields of `paths` as sent.
fn merged(mut buddying: pb::Buddying, sent: &pb::Buddying, paths: &[&str]) -> pb::Buddying {
    for path in paths {
        match *path {
            "hours_per_month" => buddying.hours_per_month = sent.hours_per_month,
            "topics" => buddying.topics.clone_from(&sent.topics),
            "start_date" => buddying.start_date.clone_from(&sent.start_date),
            "end_date" => buddying.end_date.clone_from(&sent.end_date),
            "milestones" => buddying.milestones.clone_from(&sent.milestones),
            "cost_pence" => buddying.cost_pence = sent.cost_pence,
            "payer" => buddying.payer = sent.payer,
            "exit_terms" => buddying.exit_terms.clone_from(&sent.exit_terms),
            _ => {}
        }
    }
    buddying
}

/// The event of a change.
fn change(kind: &'static str, buddying: &Buddying) -> Change {
    Change::new(kind, buddying.id, buddying.version, &to_wire(buddying, true), buddying.update_time)
}
