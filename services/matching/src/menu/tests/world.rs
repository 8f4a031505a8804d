//! A small world: one person in Halifax and what is on offer around them.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::index::facts::{Offering, Peers, Ulo};
use crate::index::place::Point;
use crate::index::sets::{Access, Councils};
use crate::index::{Change, Index};
use crate::menu::{Inputs, Made, RULES_VERSION, make};
use crate::request::frozen::Frozen;
use crate::support::{DeliveryMode, Factor, Kind, PriceBasis, Verdict};
use crate::wants::{Constraints, Wants, Wish};

/// The person's council.
pub const HOME: &str = "councils/E08000033";
/// A council next to it.
pub const NEXT_DOOR: &str = "councils/E08000034";

/// Noon on a day in June.
pub fn noon() -> DateTime<Utc> {
    "2026-06-01T12:00:00Z".parse().unwrap()
}

/// The offering of that number.
pub fn offering_id(number: u128) -> Uuid {
    Uuid::from_u128(0x1000 + number)
}

/// The organisation of that number.
pub fn ulo_id(number: u128) -> Uuid {
    Uuid::from_u128(0x2000 + number)
}

/// An offering of the organisation of the same number: free, open, for everyone, at its place in Halifax.
pub fn an_offering(number: u128) -> Offering {
    Offering {
        id: offering_id(number),
        ulo: ulo_id(number),
        open: true,
        kind: Kind::SupportBrokerage,
        advocacy_kind: None,
        peer_support_model: None,
        councils: Councils::of([HOME]),
        delivery_modes: vec![DeliveryMode::AtTheirPlace],
        base: Some(Point::new(53.72, -1.86)),
        max_travel_km: None,
        languages: vec!["en".into()],
        access: Access::of(["step_free"]),
        who_for: Vec::new(),
        for_everyone: true,
        price_pence: 0,
        price_basis: PriceBasis::Free,
        openings: Some(2),
        openings_time: Some(noon() - TimeDelta::days(3)),
        typical_wait_days: Some(7),
        ties: Vec::new(),
    }
}

/// An organisation that has shown to be user-led, checked last week.
pub fn a_ulo(number: u128) -> Ulo {
    Ulo {
        id: ulo_id(number),
        of_council: false,
        access: Access::default(),
        base: None,
        verify_time: Some(noon() - TimeDelta::days(7)),
        listed_time: Some(noon() - TimeDelta::days(700)),
        user_led: Verdict::Met,
    }
}

/// An index of these offerings; each organisation is [`a_ulo`].
pub fn index(offerings: impl IntoIterator<Item = Offering>) -> Index {
    index_with(offerings, |_| {})
}

/// An index of these offerings, the organisations changed as the test needs.
pub fn index_with(offerings: impl IntoIterator<Item = Offering>, change: impl Fn(&mut Ulo)) -> Index {
    let mut index = Index::default();
    for offering in offerings {
        let mut ulo = Ulo { id: offering.ulo, ..a_ulo(0) };
        change(&mut ulo);
        index.take(Change::Ulo(ulo.id, Some(ulo)));
        index.take(Change::Offering(offering.id, Some(Box::new(offering))));
    }
    index.reach(7);
    index
}

/// Who works in the organisation of that number.
pub fn peers(number: u128, from: u32, of: u32) -> Change {
    Change::Peers(ulo_id(number), Some(Peers { from, of }))
}

/// Someone who wants brokerage and has no wishes and no limits.
pub fn wants() -> Wants {
    Wants {
        kind: Kind::SupportBrokerage,
        advocacy_kind: None,
        peer_support_model: None,
        who_for: Vec::new(),
        wishes: Vec::new(),
        constraints: Constraints::default(),
    }
}

/// What such wants are frozen with: a person in Halifax with no needs on record.
pub fn inputs(wants: Wants) -> Inputs {
    Inputs {
        wants,
        frozen: Frozen {
            council: HOME.into(),
            place: Some(Point::new(53.72, -1.86)),
            outward_code: "HX1".into(),
            needs: Vec::new(),
            age_band: String::new(),
            budget_route: "direct_payment".into(),
            freeze_time: noon(),
        },
        known_ulos: Vec::new(),
        said_no: Vec::new(),
        as_of_time: noon(),
        prices: Vec::new(),
    }
}

/// The menu of an example.
pub fn menu(inputs: &Inputs, index: &Index) -> Made {
    make(inputs, index, RULES_VERSION, 42).unwrap()
}

/// Someone to whom one thing matters.
pub fn wish(factor: Factor, weight: u32) -> Wants {
    Wants { wishes: vec![Wish { factor, weight }], ..wants() }
}

/// Someone with limits.
pub fn limits(change: impl FnOnce(&mut Constraints)) -> Wants {
    let mut wants = wants();
    change(&mut wants.constraints);
    wants
}
