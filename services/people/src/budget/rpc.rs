//! The gRPC face of budgets.

use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Violations, etag, mask, uk_time, when};
use proto::people::v1 as pb;
use sqlx::PgExecutor;
use tonic::{Request, Response, Status};

use super::wire::{parse, to_wire};
use super::{Budget, State, store};
use crate::Action;
use crate::consent::Shared;
use crate::person::{self, Person};
use crate::standing::{self, Look};

/// What an update can change.
const FIELDS: &[&str] = &[
    "route",
    "amount_pence",
    "person_contribution_pence",
    "council_contribution_pence",
    "frequency",
    "start_date",
    "end_date",
    "holder_role",
    "holder_name",
    "next_review_date",
];

/// `alongside.people.v1.Budgets`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }

    /// Refuses who may not do this to that person's budgets.
    async fn look(&self, action: Action, caller: &Caller, person: Id<Person>) -> Result<(), Error> {
        let what = format!("{person}/budgets");
        let look = Look { action, caller, person, what, wants: Some(Shared::Budget) };
        look.at(self.deps.db.pool(), self.deps.clock.now()).await.map(|_| ())
    }

    /// Refuses who may not do this to that budget.
    async fn look_at(
        &self,
        db: impl PgExecutor<'_>,
        action: Action,
        caller: &Caller,
        budget: &Budget,
    ) -> Result<(), Error> {
        let what = budget.id.to_string();
        let look = Look { action, caller, person: budget.person, what, wants: Some(Shared::Budget) };
        look.at(db, self.deps.clock.now()).await.map(|_| ())
    }
}

#[tonic::async_trait]
impl pb::budgets_server::Budgets for Rpc {
    async fn create_budget(
        &self,
        request: Request<pb::CreateBudgetRequest>,
    ) -> Result<Response<pb::Budget>, Status> {
        let caller = Action::CreateBudget.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.budget.unwrap_or_default();
        let person = violations.keep(Id::parse("budget.person", &sent.person));
        let details = parse(&sent, &mut violations);
        let budget = Budget::new(person, violations.finish(details)?, self.deps.clock.now());
        self.look(Action::CreateBudget, &caller, person).await?;

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, budget.id.uuid()).await? {
            let budget = store::get(&mut *tx, &self.deps.seals, Id::from_uuid(made)).await?;
            return Ok(Response::new(to_wire(&budget)));
        }
        let key = person::store::hold(&mut tx, &self.deps.seals, person).await?;
        store::insert(&mut tx, &key, &budget).await?;
        event::append(&mut tx, &change("budget.created", &budget)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&budget)))
    }

    async fn get_budget(
        &self,
        request: Request<pb::GetBudgetRequest>,
    ) -> Result<Response<pb::Budget>, Status> {
        let caller = Action::GetBudget.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let pool = self.deps.db.pool();
        let budget = store::get(pool, &self.deps.seals, id).await?;
        self.look_at(pool, Action::GetBudget, &caller, &budget).await?;
        Ok(Response::new(to_wire(&budget)))
    }

    async fn list_budgets(
        &self,
        request: Request<pb::ListBudgetsRequest>,
    ) -> Result<Response<pb::ListBudgetsResponse>, Status> {
        let caller = Action::ListBudgets.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let person = violations.keep(standing::subject(&caller, &request.person));
        let state = violations.keep(State::optional("state", request.state));
        violations.done()?;
        self.look(Action::ListBudgets, &caller, person).await?;
        let pool = self.deps.db.pool();
        let mut budgets = store::list(pool, &self.deps.seals, person, state, &page).await?;
        let next_page_token = page.cut(&mut budgets, |budget| budget.id.uuid());
        let budgets = budgets.iter().map(to_wire).collect();
        Ok(Response::new(pb::ListBudgetsResponse { budgets, next_page_token }))
    }

    async fn update_budget(
        &self,
        request: Request<pb::UpdateBudgetRequest>,
    ) -> Result<Response<pb::Budget>, Status> {
        let caller = Action::UpdateBudget.enter(&request)?;
        let request = request.into_inner();
        let sent = request.budget.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("budget.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;

        let mut tx = self.deps.db.begin().await?;
        let mut budget = store::get(&mut *tx, &self.deps.seals, id).await?;
        self.look_at(&mut *tx, Action::UpdateBudget, &caller, &budget).await?;
        let mut violations = Violations::new();
        let details = parse(&merged(to_wire(&budget), sent, &paths), &mut violations);
        budget.edit(violations.finish(details)?, self.deps.clock.now())?;
        let key = person::store::hold(&mut tx, &self.deps.seals, budget.person).await?;
        store::update(&mut tx, &key, &budget, version).await?;
        event::append(&mut tx, &change("budget.updated", &budget)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&budget)))
    }

    async fn end_budget(
        &self,
        request: Request<pb::EndBudgetRequest>,
    ) -> Result<Response<pb::Budget>, Status> {
        let caller = Action::EndBudget.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &request.name));
        let version = violations.keep(etag::parse(&request.etag));
        let end_date = violations.keep(when::date("end_date", &request.end_date));
        violations.done()?;

        let now = self.deps.clock.now();
        let today = uk_time::date(now);
        let mut tx = self.deps.db.begin().await?;
        let mut budget = store::get(&mut *tx, &self.deps.seals, id).await?;
        self.look_at(&mut *tx, Action::EndBudget, &caller, &budget).await?;
        budget.end(end_date.unwrap_or(today), today, now)?;
        let key = person::store::hold(&mut tx, &self.deps.seals, budget.person).await?;
        store::update(&mut tx, &key, &budget, version).await?;
        event::append(&mut tx, &change("budget.ended", &budget)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&budget)))
    }
}

/// The budget as it is, with the fields of `paths` as sent.
fn merged(mut budget: pb::Budget, sent: pb::Budget, paths: &[&str]) -> pb::Budget {
    for path in paths {
        match *path {
            "route" => budget.route = sent.route,
            "amount_pence" => budget.amount_pence = sent.amount_pence,
            "person_contribution_pence" => budget.person_contribution_pence = sent.person_contribution_pence,
            "council_contribution_pence" => {
                budget.council_contribution_pence = sent.council_contribution_pence
            }
            "frequency" => budget.frequency = sent.frequency,
            "start_date" => budget.start_date.clone_from(&sent.start_date),
            "end_date" => budget.end_date.clone_from(&sent.end_date),
            "holder_role" => budget.holder_role = sent.holder_role,
            "holder_name" => budget.holder_name.clone_from(&sent.holder_name),
            "next_review_date" => budget.next_review_date.clone_from(&sent.next_review_date),
            _ => {}
        }
    }
    budget
}

/// The event of a change, without private text.
fn change(kind: &'static str, budget: &Budget) -> Change {
    let mut told = to_wire(budget);
    told.holder_name.clear();
    Change::new(kind, budget.id, budget.version, &told, budget.update_time)
}
