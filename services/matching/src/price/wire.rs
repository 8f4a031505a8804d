//! Prices on the wire.

use platform::words::Wire as _;
use platform::{Id, when};
use proto::matching::v1 as pb;

use super::{At, Price};
use crate::names::{Offering, Ulo};

/// The whole price.
pub fn to_wire(price: &Price) -> pb::Price {
    let mut told = pb::Price {
        name: price.id.to_string(),
        kind: price.kind.to_wire(),
        price: in_fits(price.price),
        shown: i32::try_from(price.shown).unwrap_or(i32::MAX),
        create_time: when::stamp(price.create_time),
        update_time: when::stamp(price.create_time),
        etag: platform::etag::of(1),
        ..pb::Price::default()
    };
    match &price.at {
        At::Offering { offering, ulo } => {
            told.offering = Id::<Offering>::from_uuid(*offering).to_string();
            told.ulo = Id::<Ulo>::from_uuid(*ulo).to_string();
        }
        At::Area { council, need } => {
            told.council.clone_from(council);
            told.need.clone_from(need);
        }
    }
    told
}

/// In parts of the best fit. Below a year's wait for everyone, so it is exact.
fn in_fits(millionths: i64) -> f64 {
    f64::from(i32::try_from(millionths).unwrap_or(i32::MAX)) / 1_000_000.0
}
