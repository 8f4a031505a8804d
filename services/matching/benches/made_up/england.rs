//! A made-up England of options, and people who ask: the same on every machine.

use chrono::{DateTime, TimeDelta, Utc};
use matching::index::facts::{Offering, Ulo};
use matching::index::place::Point;
use matching::index::sets::{Access, Councils};
use matching::menu::Inputs;
use matching::request::frozen::Frozen;
use matching::support::{DeliveryMode, Factor, Kind, PriceBasis, Verdict, WhoFor};
use matching::wants::{Constraints, Wants, Wish};
use reference::council;
use uuid::Uuid;

const ACCESS: [&str; 4] = ["step_free", "hoist", "easy_read", "bsl"];

/// Finalises a number: the same spread on every machine.
fn mix(number: u64) -> u64 {
    let z = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 20
}

/// A council and a place in it: councils stand on a grid, and small numbers have more people.
fn home(number: u64) -> (usize, Point) {
    let councils = council::ALL.len() as u64;
    let council = (mix(number) % councils).min(mix(number ^ 0xa5) % councils);
    let (row, column) = (council / 12, council % 12);
    let inside = |seed: u64| (mix(number ^ seed) % 1000) as f64 / 1000.0 * 0.3;
    let place = Point::new(50.5 + row as f64 * 0.35 + inside(1), -4.5 + column as f64 * 0.5 + inside(2));
    (council as usize, place)
}

/// An offering and its organisation, which was checked up to 130 days before that time.
pub fn offering(number: u64, now: DateTime<Utc>) -> (Offering, Ulo) {
    let (council, place) = home(number);
    let some = |of: u64, seed: u64| mix(number ^ seed) % of;
    let modes = [DeliveryMode::AtHome, DeliveryMode::AtTheirPlace, DeliveryMode::Phone, DeliveryMode::Video];
    let (id, ulo) = (Uuid::from_u64_pair(1, number), Uuid::from_u64_pair(2, number / 2));
    let base = Some(place);
    let ulo = Ulo {
        id: ulo,
        of_council: some(20, 3) == 0,
        access: Access::of(ACCESS.into_iter().filter(|_| some(2, 4) == 0)),
        base,
        verify_time: Some(now - TimeDelta::days(some(130, 5) as i64)),
        listed_time: Some(now - TimeDelta::days(700)),
        user_led: [Verdict::Met, Verdict::NotMet, Verdict::NotEvidenced][some(3, 6) as usize],
    };
    let gss = council::ALL[council].gss_code;
    let offering = Offering {
        id,
        ulo: ulo.id,
        open: some(10, 7) > 0,
        kind: [Kind::SupportBrokerage, Kind::Advocacy, Kind::PeerSupport][some(3, 8) as usize],
        advocacy_kind: None,
        peer_support_model: None,
        councils: if some(200, 9) == 0 { Councils::all() } else { Councils::of([gss]) },
        delivery_modes: modes.into_iter().skip(some(4, 10) as usize).collect(),
        base,
        max_travel_km: Some(10 + some(40, 11) as u16),
        languages: vec!["en".into(), ["ur", "pl", "bfi", "pa"][some(4, 12) as usize].into()],
        access: Access::of(ACCESS.into_iter().skip(some(4, 13) as usize)),
        who_for: if some(2, 14) == 0 { vec![WhoFor::Autism] } else { Vec::new() },
        for_everyone: some(3, 15) > 0,
        price_pence: some(6_000, 16) as i64,
        price_basis: if some(2, 17) == 0 { PriceBasis::PerHour } else { PriceBasis::Free },
        openings: Some(some(4, 18) as i32),
        openings_time: Some(now - TimeDelta::days(some(80, 19) as i64)),
        typical_wait_days: Some(some(60, 20) as u32),
        ties: Vec::new(),
    };
    (offering, ulo)
}

/// Somebody's wishes, limits and place, at that time.
pub fn inputs(number: u64, now: DateTime<Utc>) -> Inputs {
    let (council, place) = home(number ^ 0xffff_0000);
    let some = |of: u64, seed: u64| mix(number ^ seed << 40) % of;
    let wishes = [Factor::Nearness, Factor::UserLed, Factor::Cost, Factor::ShortWait];
    let wants = Wants {
        kind: [Kind::SupportBrokerage, Kind::Advocacy, Kind::PeerSupport][some(3, 1) as usize],
        advocacy_kind: None,
        peer_support_model: None,
        who_for: if some(3, 2) == 0 { vec![WhoFor::Autism] } else { Vec::new() },
        wishes: wishes.map(|factor| Wish { factor, weight: some(5, 3 + factor as u64) as u32 }).into(),
        constraints: Constraints {
            delivery_modes: if some(2, 20) == 0 { vec![DeliveryMode::AtHome] } else { Vec::new() },
            max_distance_km: (some(2, 21) == 0).then_some(20),
            languages: if some(8, 22) == 0 { vec!["ur".into()] } else { Vec::new() },
            must_have: if some(4, 23) == 0 { vec!["step_free".into()] } else { Vec::new() },
            max_price_pence: (some(3, 24) == 0).then_some(3_000),
            avoid_ulos: Vec::new(),
            avoid_brokers: Vec::new(),
            skills: Vec::new(),
        },
    };
    let frozen = Frozen {
        council: format!("councils/{}", council::ALL[council].gss_code),
        place: Some(place),
        outward_code: String::new(),
        needs: vec!["easy_read".into(), "en".into()],
        age_band: String::new(),
        budget_route: String::new(),
        freeze_time: now,
    };
    Inputs::of(wants, frozen, now)
}
