//! The money of organisations for tests.

use chrono::Utc;
use platform::rpc::Rpc;
use proto::ulos::v1 as pb;
use proto::ulos::v1::finances_client::FinancesClient;
use proto::ulos::v1::funding::{Certainty, Kind, Renewal};
use proto::ulos::v1::fundings_client::FundingsClient;

use super::{House, an_operator, request_id};

/// A grant to be recorded.
pub struct AFunding(pb::Funding);

/// £36,000 of core funding over three years, decided, to be talked about at its end.
pub fn a_funding(ulo: &str) -> AFunding {
    AFunding(pb::Funding {
        ulo: ulo.into(),
        kind: Kind::Core.into(),
        funder: "Example Trust".into(),
        amount_pence: 3_600_000,
        start_date: "2026-01-01".into(),
        end_date: "2028-12-31".into(),
        renewal: Renewal::Negotiated.into(),
        renewal_note: "Talks begin a year before.".into(),
        certainty: Certainty::Decided.into(),
        ..pb::Funding::default()
    })
}

impl AFunding {
    /// Given by a council.
    pub fn given_by(mut self, council: &str) -> Self {
        self.0.council = council.into();
        self
    }

    /// With whatever else the test is about.
    pub fn with(mut self, change: impl FnOnce(&mut pb::Funding)) -> Self {
        change(&mut self.0);
        self
    }

    /// As it would be sent.
    pub fn wanted(self) -> pb::Funding {
        self.0
    }

    /// Records it.
    pub async fn create(self, house: &House) -> pb::Funding {
        let request = pb::CreateFundingRequest { funding: Some(self.0), request_id: request_id() };
        let request = house.ask(&an_operator(), request);
        house.fundings().create_funding(request).await.expect("a grant is recorded").into_inner()
    }
}

/// A statement of finance to be recorded.
pub struct AFinance(pb::Finance);

/// Reserves of £12,000 and costs of £1,000 a month, as of today.
pub fn a_finance(ulo: &str) -> AFinance {
    AFinance(pb::Finance {
        ulo: ulo.into(),
        reserves_pence: Some(1_200_000),
        monthly_cost_pence: Some(100_000),
        statement_date: Utc::now().date_naive().to_string(),
        closure_plan: "A neighbouring organisation takes over.".into(),
        ..pb::Finance::default()
    })
}

impl AFinance {
    /// As it would be sent.
    pub fn wanted(self) -> pb::Finance {
        self.0
    }

    /// Records it.
    pub async fn create(self, house: &House) -> pb::Finance {
        let request = pb::CreateFinanceRequest { finance: Some(self.0), request_id: request_id() };
        let request = house.ask(&an_operator(), request);
        house.finances().create_finance(request).await.expect("a statement is recorded").into_inner()
    }
}

impl House {
    /// `alongside.ulos.v1.Fundings`.
    pub fn fundings(&self) -> FundingsClient<Rpc> {
        FundingsClient::new(self.channel("ulos"))
    }

    /// `alongside.ulos.v1.Finances`.
    pub fn finances(&self) -> FinancesClient<Rpc> {
        FinancesClient::new(self.channel("ulos"))
    }
}
