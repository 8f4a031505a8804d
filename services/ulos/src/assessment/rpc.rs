//! The gRPC face of assessments.

use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Role, Violations, etag, mask};
use proto::ulos::v1 as pb;
use sqlx::PgConnection;
use tonic::{Request, Response, Status};

use super::store::Filter;
use super::wire::{cover, parse, to_wire};
use super::{Assessment, Conflict, ENOUGH, State, store};
use crate::bid::{self, Bid};
use crate::policy::Relation;
use crate::round::{self, Round};
use crate::ulo::Ulo;
use crate::{Action, ulo};

/// What an update can change.
const FIELDS: &[&str] = &["scores", "comment"];

/// `alongside.ulos.v1.Assessments`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }
}

#[tonic::async_trait]
impl pb::assessments_server::Assessments for Rpc {
    async fn create_assessment(
        &self,
        request: Request<pb::CreateAssessmentRequest>,
    ) -> Result<Response<pb::Assessment>, Status> {
        let caller = Action::CreateAssessment.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.assessment.unwrap_or_default();
        let bid = violations.keep(Id::parse("assessment.bid", &sent.bid));
        let conflicts = violations.keep(Conflict::list("assessment.conflicts", &sent.conflicts));
        violations.done()?;

        let mut tx = self.deps.db.begin().await?;
        let found = bid::rpc::sent_in(&mut tx, bid).await?;
        let one = Assessment::new(&found, &caller.subject, conflicts, self.deps.clock.now());
        if let Some(made) = once.claim(&mut tx, one.id.uuid()).await? {
            let one = store::get(&mut *tx, Id::from_uuid(made)).await?;
            return Ok(answer(&one, &caller));
        }
        round::store::hold(&mut tx, found.round).await?.being_assessed(self.deps.clock.now())?;
        let bid = bid::store::hold(&mut tx, bid).await?;
        bid.still_submitted()?;
        self.untied(&mut tx, &caller, &bid).await?;
        if one.state == State::Open && store::count_free(&mut *tx, bid.id).await? >= ENOUGH {
            // Whoever has it already is told so, and not that there are enough.
            if !store::assesses(&mut *tx, bid.id, &caller.subject).await? {
                let text = "three others assess this bid: choose another";
                return Err(Error::refused("ASSESSORS_ENOUGH", text).into());
            }
        }
        store::insert(&mut tx, &one).await?;
        event::append(&mut tx, &change("assessment.created", &one)).await?;
        tx.commit().await?;
        Ok(answer(&one, &caller))
    }

    async fn get_assessment(
        &self,
        request: Request<pb::GetAssessmentRequest>,
    ) -> Result<Response<pb::Assessment>, Status> {
        let caller = Action::GetAssessment.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let one = store::get(self.deps.db.pool(), id).await?;
        let mut relations = relations(&caller, &one);
        if one.state == State::Given {
            if store::has_given(self.deps.db.pool(), one.bid, &caller.subject).await? {
                relations.push(Relation::Assessor);
            }
            relations.push(Relation::Foreign);
        }
        Action::GetAssessment.require(&caller, &relations, id)?;
        Ok(answer(&one, &caller))
    }

    async fn list_assessments(
        &self,
        request: Request<pb::ListAssessmentsRequest>,
    ) -> Result<Response<pb::ListAssessmentsResponse>, Status> {
        let caller = Action::ListAssessments.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let operates = caller.role == Role::Operator;
        let all = request.bid.is_empty() && !operates;
        let bid = if all { Id::default() } else { violations.keep(Id::parse("bid", &request.bid)) };
        violations.done()?;
        let assessor = caller.subject.as_str();
        let filter = if all {
            Filter::Own(assessor)
        } else {
            let given = operates || store::has_given(self.deps.db.pool(), bid, assessor).await?;
            Filter::Of { bid, assessor, given }
        };
        let mut listed = store::list(self.deps.db.pool(), filter, &page).await?;
        let next_page_token = page.cut(&mut listed, |one| one.id.uuid());
        let assessments = listed.iter().map(|one| to_wire(one, assessor)).collect();
        Ok(Response::new(pb::ListAssessmentsResponse { assessments, next_page_token }))
    }

