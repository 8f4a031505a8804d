//! The good messages of a fund: each is about a round of its own, played as far as the method starts from.

use platform::{Caller, Role};
use prost::Message as _;
use proto::ulos::v1 as pb;
use proto::ulos::v1::assessment::{Conflict, Score};
use proto::ulos::v1::report::Kind;

use super::Cast;
use crate::harness::fund::{Site, a_bid, a_report, a_round, an_assessor};
use crate::harness::{House, mask, request_id};

/// A round in which the cast's organisation bids.
struct Play<'a> {
    cast: &'a Cast,
    house: &'a House,
}

impl Play<'_> {
    async fn drafted(&self) -> (pb::Round, Site) {
        let scene = &self.cast.0.scene;
        let round = a_round().open(self.house).await;
        let site = Site::of(self.house, &round, &scene.ulo, scene.manager.clone()).await;
        (round, site)
    }

    async fn assessed(&self) -> (pb::Round, Site) {
        let (round, site) = self.drafted().await;
        let site = site.submit(self.house).await;
        self.house.close_bids(&round.name).await;
        (self.house.round(&round.name).await, site)
    }

    /// With two assessments given, and a decision when one is wanted.
    async fn judged(&self, decided: bool) -> (pb::Round, Site) {
        let (round, site) = self.assessed().await;
        for _ in 0..2 {
            self.house.assess(&an_assessor(), &site.bid.name, 4).await;
        }
        if decided {
            self.house.decide(&site.bid.name, site.bid.amount_pence).await;
        }
        (round, site)
    }

    async fn awarded(&self) -> (pb::Round, Site) {
        let (round, site) = self.judged(true).await;
        (self.house.announce(&round.name).await, site)
    }

    async fn scored(&self) -> pb::Assessment {
        let (_, site) = self.assessed().await;
        let observer = Caller::new(Role::Observer, "observers/test");
        let one = self.house.take_on(&observer, &site.bid.name).await;
        self.house.score(&observer, one, 3).await
    }

    async fn complete(&self) -> pb::Round {
        let (round, site) = self.awarded().await;
        for milestone in [1, 2] {
            let claimed = site.claim(self.house, milestone).await;
            self.house.pay(&claimed, milestone).await;
        }
        let sent = site.sent_report(self.house, Kind::Learning).await;
        self.house.accept_report(&sent).await;
        round
    }
}

/// The message of a method of a fund, when it is one.
pub async fn message(cast: &Cast, house: &House, method: &str) -> Option<Vec<u8>> {
    let play = Play { cast, house };
    if let Some(message) = about_rounds(&play, method).await {
        return Some(message);
    }
    if let Some(message) = about_bids(&play, method).await {
        return Some(message);
    }
    if let Some(message) = about_assessments(&play, method).await {
        return Some(message);
    }
    about_awards(&play, method).await
}

async fn about_rounds(play: &Play<'_>, method: &str) -> Option<Vec<u8>> {
    let house = play.house;
    Some(match method {
        "CreateRound" => {
            let round = Some(a_round().with(|round| round.councils = vec![super::COUNCIL.into()]).wanted());
            pb::CreateRoundRequest { round, request_id: request_id() }.encode_to_vec()
        }
        "GetRound" => {
            let name = a_round().open(house).await.name;
            pb::GetRoundRequest { name }.encode_to_vec()
        }
        "UpdateRound" => {
            let (round, update_mask) = (Some(a_round().draft(house).await), mask(&["display_name"]));
            pb::UpdateRoundRequest { round, update_mask }.encode_to_vec()
        }
        "OpenRound" => {
            let pb::Round { name, etag, .. } = a_round().draft(house).await;
            pb::OpenRoundRequest { name, etag }.encode_to_vec()
        }
        "DecideRound" => {
            let pb::Round { name, etag, .. } = play.judged(true).await.0;
            pb::DecideRoundRequest { name, etag }.encode_to_vec()
        }
        "CloseRound" => {
            let pb::Round { name, etag, .. } = play.complete().await;
            pb::CloseRoundRequest { name, etag }.encode_to_vec()
        }
        "GetRanking" => {
            let name = play.judged(false).await.0.name.replace("rounds", "rankings");
            pb::GetRankingRequest { name }.encode_to_vec()
        }
        _ => return None,
    })
}

async fn about_bids(play: &Play<'_>, method: &str) -> Option<Vec<u8>> {
    let house = play.house;
    Some(match method {
        "CreateBid" => {
            let round = a_round().open(house).await.name;
            let bid = Some(a_bid(&round, &play.cast.0.scene.ulo));
            pb::CreateBidRequest { bid, request_id: request_id() }.encode_to_vec()
        }
        "GetBid" => {
            let name = play.assessed().await.1.bid.name;
            pb::GetBidRequest { name }.encode_to_vec()
        }
        "ListBids" => {
            let (round, site) = play.assessed().await;
            let ulo = site.ulo;
            pb::ListBidsRequest { round: round.name, ulo, ..Default::default() }.encode_to_vec()
        }
        "UpdateBid" => {
            let (bid, update_mask) = (Some(play.drafted().await.1.bid), mask(&["need"]));
            pb::UpdateBidRequest { bid, update_mask }.encode_to_vec()
        }
        "SubmitBid" => {
            let pb::Bid { name, etag, .. } = play.drafted().await.1.bid;
            pb::SubmitBidRequest { name, etag }.encode_to_vec()
        }
        "WithdrawBid" => {
            let pb::Bid { name, etag, .. } = play.drafted().await.1.bid;
            pb::WithdrawBidRequest { name, etag }.encode_to_vec()
        }
        "DecideBid" => {
            let (_, site) = play.judged(false).await;
            house.decision(&site.bid.name, 1_000).await.encode_to_vec()
        }
        _ => return None,
    })
}

