//! Reviews for tests, made as they always are: by a case that opens. The opening is written into the feed of `brokers`
//! as that service would, so that these tests decide when it happened and who works on it.

use std::time::Duration;

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use platform::rpc::Rpc;
use platform::{Caller, event, uk_time, when};
use proto::brokers::v1 as brokers;
use proto::outcomes::v1 as pb;
use proto::outcomes::v1::instruments_client::InstrumentsClient;
use proto::outcomes::v1::review::{Mode, Respondent, Stage};
use proto::outcomes::v1::reviews_client::ReviewsClient;

use super::{House, broker, nobody};

/// How long what one service tells another may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

/// A case that is told of.
pub struct ACase {
    pub case: brokers::Case,
    /// Who works on it.
    pub broker: Caller,
    version: i64,
}

/// A case of that person, opened now.
pub fn a_case(person: &Caller) -> ACase {
    let broker = broker(&nobody("brokers"), &nobody("ulos"));
    ACase {
        case: brokers::Case {
            name: nobody("cases"),
            request: nobody("requests"),
            person: person.subject.clone(),
            council: "councils/E08000033".into(),
            ulo: broker.ulo.clone(),
            broker: broker.subject.clone(),
            state: brokers::case::State::Open.into(),
            create_time: now_less(0),
            ..brokers::Case::default()
        },
        broker,
        version: 0,
    }
}

fn now_less(days: i64) -> Option<prost_types::Timestamp> {
    // At noon: near midnight the date in the UK is another one in summer than in winter.
    let noon =
        (uk_time::date(Utc::now()) - TimeDelta::days(days)).and_time(NaiveTime::MIN) + TimeDelta::hours(12);
    when::stamp(noon.and_utc().min(Utc::now()))
}

impl ACase {
    /// Opened so many days ago.
    pub fn opened_days_ago(mut self, days: i64) -> Self {
        self.case.create_time = now_less(days);
        self
    }

    /// Opens it and waits until its person is asked. Gives the reviews by their stage.
    pub async fn open(&mut self, house: &House) -> Vec<pb::Review> {
        self.tell(house, "case.opened").await;
        let person = super::person(&self.case.person);
        let asked = async || {
            let listed = house.reviews_of(&person, &self.case.name).await;
            (listed.len() == 3).then_some(listed)
        };
        let mut reviews = house.until(asked).await;
        reviews.sort_by_key(|review| review.stage);
        reviews
    }

    /// Closes it.
    pub async fn close(&mut self, house: &House, reason: brokers::case::CloseReason) {
        self.case.state = brokers::case::State::Closed.into();
        self.case.close_reason = reason.into();
        self.tell(house, "case.closed").await;
    }

    /// Gives it to another broker of the organisation.
    pub async fn transfer(&mut self, house: &House) -> Caller {
        let next = broker(&nobody("brokers"), &self.broker.ulo);
        self.case.broker.clone_from(&next.subject);
        self.tell(house, "case.transferred").await;
        std::mem::replace(&mut self.broker, next)
    }

    /// Tells of the case as it is now.
    pub async fn tell(&mut self, house: &House, kind: &'static str) {
        self.version += 1;
        let occurred = DateTime::from_timestamp_micros(Utc::now().timestamp_micros()).expect("a time");
        let change = event::Change::new(kind, &self.case.name, self.version, &self.case, occurred);
        let tables = house.tables("brokers").await;
        let mut connection = tables.acquire().await.expect("a connection");
        event::append(&mut connection, &change).await.expect("the event is written");
    }
}

/// What a person on their own answers on the site.
pub fn answers(review: &pb::Review, control: i32) -> pb::AnswerReviewRequest {
    pb::AnswerReviewRequest {
        name: review.name.clone(),
        etag: review.etag.clone(),
        respondent: Respondent::Self_.into(),
        helper_kind: 0,
        mode: Mode::Online.into(),
        format_used: "standard".into(),
        answers: vec![pb::Answer { item_id: "daily_control".into(), level: control }],
        words: String::new(),
    }
}

/// The review of that stage.
pub fn at(reviews: &[pb::Review], stage: Stage) -> pb::Review {
    reviews.iter().find(|review| review.stage() == stage).expect("a review of the stage").clone()
}

/// The calendar's day so many days from today.
pub fn day(from_today: i64) -> String {
    let today = platform::uk_time::date(Utc::now());
    let days = Days::new(from_today.unsigned_abs());
    (if from_today < 0 { today - days } else { today + days }).to_string()
}

impl House {
    /// `alongside.outcomes.v1.Reviews`.
    pub fn reviews(&self) -> ReviewsClient<Rpc> {
        ReviewsClient::new(self.channel("outcomes"))
    }

    /// `alongside.outcomes.v1.Instruments`.
    pub fn instruments(&self) -> InstrumentsClient<Rpc> {
        InstrumentsClient::new(self.channel("outcomes"))
    }

    /// A person's reviews of a case.
    pub async fn reviews_of(&self, person: &Caller, case: &str) -> Vec<pb::Review> {
        let request = pb::ListReviewsRequest { case: case.into(), ..Default::default() };
        let answer = self.reviews().list_reviews(self.ask(person, request)).await;
        answer.expect("a person lists their reviews").into_inner().reviews
    }

    /// Waits for what one service tells another.
    pub async fn until<T>(&self, mut look: impl AsyncFnMut() -> Option<T>) -> T {
        let waiting = async {
            loop {
                if let Some(seen) = look().await {
                    return seen;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(PATIENCE, waiting).await.expect("what was told arrives")
    }
}
