//! Councils on the wire.

use platform::event::Change;
use platform::words::Wire as _;
use proto::councils::v1 as pb;

use super::{Council, Kind};

platform::wire! {
    Kind = pb::council::Kind, "KIND_";
}

/// The whole council on the wire.
pub fn to_wire(council: &Council) -> pb::Council {
    pb::Council {
        name: council.name(),
        display_name: council.display_name.clone(),
        former_gss_code: council.former_gss_code.clone(),
        kind: council.kind.to_wire(),
        region_code: council.region_code.clone(),
        region: council.region.clone(),
        latitude: council.latitude,
        longitude: council.longitude,
        population_thousands: council.population_thousands,
    }
}

/// The event of a council that was added or corrected.
pub fn change(council: &Council, version: i64, now: chrono::DateTime<chrono::Utc>) -> Change {
    let kind = if version == 1 { "council.created" } else { "council.updated" };
    Change::new(kind, council.name(), version, &to_wire(council), now)
}
