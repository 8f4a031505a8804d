//! Councils for tests, and the feeds of other services as they would tell it.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use platform::db::Db;
use platform::follow::{Event, Projection};
use platform::rpc::Rpc;
use platform::when;
use prost::Name;
use proto::brokers::v1 as brokers;
use proto::councils::v1 as pb;
use proto::councils::v1::corrections_client::CorrectionsClient;
use proto::councils::v1::councils_client::CouncilsClient;
use proto::councils::v1::frameworks_client::FrameworksClient;
use proto::councils::v1::releases_client::ReleasesClient;
use proto::councils::v1::spends_client::SpendsClient;
use proto::matching::v1 as matching;
use proto::outcomes::v1 as outcomes;
use proto::ulos::v1 as ulos;
use tokio::sync::OnceCell;
use uuid::Uuid;

use super::nobody;
use super::{House, officer};

impl House {
    /// A house for frameworks alone: what other tests offer or ask is not counted in it.
    pub async fn of_frameworks() -> &'static Self {
        static HOUSE: OnceCell<House> = OnceCell::const_new();
        HOUSE.get_or_init(Self::fresh).await
    }

    /// `alongside.councils.v1.Councils`.
    pub fn councils(&self) -> CouncilsClient<Rpc> {
        CouncilsClient::new(self.channel("councils"))
    }

    /// `alongside.councils.v1.Frameworks`.
    pub fn frameworks(&self) -> FrameworksClient<Rpc> {
        FrameworksClient::new(self.channel("councils"))
    }

    /// `alongside.councils.v1.Corrections`.
    pub fn corrections(&self) -> CorrectionsClient<Rpc> {
        CorrectionsClient::new(self.channel("councils"))
    }

    /// Takes back whatever a council says of its own framework.
    pub async fn clear_correction(&self, council: &str, wanted: &pb::Correction) {
        let request = pb::ListCorrectionsRequest {
            page_size: 100,
            framework: wanted.framework.clone(),
            state: pb::correction::State::Current.into(),
            ..Default::default()
        };
        let caller = officer(council);
        let listed = self.corrections().list_corrections(self.ask(&caller, request)).await;
        for correction in listed.expect("the corrections").into_inner().corrections {
            if (correction.kind, correction.question) == (wanted.kind, wanted.question) {
                let request = pb::WithdrawCorrectionRequest { name: correction.name, etag: correction.etag };
                let withdrawn = self.corrections().withdraw_correction(self.ask(&caller, request)).await;
                withdrawn.expect("it is taken back");
            }
        }
    }

    /// The schema of councils, as its own role.
    pub async fn councils_db(&self) -> Db {
        Db::connect(&self.database, "councils", "").await.expect("the schema of councils")
    }

    /// Has councils read these events, as if they had come through the feed.
    pub async fn tell(&self, projection: impl Projection, events: &[Event]) {
        let mut tx = self.councils_db().await.begin().await.expect("a transaction");
        projection.apply(&mut tx, events).await.expect("the events are taken in");
        tx.commit().await.expect("the facts are kept");
    }

    /// `alongside.councils.v1.Spends`.
    pub fn spends(&self) -> SpendsClient<Rpc> {
        SpendsClient::new(self.channel("councils"))
    }

    /// `alongside.councils.v1.Releases`.
    pub fn releases(&self) -> ReleasesClient<Rpc> {
        ReleasesClient::new(self.channel("councils"))
    }

    /// Makes every release that is due, as if all of every feed had just been read.
    pub async fn make_due_releases(&self) -> usize {
        let tables = self.tables("councils").await;
        for source in ["brokers", "matching", "outcomes", "ulos"] {
            sqlx::query(
                "insert into cursor (source, position, bookmark_time) values ($1, 0, now())
                 on conflict (source) do update set bookmark_time = now()",
            )
            .bind(source)
            .execute(&tables)
            .await
            .expect("the feeds are read");
        }
        let since = DateTime::UNIX_EPOCH;
        let made = councils::make_due(&self.councils_db().await, &self.stack.clock, since).await;
        made.expect("the releases are made")
    }

    /// The name of a release: one of Bedford's requests was asked half a year ago.
    pub async fn a_release(&self) -> String {
        let mut request = Told::new("requests");
        self.tell(councils::FromMatching, &request.becomes(&a_request("E06000055", 182)).events).await;
        self.make_due_releases().await;
        let request = self.ask(&super::a_visitor(), pb::ListReleasesRequest::default());
        let listed = self.releases().list_releases(request).await;
        listed.expect("the releases").into_inner().releases.swap_remove(0).name
    }

    /// The framework of a council as it is now, as its own officers see it.
    pub async fn framework(&self, code: &str) -> pb::Framework {
        let request = pb::GetFrameworkRequest { name: format!("frameworks/{code}"), quarter: String::new() };
        let own = officer(&format!("councils/{code}"));
        let answer = self.frameworks().get_framework(self.ask(&own, request)).await;
        answer.expect("every council has a framework").into_inner()
    }

    /// The framework of a council once everything told is in it.
    pub async fn settled(&self, code: &str) -> pb::Framework {
        let tables = self.tables("councils").await;
        for _ in 0..200 {
            let behind: bool = sqlx::query_scalar("select exists (select from touched where gss_code = $1)")
                .bind(code)
                .fetch_one(&tables)
                .await
                .expect("the list");
            if !behind {
                return self.framework(code).await;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the framework of {code} is still behind after ten seconds");
    }
}

/// That support of that kind does exist, whatever was worked out, since "not known" never is.
pub fn a_correction(code: &str, kind: pb::framework::Kind) -> pb::Correction {
    pb::Correction {
        framework: format!("frameworks/{code}"),
        kind: kind.into(),
        question: pb::correction::Question::Exists.into(),
        status: pb::element::Status::NotKnown.into(),
        reason: "The contract ends this month,\nand nobody can say what follows.".into(),
        ..pb::Correction::default()
    }
}

/// A record of another service, with the changes it goes through.
pub struct Told {
    name: String,
    version: i64,
    /// Every event so far.
    pub events: Vec<Event>,
}

impl Told {
    /// A record of that collection that nobody heard of yet.
    pub fn new(collection: &str) -> Self {
        Self { name: format!("{collection}/{}", Uuid::now_v7()), version: 0, events: Vec::new() }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The record changes to this.
    pub fn becomes<M: Name>(&mut self, record: &M) -> &mut Self {
        self.version += 1;
        self.events.push(Event {
            event_id: Uuid::now_v7().to_string(),
            stream: self.name.clone(),
            stream_version: self.version,
            kind: "record.changed".into(),
            payload: Some(prost_types::Any {
                type_url: format!("type.googleapis.com/{}", M::full_name()),
                value: record.encode_to_vec(),
            }),
            occur_time: when::stamp(Utc::now()),
            position: self.version,
        });
        self
    }
}

/// That many days ago.
pub fn days_ago(days: i64) -> DateTime<Utc> {
    Utc::now() - TimeDelta::days(days)
}

/// A listed centre for independent living, shown to be user-led or not.
pub fn an_ulo(code: &str, verdict: ulos::Verdict) -> ulos::Ulo {
    ulos::Ulo {
        kind: ulos::ulo::Kind::CentreForIndependentLiving.into(),
        councils: vec![format!("councils/{code}")],
        user_led: Some(ulos::Standing { verdict: verdict.into(), sentence: String::new() }),
        state: ulos::ulo::State::Listed.into(),
        ..ulos::Ulo::default()
    }
}

/// An open offering of an organisation.
pub fn an_offering(ulo: &str, code: &str, kind: ulos::offering::Kind) -> ulos::Offering {
    ulos::Offering {
        ulo: ulo.to_owned(),
        kind: kind.into(),
        councils: vec![format!("councils/{code}")],
        state: ulos::offering::State::Open.into(),
        ..ulos::Offering::default()
    }
}

/// A request for brokerage asked that many days ago.
pub fn a_request(code: &str, asked: i64) -> matching::Request {
    matching::Request {
        kind: matching::request::Kind::SupportBrokerage.into(),
        frozen: Some(matching::Frozen { council: format!("councils/{code}"), ..matching::Frozen::default() }),
        ask_time: when::stamp(days_ago(asked)),
        state: matching::request::State::Asked.into(),
        ..matching::Request::default()
    }
}

/// A case opened that many days ago.
pub fn a_case(code: &str, opened: i64) -> brokers::Case {
    brokers::Case {
        council: format!("councils/{code}"),
        kind: brokers::introduction::Kind::SupportBrokerage.into(),
        offering: nobody("offerings"),
        stage: brokers::case::Stage::GettingToKnow.into(),
        state: brokers::case::State::Open.into(),
        create_time: when::stamp(days_ago(opened)),
        update_time: when::stamp(days_ago(opened)),
        ..brokers::Case::default()
    }
}

/// What a person answered about control, that many days ago.
pub fn an_answer(
    code: &str,
    person: &str,
    stage: outcomes::review::Stage,
    level: i32,
    days: i64,
) -> outcomes::Review {
    outcomes::Review {
        stage: stage.into(),
        answers: vec![
            outcomes::Answer { item_id: "daily_control".into(), level },
            outcomes::Answer { item_id: "enough_choice".into(), level: 1 },
        ],
        answer_time: when::stamp(days_ago(days)),
        person: person.to_owned(),
        case: nobody("cases"),
        council: format!("councils/{code}"),
        state: outcomes::review::State::Answered.into(),
        ..outcomes::Review::default()
    }
}
