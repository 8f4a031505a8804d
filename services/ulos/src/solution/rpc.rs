//! The gRPC face of solutions.

use chrono::{DateTime, Utc};
use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Role, Violations, etag, mask, text};
use proto::ulos::v1 as pb;
use tonic::{Request, Response, Status};

use super::wire::{parse, to_wire};
use super::{Solution, Topic, store};
use crate::Action;
use crate::policy::{relations, relations_in_use};
use crate::ulo::{self, Ulo, likeness};

/// What an update can change.
const FIELDS: &[&str] = &[
    "display_name",
    "problem",
    "what_was_done",
    "what_happened",
    "cost_pence",
    "hours",
    "topics",
    "council",
];

/// `alongside.ulos.v1.Solutions`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }

    /// One step in the life of a solution: every verb is this, around a rule of its own.
    async fn step(
        &self,
        action: Action,
        caller: &Caller,
        (name, etag): (&str, &str),
        kind: &'static str,
        rule: fn(&mut Solution, DateTime<Utc>) -> Result<(), Error>,
    ) -> Result<Response<pb::Solution>, Status> {
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", name));
        let version = violations.keep(etag::parse(etag));
        violations.done()?;
        let mut solution = store::get(self.deps.db.pool(), id).await?;
        action.require(caller, &relations(caller, solution.ulo), id)?;
        rule(&mut solution, self.deps.clock.now())?;
        self.save(kind, &solution, version).await
    }

    /// Keeps a changed record and its event, guarded by the version it was read at.
    async fn save(
        &self,
        kind: &'static str,
        solution: &Solution,
        version: i64,
    ) -> Result<Response<pb::Solution>, Status> {
        let mut tx = self.deps.db.begin().await?;
        store::update(&mut tx, solution, version).await?;
        event::append(&mut tx, &change(kind, solution)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(solution)))
    }
}

/// Whether the caller sees more of that organisation's than what is published.
pub(crate) fn sees_drafts(caller: &Caller, ulo: Option<Id<Ulo>>) -> bool {
    match caller.role {
        Role::Operator => true,
        Role::Manager => ulo.is_some_and(|ulo| caller.ulo == ulo.to_string()),
        _ => false,
    }
}

#[tonic::async_trait]
impl pb::solutions_server::Solutions for Rpc {
    async fn create_solution(
        &self,
        request: Request<pb::CreateSolutionRequest>,
    ) -> Result<Response<pb::Solution>, Status> {
        let caller = Action::CreateSolution.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.solution.unwrap_or_default();
        let ulo = violations.keep(Id::parse("solution.ulo", &sent.ulo));
        let story = parse(&sent, &mut violations);
        violations.done()?;
        let solution = Solution::new(ulo, story, self.deps.clock.now());
        Action::CreateSolution.permit(&caller, &relations(&caller, ulo))?;

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, solution.id.uuid()).await? {
            let solution = store::get(&mut *tx, Id::from_uuid(made)).await?;
            return Ok(Response::new(to_wire(&solution)));
        }
        ulo::store::hold_one(&mut tx, ulo).await?.still_listed()?;
        store::insert(&mut tx, &solution).await?;
        event::append(&mut tx, &change("solution.created", &solution)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&solution)))
    }

    async fn get_solution(
        &self,
        request: Request<pb::GetSolutionRequest>,
    ) -> Result<Response<pb::Solution>, Status> {
        let caller = Action::GetSolution.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let solution = store::get(self.deps.db.pool(), id).await?;
        let relations = relations_in_use(&caller, solution.ulo, solution.is_published());
        Action::GetSolution.require(&caller, &relations, id)?;
        Ok(Response::new(to_wire(&solution)))
    }

    async fn list_solutions(
        &self,
        request: Request<pb::ListSolutionsRequest>,
    ) -> Result<Response<pb::ListSolutionsResponse>, Status> {
        let caller = Action::ListSolutions.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let ulo = violations.keep(Id::parse_optional("ulo", &request.ulo));
        let topic = violations.keep(Topic::optional("topic", request.topic));
        let words = violations.keep(text::optional("text", &request.text, 100));
        violations.done()?;
        let Some(text) = likeness::asked(&words) else {
            return Ok(Response::new(pb::ListSolutionsResponse::default()));
        };
        let filter = store::Filter { ulo, topic, text, published_only: !sees_drafts(&caller, ulo) };
        let mut solutions = store::list(self.deps.db.pool(), &filter, &page).await?;
        let next_page_token = page.cut(&mut solutions, |solution| solution.id.uuid());
        let solutions = solutions.iter().map(to_wire).collect();
        Ok(Response::new(pb::ListSolutionsResponse { solutions, next_page_token }))
    }

    async fn update_solution(
        &self,
        request: Request<pb::UpdateSolutionRequest>,
    ) -> Result<Response<pb::Solution>, Status> {
        let caller = Action::UpdateSolution.enter(&request)?;
        let request = request.into_inner();
        let sent = request.solution.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("solution.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;

        let mut solution = store::get(self.deps.db.pool(), id).await?;
        Action::UpdateSolution.require(&caller, &relations(&caller, solution.ulo), id)?;
        let mut violations = Violations::new();
        let story = parse(&merged(to_wire(&solution), sent, &paths), &mut violations);
        violations.done()?;
        solution.edit(story, self.deps.clock.now())?;
        self.save("solution.updated", &solution, version).await
    }

    async fn publish_solution(
        &self,
        request: Request<pb::PublishSolutionRequest>,
    ) -> Result<Response<pb::Solution>, Status> {
        let caller = Action::PublishSolution.enter(&request)?;
        let pb::PublishSolutionRequest { name, etag } = request.into_inner();
        let of = (name.as_str(), etag.as_str());
        self.step(Action::PublishSolution, &caller, of, "solution.published", Solution::publish).await
    }

    async fn withdraw_solution(
        &self,
        request: Request<pb::WithdrawSolutionRequest>,
    ) -> Result<Response<pb::Solution>, Status> {
        let caller = Action::WithdrawSolution.enter(&request)?;
        let pb::WithdrawSolutionRequest { name, etag } = request.into_inner();
        let of = (name.as_str(), etag.as_str());
        self.step(Action::WithdrawSolution, &caller, of, "solution.withdrawn", Solution::withdraw).await
    }
}

/// The record as it is, with the fields of `paths` as sent.
fn merged(mut solution: pb::Solution, sent: pb::Solution, paths: &[&str]) -> pb::Solution {
    for path in paths {
        match *path {
            "display_name" => solution.display_name.clone_from(&sent.display_name),
            "problem" => solution.problem.clone_from(&sent.problem),
            "what_was_done" => solution.what_was_done.clone_from(&sent.what_was_done),
            "what_happened" => solution.what_happened.clone_from(&sent.what_happened),
            "cost_pence" => solution.cost_pence = sent.cost_pence,
            "hours" => solution.hours = sent.hours,
            "topics" => solution.topics.clone_from(&sent.topics),
            "council" => solution.council.clone_from(&sent.council),
            _ => {}
        }
    }
    solution
}

/// The event of a change.
pub(crate) fn change(kind: &'static str, solution: &Solution) -> Change {
    Change::new(kind, solution.id, solution.version, &to_wire(solution), solution.update_time)
}
