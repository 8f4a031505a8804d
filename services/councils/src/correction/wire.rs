//! Corrections between the wire and the domain.

use platform::words::Wire as _;
use platform::{Violations, etag, text, when};
use proto::councils::v1 as pb;

use super::{Correction, Question, Said, State};
use crate::framework::figures::{Kind, Status};

/// A reason shorter than this gives none.
const SHORTEST_REASON: usize = 10;

platform::wire! {
    Question = pb::correction::Question, "QUESTION_";
    State = pb::correction::State, "STATE_";
}

/// Reads what a council says; notes all that is wrong.
pub fn parse(correction: &pb::Correction, violations: &mut Violations) -> Option<Said> {
    let kind = violations.some(Kind::required("correction.kind", correction.kind));
    let question = violations.some(Question::required("correction.question", correction.question));
    let status = violations.some(Status::required("correction.status", correction.status));
    let reason = violations.keep(text::lines("correction.reason", &correction.reason, 1_000));
    let said = reason.chars().count() >= SHORTEST_REASON || correction.reason.chars().count() > 1_000;
    violations.check(said, "correction.reason", "say why, in 10 to 1,000 characters");
    Some(Said { kind: kind?, question: question?, status: status?, reason })
}

/// The whole correction on the wire.
pub fn to_wire(correction: &Correction) -> pb::Correction {
    pb::Correction {
        name: correction.id.to_string(),
        kind: correction.said.kind.to_wire(),
        question: correction.said.question.to_wire(),
        status: correction.said.status.to_wire(),
        reason: correction.said.reason.clone(),
        framework: format!("frameworks/{}", correction.gss_code.as_str()),
        computed_status: correction.computed_status.to_wire(),
        state: correction.state.to_wire(),
        withdraw_time: when::stamp_optional(correction.withdraw_time),
        create_time: when::stamp(correction.create_time),
        update_time: when::stamp(correction.update_time),
        etag: etag::of(correction.version),
    }
}
