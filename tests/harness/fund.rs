//! Rounds of a fund for tests, from opening to the last report.

use chrono::{DateTime, TimeDelta, Utc};
use platform::rpc::Rpc;
use platform::{Caller, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::assessments_client::AssessmentsClient;
use proto::ulos::v1::awards_client::AwardsClient;
use proto::ulos::v1::bids_client::BidsClient;
use proto::ulos::v1::reports_client::ReportsClient;
use proto::ulos::v1::rounds_client::RoundsClient;
use uuid::Uuid;

use super::ulos::a_ulo;
use super::{House, an_operator, manager, mask, request_id};

/// What a bid for tests asks for.
pub const ASKED: i64 = 8_500_000;

/// A round to be drawn up.
pub struct ARound(pb::Round);

/// £850,000 for about ten sites, all over England, with bids taken from an hour ago until an hour from now.
pub fn a_round() -> ARound {
    let criterion =
        |title: &str, weight| pb::Criterion { title: title.into(), about: "What it shows.".into(), weight };
    ARound(pb::Round {
        display_name: "Example development fund".into(),
        purpose: "To help organisations grow,\nand to learn how.".into(),
        amount_pence: 85_000_000,
        most_per_bid_pence: 10_000_000,
        sites: 10,
        criteria: vec![
            criterion("Need", 30),
            criterion("Led by disabled people", 50),
            criterion("Learning", 20),
        ],
        open_time: stamp(-1),
        close_time: stamp(1),
        decision_date: day(30),
        ..pb::Round::default()
    })
}

/// So many hours from now.
pub fn stamp(hours: i64) -> Option<prost_types::Timestamp> {
    platform::when::stamp(Utc::now() + TimeDelta::hours(hours))
}

/// So many days from now.
pub fn day(days: i64) -> String {
    let time: DateTime<Utc> = Utc::now() + TimeDelta::days(days);
    time.format("%Y-%m-%d").to_string()
}

impl ARound {
    /// With whatever else the test is about.
    pub fn with(mut self, change: impl FnOnce(&mut pb::Round)) -> Self {
        change(&mut self.0);
        self
    }

    /// As it would be sent.
    pub fn wanted(self) -> pb::Round {
        self.0
    }

    /// Draws it up.
    pub async fn draft(self, house: &House) -> pb::Round {
        let request = pb::CreateRoundRequest { round: Some(self.0), request_id: request_id() };
        let request = house.ask(&an_operator(), request);
        house.rounds().create_round(request).await.expect("a round is drawn up").into_inner()
    }

    /// Opens it.
    pub async fn open(self, house: &House) -> pb::Round {
        let pb::Round { name, etag, .. } = self.draft(house).await;
        let request = house.ask(&an_operator(), pb::OpenRoundRequest { name, etag });
        house.rounds().open_round(request).await.expect("a round is opened").into_inner()
    }
}

/// A bid with nothing missing.
pub fn a_bid(round: &str, ulo: &str) -> pb::Bid {
    let milestone = |title: &str, days, amount_pence| pb::PlannedMilestone {
        title: title.into(),
        due_date: day(days),
        amount_pence,
    };
    pb::Bid {
        need: "Nobody brokers here.".into(),
        plan: "Train four brokers,\nthen begin.".into(),
        leadership: "Eight of ten on the board are disabled people.".into(),
        sharing: "A toolkit for others.".into(),
        lasting: "The council pays from year two.".into(),
        amount_pence: ASKED,
        milestones: vec![milestone("Begun", 60, 3_500_000), milestone("Brokers at work", 240, 5_000_000)],
        partners: vec!["Example Advice".into()],
        councils: vec!["councils/E08000033".into()],
        round: round.into(),
        ulo: ulo.into(),
        ..pb::Bid::default()
    }
}

/// An organisation in a round.
pub struct Site {
    pub ulo: String,
    pub manager: Caller,
    pub bid: pb::Bid,
}

impl Site {
    /// A new organisation that begins a bid.
    pub async fn begin(house: &House, round: &pb::Round) -> Self {
        let ulo = a_ulo().create(house).await.name;
        Self::of(house, round, &ulo, manager(&ulo)).await
    }

    /// An organisation there is that begins a bid.
    pub async fn of(house: &House, round: &pb::Round, ulo: &str, manager: Caller) -> Self {
        let bid = Some(a_bid(&round.name, ulo));
        let request = house.ask(&manager, pb::CreateBidRequest { bid, request_id: request_id() });
        let bid = house.bids().create_bid(request).await.expect("a bid is begun").into_inner();
        Self { ulo: ulo.into(), manager, bid }
    }

    /// Sends its bid in.
    pub async fn submit(mut self, house: &House) -> Self {
        let pb::Bid { name, etag, .. } = self.bid;
        let request = house.ask(&self.manager, pb::SubmitBidRequest { name, etag });
        self.bid = house.bids().submit_bid(request).await.expect("a bid is sent in").into_inner();
        self
    }

    /// Its award, as its manager reads it.
    pub async fn award(&self, house: &House) -> pb::Award {
        let request = pb::ListAwardsRequest { ulo: self.ulo.clone(), ..Default::default() };
        let listed = house.awards().list_awards(house.ask(&self.manager, request)).await.expect("awards");
        listed.into_inner().awards.pop().expect("an award")
    }

    /// Says that a milestone is met.
    pub async fn claim(&self, house: &House, milestone: i32) -> pb::Award {
        let pb::Award { name, etag, .. } = self.award(house).await;
        let evidence = "Minutes of the meeting.".into();
        let request = pb::ClaimMilestoneRequest { name, etag, milestone, evidence };
        let request = house.ask(&self.manager, request);
        house.awards().claim_milestone(request).await.expect("a claim").into_inner()
    }

    /// Begins a report of that kind.
    pub async fn report(&self, house: &House, kind: pb::report::Kind) -> pb::Report {
        let report = Some(a_report(&self.award(house).await.name, kind));
        let request = pb::CreateReportRequest { report, request_id: request_id() };
        let request = house.ask(&self.manager, request);
        house.reports().create_report(request).await.expect("a report is begun").into_inner()
    }

    /// Begins a report of that kind and sends it in.
    pub async fn sent_report(&self, house: &House, kind: pb::report::Kind) -> pb::Report {
        let pb::Report { name, etag, .. } = self.report(house, kind).await;
        let request = house.ask(&self.manager, pb::SubmitReportRequest { name, etag });
        house.reports().submit_report(request).await.expect("a report is sent in").into_inner()
    }
}

/// A report with nothing missing.
pub fn a_report(award: &str, kind: pb::report::Kind) -> pb::Report {
    pb::Report {
        kind: kind.into(),
        start_date: "2026-04-01".into(),
        end_date: "2026-06-30".into(),
        done: "Trained four brokers.".into(),
        spent_pence: 2_000_000,
        people: 45,
        problem: "Nobody brokered here.".into(),
        result: "Forty-five people have a plan.".into(),
        contact: "The co-ordinator, hello@example.org".into(),
        award: award.into(),
        ..pb::Report::default()
    }
}

/// An assessor nobody else is.
pub fn an_assessor() -> Caller {
    Caller::new(Role::Observer, format!("observers/{}", Uuid::now_v7()))
}

impl House {
    /// Lets the closing time of a round pass.
    pub async fn close_bids(&self, round: &str) {
        let id = Uuid::parse_str(round.trim_start_matches("rounds/")).expect("an id");
        sqlx::query(
            "update round set open_time = now() - interval '2 hours', close_time = now() - interval '1 second'
             where round_id = $1",
        )
        .bind(id)
        .execute(&self.tables("ulos").await)
        .await
        .expect("the closing time passes");
    }

    /// Takes a bid on.
    pub async fn take_on(&self, assessor: &Caller, bid: &str) -> pb::Assessment {
        let assessment = Some(pb::Assessment { bid: bid.into(), ..Default::default() });
        let request = pb::CreateAssessmentRequest { assessment, request_id: request_id() };
        let request = self.ask(assessor, request);
        self.assessments().create_assessment(request).await.expect("a bid is taken on").into_inner()
    }

    /// Scores a bid that was taken on, the same for each of three criteria.
    pub async fn score(&self, assessor: &Caller, one: pb::Assessment, points: i32) -> pb::Assessment {
        let comment = String::from("As the bid shows.");
        let score = |criterion| pb::assessment::Score { criterion, points, comment: comment.clone() };
        let scores = (1..=3).map(score).collect();
        let wanted = pb::Assessment { scores, comment: "Sound.".into(), ..one };
        let update_mask = mask(&["scores", "comment"]);
        let request = pb::UpdateAssessmentRequest { assessment: Some(wanted), update_mask };
        let answer = self.assessments().update_assessment(self.ask(assessor, request)).await;
        answer.expect("scores are kept").into_inner()
    }

    /// Takes a bid on, scores it and gives that.
    pub async fn assess(&self, assessor: &Caller, bid: &str, points: i32) -> pb::Assessment {
        let one = self.take_on(assessor, bid).await;
        let pb::Assessment { name, etag, .. } = self.score(assessor, one, points).await;
        let request = self.ask(assessor, pb::SubmitAssessmentRequest { name, etag });
        self.assessments().submit_assessment(request).await.expect("an assessment is given").into_inner()
    }

    /// A bid as operators read it.
    pub async fn bid(&self, name: &str) -> pb::Bid {
        let request = self.ask(&an_operator(), pb::GetBidRequest { name: name.into() });
        self.bids().get_bid(request).await.expect("a bid").into_inner()
    }

    /// What deciding on a bid asks for, as it now is.
    pub async fn decision(&self, bid: &str, award_pence: i64) -> pb::DecideBidRequest {
        let etag = self.bid(bid).await.etag;
        pb::DecideBidRequest {
            name: bid.into(),
            etag,
            award_pence,
            reason: "It meets every criterion.".into(),
        }
    }

    /// Decides on a bid.
    pub async fn decide(&self, bid: &str, award_pence: i64) -> pb::Bid {
        let request = self.decision(bid, award_pence).await;
        let answer = self.bids().decide_bid(self.ask(&an_operator(), request)).await;
        answer.expect("a decision").into_inner()
    }

    /// A round as operators read it.
    pub async fn round(&self, name: &str) -> pb::Round {
        let request = self.ask(&an_operator(), pb::GetRoundRequest { name: name.into() });
        self.rounds().get_round(request).await.expect("a round").into_inner()
    }

    /// Announces what was decided.
    pub async fn announce(&self, round: &str) -> pb::Round {
        let pb::Round { name, etag, .. } = self.round(round).await;
        let request = self.ask(&an_operator(), pb::DecideRoundRequest { name, etag });
        self.rounds().decide_round(request).await.expect("it is announced").into_inner()
    }

    /// A round with one bid that was sent in, and its time over.
    pub async fn assessed_round(&self) -> (pb::Round, Site) {
        let round = a_round().open(self).await;
        let site = Site::begin(self, &round).await.submit(self).await;
        self.close_bids(&round.name).await;
        (round, site)
    }

    /// A round with one award.
    pub async fn awarded_round(&self) -> (pb::Round, Site) {
        let (round, site) = self.assessed_round().await;
        self.award_all(&round, &site).await;
        (round, site)
    }

    /// Gives the one bid of a round what it asks for.
    pub async fn award_all(&self, round: &pb::Round, site: &Site) {
        for _ in 0..2 {
            self.assess(&an_assessor(), &site.bid.name, 4).await;
        }
        self.decide(&site.bid.name, site.bid.amount_pence).await;
        self.announce(&round.name).await;
    }

    /// Pays a milestone that was claimed.
    pub async fn pay(&self, award: &pb::Award, milestone: i32) -> pb::Award {
        let pb::Award { name, etag, .. } = award.clone();
        let payment_reference = "FUND-1".into();
        let request = pb::PayMilestoneRequest { name, etag, milestone, payment_reference };
        let answer = self.awards().pay_milestone(self.ask(&an_operator(), request)).await;
        answer.expect("a payment").into_inner()
    }

    /// Accepts a report.
    pub async fn accept_report(&self, report: &pb::Report) -> pb::Report {
        let request = pb::AcceptReportRequest { name: report.name.clone(), etag: report.etag.clone() };
        let answer = self.reports().accept_report(self.ask(&an_operator(), request)).await;
        answer.expect("a report is accepted").into_inner()
    }

    /// `alongside.ulos.v1.Rounds`.
    pub fn rounds(&self) -> RoundsClient<Rpc> {
        RoundsClient::new(self.channel("ulos"))
    }

    /// `alongside.ulos.v1.Bids`.
    pub fn bids(&self) -> BidsClient<Rpc> {
        BidsClient::new(self.channel("ulos"))
    }

    /// `alongside.ulos.v1.Assessments`.
    pub fn assessments(&self) -> AssessmentsClient<Rpc> {
        AssessmentsClient::new(self.channel("ulos"))
    }

    /// `alongside.ulos.v1.Awards`.
    pub fn awards(&self) -> AwardsClient<Rpc> {
        AwardsClient::new(self.channel("ulos"))
    }

    /// `alongside.ulos.v1.Reports`.
    pub fn reports(&self) -> ReportsClient<Rpc> {
        ReportsClient::new(self.channel("ulos"))
    }
}
