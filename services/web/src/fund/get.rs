//! Reading a fund in the name of whoever is looking.

use std::collections::HashMap;

use platform::{Caller, Error, Role};
use prost_types::FieldMask;
use proto::ulos::v1 as pb;
use tokio::task::JoinSet;

use crate::error::Failure;
use crate::read;
use crate::visit::Visit;
use crate::words::{Say as _, Text};

/// One round.
pub(super) async fn round(visit: &Visit, name: &str) -> Result<pb::Round, Failure> {
    let request = pb::GetRoundRequest { name: name.to_owned() };
    Ok(visit.services().rounds().get_round(visit.ask(request)?).await?.into_inner())
}

/// Every round there is to see, newest first.
pub(super) async fn rounds(visit: &Visit) -> Result<Vec<pb::Round>, Failure> {
    let found = read::every(|page_token| async move {
        let request = pb::ListRoundsRequest { page_size: 100, page_token, ..Default::default() };
        let page = visit.services().rounds().list_rounds(visit.ask(request)?).await?.into_inner();
        Ok((page.rounds, page.next_page_token))
    });
    Ok(found.await?)
}

/// One bid.
pub(super) async fn bid(visit: &Visit, id: &str) -> Result<pb::Bid, Failure> {
    let request = pb::GetBidRequest { name: format!("bids/{id}") };
    Ok(visit.services().bids().get_bid(visit.ask(request)?).await?.into_inner())
}

/// Bids of a round, an organisation or both.
pub(super) async fn bids(visit: &Visit, round: &str, ulo: &str) -> Result<Vec<pb::Bid>, Failure> {
    let found = read::every(|page_token| async move {
        let (round, ulo) = (round.to_owned(), ulo.to_owned());
        let request = pb::ListBidsRequest { page_size: 100, page_token, round, ulo, ..Default::default() };
        let page = visit.services().bids().list_bids(visit.ask(request)?).await?.into_inner();
        Ok((page.bids, page.next_page_token))
    });
    Ok(found.await?)
}

/// One assessment.
pub(super) async fn assessment(visit: &Visit, id: &str) -> Result<pb::Assessment, Failure> {
    let request = pb::GetAssessmentRequest { name: format!("assessments/{id}") };
    Ok(visit.services().assessments().get_assessment(visit.ask(request)?).await?.into_inner())
}

/// The assessments of a bid that may be read; without one, the reader's own.
pub(super) async fn assessments(visit: &Visit, bid: &str) -> Result<Vec<pb::Assessment>, Failure> {
    let found = read::every(|page_token| async move {
        let request = pb::ListAssessmentsRequest { page_size: 100, page_token, bid: bid.to_owned() };
        let page = visit.services().assessments().list_assessments(visit.ask(request)?).await?.into_inner();
        Ok((page.assessments, page.next_page_token))
    });
    Ok(found.await?)
}

/// One award.
pub(super) async fn award(visit: &Visit, name: &str) -> Result<pb::Award, Failure> {
    let request = pb::GetAwardRequest { name: name.to_owned() };
    Ok(visit.services().awards().get_award(visit.ask(request)?).await?.into_inner())
}

/// Awards of a round, an organisation or both.
pub(super) async fn awards(visit: &Visit, round: &str, ulo: &str) -> Result<Vec<pb::Award>, Failure> {
    let found = read::every(|page_token| async move {
        let (round, ulo) = (round.to_owned(), ulo.to_owned());
        let request = pb::ListAwardsRequest { page_size: 100, page_token, round, ulo, ..Default::default() };
        let page = visit.services().awards().list_awards(visit.ask(request)?).await?.into_inner();
        Ok((page.awards, page.next_page_token))
    });
    Ok(found.await?)
}

/// What organisations are called, asked for all at once.
pub(super) async fn names<'a>(
    visit: &Visit,
    ulos: impl Iterator<Item = &'a str>,
) -> Result<HashMap<String, String>, Failure> {
    let mut once: Vec<&str> = ulos.collect();
    once.sort_unstable();
    once.dedup();
    let mut asked = JoinSet::new();
    for name in once {
        let (visit, name) = (visit.clone(), name.to_owned());
        asked.spawn(async move { read::if_there(read::ulo(&visit, &name).await) });
    }
    let mut names = HashMap::new();
    while let Some(answer) = asked.join_next().await {
        if let Some(ulo) = answer.map_err(Error::internal)?? {
            names.insert(ulo.name, ulo.display_name);
        }
    }
    Ok(names)
}

/// What one of them is called.
pub(super) fn named(names: &HashMap<String, String>, ulo: &str) -> Text {
    names.get(ulo).map_or_else(Text::default, |name| name.text())
}

/// Who is looking, and what they are to a fund.
pub(super) fn caller(visit: &Visit) -> Option<&Caller> {
    visit.viewer().map(|viewer| viewer.caller())
}

/// Whether they run the fund.
pub(super) fn operates(visit: &Visit) -> bool {
    caller(visit).is_some_and(|caller| caller.role == Role::Operator)
}

/// Whether their role may assess.
pub(super) fn may_assess(visit: &Visit) -> bool {
    caller(visit).is_some_and(|caller| matches!(caller.role, Role::Observer | Role::Officer | Role::Manager))
}

/// The organisation they manage; empty when they manage none.
pub(super) fn managed(visit: &Visit) -> &str {
    match caller(visit) {
        Some(caller) if caller.role == Role::Manager => &caller.ulo,
        _ => "",
    }
}

/// A mask of these fields.
pub(super) fn mask(paths: &[&str]) -> Option<FieldMask> {
    Some(FieldMask { paths: paths.iter().map(|path| (*path).to_owned()).collect() })
}
