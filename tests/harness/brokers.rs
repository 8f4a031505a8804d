//! Brokers for tests, and what is put before them, all plainly fictional.

use platform::Caller;
use platform::rpc::Rpc;
use proto::brokers::v1 as pb;
use proto::brokers::v1::brokers_client::BrokersClient;
use proto::brokers::v1::cases_client::CasesClient;
use proto::brokers::v1::introductions_client::IntroductionsClient;

use super::{House, broker, manager, request_id};

/// A broker to be added.
pub struct ABroker(pb::Broker);

/// Robin Example, who carries at most twenty points for that organisation, in Calderdale and in English.
pub fn a_broker(ulo: &str) -> ABroker {
    ABroker(pb::Broker {
        display_name: "Robin Example".into(),
        languages: vec!["en".into()],
        councils: vec!["councils/E08000033".into()],
        caseload_limit: 20,
        ulo: ulo.into(),
        ..pb::Broker::default()
    })
}

impl ABroker {
    /// Who carries at most so many points.
    pub fn carrying(mut self, caseload_limit: i32) -> Self {
        self.0.caseload_limit = caseload_limit;
        self
    }

    /// With whatever else the test is about.
    pub fn with(mut self, change: impl FnOnce(&mut pb::Broker)) -> Self {
        change(&mut self.0);
        self
    }

    /// As it would be sent.
    pub fn wanted(self) -> pb::Broker {
        self.0
    }

    /// Has a manager add them.
    pub async fn create(self, house: &House) -> pb::Broker {
        let manager = manager(&self.0.ulo);
        let request = pb::CreateBrokerRequest { broker: Some(self.0), request_id: request_id() };
        house.brokers().create_broker(house.ask(&manager, request)).await.expect("a broker").into_inner()
    }
}

/// That broker, signed in.
pub fn as_themself(it: &pb::Broker) -> Caller {
    broker(&it.name, &it.ulo)
}

impl House {
    /// `alongside.brokers.v1.Brokers`.
    pub fn brokers(&self) -> BrokersClient<Rpc> {
        BrokersClient::new(self.channel("brokers"))
    }

    /// `alongside.brokers.v1.Introductions`.
    pub fn introductions(&self) -> IntroductionsClient<Rpc> {
        IntroductionsClient::new(self.channel("brokers"))
    }

    /// `alongside.brokers.v1.Cases`.
    pub fn cases(&self) -> CasesClient<Rpc> {
        CasesClient::new(self.channel("brokers"))
    }

    /// The broker of that name, as their manager sees them.
    pub async fn broker(&self, it: &pb::Broker) -> pb::Broker {
        let request = pb::GetBrokerRequest { name: it.name.clone() };
        let answer = self.brokers().get_broker(self.ask(&manager(&it.ulo), request)).await;
        answer.expect("the broker is there").into_inner()
    }
}
