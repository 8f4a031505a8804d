//! Distinctions between the wire and the domain.

use platform::words::Wire as _;
use platform::{Id, Violations, etag, text, when};
use proto::ulos::v1 as pb;

use super::{Distinction, Found, State};

platform::wire! {
    State = pb::distinction::State, "STATE_";
}

/// Reads what is said; notes all that is wrong.
pub fn parse(distinction: &pb::Distinction, violations: &mut Violations) -> Option<Found> {
    let ulo = violations.some(Id::parse("distinction.ulo", &distinction.ulo));
    let other = violations.some(Id::parse("distinction.other_ulo", &distinction.other_ulo));
    let reason = violations.keep(text::required("distinction.reason", &distinction.reason, 500));
    let (ulo, other) = (ulo?, other?);
    violations.check(ulo != other, "distinction.other_ulo", "name two different organisations");
    // Ids are in order of time.
    let (ulo, other) = if ulo.uuid() < other.uuid() { (ulo, other) } else { (other, ulo) };
    Some(Found { ulo, other, reason })
}

/// The whole record on the wire.
pub fn to_wire(distinction: &Distinction) -> pb::Distinction {
    pb::Distinction {
        name: distinction.id.to_string(),
        reason: distinction.found.reason.clone(),
        decider: distinction.decider.clone(),
        withdrawer: distinction.withdrawer.clone().unwrap_or_default(),
        ulo: distinction.found.ulo.to_string(),
        other_ulo: distinction.found.other.to_string(),
        state: distinction.state().to_wire(),
        create_time: when::stamp(distinction.create_time),
        update_time: when::stamp(distinction.update_time),
        etag: etag::of(distinction.version),
    }
}
