//! Requests for tests, and towns where someone can be chosen.

use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{TimeDelta, Utc};
use platform::Caller;
use platform::db::Db;
use platform::rpc::Rpc;
use proto::brokers::v1 as brokers;
use proto::matching::v1 as pb;
use proto::matching::v1::choices_client::ChoicesClient;
use proto::matching::v1::menus_client::MenusClient;
use proto::matching::v1::options_client::OptionsClient;
use proto::matching::v1::prices_client::PricesClient;
use proto::matching::v1::queues_client::QueuesClient;
use proto::matching::v1::requests_client::RequestsClient;
use proto::ulos::v1 as ulos;
use reference::council;

use super::brokers::{Answer, a_broker, as_themself, eventually};
use super::people::{APerson, a_person};
use super::ulos::{a_ulo, an_offering};
use super::{House, an_operator, request_id};

/// Cities, boroughs and counties in which other tests are set.
const SET: [&str; 13] = [
    "E08000001",
    "E08000002",
    "E08000012",
    "E08000016",
    "E08000033",
    "E08000035",
    "E08000038",
    "E09000001",
    "E09000002",
    "E09000003",
    "E10000003",
    "E10000008",
    "E10000011",
];

/// A request to be made.
pub struct ARequest(pub pb::Request);

/// Brokerage, with no wishes and no limits.
pub fn a_request(person: &Caller) -> ARequest {
    ARequest(pb::Request {
        kind: pb::request::Kind::SupportBrokerage.into(),
        person: person.person().into(),
        ..pb::Request::default()
    })
}

impl ARequest {
    /// With whatever else the test is about.
    pub fn with(mut self, change: impl FnOnce(&mut pb::Request)) -> Self {
        change(&mut self.0);
        self
    }

    /// As it would be sent.
    pub fn wanted(self) -> pb::CreateRequestRequest {
        pb::CreateRequestRequest { request: Some(self.0), request_id: request_id() }
    }

    /// Starts it.
    pub async fn create(self, house: &House, by: &Caller) -> pb::Request {
        let request = house.ask(by, self.wanted());
        house.requests().create_request(request).await.expect("a request is started").into_inner()
    }

    /// Starts it and sends it off.
    pub async fn ask(self, house: &House, by: &Caller) -> pb::Request {
        let made = self.create(house, by).await;
        house.send_off(by, &made).await.expect("it is sent off").into_inner()
    }
}

/// A council of its own, where a few organisations each have one offering and one broker with room for everyone.
pub struct Town {
    pub council: String,
    pub ulos: Vec<String>,
    pub offerings: Vec<ulos::Offering>,
    pub brokers: Vec<brokers::Broker>,
}

impl Town {
    /// With so many organisations, each of which matching knows of.
    pub async fn of(house: &House, size: usize) -> Self {
        let town = Self::unknown(house, size, |_| {}).await;
        town.is_known(house).await;
        town
    }

    /// With so many organisations whose offerings are as the test needs them.
    pub async fn unknown(house: &House, size: usize, change: impl Fn(&mut ulos::Offering)) -> Self {
        // From the end of the list, where no other test is set but these.
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let free =
            council::ALL.iter().rev().map(|council| council.gss_code).filter(|code| !SET.contains(code));
        let council = free.clone().nth(NEXT.fetch_add(1, Ordering::Relaxed)).expect("a council of its own");
        let council = format!("councils/{council}");
        Self::unknown_in(house, &council, size, change).await
    }

    /// The same in a council there is already.
    pub async fn unknown_in(
        house: &House,
        council: &str,
        size: usize,
        change: impl Fn(&mut ulos::Offering),
    ) -> Self {
        let council = council.to_owned();
        let mut town = Self { council, ulos: Vec::new(), offerings: Vec::new(), brokers: Vec::new() };
        for _ in 0..size {
            let ulo = a_ulo().in_councils(&[&town.council]).create(house).await.name;
            let offering = an_offering(&ulo).with(|offering| {
                offering.councils = vec![town.council.clone()];
                change(offering);
            });
            town.offerings.push(offering.create(house).await);
            town.brokers.push(a_broker(&ulo).carrying(1000).create(house).await);
            town.ulos.push(ulo);
        }
        town
    }

    /// Someone who lives there.
    pub fn someone(&self) -> APerson {
        a_person().with(|person| person.council.clone_from(&self.council))
    }

    /// Waits until matching's index holds all of it.
    pub async fn is_known(&self, house: &House) {
        let probe = self.someone().signed_in(house).await;
        let asked = a_request(&probe).ask(house, &probe).await;
        eventually("matching hears of a town", || async {
            let menu = house.menu(&probe, &asked).await.expect("a menu").into_inner();
            menu.options.len() + usize::try_from(menu.why_not_total).unwrap_or(0) >= self.offerings.len()
        })
        .await;
    }

    /// A broker of the organisation behind an offering, signed in.
    pub fn broker_of(&self, offering: &str) -> (Caller, &brokers::Broker) {
        let broker = &self.brokers[self.place_of(offering)];
        (as_themself(broker), broker)
    }

