//! Every option there is, in memory: the offerings that are not closed, with the facts of their organisations.
//!
//! Pure: it is what the changes taken in, in order, make of it, and its version is the feed position of the last one.
//! Who asks walks only what is given in their council or everywhere, and what is based near them: nothing on a person's
//! path looks at every option, and nothing is lost by that. An option is given in the person's council or it is not,
//! and who is not can only be left out ("out of area"): of those, a menu names the ones based nearby and no others.

pub mod facts;
pub(crate) mod keep;
mod map;
pub use reference::place;
pub mod sets;
pub(crate) mod store;
pub mod wire;

use std::collections::{BTreeSet, HashMap};

use uuid::Uuid;

use crate::support::Kind;
use facts::{Offering, Peers, Ulo};
use map::{Based, Map};
use place::Point;
use sets::{Councils, council_number};

/// How far around somebody is looked, one after another, before a whole council is.
const RINGS_KM: [u16; 5] = [1, 3, 8, 20, 40];

/// One change of what the index holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// An offering as it now is, or closed.
    Offering(Uuid, Option<Box<Offering>>),
    /// An organisation as it now is, or closed.
    Ulo(Uuid, Option<Ulo>),
    /// Who works in an organisation, or nobody knows.
    Peers(Uuid, Option<Peers>),
}

/// The options, by where they are.
#[derive(Debug, Default)]
pub struct Index {
    version: i64,
    offerings: HashMap<Uuid, Offering>,
    ulos: HashMap<Uuid, Ulo>,
    peers: HashMap<Uuid, Peers>,
    /// What each organisation offers.
    theirs: HashMap<Uuid, BTreeSet<Uuid>>,
    /// What is given in a council, by its number, but not in all of them.
    given: HashMap<(Kind, usize), BTreeSet<Uuid>>,
    /// What is given in every council.
    everywhere: HashMap<Kind, BTreeSet<Uuid>>,
    /// Where what has a place is based.
    map: Map,
}

/// One option with all that is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// What is offered.
    pub offering: &'a Offering,
    /// Who offers it.
    pub ulo: &'a Ulo,
    /// Who works there, when that is known.
    pub peers: Option<Peers>,
}

impl Index {
    /// The feed position of the last change taken in.
    pub fn version(&self) -> i64 {
        self.version
    }

    /// Says that every change up to that feed position is in.
    pub fn reach(&mut self, version: i64) {
        self.version = version;
    }

    /// Takes one change in.
    pub fn take(&mut self, change: Change) {
        match change {
            Change::Offering(id, offering) => {
                self.remove(id);
                if let Some(offering) = offering {
                    self.add(*offering);
                }
            }
            Change::Ulo(id, Some(ulo)) => {
                // Its place is that of offerings that name none of their own.
                let moved = self.ulos.get(&id).is_none_or(|before| before.base != ulo.base);
                self.ulos.insert(id, ulo);
                if moved {
                    self.place_again(id);
                }
            }
            Change::Ulo(id, None) => drop(self.ulos.remove(&id)),
            Change::Peers(ulo, Some(peers)) => drop(self.peers.insert(ulo, peers)),
            Change::Peers(ulo, None) => drop(self.peers.remove(&ulo)),
        }
    }

