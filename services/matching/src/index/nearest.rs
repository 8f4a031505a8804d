//! The options of a council one by one, the nearest first, for who needs only the first few.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use uuid::Uuid;

use super::place::Point;
use super::sieve::Sieve;
use super::{Entry, Index};

/// How far around somebody is looked, one after another, before a whole council is.
const RINGS_KM: [u16; 3] = [4, 12, 40];

/// Options in order: by whole km, equally near ones by id; with their numbers.
type InOrder = BinaryHeap<Reverse<(u16, Uuid, u32)>>;

impl Index {
    /// Of the options given in a council at least all that a menu could have, the nearest first by whole km, equally near
    /// ones by id, then those whose place is not known; for as long as `go_on` says so. Someone without a place gets them
    /// by id.
    pub fn nearest<'a>(
        &'a self,
        sieve: &Sieve,
        place: Option<Point>,
        go_on: &mut dyn FnMut(&Entry<'a>) -> bool,
    ) {
        let mut looked_at = None;
        for (place, km) in place.into_iter().flat_map(|place| RINGS_KM.map(|km| (place, km))) {
            if !self.each(self.ring(sieve, place, looked_at, km), go_on) {
                return;
            }
            looked_at = Some(km);
        }
        self.each(self.beyond(sieve, place, looked_at), go_on);
    }

    /// Hands them over in order; whether to go on.
    fn each<'a>(&'a self, mut options: InOrder, go_on: &mut dyn FnMut(&Entry<'a>) -> bool) -> bool {
        let in_order = std::iter::from_fn(|| options.pop());
        in_order.filter_map(|Reverse((_, _, number))| self.whole(number)).all(|entry| go_on(&entry))
    }

    /// Those based within `km` of a place and further than what was looked at.
    fn ring(&self, sieve: &Sieve, place: Point, looked_at: Option<u16>, km: u16) -> InOrder {
        let mut ring = Vec::new();
        self.map.around(sieve.must, place, km, |number, brief, far| {
            if far <= km
                && looked_at.is_none_or(|looked_at| far > looked_at)
                && sieve.passes(brief, Some(far))
            {
                ring.push(Reverse((far, brief.id, number)));
            }
        });
        ring.into()
    }

    /// Those further than what was looked at, and those whose place is not known.
    fn beyond(&self, sieve: &Sieve, place: Option<Point>, looked_at: Option<u16>) -> InOrder {
        let beyond = self.given(sieve.kind, sieve.council).filter_map(|(id, number)| {
            let brief = self.map.brief(number)?;
            let far = brief.base.zip(place).map(|(base, place)| base.km_to(place));
            let is_new = far.zip(looked_at).is_none_or(|(far, looked_at)| far > looked_at);
            let key = Reverse((far.unwrap_or(u16::MAX), id, number));
            (is_new && sieve.passes(brief, far)).then_some(key)
        });
        beyond.collect()
    }
}