    /// Stops new introductions to an offering.
    pub async fn pause(&self, house: &House, offering: &str) {
        let it = &self.offerings[self.place_of(offering)];
        let request = ulos::PauseOfferingRequest { name: it.name.clone(), etag: it.etag.clone() };
        house.offerings().pause_offering(house.ask(&an_operator(), request)).await.expect("it is paused");
    }

    fn place_of(&self, offering: &str) -> usize {
        self.offerings.iter().position(|it| it.name == offering).expect("an offering of this town")
    }
}

/// Someone with a menu before them.
pub struct Menu {
    pub person: Caller,
    pub request: pb::Request,
    pub menu: pb::Menu,
}

impl Menu {
    /// The menu of someone who lives in a town.
    pub async fn in_town(house: &House, town: &Town) -> Self {
        let person = town.someone().signed_in(house).await;
        let request = a_request(&person).ask(house, &person).await;
        let menu = house.menu(&person, &request).await.expect("a menu").into_inner();
        Self { person, request, menu }
    }

    /// The offering at that place of the menu.
    pub fn option(&self, place: usize) -> String {
        self.menu.options[place].offering.clone()
    }

    /// A choice of the first so many options, in their order.
    pub fn choice(&self, size: usize) -> pb::CreateChoiceRequest {
        let picks: Vec<String> = (0..size).map(|place| self.option(place)).collect();
        let kind = match size {
            0 => pb::choice::Kind::None,
            1 => pb::choice::Kind::One,
            _ => pb::choice::Kind::Ranked,
        };
        let choice = pb::Choice {
            kind: kind.into(),
            picks,
            request: self.request.name.clone(),
            menu: self.menu.name.clone(),
            ..pb::Choice::default()
        };
        pb::CreateChoiceRequest {
            choice: Some(choice),
            request_id: request_id(),
            ahead_told: 0,
            round_told: String::new(),
        }
    }

    /// The same choice, knowing what the site tells of its first pick.
    pub async fn told(&self, house: &House, create: pb::CreateChoiceRequest) -> pb::CreateChoiceRequest {
        let Some(pick) = create.choice.iter().find_map(|choice| choice.picks.first()) else { return create };
        let request = pb::GetQueueRequest { name: pick.replacen("offerings/", "queues/", 1) };
        let queue =
            house.queues().get_queue(house.ask(&self.person, request)).await.expect("a queue").into_inner();
        pb::CreateChoiceRequest { ahead_told: queue.ahead, round_told: queue.round_close_date, ..create }
    }

    /// Chooses the first so many options; gives the choice once the first of them is waiting for an answer.
    pub async fn choose(&self, house: &House, size: usize) -> pb::Choice {
        let made = house.choices().create_choice(house.ask(&self.person, self.choice(size))).await;
        let name = made.expect("a choice").into_inner().name;
        self.once(house, &name, |choice| !choice.current_introduction.is_empty()).await
    }

    /// The choice of that name as it is once something holds of it.
    pub async fn once(&self, house: &House, name: &str, holds: impl Fn(&pb::Choice) -> bool) -> pb::Choice {
        eventually("the choice comes that far", || async {
            holds(&house.choice(&self.person, name).await.expect("the choice").into_inner())
        })
        .await;
        house.choice(&self.person, name).await.expect("the choice").into_inner()
    }

    /// The introduction a choice waits for, as the broker sees it.
    pub async fn waiting(&self, house: &House, town: &Town, choice: &pb::Choice) -> brokers::Introduction {
        let place = usize::try_from(choice.current_pick).expect("a place") - 1;
        let (broker, _) = town.broker_of(&choice.picks[place]);
        house.introduction(&broker, &choice.current_introduction).await.expect("an introduction").into_inner()
    }

    /// Has the organisation that is being asked take the person on.
    pub async fn accept(&self, house: &House, town: &Town, choice: &pb::Choice) -> brokers::Introduction {
        let waiting = self.waiting(house, town, choice).await;
        let (caller, broker) = town.broker_of(&waiting.offering);
        house.accept(&caller, &waiting, broker).await.expect("they accept").into_inner()
    }

    /// Has the organisation that is being asked say no.
    pub async fn decline(&self, house: &House, town: &Town, choice: &pb::Choice) {
        let waiting = self.waiting(house, town, choice).await;
        let (caller, _) = town.broker_of(&waiting.offering);
        let request = brokers::DeclineIntroductionRequest {
            name: waiting.name,
            etag: waiting.etag,
            decline_reason: brokers::introduction::DeclineReason::NoCapacity.into(),
            decline_note: String::new(),
        };
        house.introductions().decline_introduction(house.ask(&caller, request)).await.expect("they decline");
    }

    /// The request as it now is.
    pub async fn now(&self, house: &House) -> pb::Request {
        house.request(&self.person, &self.request.name).await.expect("the request").into_inner()
    }

    /// Waits until the request is in that state.
    pub async fn comes_to(&self, house: &House, state: pb::request::State) -> pb::Request {
        eventually(state.as_str_name(), || async { self.now(house).await.state() == state }).await;
        self.now(house).await
    }
}

