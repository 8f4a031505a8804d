//! What is looked at of every option that might do, before anything else is: 64 bytes, most of the rules as bits.
//!
//! Bits say no only where the rule behind them does (a property test): several languages, access codes or councils share
//! one bit, and a price is only known up to the next of a few steps. Who passes is asked in full.

use uuid::Uuid;

use super::facts::{Offering, Promised};
use super::place::Point;
use super::sets::Councils;
use crate::support::{AdvocacyKind, DeliveryMode, Kind, PeerSupportModel, PriceBasis, WhoFor};

/// Prices an hour, in pence, that have a bit each.
pub const STEPS_PENCE: [i64; 4] = [1_000, 2_000, 3_000, 4_500];

/// One bit a thing, or one for several things of a sort: the first bit of the sort, and how many it has.
#[derive(Debug, Clone, Copy)]
struct Sort(u32, u32);

const KIND: Sort = Sort(0, 3);
const OPEN: Sort = Sort(3, 1);
const MODE: Sort = Sort(4, 6);
/// Kinds of advocacy and ways of peer support share theirs: no offering is asked for both.
const SUBKIND: Sort = Sort(10, 11);
const WHO_FOR: Sort = Sort(21, 12);
const PRICE: Sort = Sort(33, 4);
const LANGUAGE: Sort = Sort(37, 8);
const ACCESS: Sort = Sort(45, 12);
const COUNCIL: Sort = Sort(57, 7);

/// An option in brief.
#[derive(Debug, Clone, Copy)]
pub struct Brief {
    /// Which.
    pub id: Uuid,
    /// Where it is based, when that is known.
    pub base: Option<Point>,
    /// Where it is given.
    pub councils: Councils,
    /// What it has, one bit a thing.
    pub has: u64,
    /// How far its people travel.
    pub travels_km: u16,
}

impl Sort {
    fn bit(self, number: usize) -> u64 {
        1 << (self.0 + number as u32 % self.1)
    }

    fn bits(self, numbers: impl IntoIterator<Item = usize>) -> u64 {
        numbers.into_iter().fold(0, |bits, number| bits | self.bit(number))
    }

    fn all(self) -> u64 {
        self.bits(0..self.1 as usize)
    }
}

impl Brief {
    /// An offering in brief; its organisation says where it is based if it does not say itself.
    pub fn of(offering: &Offering, promised: &Promised, base_of_ulo: Option<Point>) -> Self {
        Self {
            id: offering.id,
            base: offering.base.or(base_of_ulo),
            councils: offering.councils,
            has: has(offering, promised),
            travels_km: offering.max_travel_km.unwrap_or(u16::MAX),
        }
    }
}

fn has(offering: &Offering, promised: &Promised) -> u64 {
    let subkinds = offering.advocacy_kind.map(advocacy_kind).into_iter();
    let subkinds = subkinds.chain(offering.peer_support_model.map(peer_support_model));
    let open = if offering.open { open() } else { 0 };
    let who_for = if offering.for_everyone { WHO_FOR.all() } else { who_for(&offering.who_for) };
    let cheap = |step: &usize| {
        offering.price_basis != PriceBasis::PerHour || offering.price_pence <= STEPS_PENCE[*step]
    };
    let access = if promised.is_silent { ACCESS.all() } else { ACCESS.bits(promised.access.numbers()) };
    let councils = if offering.councils == Councils::all() {
        COUNCIL.all()
    } else {
        COUNCIL.bits(offering.councils.numbers())
    };
    kind(offering.kind)
        | open
        | modes(&offering.delivery_modes)
        | subkinds.fold(0, |bits, subkind| bits | subkind)
        | who_for
        | PRICE.bits((0..STEPS_PENCE.len()).filter(cheap))
        | languages(&offering.languages)
        | access
        | councils
}

/// That kind.
pub fn kind(kind: Kind) -> u64 {
    KIND.bit(kind as usize)
}

/// Taking people on.
pub fn open() -> u64 {
    OPEN.bit(0)
}

/// Any of these ways.
pub fn modes<'a>(modes: impl IntoIterator<Item = &'a DeliveryMode>) -> u64 {
    MODE.bits(modes.into_iter().map(|mode| *mode as usize))
}

/// That kind of advocacy.
pub fn advocacy_kind(kind: AdvocacyKind) -> u64 {
    SUBKIND.bit(kind as usize)
}

/// That way of peer support.
pub fn peer_support_model(model: PeerSupportModel) -> u64 {
    SUBKIND.bit(model as usize)
}

/// Being for any of these.
pub fn who_for(who_for: &[WhoFor]) -> u64 {
    WHO_FOR.bits(who_for.iter().map(|who| *who as usize))
}

/// Costing no more than that an hour, or nothing by the hour: nothing to ask when the price is above every step.
pub fn price(most: i64) -> u64 {
    let step = STEPS_PENCE.iter().position(|step| most <= *step);
    step.map_or(0, |step| PRICE.bit(step))
}

/// Any of these languages, by their first subtag.
pub fn languages(tags: &[String]) -> u64 {
    let first = |tag: &String| {
        let subtag = tag.split('-').next().unwrap_or_default();
        subtag.bytes().fold(0, |sum, byte| sum * 31 + usize::from(byte.to_ascii_lowercase()))
    };
    LANGUAGE.bits(tags.iter().map(first))
}

/// Promising all of these, or saying nothing about access.
pub fn access(codes: super::sets::Access) -> u64 {
    ACCESS.bits(codes.numbers())
}

/// Being given in that council.
pub fn council(number: usize) -> u64 {
    COUNCIL.bit(number)
}

#[cfg(test)]
mod tests {
    use platform::words::Word as _;

    use super::*;

    #[test]
    fn every_sort_has_its_own_bits() {
        let sorts = [KIND, OPEN, MODE, SUBKIND, WHO_FOR, PRICE, LANGUAGE, ACCESS, COUNCIL];
        assert_eq!(sorts.iter().fold(0, |bits, sort| bits | sort.all()), u64::MAX);
        assert_eq!(sorts.iter().map(|sort| sort.1).sum::<u32>(), u64::BITS);
    }

    #[test]
    fn every_word_has_its_own_bit() {
        assert!(Kind::ALL.len() <= KIND.1 as usize && DeliveryMode::ALL.len() <= MODE.1 as usize);
        assert!(WhoFor::ALL.len() <= WHO_FOR.1 as usize && STEPS_PENCE.len() <= PRICE.1 as usize);
        assert!(AdvocacyKind::ALL.len().max(PeerSupportModel::ALL.len()) <= SUBKIND.1 as usize);
    }

    #[test]
    fn a_brief_is_a_line_of_memory() {
        assert!(size_of::<Brief>() <= 64);
    }
}
