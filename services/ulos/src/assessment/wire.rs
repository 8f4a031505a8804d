//! Assessments between the wire and the domain.

use platform::words::Wire as _;
use platform::{Violation, Violations, etag, text, when};
use proto::ulos::v1 as pb;

use super::{Assessment, Conflict, MOST_POINTS, Opinion, Score, State};
use crate::round::Criterion;
use crate::round::ranking::permille;

platform::wire! {
    State = pb::assessment::State, "STATE_";
    Conflict = pb::assessment::Conflict, "CONFLICT_";
}

/// Reads what the assessor thinks; notes all that is wrong.
pub fn parse(sent: &pb::Assessment, criteria: &[Criterion], violations: &mut Violations) -> Opinion {
    let mut scores: Vec<Score> = Vec::new();
    for (index, sent) in sent.scores.iter().take(criteria.len()).enumerate() {
        match score(index, sent, criteria) {
            Ok(score) if scores.iter().all(|other| other.criterion != score.criterion) => scores.push(score),
            Ok(_) => {
                violations.add(format!("assessment.scores[{index}].criterion"), "score each criterion once")
            }
            Err(Violation { field, text }) => violations.add(field, text),
        }
    }
    let enough = sent.scores.len() <= criteria.len();
    violations.check(enough, "assessment.scores", "give at most one score for each criterion");
    scores.sort_by_key(|score| score.criterion);
    let comment = violations.keep(text::lines("assessment.comment", &sent.comment, 2_000));
    Opinion { scores, comment }
}

fn score(index: usize, sent: &pb::assessment::Score, criteria: &[Criterion]) -> Result<Score, Violation> {
    let at = |part: &str| format!("assessment.scores[{index}].{part}");
    let known = usize::try_from(sent.criterion).is_ok_and(|number| (1..=criteria.len()).contains(&number));
    if !known {
        return Err(Violation::new(at("criterion"), "give the number of a criterion, counted from 1"));
    }
    if !(0..=MOST_POINTS).contains(&sent.points) {
        return Err(Violation::new(at("points"), "give points from 0 to 5"));
    }
    let comment = text::lines(&at("comment"), &sent.comment, 1_000)?;
    Ok(Score { criterion: sent.criterion, points: sent.points, comment })
}

/// The whole assessment on the wire; `reader` is who reads it.
pub fn to_wire(one: &Assessment, reader: &str) -> pb::Assessment {
    let score = |score: &Score| pb::assessment::Score {
        criterion: score.criterion,
        points: score.points,
        comment: score.comment.clone(),
    };
    pb::Assessment {
        name: one.id.to_string(),
        scores: one.opinion.scores.iter().map(score).collect(),
        comment: one.opinion.comment.clone(),
        conflicts: Conflict::list_to_wire(&one.conflicts),
        bid: one.bid.to_string(),
        round: one.round.to_string(),
        own: one.assessor == reader,
        score_permille: permille(one.points, one.most_points),
        state: one.state.to_wire(),
        create_time: when::stamp(one.create_time),
        update_time: when::stamp(one.update_time),
        etag: etag::of(one.version),
    }
}

/// What others learn of a change: that it happened to which bid, and not what anyone thinks.
pub fn cover(one: &Assessment) -> pb::Assessment {
    pb::Assessment {
        scores: Vec::new(),
        comment: String::new(),
        conflicts: Vec::new(),
        score_permille: 0,
        ..to_wire(one, "")
    }
}
