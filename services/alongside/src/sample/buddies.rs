//! Buddies of the sample: strong organisations offer hours; one agreement is proposed, one runs, one is over and was judged.

use chrono::{Days, NaiveDate};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use platform::{Caller, Error, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::buddying::{HelpedVerdict, Payer};
use proto::ulos::v1::funding::{Certainty, Kind, Renewal};
use proto::ulos::v1::maturity_requirement::Kind as Asked;
use proto::ulos::v1::solution::Topic;

use super::organisations::{Organisation, id};
use super::{AT_ONCE, England};

/// How many offer at the most.
const OFFERS: usize = 8;
/// How many come far enough here at the most.
const NEARLY: usize = 4;

/// Offers of those who have come far enough; `first` is helped. Gives one that offers, for a seat at its desk.
pub async fn make(
    england: &England,
    organisations: &[Organisation],
    first: &str,
    today: NaiveDate,
) -> Result<Option<String>, Error> {
    let strong = strong(england, organisations, first, today).await?;
    for (number, ulo) in strong.iter().enumerate() {
        offer(england, ulo, number, today).await?;
    }
    // Where there is one alone, it helps twice, one time after the other.
    let mut buddies = strong.iter().cycle();
    if let Some(ulo) = buddies.next() {
        let over = agree(england, ulo, first, today, 300).await?;
        finish(england, over).await?;
    }
    if let Some(ulo) = buddies.next() {
        let running = agree(england, ulo, first, today, 60).await?;
        mark(england, &running, today).await?;
    }
    if let Some(ulo) = strong.get(2) {
        propose(england, ulo, first, today, 0).await?;
    }
    Ok(strong.into_iter().next())
}

/// The first few organisations at stage 3 or 4, in their order; those that lack only money and staff for it get some first.
async fn strong(
    england: &England,
    organisations: &[Organisation],
    first: &str,
    today: NaiveDate,
) -> Result<Vec<String>, Error> {
    let possible = organisations.iter().filter(|one| one.possibly_user_led && one.name != first);
    let found = stream::iter(possible).map(|one| maturity(england, &one.name)).buffered(AT_ONCE);
    let mut found: Vec<_> = found.try_collect().await?;
    let nearly: Vec<_> = found.iter().filter(|one| lacks_only_means(one)).take(NEARLY).cloned().collect();
    for one in &nearly {
        fund(england, &one.ulo, today).await?;
        employ(england, &one.ulo).await?;
    }
    found.retain(|one| one.stage >= 3);
    Ok(found.into_iter().chain(nearly).map(|one| one.ulo).take(OFFERS).collect())
}

async fn maturity(england: &England, ulo: &str) -> Result<pb::Maturity, Error> {
    let request = pb::GetMaturityRequest { name: ulo.replacen("ulos/", "maturities/", 1) };
    Ok(england.services.maturities().get_maturity(england.operate(request)?).await?.into_inner())
}

/// Whether it is at stage 2 and what it lacks for the next is money or staff alone.
fn lacks_only_means(one: &pb::Maturity) -> bool {
    let mut lacks = one.next.iter().filter(|asked| asked.verdict() != pb::Verdict::Met);
    one.stage == 2
        && lacks.all(|asked| {
            matches!(asked.kind(), Asked::CoreFunding | Asked::TwoKindsOfFunding | Asked::PaidStaff)
        })
}

/// Core money and money of its own.
async fn fund(england: &England, ulo: &str, today: NaiveDate) -> Result<(), Error> {
    for (kind, funder) in [(Kind::Core, "The Old Quay Trust (sample)"), (Kind::Earned, "Members and sales")] {
        let funding = pb::Funding {
            ulo: ulo.to_owned(),
            kind: kind.into(),
            funder: funder.to_owned(),
            amount_pence: 9_000_000,
            start_date: (today - Days::new(200)).to_string(),
            end_date: (today + Days::new(800)).to_string(),
            renewal: Renewal::Negotiated.into(),
            certainty: Certainty::Decided.into(),
            ..Default::default()
        };
        let request = pb::CreateFundingRequest { funding: Some(funding), request_id: id() };
        england.services.fundings().create_funding(england.operate(request)?).await?;
    }
    Ok(())
}

/// Four people, two of them from those it represents.
async fn employ(england: &England, ulo: &str) -> Result<(), Error> {
    let mut governances = england.services.governances();
    let request = pb::ListGovernancesRequest { ulo: ulo.to_owned(), ..Default::default() };
    let found = governances.list_governances(england.operate(request)?).await?.into_inner().governances;
    for governance in found.into_iter().filter(|one| one.staff_size.unwrap_or_default() == 0) {
        let staffed = pb::Governance { staff_size: Some(4), staff_from_constituency: Some(2), ..governance };
        let paths = ["staff_size", "staff_from_constituency"].map(str::to_owned).to_vec();
        let update_mask = Some(prost_types::FieldMask { paths });
        let request = pb::UpdateGovernanceRequest { governance: Some(staffed), update_mask };
        governances.update_governance(england.operate(request)?).await?;
    }
    Ok(())
}

/// A manager of that organisation.
pub(super) fn manager(ulo: &str) -> Caller {
    Caller { ulo: ulo.to_owned(), ..Caller::new(Role::Manager, format!("managers/{}", id())) }
}

async fn offer(england: &England, ulo: &str, number: usize, today: NaiveDate) -> Result<(), Error> {
    let mut dice = england.dice("buddy", number);
    let topics = dice.pick(&[
        [Topic::Governance, Topic::Training],
        [Topic::Funding, Topic::Brokerage],
        [Topic::Starting, Topic::Outreach],
    ]);
    let buddy_offer = pb::BuddyOffer {
        hours_per_month: i32::try_from(dice.between(10, 30)).unwrap_or(10),
        topics: topics.map(i32::from).to_vec(),
        end_date: (today + Days::new(400)).to_string(),
        words: "We meet you where you are, or by video.".to_owned(),
        ulo: ulo.to_owned(),
        ..Default::default()
    };
    let request = pb::CreateBuddyOfferRequest { buddy_offer: Some(buddy_offer), request_id: id() };
    england.services.buddy_offers().create_buddy_offer(england.operate(request)?).await?;
    Ok(())
}

/// One the buddy proposes, begun so many days ago.
async fn propose(
    england: &England,
    buddy: &str,
    helped: &str,
    today: NaiveDate,
    days_ago: u64,
) -> Result<pb::Buddying, Error> {
    let start = today - Days::new(days_ago);
    let milestone = |title: &str, days| pb::BuddyMilestone {
        title: title.to_owned(),
        due_date: (start + Days::new(days)).to_string(),
        ..Default::default()
    };
    let buddying = pb::Buddying {
        buddy: buddy.to_owned(),
        helped_ulo: helped.to_owned(),
        hours_per_month: 4,
        topics: vec![Topic::Governance.into(), Topic::Funding.into()],
        start_date: start.to_string(),
        end_date: (start + Days::new(365)).to_string(),
        milestones: vec![
            milestone("A plan for the money of three years", 30),
            milestone("Half the board trained", 50),
            milestone("A second funder", 200),
        ],
        cost_pence: 120_000,
        payer: Payer::Council.into(),
        exit_terms: "Either side can leave after a month. Papers and contacts are handed over.".to_owned(),
        ..Default::default()
    };
    let token = england.token(&manager(buddy))?;
    let request = pb::CreateBuddyingRequest { buddying: Some(buddying), request_id: id() };
    let made = england.services.buddyings().create_buddying(england.ask(&token, request)?).await?;
    Ok(made.into_inner())
}

/// The same, accepted by the helped side.
async fn agree(
    england: &England,
    buddy: &str,
    helped: &str,
    today: NaiveDate,
    days_ago: u64,
) -> Result<pb::Buddying, Error> {
    let pb::Buddying { name, etag, .. } = propose(england, buddy, helped, today, days_ago).await?;
    let token = england.token(&manager(helped))?;
    let request = england.ask(&token, pb::AcceptBuddyingRequest { name, etag })?;
    Ok(england.services.buddyings().accept_buddying(request).await?.into_inner())
}

/// The first milestone is reached; the second is overdue.
async fn mark(england: &England, agreement: &pb::Buddying, today: NaiveDate) -> Result<(), Error> {
    let token = england.token(&manager(&agreement.helped_ulo))?;
    let request = pb::MarkBuddyMilestoneRequest {
        name: agreement.name.clone(),
        etag: agreement.etag.clone(),
        milestone: 1,
        done_date: (today - Days::new(20)).to_string(),
    };
    england.services.buddyings().mark_buddy_milestone(england.ask(&token, request)?).await?;
    Ok(())
}

/// It ends, and the helped side says what it was worth.
async fn finish(england: &England, agreement: pb::Buddying) -> Result<(), Error> {
    let token = england.token(&manager(&agreement.helped_ulo))?;
    let pb::Buddying { name, etag, .. } = agreement;
    let reason = "What we wanted to learn is learned.".to_owned();
    let mut buddyings = england.services.buddyings();
    let request = england.ask(&token, pb::EndBuddyingRequest { name, etag, reason })?;
    let pb::Buddying { name, etag, .. } = buddyings.end_buddying(request).await?.into_inner();
    let (verdict, words) = (HelpedVerdict::HelpedInPart.into(), "Our accounts are on time now.".to_owned());
    let request = pb::JudgeBuddyingRequest { name, etag, verdict, words };
    buddyings.judge_buddying(england.ask(&token, request)?).await?;
    Ok(())
}
