//! Claims between the wire and the domain.

use chrono::{DateTime, Utc};
use platform::words::Wire as _;
use platform::{Id, Violation, Violations, etag, text, when};
use proto::ulos::v1 as pb;

use super::{Claim, Proof, State, Wanted};

platform::wire! {
    Proof = pb::claim::Proof, "PROOF_";
    State = pb::claim::State, "STATE_";
}

/// Reads what is claimed; notes all that is wrong.
pub fn parse(claim: &pb::Claim, violations: &mut Violations) -> Wanted {
    Wanted {
        ulo: violations.keep(Id::parse("claim.ulo", &claim.ulo)),
        claimant: violations.keep(Id::parse("claim.claimant", &claim.claimant)),
        domain: violations.keep(domain(&claim.domain)),
        note: violations.keep(text::optional("claim.note", &claim.note, 300)),
    }
}

fn domain(typed: &str) -> Result<String, Violation> {
    let domain = typed.trim().to_lowercase();
    let part =
        |part: &str| !part.is_empty() && part.chars().all(|sign| sign.is_alphanumeric() || sign == '-');
    let right = domain.len() <= 253 && domain.contains('.') && domain.split('.').all(part);
    right
        .then_some(domain)
        .ok_or_else(|| Violation::new("claim.domain", "give a mail domain, such as voices.example.org"))
}

/// The whole claim on the wire, as it stands at `now`.
pub fn to_wire(claim: &Claim, now: DateTime<Utc>) -> pb::Claim {
    pb::Claim {
        name: claim.id.to_string(),
        ulo: claim.wanted.ulo.to_string(),
        claimant: claim.wanted.claimant.to_string(),
        domain: claim.wanted.domain.clone(),
        note: claim.wanted.note.clone(),
        proof: claim.proof.map_or(0, Proof::to_wire),
        decider: claim.decider.clone(),
        reason: claim.reason.clone(),
        state: claim.state(now).to_wire(),
        expire_time: when::stamp(claim.expire_time),
        create_time: when::stamp(claim.create_time),
        update_time: when::stamp(claim.update_time),
        etag: etag::of(claim.version),
    }
}
