//! Choices between the wire and the domain.

use platform::words::Wire as _;
use platform::{Id, Violation, Violations, etag, text, when};
use proto::matching::v1 as pb;
use uuid::Uuid;

use super::{Attempt, Choice, Details, Kind, Outcome, State};
use crate::names::{Introduction, Offering};
use crate::opening_round::result::OpeningRoundResult;

platform::wire! {
    Kind = pb::choice::Kind, "KIND_";
    State = pb::choice::State, "STATE_";
    Outcome = pb::attempt::Outcome, "OUTCOME_";
}

/// Reads everything a choice is made of; notes all that is wrong.
pub fn parse(choice: &pb::Choice, violations: &mut Violations) -> Option<Details> {
    let kind = violations.some(Kind::required("choice.kind", choice.kind));
    let offerings = violations.keep(parse_picks(kind, &choice.picks));
    let ranks = violations.keep(parse_ranks(kind, &choice.picks, &choice.ranks));
    let message = violations.keep(text::lines("choice.message", &choice.message, 2_000));
    if kind == Some(Kind::None) && !message.is_empty() {
        violations.add("choice.message", "leave this out: nobody would read it");
    }
    kind.map(|kind| Details { kind, offerings, ranks, message })
}

/// The whole choice on the wire.
pub fn to_wire(choice: &Choice) -> pb::Choice {
    let waiting = choice.waiting();
    pb::Choice {
        name: choice.id.to_string(),
        kind: choice.kind.to_wire(),
        picks: choice.picks.iter().map(|pick| offering_name(pick.offering)).collect(),
        ranks: choice.ranks.clone(),
        message: choice.message.clone(),
        current_pick: if waiting.is_some() { count(choice.attempts.len()) } else { 0 },
        current_introduction: waiting.map(|introduction| introduction.to_string()).unwrap_or_default(),
        attempts: choice.attempts.iter().map(attempt_to_wire).collect(),
        queue_time: when::stamp_optional(choice.queue_time),
        round_time: when::stamp_optional(choice.round_time),
        opening_round_result: choice.result.map(|result| result.to_string()).unwrap_or_default(),
        request: choice.request.to_string(),
        menu: choice.menu.to_string(),
        case: choice.case.map(|case| case.to_string()).unwrap_or_default(),
        state: choice.state.to_wire(),
        create_time: when::stamp(choice.create_time),
        update_time: when::stamp(choice.update_time),
        etag: etag::of(choice.version),
    }
}

fn parse_picks(kind: Option<Kind>, names: &[String]) -> Result<Vec<Uuid>, Violation> {
    let field = "choice.picks";
    let picks = names.iter().map(|name| Id::<Offering>::parse(field, name).map(Id::uuid));
    let picks: Vec<Uuid> = picks.collect::<Result<_, _>>()?;
    let (fits, wanted) = match kind {
        Some(Kind::One | Kind::MeetFirst) => (picks.len() == 1, "pick one option"),
        Some(Kind::Ranked) => {
            ((2..=8).contains(&picks.len()), "pick from two to eight options, the best liked first")
        }
        Some(Kind::None) => (picks.is_empty(), "leave this out when you want none of them"),
        None => (true, ""),
    };
    let mut distinct = picks.clone();
    distinct.sort_unstable();
    distinct.dedup();
    match fits {
        false => Err(Violation::new(field, wanted)),
        true if distinct.len() < picks.len() => Err(Violation::new(field, "pick each option once")),
        true => Ok(picks),
    }
}

/// Ranks begin with 1 and rise by one at most; they are left out where no two picks are liked the same.
fn parse_ranks(kind: Option<Kind>, picks: &[String], ranks: &[i32]) -> Result<Vec<i32>, Violation> {
    let field = "choice.ranks";
    if ranks.is_empty() {
        return Ok(Vec::new());
    }
    if kind != Some(Kind::Ranked) || ranks.len() != picks.len() {
        return Err(Violation::new(field, "give one number for each pick, or leave this out"));
    }
    let rises = ranks.windows(2).all(|pair| pair[1] == pair[0] || pair[1].checked_sub(pair[0]) == Some(1));
    if ranks[0] != 1 || !rises {
        return Err(Violation::new(field, "begin with 1, and give each the number before or the next one"));
    }
    Ok(ranks.to_vec())
}

fn attempt_to_wire(attempt: &Attempt) -> pb::Attempt {
    pb::Attempt {
        offering: offering_name(attempt.offering),
        introduction: attempt
            .introduction
            .map(|introduction| Id::<Introduction>::from_uuid(introduction).to_string())
            .unwrap_or_default(),
        outcome: attempt.outcome.to_wire(),
        decline_reason: attempt.decline_reason.clone(),
        offer_time: when::stamp(attempt.offer_time),
        expire_time: when::stamp_optional(attempt.expire_time),
        decide_time: when::stamp_optional(attempt.decide_time),
        opening_round_result: attempt
            .result
            .map(|result| Id::<OpeningRoundResult>::from_uuid(result).to_string())
            .unwrap_or_default(),
    }
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or_default()
}

fn offering_name(id: Uuid) -> String {
    Id::<Offering>::from_uuid(id).to_string()
}
