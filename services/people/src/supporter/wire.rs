//! Supporters between the wire and the domain.

use chrono::{DateTime, Utc};
use platform::words::Wire as _;
use platform::{Violations, etag, text, when};
use proto::people::v1 as pb;

use super::{Details, Kind, LONGEST, Power, Private, State, Supporter};
use crate::{email, expiry};

platform::wire! {
    Kind = pb::supporter::Kind, "KIND_";
    Power = pb::supporter::Power, "POWER_";
    State = pb::supporter::State, "STATE_";
}

/// Reads everything a supporter can be given; notes all that is wrong.
pub fn parse(supporter: &pb::Supporter, now: DateTime<Utc>, violations: &mut Violations) -> Details {
    let private = Private {
        display_name: violations.keep(text::required("supporter.display_name", &supporter.display_name, 200)),
        email: violations.keep(email::parse("supporter.email", &supporter.email)),
        evidence: violations.keep(text::lines("supporter.evidence", &supporter.evidence, 1000)),
    };
    violations.check(!supporter.powers.is_empty(), "supporter.powers", "choose at least one");
    Details {
        private,
        powers: violations.keep(Power::list("supporter.powers", &supporter.powers)),
        expire_time: violations.keep(expiry::parse(
            "supporter.expire_time",
            supporter.expire_time.as_ref(),
            now,
            LONGEST,
        )),
    }
}

/// The whole supporter on the wire, as they are at that time.
pub fn to_wire(supporter: &Supporter, now: DateTime<Utc>) -> pb::Supporter {
    let Details { private, powers, expire_time } = &supporter.details;
    pb::Supporter {
        name: supporter.id.to_string(),
        display_name: private.display_name.clone(),
        email: private.email.clone(),
        kind: supporter.kind.to_wire(),
        powers: Power::list_to_wire(powers),
        evidence: private.evidence.clone(),
        expire_time: when::stamp(*expire_time),
        revoke_time: when::stamp_optional(supporter.revoke_time),
        person: supporter.person.to_string(),
        state: supporter.state_at(now).to_wire(),
        create_time: when::stamp(supporter.create_time),
        update_time: when::stamp(supporter.update_time),
        etag: etag::of(supporter.version),
    }
}
