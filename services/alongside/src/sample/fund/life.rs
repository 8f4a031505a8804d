//! What is done with rounds, bids and awards, in the name of whoever does it.

use platform::{Caller, Error, Role};
use proto::ulos::v1 as pb;

use super::words::{self, NEEDS, PLANS, STEPS};
use super::{AWARDED, AWARDS, Bidder, Fund, TENTH};
use crate::sample::day;
use crate::sample::dice::Dice;
use crate::sample::organisations::id;

impl Fund<'_> {
    /// A bid with its milestones so many days ago, in DRAFT.
    pub async fn begin(
        &self,
        dice: &mut Dice,
        bidder: &Bidder,
        round: &pb::Round,
        due: &[i64],
    ) -> Result<pb::Bid, Error> {
        let parts = i64::try_from(due.len()).unwrap_or(1).max(1);
        // Whole hundreds of pounds: £75,000 to £95,000 in all.
        let part = dice.between(750, 950) * 10_000 / parts / 10_000 * 10_000;
        let milestone = |(title, days): (&&str, &i64)| pb::PlannedMilestone {
            title: (*title).to_owned(),
            due_date: day(self.ago(*days)),
            amount_pence: part,
        };
        let bid = pb::Bid {
            need: dice.pick(&NEEDS).into(),
            plan: dice.pick(&PLANS).into(),
            leadership: "Most of the board, and everyone who is paid, are disabled people.".into(),
            sharing: "We write down each step, and invite others to see it.".into(),
            // A draft of a single milestone is not finished.
            lasting: if parts > 1 {
                "The council has said it will pay from the second year.".into()
            } else {
                String::new()
            },
            amount_pence: part * parts,
            milestones: STEPS.iter().zip(due).map(milestone).collect(),
            partners: vec!["Example Learning Network".into()],
            councils: vec![bidder.council.clone()],
            round: round.name.clone(),
            ulo: bidder.ulo.clone(),
            ..Default::default()
        };
        let request = pb::CreateBidRequest { bid: Some(bid), request_id: id() };
        let request = self.england.ask(&bidder.token, request)?;
        Ok(self.england.services.bids().create_bid(request).await?.into_inner())
    }

    /// The same, sent in.
    pub async fn bid(
        &self,
        dice: &mut Dice,
        bidder: &Bidder,
        round: &pb::Round,
        due: &[i64],
    ) -> Result<pb::Bid, Error> {
        let pb::Bid { name, etag, .. } = self.begin(dice, bidder, round, due).await?;
        let request = self.england.ask(&bidder.token, pb::SubmitBidRequest { name, etag })?;
        Ok(self.england.services.bids().submit_bid(request).await?.into_inner())
    }

    /// An assessment, given or still open.
    pub async fn assess(&self, dice: &mut Dice, assessor: &str, bid: &str, give: bool) -> Result<(), Error> {
        let token = self.england.token(&Caller::new(Role::Observer, assessor))?;
        let mut assessments = self.england.services.assessments();
        let assessment = Some(pb::Assessment { bid: bid.to_owned(), ..Default::default() });
        let request = pb::CreateAssessmentRequest { assessment, request_id: id() };
        let one = assessments.create_assessment(self.england.ask(&token, request)?).await?.into_inner();
        let mut score = |criterion| pb::assessment::Score {
            criterion,
            points: i32::try_from(dice.between(1, 5)).unwrap_or(3),
            comment: String::new(),
        };
        let wanted = pb::Assessment {
            scores: (1..=4).map(&mut score).collect(),
            comment: "A plan that others could follow.".into(),
            ..one
        };
        let paths = ["scores", "comment"].map(str::to_owned).to_vec();
        let update_mask = Some(prost_types::FieldMask { paths });
        let request = pb::UpdateAssessmentRequest { assessment: Some(wanted), update_mask };
        let kept = assessments.update_assessment(self.england.ask(&token, request)?).await?.into_inner();
        if give {
            let request = pb::SubmitAssessmentRequest { name: kept.name, etag: kept.etag };
            assessments.submit_assessment(self.england.ask(&token, request)?).await?;
        }
        Ok(())
    }

    /// The best get money, the others the reason why not; the awards, best first.
    pub async fn decide(&self, round: &pb::Round, bids: &[pb::Bid]) -> Result<Vec<pb::Award>, Error> {
        let name = round.name.replacen("rounds/", "rankings/", 1);
        let request = self.england.operate(pb::GetRankingRequest { name })?;
        let places = self.england.services.rounds().get_ranking(request).await?.into_inner().places;
        for (index, place) in places.iter().enumerate() {
            let wins = index < AWARDS;
            let reason = if wins {
                "Among the ten best by its scores: led by disabled people, with steps others can follow."
            } else {
                "A sound idea; others showed more clearly how disabled people lead and what others can learn."
            };
            let bid = bids.iter().find(|bid| bid.name == place.bid);
            let request = pb::DecideBidRequest {
                name: place.bid.clone(),
                etag: bid.map(|bid| bid.etag.clone()).unwrap_or_default(),
                award_pence: if wins { place.asked_pence.min(TENTH) } else { 0 },
                reason: reason.into(),
            };
            self.england.services.bids().decide_bid(self.england.operate(request)?).await?;
        }
        let request = pb::DecideRoundRequest { name: round.name.clone(), etag: round.etag.clone() };
        self.england.services.rounds().decide_round(self.england.operate(request)?).await?;
        let request =
            pb::ListAwardsRequest { round: round.name.clone(), page_size: 100, ..Default::default() };
        let listed = self.england.services.awards().list_awards(self.england.operate(request)?).await?;
        Ok(listed.into_inner().awards)
    }

    /// Every milestone is met and paid when it is due, with a report at half way and one at the end.
    pub async fn live(&self, awards: &[pb::Award], bidders: &[Bidder]) -> Result<(), Error> {
        let awarded = |award: &&pb::Award| bidders.iter().find(|bidder| bidder.ulo == award.ulo);
        for (days, number) in [(430 - 62, 1), (430 - 182, 2), (430 - 332, 3)] {
            self.set(days);
            for (site, award) in awards.iter().enumerate() {
                let Some(bidder) = awarded(&award) else { continue };
                self.meet(bidder, &award.name, number).await?;
                if number == 2 {
                    self.report(bidder, words::on_the_way(site, award)).await?;
                }
            }
        }
        self.set(60);
        for (site, award) in awards.iter().enumerate() {
            if let Some(bidder) = awarded(&award) {
                self.report(bidder, words::learned(site, award)).await?;
            }
        }
        Ok(())
    }

    async fn meet(&self, bidder: &Bidder, award: &str, milestone: i32) -> Result<(), Error> {
        let mut awards = self.england.services.awards();
        let request = self.england.operate(pb::GetAwardRequest { name: award.to_owned() })?;
        let pb::Award { name, etag, .. } = awards.get_award(request).await?.into_inner();
        let evidence = "Minutes of the steering group.".into();
        let request = pb::ClaimMilestoneRequest { name, etag, milestone, evidence };
        let claimed = awards.claim_milestone(self.england.ask(&bidder.token, request)?).await?.into_inner();
        let pb::Award { name, etag, .. } = claimed;
        let payment_reference = format!("SAMPLE-{milestone}");
        let request = pb::PayMilestoneRequest { name, etag, milestone, payment_reference };
        awards.pay_milestone(self.england.operate(request)?).await?;
        Ok(())
    }

    /// A report on the time since the award: written, sent in and accepted.
    async fn report(&self, bidder: &Bidder, report: pb::Report) -> Result<(), Error> {
        let (start_date, end_date) = (day(self.ago(AWARDED)), day(self.england.clock.now()));
        let contact = "The co-ordinator, fund@example.org".to_owned();
        let report = pb::Report { start_date, end_date, contact, ..report };
        let mut reports = self.england.services.reports();
        let request = pb::CreateReportRequest { report: Some(report), request_id: id() };
        let made = reports.create_report(self.england.ask(&bidder.token, request)?).await?.into_inner();
        let request = pb::SubmitReportRequest { name: made.name, etag: made.etag };
        let sent = reports.submit_report(self.england.ask(&bidder.token, request)?).await?.into_inner();
        let request = pb::AcceptReportRequest { name: sent.name, etag: sent.etag };
        reports.accept_report(self.england.operate(request)?).await?;
        Ok(())
    }

    /// Closes a round whose reports are all in.
    pub async fn close(&self, round: &str) -> Result<(), Error> {
        let mut rounds = self.england.services.rounds();
        let request = self.england.operate(pb::GetRoundRequest { name: round.to_owned() })?;
        let pb::Round { name, etag, .. } = rounds.get_round(request).await?.into_inner();
        rounds.close_round(self.england.operate(pb::CloseRoundRequest { name, etag })?).await?;
        Ok(())
    }
}