impl House {
    /// `alongside.matching.v1.Requests`.
    pub fn requests(&self) -> RequestsClient<Rpc> {
        RequestsClient::new(self.channel("matching"))
    }

    /// `alongside.matching.v1.Menus`.
    pub fn menus(&self) -> MenusClient<Rpc> {
        MenusClient::new(self.channel("matching"))
    }

    /// `alongside.matching.v1.Queues`.
    pub fn queues(&self) -> QueuesClient<Rpc> {
        QueuesClient::new(self.channel("matching"))
    }

    /// `alongside.matching.v1.Options`.
    pub fn options(&self) -> OptionsClient<Rpc> {
        OptionsClient::new(self.channel("matching"))
    }

    /// `alongside.matching.v1.Choices`.
    pub fn choices(&self) -> ChoicesClient<Rpc> {
        ChoicesClient::new(self.channel("matching"))
    }

    /// `alongside.matching.v1.Prices`.
    pub fn prices(&self) -> PricesClient<Rpc> {
        PricesClient::new(self.channel("matching"))
    }

    /// Turns the clock on by so many days, and does the work of that night, if nobody did before. Turns it back.
    pub async fn night_after(&self, days: i64) -> bool {
        let db = Db::connect(&self.database, "matching", "").await.expect("the schema of matching");
        let clock = &self.stack.clock;
        clock.set(Utc::now() + TimeDelta::days(days));
        let kept = matching::keep_prices(&db, &self.stack.seals, clock).await.expect("a night");
        clock.reset();
        kept
    }

    /// Last night's prices, as that caller sees them.
    pub async fn prices_of(&self, by: &Caller, request: pb::ListPricesRequest) -> Vec<pb::Price> {
        self.prices().list_prices(self.ask(by, request)).await.expect("prices").into_inner().prices
    }

    /// The request of that name, as that caller sees it.
    pub async fn request(&self, by: &Caller, name: &str) -> Answer<pb::Request> {
        self.requests().get_request(self.ask(by, pb::GetRequestRequest { name: name.into() })).await
    }

    /// Sends a request off.
    pub async fn send_off(&self, by: &Caller, it: &pb::Request) -> Answer<pb::Request> {
        let request = pb::AskRequestRequest { name: it.name.clone(), etag: it.etag.clone() };
        self.requests().ask_request(self.ask(by, request)).await
    }

    /// Takes a request back.
    pub async fn take_back(&self, by: &Caller, it: &pb::Request) -> Answer<pb::Request> {
        let request = pb::WithdrawRequestRequest { name: it.name.clone(), etag: it.etag.clone() };
        self.requests().withdraw_request(self.ask(by, request)).await
    }

    /// Makes a menu.
    pub async fn menu(&self, by: &Caller, it: &pb::Request) -> Answer<pb::Menu> {
        let request = pb::CreateMenuRequest { request: it.name.clone(), request_id: request_id() };
        self.menus().create_menu(self.ask(by, request)).await
    }

    /// The choice of that name, as that caller sees it.
    pub async fn choice(&self, by: &Caller, name: &str) -> Answer<pb::Choice> {
        self.choices().get_choice(self.ask(by, pb::GetChoiceRequest { name: name.into() })).await
    }

    /// Stops a choice.
    pub async fn stop(&self, by: &Caller, it: &pb::Choice) -> Answer<pb::Choice> {
        let request = pb::StopChoiceRequest { name: it.name.clone(), etag: it.etag.clone() };
        self.choices().stop_choice(self.ask(by, request)).await
    }

    /// Waits until a service has taken in everything another has told so far.
    pub async fn has_told(&self, source: &str, reader: &str) {
        let (told, taken) = (self.tables(source).await, self.tables(reader).await);
        eventually("everything was taken in", || async {
            let waiting =
                "select last_position, exists (select from event where position is null) from sequencer";
            let (last, waiting): (i64, bool) =
                sqlx::query_as(waiting).fetch_one(&told).await.expect("the feed");
            let reached = sqlx::query_scalar("select position from cursor where source = $1").bind(source);
            let reached: Option<i64> = reached.fetch_optional(&taken).await.expect("the cursor");
            !waiting && reached.unwrap_or(0) >= last
        })
        .await;
    }

    /// The kinds of a record's events in `matching`, the first one first, each one version after the last.
    pub async fn told_of(&self, stream: &str) -> Vec<String> {
        self.told_by("matching", stream).await
    }

    /// The same of a record of another service.
    pub async fn told_by(&self, service: &str, stream: &str) -> Vec<String> {
        let events: Vec<(i64, String)> = sqlx::query_as(
            "select stream_version, kind from event where stream = $1 order by stream_version",
        )
        .bind(stream)
        .fetch_all(&self.tables(service).await)
        .await
        .expect("events");
        assert!(events.iter().zip(1..).all(|(event, version)| event.0 == version), "{events:?}");
        events.into_iter().map(|(_, kind)| kind).collect()
    }
}
