//! A small town: one organisation with one broker, and people who ask.

use proto::brokers::v1::brokers_client::BrokersClient;
use proto::brokers::v1::cases_client::CasesClient;
use proto::brokers::v1::introductions_client::IntroductionsClient;
use proto::matching::v1::choices_client::ChoicesClient;
use proto::matching::v1::menus_client::MenusClient;
use proto::matching::v1::opening_rounds_client::OpeningRoundsClient;
use proto::matching::v1::requests_client::RequestsClient;
use proto::people::v1 as people_pb;
use proto::people::v1::people_client::PeopleClient;
use proto::ulos::v1 as ulos_pb;
use proto::ulos::v1::offerings_client::OfferingsClient;
use proto::ulos::v1::ulos_client::UlosClient;

use sqlx::{Connection as _, PgConnection};

use super::*;
use crate::harness::manager;
use crate::harness::opening_rounds::an_opening_round;

const COUNCIL: &str = "councils/E08000033";

pub struct Town {
    broker: Caller,
    offering: String,
}

/// How a choice goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It is offered and accepted.
    Accepted,
    /// The person stops it.
    Stopped,
    /// A round gives it a place, and then it is accepted.
    Round,
}

/// Someone's request and the menu they choose from.
pub struct Asked {
    person: Caller,
    request: String,
    menu: matching_pb::Menu,
    /// The last day to enter the round they are told of.
    pub round_told: String,
}

impl Town {
    pub async fn build(house: &House, process: &Process) -> Self {
        let operator = Caller::new(Role::Operator, "operators/test");
        let ulo = ulos_pb::Ulo {
            display_name: "Harbour Example Collective".into(),
            kind: ulos_pb::ulo::Kind::DisabledPeoplesOrganisation.into(),
            legal_form: ulos_pb::ulo::LegalForm::UnincorporatedAssociation.into(),
            councils: vec![COUNCIL.into()],
            who_for: vec![ulos_pb::WhoFor::Everyone.into()],
            ..Default::default()
        };
        let message = ulos_pb::CreateUloRequest { ulo: Some(ulo), request_id: request_id() };
        let ulo = UlosClient::new(process.wire.clone()).create_ulo(house.ask(&operator, message)).await;
        let ulo = ulo.expect("an organisation").into_inner();
        let offering = ulos_pb::Offering {
            ulo: ulo.name.clone(),
            display_name: "Talking with people who have been there".into(),
            kind: ulos_pb::offering::Kind::PeerSupport.into(),
            peer_support_model: ulos_pb::offering::PeerSupportModel::OneToOne.into(),
            councils: vec![COUNCIL.into()],
            delivery_modes: vec![ulos_pb::offering::DeliveryMode::Phone.into()],
            languages: vec!["en".into()],
            who_for: vec![ulos_pb::WhoFor::Everyone.into()],
            price_basis: ulos_pb::offering::PriceBasis::Free.into(),
            openings: Some(100),
            ..Default::default()
        };
        let message = ulos_pb::CreateOfferingRequest {
            offering: Some(offering),
            request_id: request_id(),
            from_another_directory: false,
        };
        let mut offerings = OfferingsClient::new(process.wire.clone());
        let offering = offerings.create_offering(house.ask(&operator, message)).await.expect("an offering");
        let offering = offering.into_inner().name;
        let member = brokers_pb::Broker {
            display_name: "Jo Example".into(),
            languages: vec!["en".into()],
            councils: vec![COUNCIL.into()],
            caseload_limit: 1_000,
            ulo: ulo.name.clone(),
            ..Default::default()
        };
        let message = brokers_pb::CreateBrokerRequest { broker: Some(member), request_id: request_id() };
        let mut brokers = BrokersClient::new(process.wire.clone());
        let member =
            brokers.create_broker(house.ask(&operator, message)).await.expect("a broker").into_inner();
        Self { broker: broker(&member.name, &ulo.name), offering }
    }

