//! The gRPC face of strategies.

use chrono::NaiveDate;
use platform::action::Action as _;
use platform::event;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Violations, etag, uk_time};
use proto::councils::v1 as pb;
use tonic::{Request, Response, Status};

use super::wire::{SHORTEST, change, parse_action, parse_plan, to_wire};
use super::{State, Strategy, store};
use crate::council::GssCode;
use crate::told::told;
use crate::{Action, fact};

/// `alongside.councils.v1.Strategies`.
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

    fn answer(&self, strategy: &Strategy) -> Response<pb::Strategy> {
        Response::new(to_wire(strategy, self.today()))
    }

    /// The strategy of that name, when the caller may change it, and the version they saw.
    async fn load(
        &self,
        action: Action,
        caller: &Caller,
        (name, etag): (&str, &str),
        mut violations: Violations,
    ) -> Result<(Strategy, i64), Error> {
        let id = violations.keep(Id::parse("name", name));
        let version = violations.keep(etag::parse(etag));
        violations.done()?;
        let strategy = store::get(self.deps.db.pool(), id).await?;
        action.permit(caller, &strategy.gss_code)?;
        Ok((strategy, version))
    }

    /// Keeps a changed strategy and its event, guarded by the version it was seen at.
    async fn save(
        &self,
        kind: &'static str,
        strategy: &Strategy,
        version: i64,
    ) -> Result<Response<pb::Strategy>, Status> {
        let mut tx = self.deps.db.begin().await?;
        if let Some(buddy) = strategy.plan.buddy {
            fact::known_ulo(&mut tx, buddy).await?;
        }
        store::update(&mut tx, strategy, version).await?;
        event::append(&mut tx, &change(kind, strategy)).await?;
        tx.commit().await?;
        Ok(self.answer(strategy))
    }
}

#[tonic::async_trait]
impl pb::strategies_server::Strategies for Rpc {
    async fn get_strategy(
        &self,
        request: Request<pb::GetStrategyRequest>,
    ) -> Result<Response<pb::Strategy>, Status> {
        Action::GetStrategy.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        Ok(self.answer(&store::get(self.deps.db.pool(), id).await?))
    }

    async fn list_strategies(
        &self,
        request: Request<pb::ListStrategiesRequest>,
    ) -> Result<Response<pb::ListStrategiesResponse>, Status> {
        Action::ListStrategies.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let code = violations.keep(GssCode::parse_optional("council", "councils", &request.council));
        let state = violations.keep(State::optional("state", request.state));
        violations.done()?;
        let mut strategies = store::list(self.deps.db.pool(), code.as_ref(), state, &page).await?;
        let next_page_token = page.cut(&mut strategies, |strategy| strategy.id.uuid());
        let today = self.today();
        let strategies = strategies.iter().map(|strategy| to_wire(strategy, today)).collect();
        Ok(Response::new(pb::ListStrategiesResponse { strategies, next_page_token }))
    }

    async fn write_strategy(
        &self,
        request: Request<pb::WriteStrategyRequest>,
    ) -> Result<Response<pb::Strategy>, Status> {
        let caller = Action::WriteStrategy.enter(&request)?;
        let sent = request.into_inner();
        let mut violations = Violations::new();
        let plan = parse_plan(&sent, &mut violations);
        let of = (sent.name.as_str(), sent.etag.as_str());
        let (mut strategy, version) = self.load(Action::WriteStrategy, &caller, of, violations).await?;
        strategy.write(plan, self.deps.clock.now())?;
        self.save("strategy.written", &strategy, version).await
    }

    async fn set_strategy_action(
        &self,
        request: Request<pb::SetStrategyActionRequest>,
    ) -> Result<Response<pb::Strategy>, Status> {
        let caller = Action::SetStrategyAction.enter(&request)?;
        let sent = request.into_inner();
        let mut violations = Violations::new();
        let intent = parse_action(&sent.action.unwrap_or_default(), self.today(), &mut violations);
        let of = (sent.name.as_str(), sent.etag.as_str());
        let (mut strategy, version) = self.load(Action::SetStrategyAction, &caller, of, violations).await?;
        let intent = intent.ok_or_else(|| Error::internal("an action nobody could read"))?;
        strategy.set_action(sent.number, intent, self.deps.clock.now())?;
        self.save("strategy.action_set", &strategy, version).await
    }

    async fn review_strategy(
        &self,
        request: Request<pb::ReviewStrategyRequest>,
    ) -> Result<Response<pb::Strategy>, Status> {
        let caller = Action::ReviewStrategy.enter(&request)?;
        let sent = request.into_inner();
        let mut violations = Violations::new();
        let reason = told("reason", &sent.reason, (SHORTEST, 1_000), &mut violations);
        let of = (sent.name.as_str(), sent.etag.as_str());
        let (mut strategy, version) = self.load(Action::ReviewStrategy, &caller, of, violations).await?;
        strategy.review(reason, self.deps.clock.now())?;
        self.save("strategy.closed", &strategy, version).await
    }
}