    async fn update_assessment(
        &self,
        request: Request<pb::UpdateAssessmentRequest>,
    ) -> Result<Response<pb::Assessment>, Status> {
        let caller = Action::UpdateAssessment.enter(&request)?;
        let request = request.into_inner();
        let sent = request.assessment.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("assessment.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;

        let (mut one, round) = self.own(Action::UpdateAssessment, &caller, id).await?;
        let mut violations = Violations::new();
        let wanted = merged(to_wire(&one, &caller.subject), sent, &paths);
        let opinion = parse(&wanted, &round.terms.criteria, &mut violations);
        violations.done()?;
        one.edit(opinion, &round.terms.criteria, self.deps.clock.now())?;
        self.save("assessment.updated", &one, version, &caller).await
    }

    async fn submit_assessment(
        &self,
        request: Request<pb::SubmitAssessmentRequest>,
    ) -> Result<Response<pb::Assessment>, Status> {
        let caller = Action::SubmitAssessment.enter(&request)?;
        let pb::SubmitAssessmentRequest { name, etag } = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &name));
        let version = violations.keep(etag::parse(&etag));
        violations.done()?;
        let now = self.deps.clock.now();
        let (mut one, round) = self.own(Action::SubmitAssessment, &caller, id).await?;
        one.give(&round.terms.criteria, now)?;
        let mut tx = self.deps.db.begin().await?;
        round::store::hold(&mut tx, one.round).await?.being_assessed(now)?;
        store::update(&mut tx, &one, version).await?;
        event::append(&mut tx, &change("assessment.given", &one)).await?;
        tx.commit().await?;
        Ok(answer(&one, &caller))
    }

    async fn withdraw_assessment(
        &self,
        request: Request<pb::WithdrawAssessmentRequest>,
    ) -> Result<Response<pb::Assessment>, Status> {
        let caller = Action::WithdrawAssessment.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &request.name));
        let version = violations.keep(etag::parse(&request.etag));
        let conflicts = violations.keep(Conflict::list("conflicts", &request.conflicts));
        violations.check(!request.conflicts.is_empty(), "conflicts", "say what ties you to the bidder");
        violations.done()?;
        let now = self.deps.clock.now();
        let (mut one, _) = self.own(Action::WithdrawAssessment, &caller, id).await?;
        let counted = one.state == State::Given;
        one.stand_aside(conflicts, now)?;
        let mut tx = self.deps.db.begin().await?;
        round::store::hold(&mut tx, one.round).await?.being_assessed(now)?;
        store::update(&mut tx, &one, version).await?;
        event::append(&mut tx, &change("assessment.stood_aside", &one)).await?;
        let bid = bid::store::hold(&mut tx, one.bid).await?;
        if counted && bid.is_decided() {
            bid::rpc::reopen(&mut tx, bid, now).await?;
        }
        tx.commit().await?;
        Ok(answer(&one, &caller))
    }
}

impl Rpc {
    /// The caller's own assessment, with its round.
    async fn own(
        &self,
        action: Action,
        caller: &Caller,
        id: Id<Assessment>,
    ) -> Result<(Assessment, Round), Error> {
        let one = store::get(self.deps.db.pool(), id).await?;
        action.require(caller, &relations(caller, &one), id)?;
        let round = round::store::get(self.deps.db.pool(), one.round).await?;
        Ok((one, round))
    }

    async fn save(
        &self,
        kind: &'static str,
        one: &Assessment,
        version: i64,
        caller: &Caller,
    ) -> Result<Response<pb::Assessment>, Status> {
        let mut tx = self.deps.db.begin().await?;
        store::update(&mut tx, one, version).await?;
        event::append(&mut tx, &change(kind, one)).await?;
        tx.commit().await?;
        Ok(answer(one, caller))
    }

    /// Says no to whom the records tie to the bidder.
    async fn untied(&self, tx: &mut PgConnection, caller: &Caller, bid: &Bid) -> Result<(), Error> {
        if !free_to_assess(&self.deps, caller, bid.round).await? {
            let text = "your organisation bids in this round, so you cannot assess in it";
            return Err(Error::refused("ASSESSOR_BIDS", text));
        }
        let bidder: Ulo = ulo::store::get(tx, bid.ulo).await?;
        if caller.role == Role::Officer && bidder.councils().contains(&caller.council) {
            let text = "the bidder works in your council's area, so you cannot assess it";
            return Err(Error::refused("ASSESSOR_FUNDS", text));
        }
        Ok(())
    }
}

/// Whether someone's own organisation stays out of a round.
pub async fn free_to_assess(deps: &Deps, caller: &Caller, round: Id<Round>) -> Result<bool, Error> {
    if caller.role != Role::Manager {
        return Ok(true);
    }
    match Id::<Ulo>::parse("ulo", &caller.ulo) {
        Ok(own) => Ok(!bid::store::bids_in(deps.db.pool(), round, own.uuid()).await?),
        Err(_) => Ok(false),
    }
}

/// How the caller stands to an assessment, before others' are looked at.
fn relations(caller: &Caller, one: &Assessment) -> Vec<Relation> {
    (caller.subject == one.assessor).then_some(Relation::Assessor).into_iter().collect()
}

fn answer(one: &Assessment, caller: &Caller) -> Response<pb::Assessment> {
    Response::new(to_wire(one, &caller.subject))
}

/// The assessment as it is, with the fields of `paths` as sent.
fn merged(mut one: pb::Assessment, sent: pb::Assessment, paths: &[&str]) -> pb::Assessment {
    for path in paths {
        match *path {
            "scores" => one.scores.clone_from(&sent.scores),
            "comment" => one.comment.clone_from(&sent.comment),
            _ => {}
        }
    }
    one
}

fn change(kind: &'static str, one: &Assessment) -> Change {
    Change::new(kind, one.id, one.version, &cover(one), one.update_time)
}