    /// Someone signs up, asks, and sees a menu.
    pub async fn ask_for_support(&self, house: &House, process: &Process) -> Asked {
        let person = people_pb::Person {
            display_name: "Avery Example".into(),
            council: COUNCIL.into(),
            ..Default::default()
        };
        let message = people_pb::CreatePersonRequest { person: Some(person), request_id: request_id() };
        let mut people = PeopleClient::new(process.wire.clone());
        let person =
            people.create_person(house.ask(&Caller::service("web"), message)).await.expect("a person");
        let person = Caller::new(Role::Person, person.into_inner().name);
        let mut requests = RequestsClient::new(process.wire.clone());
        let request = matching_pb::Request {
            person: person.subject.clone(),
            kind: matching_pb::request::Kind::PeerSupport.into(),
            ..Default::default()
        };
        let message = matching_pb::CreateRequestRequest { request: Some(request), request_id: request_id() };
        let request =
            requests.create_request(house.ask(&person, message)).await.expect("a request").into_inner();
        let message = matching_pb::AskRequestRequest { name: request.name, etag: request.etag };
        let request = requests.ask_request(house.ask(&person, message)).await.expect("asked").into_inner();
        let began = Instant::now();
        loop {
            let message =
                matching_pb::CreateMenuRequest { request: request.name.clone(), request_id: request_id() };
            let menu = MenusClient::new(process.wire.clone()).create_menu(house.ask(&person, message)).await;
            let menu = menu.expect("a menu").into_inner();
            if !menu.options.is_empty() {
                return Asked { person, request: request.name, menu, round_told: String::new() };
            }
            assert!(began.elapsed() < A_MINUTE, "the menu stays empty: {menu:?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    pub async fn choose(
        &self,
        house: &House,
        process: &Process,
        asked: &Asked,
        id: &str,
    ) -> Result<(), Error> {
        let choice = matching_pb::Choice {
            request: asked.request.clone(),
            menu: asked.menu.name.clone(),
            kind: matching_pb::choice::Kind::One.into(),
            picks: vec![asked.menu.options[0].offering.clone()],
            ..Default::default()
        };
        let message = matching_pb::CreateChoiceRequest {
            choice: Some(choice),
            request_id: id.to_owned(),
            ahead_told: 0,
            round_told: asked.round_told.clone(),
        };
        ChoicesClient::new(process.wire.clone()).create_choice(house.ask(&asked.person, message)).await?;
        Ok(())
    }

    /// A round that has openings of what the organisation offers.
    pub async fn open_round(&self, house: &House, process: &Process) -> matching_pb::OpeningRound {
        let (owner, mut rounds) = (manager(&self.broker.ulo), OpeningRoundsClient::new(process.wire.clone()));
        let message = an_opening_round(&self.broker.ulo).wanted();
        let round =
            rounds.create_opening_round(house.ask(&owner, message)).await.expect("a round").into_inner();
        let message = matching_pb::SetOpeningsRequest {
            name: round.name.clone(),
            etag: round.etag.clone(),
            offering: self.offering.clone(),
            openings: 1,
        };
        rounds.set_openings(house.ask(&owner, message)).await.expect("an opening");
        round
    }

    /// The next day the round is run.
    async fn run(&self, house: &House, process: &Process, round: &str) -> Result<(), Error> {
        let tables: PgConnectOptions = house.url.parse().expect("a database");
        let mut tables = PgConnection::connect_with(&tables.username("matching")).await?;
        let id = uuid::Uuid::parse_str(&round["openingRounds/".len()..]).expect("its id");
        let closed = "update opening_round set close_date = $2 where opening_round_id = $1";
        let yesterday = chrono::Utc::now().date_naive() - chrono::Days::new(2);
        sqlx::query(closed).bind(id).bind(yesterday).execute(&mut tables).await?;
        let (owner, mut rounds) = (manager(&self.broker.ulo), OpeningRoundsClient::new(process.wire.clone()));
        let message = matching_pb::GetOpeningRoundRequest { name: round.to_owned() };
        let now = rounds.get_opening_round(house.ask(&owner, message)).await?.into_inner();
        let (fair_order_told, most_helped_told) = (1, 1);
        let message = matching_pb::RunOpeningRoundRequest {
            name: now.name,
            etag: now.etag,
            fair_order_told,
            most_helped_told,
        };
        rounds.run_opening_round(house.ask(&owner, message)).await?;
        Ok(())
    }

    /// Everyone does what is theirs to do, once more.
    pub async fn go_on(
        &self,
        house: &House,
        process: &Process,
        asked: &Asked,
        (way, round): (Way, Option<&str>),
    ) {
        if let Some(round) = round {
            let _ = self.run(house, process, round).await;
        }
        let _ = match way {
            Way::Stopped => self.stop(house, process, asked).await,
            Way::Accepted | Way::Round => self.accept(house, process, asked).await,
        };
    }

    pub async fn stop(&self, house: &House, process: &Process, asked: &Asked) -> Result<(), Error> {
        let message =
            matching_pb::ListChoicesRequest { request: asked.request.clone(), ..Default::default() };
        let mut choices = ChoicesClient::new(process.wire.clone());
        let listed = choices.list_choices(house.ask(&asked.person, message)).await?.into_inner().choices;
        for choice in listed.into_iter().filter(|choice| !choice.current_introduction.is_empty()) {
            let message = matching_pb::StopChoiceRequest { name: choice.name, etag: choice.etag };
            choices.stop_choice(house.ask(&asked.person, message)).await?;
        }
        Ok(())
    }

    /// The broker accepts whatever is offered for this request.
    pub async fn accept(&self, house: &House, process: &Process, asked: &Asked) -> Result<(), Error> {
        for introduction in self.introductions(house, process, asked).await? {
            if introduction.state() == brokers_pb::introduction::State::Offered {
                let message = brokers_pb::AcceptIntroductionRequest {
                    name: introduction.name,
                    etag: introduction.etag,
                    broker: self.broker.subject.clone(),
                };
                let mut introductions = IntroductionsClient::new(process.wire.clone());
                introductions.accept_introduction(house.ask(&self.broker, message)).await?;
            }
        }
        Ok(())
    }

    /// Whether all is said and done: placed with exactly one case, or stopped with none and nothing under way.
    pub async fn is_settled(
        &self,
        house: &House,
        process: &Process,
        asked: &Asked,
        way: Way,
    ) -> Result<bool, Error> {
        use matching_pb::request::State;
        let message = matching_pb::GetRequestRequest { name: asked.request.clone() };
        let mut requests = RequestsClient::new(process.wire.clone());
        let request = requests.get_request(house.ask(&asked.person, message)).await?.into_inner();
        let message =
            brokers_pb::ListCasesRequest { person: asked.person.subject.clone(), ..Default::default() };
        let mut cases = CasesClient::new(process.wire.clone());
        let cases = cases.list_cases(house.ask(&asked.person, message)).await?.into_inner().cases;
        assert!(cases.len() <= 1, "never two cases for one request");
        let introductions = self.introductions(house, process, asked).await?;
        let under_way =
            introductions.iter().any(|one| one.state() == brokers_pb::introduction::State::Offered);
        let placed = request.state() == State::Placed;
        let together = placed == (cases.len() == 1) && (!placed || request.case == cases[0].name);
        let expected = if way == Way::Stopped { request.state() == State::Asked } else { placed };
        Ok(together && expected && !under_way)
    }

    /// How things stand, for someone who wonders why nothing is settled.
    pub async fn told(&self, house: &House, process: &Process, asked: &Asked) -> String {
        let message = matching_pb::GetRequestRequest { name: asked.request.clone() };
        let mut requests = RequestsClient::new(process.wire.clone());
        let request = requests.get_request(house.ask(&asked.person, message)).await;
        let message =
            matching_pb::ListChoicesRequest { request: asked.request.clone(), ..Default::default() };
        let mut choices = ChoicesClient::new(process.wire.clone());
        let choices = choices.list_choices(house.ask(&asked.person, message)).await;
        let introductions = self.introductions(house, process, asked).await;
        format!("{request:?}\n{choices:?}\n{introductions:?}")
    }

    async fn introductions(
        &self,
        house: &House,
        process: &Process,
        asked: &Asked,
    ) -> Result<Vec<brokers_pb::Introduction>, Error> {
        let message = brokers_pb::ListIntroductionsRequest {
            person: asked.person.subject.clone(),
            request: asked.request.clone(),
            ..Default::default()
        };
        let mut introductions = IntroductionsClient::new(process.wire.clone());
        let listed = introductions.list_introductions(house.ask(&asked.person, message)).await?;
        Ok(listed.into_inner().introductions)
    }
}