    /// The options of a kind given in a council or based within `km` of a place, by id.
    pub fn near(&self, kind: Kind, council: Option<usize>, place: Option<Point>, km: u16) -> Vec<Entry<'_>> {
        let given = council.into_iter().flat_map(|council| {
            let everywhere = self.everywhere.get(&kind).into_iter().flatten();
            self.given.get(&(kind, council)).into_iter().flatten().chain(everywhere).copied()
        });
        let mut ids: Vec<Uuid> = given.collect();
        if let Some(place) = place {
            self.map.around(kind, place, km, |based| {
                if based.base.km_to(place) <= km {
                    ids.push(based.id);
                }
            });
        }
        ids.sort_unstable();
        ids.dedup();
        ids.iter().filter_map(|id| self.whole(*id)).collect()
    }

    /// The options of a kind given in a council, the nearest first by whole km, equally near ones by id, then those whose
    /// place is not known; for as long as `go_on` says so. Someone without a place gets them by id.
    pub fn nearest<'a>(
        &'a self,
        kind: Kind,
        council: &str,
        place: Option<Point>,
        go_on: &mut dyn FnMut(&Entry<'a>) -> bool,
    ) {
        let Some(council) = council_number(council) else { return };
        let mut looked_at = None;
        for km in place.iter().flat_map(|_| RINGS_KM) {
            let ring = self.ring((kind, council), place, looked_at, km);
            if !ring.iter().filter_map(|(_, id)| self.whole(*id)).all(|entry| go_on(&entry)) {
                return;
            }
            looked_at = Some(km);
        }
        let far =
            |entry: &Entry<'_>| entry.base().zip(place).map_or(u16::MAX, |(base, place)| base.km_to(place));
        let rest = self.near(kind, Some(council), None, 0).into_iter().map(|entry| (far(&entry), entry));
        let mut rest: Vec<_> = rest.filter(|(far, _)| looked_at.is_none_or(|km| *far > km)).collect();
        rest.sort_by_key(|(far, entry)| (*far, entry.offering.id));
        rest.iter().all(|(_, entry)| go_on(entry));
    }

    /// Of the options of a kind given in a council, those based within `km` of a place and further than what was looked at,
    /// nearest first.
    fn ring(
        &self,
        (kind, council): (Kind, usize),
        place: Option<Point>,
        looked_at: Option<u16>,
        km: u16,
    ) -> Vec<(u16, Uuid)> {
        let mut ring = Vec::new();
        let Some(place) = place else { return ring };
        self.map.around(kind, place, km, |based| {
            if !based.councils.has(council) {
                return;
            }
            let far = based.base.km_to(place);
            if far <= km && looked_at.is_none_or(|looked_at| far > looked_at) {
                ring.push((far, based.id));
            }
        });
        ring.sort_unstable();
        ring
    }

    /// The councils in which an organisation offers something, by name.
    pub fn councils_of(&self, ulo: Uuid) -> Vec<String> {
        let theirs = self.theirs.get(&ulo).into_iter().flatten();
        let theirs = theirs.filter_map(|id| self.offerings.get(id));
        let all = theirs.fold(Councils::default(), |all, offering| all.or(offering.councils));
        Vec::<String>::from(all).iter().map(|code| format!("councils/{code}")).collect()
    }

    /// Every option of a kind, by id: to check that nothing is lost by looking only nearby.
    #[cfg(test)]
    pub fn all(&self, kind: Kind) -> Vec<Entry<'_>> {
        let ids: BTreeSet<Uuid> = self.offerings.keys().copied().collect();
        let all = ids.iter().filter_map(|id| self.whole(*id));
        all.filter(|entry| entry.offering.kind == kind).collect()
    }

    fn whole(&self, id: Uuid) -> Option<Entry<'_>> {
        let offering = self.offerings.get(&id)?;
        let ulo = self.ulos.get(&offering.ulo)?;
        Some(Entry { offering, ulo, peers: self.peers.get(&offering.ulo).copied() })
    }

    fn add(&mut self, offering: Offering) {
        self.theirs.entry(offering.ulo).or_default().insert(offering.id);
        self.lists(&offering, |list| {
            list.insert(offering.id);
        });
        self.set_down(&offering);
        self.offerings.insert(offering.id, offering);
    }

    fn remove(&mut self, id: Uuid) {
        let Some(offering) = self.offerings.remove(&id) else { return };
        if let Some(theirs) = self.theirs.get_mut(&offering.ulo) {
            theirs.remove(&id);
        }
        self.lists(&offering, |list| {
            list.remove(&id);
        });
        self.map.take_off(id);
    }

    /// The lists an offering is on: that of everywhere, or those of the councils it is given in.
    fn lists(&mut self, offering: &Offering, mut with: impl FnMut(&mut BTreeSet<Uuid>)) {
        if offering.councils == Councils::all() {
            with(self.everywhere.entry(offering.kind).or_default());
        } else {
            for council in offering.councils.numbers() {
                with(self.given.entry((offering.kind, council)).or_default());
            }
        }
    }

    fn set_down(&mut self, offering: &Offering) {
        let of_ulo = self.ulos.get(&offering.ulo).and_then(|ulo| ulo.base);
        match offering.base.or(of_ulo) {
            Some(base) => {
                let based = Based { id: offering.id, base, councils: offering.councils };
                self.map.set_down(offering.kind, based);
            }
            None => self.map.take_off(offering.id),
        }
    }

    fn place_again(&mut self, ulo: Uuid) {
        let theirs = self.theirs.get(&ulo).into_iter().flatten();
        let theirs: Vec<Offering> = theirs.filter_map(|id| self.offerings.get(id)).cloned().collect();
        theirs.iter().for_each(|offering| self.set_down(offering));
    }
}

impl Entry<'_> {
    /// Where it is based: at the place the offering names, or else at that of its organisation.
    pub fn base(&self) -> Option<Point> {
        self.offering.base.or(self.ulo.base)
    }
}
