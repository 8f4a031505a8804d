//! Grants as the feed of `people` tells them.

use platform::words::Wire as _;
use platform::{Id, etag, when};
use proto::people::v1 as pb;

use super::{Grant, Power};

platform::wire! {
    Power = pb::supporter::Power, "POWER_";
}

/// The grant an event tells; nothing when it is not whole.
pub fn grant(told: &pb::Supporter) -> Option<Grant> {
    let live = told.state() != pb::supporter::State::Revoked;
    let powers = told.powers.iter().filter_map(|power| Power::optional("", *power).ok().flatten());
    Some(Grant {
        supporter: Id::parse("", &told.name).ok()?,
        person: Id::parse("", &told.person).ok()?,
        powers: powers.filter(|_| live).collect(),
        expire_time: when::time("", told.expire_time.as_ref()).ok()??,
        version: etag::parse(&told.etag).ok()?,
    })
}
