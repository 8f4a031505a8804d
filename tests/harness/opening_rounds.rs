//! Opening rounds for tests.

use chrono::{Days, TimeDelta, Utc};
use platform::rpc::Rpc;
use platform::{Caller, uk_time};
use proto::matching::v1 as pb;
use proto::matching::v1::opening_round::Rule;
use proto::matching::v1::opening_rounds_client::OpeningRoundsClient;

use super::brokers::Answer;
use super::{House, request_id};

/// A round to be opened.
pub struct AnOpeningRound(pub pb::OpeningRound);

/// By the fair order, closing today.
pub fn an_opening_round(owner: &str) -> AnOpeningRound {
    AnOpeningRound(pb::OpeningRound {
        title: "Spring places".into(),
        rule: Rule::FairOrder.into(),
        close_date: in_days(0),
        owner: owner.into(),
        ..pb::OpeningRound::default()
    })
}

/// The day so many days from today, as the wire has it.
pub fn in_days(days: u64) -> String {
    (uk_time::date(Utc::now()) + Days::new(days)).format("%Y-%m-%d").to_string()
}

impl AnOpeningRound {
    /// With whatever else the test is about.
    pub fn with(mut self, change: impl FnOnce(&mut pb::OpeningRound)) -> Self {
        change(&mut self.0);
        self
    }

    /// As it would be sent.
    pub fn wanted(self) -> pb::CreateOpeningRoundRequest {
        pb::CreateOpeningRoundRequest { opening_round: Some(self.0), request_id: request_id() }
    }

    /// Opens it.
    pub async fn open(self, house: &House, by: &Caller) -> pb::OpeningRound {
        let request = house.ask(by, self.wanted());
        house.opening_rounds().create_opening_round(request).await.expect("a round is opened").into_inner()
    }
}

impl House {
    /// `alongside.matching.v1.OpeningRounds`.
    pub fn opening_rounds(&self) -> OpeningRoundsClient<Rpc> {
        OpeningRoundsClient::new(self.channel("matching"))
    }

    /// The round of that name, as that caller sees it.
    pub async fn opening_round(&self, by: &Caller, name: &str) -> Answer<pb::OpeningRound> {
        self.opening_rounds()
            .get_opening_round(self.ask(by, pb::GetOpeningRoundRequest { name: name.into() }))
            .await
    }

    /// Gives a round, as it now is, so many openings of an offering.
    pub async fn give(
        &self,
        by: &Caller,
        round: &str,
        offering: &str,
        openings: i32,
    ) -> Answer<pb::OpeningRound> {
        let pb::OpeningRound { name, etag, .. } = self.opening_round(by, round).await?.into_inner();
        let request = pb::SetOpeningsRequest { name, etag, offering: offering.into(), openings };
        self.opening_rounds().set_openings(self.ask(by, request)).await
    }

    /// What a round would come to as it is.
    pub async fn simulated(&self, by: &Caller, round: &str) -> pb::Simulation {
        let pb::OpeningRound { name, etag, .. } =
            self.opening_round(by, round).await.expect("a round").into_inner();
        let request = pb::SimulateOpeningRoundRequest { name, etag, rule: 0, openings: Vec::new() };
        self.opening_rounds()
            .simulate_opening_round(self.ask(by, request))
            .await
            .expect("figures")
            .into_inner()
    }

    /// Runs a round as it is, as someone who looked at both rules.
    pub async fn run(&self, by: &Caller, round: &str) -> Answer<pb::OpeningRound> {
        let now = self.simulated(by, round).await.now.expect("both rules");
        let pb::OpeningRound { name, etag, .. } = self.opening_round(by, round).await?.into_inner();
        let helped = |figures: Option<pb::RoundFigures>| figures.map_or(0, |figures| figures.helped);
        let (fair_order_told, most_helped_told) = (helped(now.fair_order), helped(now.most_helped));
        let request = pb::RunOpeningRoundRequest { name, etag, fair_order_told, most_helped_told };
        self.opening_rounds().run_opening_round(self.ask(by, request)).await
    }

    /// Cancels a round as it is.
    pub async fn cancel(&self, by: &Caller, round: &str) -> Answer<pb::OpeningRound> {
        let pb::OpeningRound { name, etag, .. } = self.opening_round(by, round).await?.into_inner();
        let request = pb::CancelOpeningRoundRequest { name, etag };
        self.opening_rounds().cancel_opening_round(self.ask(by, request)).await
    }

    /// How a choice stands in a round.
    pub async fn result(&self, by: &Caller, name: &str) -> Answer<pb::OpeningRoundResult> {
        let request = pb::GetOpeningRoundResultRequest { name: name.into() };
        self.opening_rounds().get_opening_round_result(self.ask(by, request)).await
    }

    /// Moves the time on, for a house of one's own.
    pub fn days_pass(&self, days: i64) {
        self.stack.clock.set(Utc::now() + TimeDelta::days(days));
    }
}