async fn about_assessments(play: &Play<'_>, method: &str) -> Option<Vec<u8>> {
    Some(match method {
        "CreateAssessment" => {
            let bid = play.assessed().await.1.bid.name;
            let conflicts = vec![Conflict::Buddy.into()];
            let scores = vec![Score { criterion: 1, points: 1, comment: "Later.".into() }];
            let comment = "Later.".into();
            let one = pb::Assessment { bid, conflicts, scores, comment, ..Default::default() };
            let assessment = Some(one);
            pb::CreateAssessmentRequest { assessment, request_id: request_id() }.encode_to_vec()
        }
        "GetAssessment" => {
            let name = play.scored().await.name;
            pb::GetAssessmentRequest { name }.encode_to_vec()
        }
        "ListAssessments" => {
            let bid = play.scored().await.bid;
            pb::ListAssessmentsRequest { bid, ..Default::default() }.encode_to_vec()
        }
        "UpdateAssessment" => {
            let (assessment, update_mask) = (Some(play.scored().await), mask(&["scores", "comment"]));
            pb::UpdateAssessmentRequest { assessment, update_mask }.encode_to_vec()
        }
        "SubmitAssessment" => {
            let pb::Assessment { name, etag, .. } = play.scored().await;
            pb::SubmitAssessmentRequest { name, etag }.encode_to_vec()
        }
        "WithdrawAssessment" => {
            let pb::Assessment { name, etag, .. } = play.scored().await;
            let conflicts = vec![Conflict::Funder.into()];
            pb::WithdrawAssessmentRequest { name, etag, conflicts }.encode_to_vec()
        }
        _ => return None,
    })
}

async fn about_awards(play: &Play<'_>, method: &str) -> Option<Vec<u8>> {
    let house = play.house;
    let report = async |kind| play.awarded().await.1.sent_report(house, kind).await;
    Some(match method {
        "GetAward" => {
            let name = play.awarded().await.1.award(house).await.name;
            pb::GetAwardRequest { name }.encode_to_vec()
        }
        "ClaimMilestone" => {
            let pb::Award { name, etag, .. } = play.awarded().await.1.award(house).await;
            let (milestone, evidence) = (1, "Minutes.".into());
            pb::ClaimMilestoneRequest { name, etag, milestone, evidence }.encode_to_vec()
        }
        "ReturnMilestone" => {
            let pb::Award { name, etag, .. } = play.awarded().await.1.claim(house, 1).await;
            let (milestone, reason) = (1, "Which?".into());
            pb::ReturnMilestoneRequest { name, etag, milestone, reason }.encode_to_vec()
        }
        "PayMilestone" => {
            let pb::Award { name, etag, .. } = play.awarded().await.1.claim(house, 1).await;
            let (milestone, payment_reference) = (1, "FUND-1".into());
            pb::PayMilestoneRequest { name, etag, milestone, payment_reference }.encode_to_vec()
        }
        "CreateReport" => {
            let award = play.awarded().await.1.award(house).await.name;
            let report = Some(a_report(&award, Kind::Monitoring));
            pb::CreateReportRequest { report, request_id: request_id() }.encode_to_vec()
        }
        "GetReport" => {
            let name = report(Kind::Monitoring).await.name;
            pb::GetReportRequest { name }.encode_to_vec()
        }
        "ListReports" => {
            let award = report(Kind::Monitoring).await.award;
            pb::ListReportsRequest { award, ..Default::default() }.encode_to_vec()
        }
        "UpdateReport" => {
            let report = Some(play.awarded().await.1.report(house, Kind::Learning).await);
            pb::UpdateReportRequest { report, update_mask: mask(&["done"]) }.encode_to_vec()
        }
        "SubmitReport" => {
            let pb::Report { name, etag, .. } = play.awarded().await.1.report(house, Kind::Learning).await;
            pb::SubmitReportRequest { name, etag }.encode_to_vec()
        }
        "ReturnReport" => {
            let pb::Report { name, etag, .. } = report(Kind::Learning).await;
            pb::ReturnReportRequest { name, etag, reason: "Who to ask?".into() }.encode_to_vec()
        }
        "AcceptReport" => {
            let pb::Report { name, etag, .. } = report(Kind::Learning).await;
            pb::AcceptReportRequest { name, etag }.encode_to_vec()
        }
        _ => return None,
    })
}
