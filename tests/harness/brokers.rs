//! Brokers for tests, and what is put before them, all plainly fictional.

use std::time::Duration;

use platform::Caller;
use platform::rpc::Rpc;
use proto::brokers::v1 as pb;
use proto::brokers::v1::brokers_client::BrokersClient;
use proto::brokers::v1::cases_client::CasesClient;
use proto::brokers::v1::introductions_client::IntroductionsClient;
use proto::brokers::v1::proposals_client::ProposalsClient;

use proto::people::v1::supporter::Power;
use tonic::{Response, Status};

use super::people::{a_supporter, in_days};
use super::ulos::{a_ulo, an_offering};
use super::{House, broker, manager, nobody, person, request_id};

/// What an RPC answers.
pub type Answer<T> = Result<Response<T>, Status>;

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

/// Everyone an introduction needs: an organisation with an open offering and one broker, and someone who asks.
pub struct Scene {
    pub ulo: String,
    pub offering: String,
    pub manager: Caller,
    pub broker: pb::Broker,
    pub person: Caller,
}

impl Scene {
    /// With a broker who carries at most so many points.
    pub async fn carrying(house: &House, caseload_limit: i32) -> Self {
        let ulo = a_ulo().create(house).await.name;
        let offering = an_offering(&ulo).create(house).await.name;
        let broker = a_broker(&ulo).carrying(caseload_limit).create(house).await;
        Self { manager: manager(&ulo), person: person(&nobody("people")), ulo, offering, broker }
    }

    /// With room for all a test can think of.
    pub async fn set(house: &House) -> Self {
        Self::carrying(house, 1000).await
    }

    /// The broker, signed in.
    pub fn themself(&self) -> Caller {
        as_themself(&self.broker)
    }

    /// The person's first choice, of three points, to be answered in five days by whoever it may be.
    pub fn introduction(&self) -> AnIntroduction {
        AnIntroduction(pb::Introduction {
            kind: pb::introduction::Kind::SupportBrokerage.into(),
            rank: 1,
            message: "I would like to live by the sea.".into(),
            needs: vec!["easy_read".into(), "ur".into()],
            weight: 3,
            expire_time: in_days(5),
            request: nobody("requests"),
            choice: nobody("choices"),
            person: self.person.subject.clone(),
            council: "councils/E08000033".into(),
            ulo: self.ulo.clone(),
            offering: self.offering.clone(),
            ..pb::Introduction::default()
        })
    }

    /// A case of the broker's, as it was opened.
    pub async fn case(&self, house: &House) -> pb::Case {
        self.case_of(house, self.introduction()).await
    }

    /// The case that this introduction leads to.
    pub async fn case_of(&self, house: &House, introduction: AnIntroduction) -> pb::Case {
        let offered = introduction.offer(house).await;
        let accepted = house.accept(&self.themself(), &offered, &self.broker).await.expect("it is accepted");
        let request = pb::GetCaseRequest { name: accepted.into_inner().case };
        house.cases().get_case(house.ask(&self.themself(), request)).await.expect("a case").into_inner()
    }

    /// Someone who acts for the person with these powers, once this service knows of it.
    pub async fn supporter(&self, house: &House, powers: &[Power]) -> Caller {
        let made = a_supporter(&self.person).who_may(powers).create(house).await;
        house.knows_of(&made.name).await;
        super::supporter(&made.name, &made.person)
    }
}

/// A request to be put before an organisation.
pub struct AnIntroduction(pb::Introduction);

impl AnIntroduction {
    /// With whatever else the test is about.
    pub fn with(mut self, change: impl FnOnce(&mut pb::Introduction)) -> Self {
        change(&mut self.0);
        self
    }

    /// As it would be sent.
    pub fn wanted(self) -> pb::OfferIntroductionRequest {
        pb::OfferIntroductionRequest { introduction: Some(self.0), request_id: request_id() }
    }

    /// Has matching put it there.
    pub async fn offer(self, house: &House) -> pb::Introduction {
        house.offer(self.wanted()).await.expect("an introduction is offered").into_inner()
    }
}

impl House {
    /// Has matching make this offer.
    pub async fn offer(&self, request: pb::OfferIntroductionRequest) -> Answer<pb::Introduction> {
        self.introductions().offer_introduction(self.ask(&Caller::service("matching"), request)).await
    }

    /// Accepts for that broker.
    pub async fn accept(
        &self,
        caller: &Caller,
        it: &pb::Introduction,
        broker: &pb::Broker,
    ) -> Answer<pb::Introduction> {
        let (name, etag, broker) = (it.name.clone(), it.etag.clone(), broker.name.clone());
        let request = pb::AcceptIntroductionRequest { name, etag, broker };
        self.introductions().accept_introduction(self.ask(caller, request)).await
    }

    /// Takes an offer back.
    pub async fn withdraw(&self, caller: &Caller, it: &pb::Introduction) -> Answer<pb::Introduction> {
        let request = pb::WithdrawIntroductionRequest { name: it.name.clone(), etag: it.etag.clone() };
        self.introductions().withdraw_introduction(self.ask(caller, request)).await
    }

    /// The introduction of that name, as that caller sees it.
    pub async fn introduction(&self, caller: &Caller, name: &str) -> Answer<pb::Introduction> {
        let request = pb::GetIntroductionRequest { name: name.into() };
        self.introductions().get_introduction(self.ask(caller, request)).await
    }

    /// The case of that name, as that caller sees it.
    pub async fn case(&self, caller: &Caller, name: &str) -> Answer<pb::Case> {
        let request = pb::GetCaseRequest { name: name.into() };
        self.cases().get_case(self.ask(caller, request)).await
    }

    /// Closes a case: what was wanted is in place.
    pub async fn close(&self, caller: &Caller, it: &pb::Case) -> Answer<pb::Case> {
        let request = pb::CloseCaseRequest {
            name: it.name.clone(),
            etag: it.etag.clone(),
            close_reason: pb::case::CloseReason::Done.into(),
            note: String::new(),
        };
        self.cases().close_case(self.ask(caller, request)).await
    }

    /// The kinds of a record's events in `brokers`, the first one first, each one version after the last.
    pub async fn kinds_of(&self, stream: &str) -> Vec<String> {
        let events: Vec<(i64, String)> = sqlx::query_as(
            "select stream_version, kind from event where stream = $1 order by stream_version",
        )
        .bind(stream)
        .fetch_all(&self.tables("brokers").await)
        .await
        .expect("events");
        assert!(events.iter().zip(1..).all(|(event, version)| event.0 == version), "{events:?}");
        events.into_iter().map(|(_, kind)| kind).collect()
    }

    /// Waits until `brokers` has heard of a grant.
    async fn knows_of(&self, supporter: &str) {
        let id = uuid::Uuid::parse_str(&supporter["supporters/".len()..]).expect("a supporter");
        let tables = self.tables("brokers").await;
        eventually("brokers hears of the supporter", || async {
            let known = sqlx::query_scalar("select exists (select from supporter where supporter_id = $1)");
            known.bind(id).fetch_one(&tables).await.expect("the tables")
        })
        .await;
    }
}

/// Waits until something holds, for twenty seconds at the most.
pub async fn eventually<F: Future<Output = bool>>(what: &str, holds: impl Fn() -> F) {
    for _ in 0..400 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("not within twenty seconds: {what}");
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

    /// `alongside.brokers.v1.Proposals`.
    pub fn proposals(&self) -> ProposalsClient<Rpc> {
        ProposalsClient::new(self.channel("brokers"))
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
