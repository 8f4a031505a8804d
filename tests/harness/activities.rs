//! What organisations did, for tests.

use chrono::{Days, Utc};
use platform::rpc::Rpc;
use proto::ulos::v1 as pb;
use proto::ulos::v1::activities_client::ActivitiesClient;
use proto::ulos::v1::activity::What;
use proto::ulos::v1::training::{Group, Topic};

use super::{House, an_operator, request_id};

/// Something that was done, to be recorded.
pub struct AnActivity(pb::Activity);

/// A month ago all eight of the board learnt about its duties; it counts for two years.
pub fn a_training(ulo: &str) -> AnActivity {
    let training = pb::Training {
        group: Group::Board.into(),
        topic: Topic::Governance.into(),
        trained_count: 8,
        group_size: 8,
        valid_until_date: (Utc::now().date_naive() + Days::new(700)).to_string(),
    };
    done(ulo, What::Training(training))
}

/// A month ago it went to a market and met forty older people.
pub fn an_outreach(ulo: &str) -> AnActivity {
    let outreach =
        pb::Outreach { audience: "Older people".into(), place: "Halifax market".into(), reached_count: 40 };
    done(ulo, What::Outreach(outreach))
}

/// A month ago a council changed its mind.
pub fn an_influence(ulo: &str) -> AnActivity {
    let influence = pb::Influence {
        decision: "How direct payments are paid out".into(),
        partner: "Example Council".into(),
        change: "Cards are no longer the only way.\nPeople choose.".into(),
    };
    done(ulo, What::Influence(influence))
}

/// For a month it has had a vote on a board of a council.
pub fn a_seat(ulo: &str, council: &str) -> AnActivity {
    let council = format!("councils/{council}");
    let seat = pb::Seat { body: "Example board".into(), council, votes: true, end_date: String::new() };
    done(ulo, What::Seat(seat))
}

fn done(ulo: &str, what: What) -> AnActivity {
    let date = (Utc::now().date_naive() - Days::new(30)).to_string();
    AnActivity(pb::Activity { ulo: ulo.into(), date, what: Some(what), ..pb::Activity::default() })
}

impl AnActivity {
    /// With whatever else the test is about.
    pub fn with(mut self, change: impl FnOnce(&mut pb::Activity)) -> Self {
        change(&mut self.0);
        self
    }

    /// As it would be sent.
    pub fn wanted(self) -> pb::Activity {
        self.0
    }

    /// Records it.
    pub async fn create(self, house: &House) -> pb::Activity {
        let request = pb::CreateActivityRequest { activity: Some(self.0), request_id: request_id() };
        let request = house.ask(&an_operator(), request);
        house.activities().create_activity(request).await.expect("it is recorded").into_inner()
    }
}

impl House {
    /// `alongside.ulos.v1.Activities`.
    pub fn activities(&self) -> ActivitiesClient<Rpc> {
        ActivitiesClient::new(self.channel("ulos"))
    }
}
