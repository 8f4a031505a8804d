//! Proposals on the wire.

use platform::words::Wire as _;
use platform::{Caller, Role};
use proto::brokers::v1 as pb;

use super::{Basis, Candidate, Proposal, Reason, name};
use crate::introduction::Introduction;

platform::wire! {
    Basis = pb::proposal::Basis, "BASIS_";
    Reason = pb::candidate::Reason, "REASON_";
}

/// What a caller sees: a broker learns nothing of their colleagues.
pub fn seen(proposal: &Proposal, introduction: &Introduction, caller: &Caller) -> pb::Proposal {
    let candidates = proposal.candidates.iter().zip(1..);
    let shown = candidates.map(|(candidate, place)| to_wire(candidate, place));
    let own = |candidate: &pb::Candidate| caller.role != Role::Broker || candidate.broker == caller.subject;
    pb::Proposal {
        name: name(introduction.id()),
        broker: proposal.chosen.map(|(broker, _)| broker.to_string()).unwrap_or_default(),
        basis: proposal.chosen.map_or(0, |(_, basis)| basis.to_wire()),
        candidates: shown.filter(own).collect(),
        weight: introduction.weight(),
        introduction: introduction.id().to_string(),
    }
}

fn to_wire(candidate: &Candidate, place: i32) -> pb::Candidate {
    pb::Candidate {
        broker: candidate.broker.to_string(),
        reasons: Reason::list_to_wire(&candidate.reasons),
        place: if candidate.reasons.is_empty() { place } else { 0 },
        knows_person: candidate.known_time.is_some(),
        open_weight: candidate.open_weight,
        asked_weight: candidate.asked_weight,
        caseload_limit: candidate.caseload_limit,
        limit_percent: candidate.limit_percent,
        limit_now: candidate.limit_now,
        missing: candidate.missing.clone(),
        unknown: candidate.unknown.clone(),
    }
}
