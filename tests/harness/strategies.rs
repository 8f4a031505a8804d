//! Councils without a user-led organisation, and the strategies required of them.

use chrono::{NaiveDate, TimeDelta, Utc};
use platform::rpc::Rpc;
use platform::{Caller, uk_time};
use proto::councils::v1 as pb;
use proto::councils::v1::strategies_client::StrategiesClient;
use proto::ulos::v1::Verdict;
use tonic::{Response, Status};

use super::councils::{Told, an_ulo};
use super::{House, a_visitor, officer};

impl House {
    /// `alongside.councils.v1.Strategies`.
    pub fn strategies(&self) -> StrategiesClient<Rpc> {
        StrategiesClient::new(self.channel("councils"))
    }

    /// The council has been without any organisation for so many days.
    pub async fn lacks(&self, code: &str, days: i64) {
        // An empty directory says nothing of what is missing.
        let somewhere = an_ulo("E06000045", Verdict::NotEvidenced);
        self.tell(councils::FromUlos, &Told::new("ulos").becomes(&somewhere).events).await;
        self.settled(code).await;
        let noted = "insert into lack (gss_code, since_date) values ($1, $2)
                     on conflict (gss_code) do update set since_date = excluded.since_date";
        let tables = self.tables("councils").await;
        sqlx::query(noted).bind(code).bind(date_ago(days)).execute(&tables).await.expect("it is noted");
        self.keep_strategies().await;
    }

    /// Requires and closes strategies, as the keeper does.
    pub async fn keep_strategies(&self) {
        let kept = councils::keep_strategies(&self.councils_db().await, &self.stack.clock).await;
        kept.expect("the strategies are kept");
    }

    /// The strategies of a council, newest first.
    pub async fn strategies_of(&self, code: &str) -> Vec<pb::Strategy> {
        let request = pb::ListStrategiesRequest { council: format!("councils/{code}"), ..Default::default() };
        let listed = self.strategies().list_strategies(self.ask(&a_visitor(), request)).await;
        listed.expect("the strategies").into_inner().strategies
    }

    /// The strategy required of a council that has been without any organisation for so many days.
    pub async fn a_strategy(&self, code: &str, days: i64) -> pb::Strategy {
        self.lacks(code, days).await;
        self.strategies_of(code).await.into_iter().next().expect("a strategy is required")
    }

    /// The strategy of a council, written by its officers, with one action due in a month.
    pub async fn a_written_strategy(&self, code: &str) -> pb::Strategy {
        let found = self.a_strategy(code, 30).await;
        let own = officer(&found.council);
        let written = self.write_strategy(&own, &found).await.expect("it is written").into_inner();
        self.set_action(&own, &written, 0, an_action(30)).await.expect("an action").into_inner()
    }

    /// Writes what a strategy is for.
    pub async fn write_strategy(
        &self,
        caller: &Caller,
        strategy: &pb::Strategy,
    ) -> Result<Response<pb::Strategy>, Status> {
        self.strategies().write_strategy(self.ask(caller, written(strategy))).await
    }

    /// Adds an action, or replaces one.
    pub async fn set_action(
        &self,
        caller: &Caller,
        strategy: &pb::Strategy,
        number: i32,
        action: pb::StrategyAction,
    ) -> Result<Response<pb::Strategy>, Status> {
        let (name, etag) = (strategy.name.clone(), strategy.etag.clone());
        let request = pb::SetStrategyActionRequest { name, etag, number, action: Some(action) };
        self.strategies().set_strategy_action(self.ask(caller, request)).await
    }

    /// Closes it by a review.
    pub async fn review_strategy(
        &self,
        caller: &Caller,
        strategy: &pb::Strategy,
    ) -> Result<Response<pb::Strategy>, Status> {
        self.strategies().review_strategy(self.ask(caller, reviewed(strategy))).await
    }
}

/// That many days ago, as a day in England, also where the clocks changed in between.
pub fn date_ago(days: i64) -> NaiveDate {
    uk_time::date(Utc::now()) - TimeDelta::days(days)
}

/// What it is for and who is responsible.
pub fn written(strategy: &pb::Strategy) -> pb::WriteStrategyRequest {
    pb::WriteStrategyRequest {
        name: strategy.name.clone(),
        etag: strategy.etag.clone(),
        aim: "An organisation that disabled people here run themselves.".into(),
        responsible: "Head of commissioning".into(),
        buddy: String::new(),
    }
}

/// An action to be done in so many days.
pub fn an_action(days: i64) -> pb::StrategyAction {
    pb::StrategyAction {
        title: "Rooms and rent for a year".into(),
        due_date: date_ago(-days).to_string(),
        cost_pence: 1_200_000,
        responsible: "Community development officer".into(),
        ..pb::StrategyAction::default()
    }
}

/// A review that closes it.
pub fn reviewed(strategy: &pb::Strategy) -> pb::ReviewStrategyRequest {
    pb::ReviewStrategyRequest {
        name: strategy.name.clone(),
        etag: strategy.etag.clone(),
        reason: "The organisation of the next council works here too.".into(),
    }
}
