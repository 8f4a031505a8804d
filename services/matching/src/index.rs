//! Every option there is, in memory: the offerings that are not closed, with the facts of their organisations.
//!
//! Pure: it is what the changes taken in, in order, make of it, and its version is the feed position of the last one.
//! Who asks walks only what is given in their council or everywhere, and what is based near them: nothing on a person's
//! path looks at every option, and nothing is lost by that. An option is given in the person's council or it is not,
//! and who is not can only be left out ("out of area"): of those, a menu names the ones based nearby and no others.

pub(crate) mod brief;
pub mod facts;
pub(crate) mod keep;
mod map;
mod nearest;
pub use reference::place;
pub mod sets;
pub mod sieve;
mod slots;
pub(crate) mod store;
pub mod wire;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use uuid::Uuid;

use crate::support::Kind;
use brief::Brief;
use facts::{Offering, Peers, Promised, Ulo};
use map::Map;
use place::Point;
use sets::Councils;
use slots::Slots;

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
    options: Slots<Held>,
    organisations: Slots<Organisation>,
    /// What is given in a council, by its number, but not in all of them: by id.
    given: HashMap<(Kind, usize), BTreeMap<Uuid, u32>>,
    /// What is given in every council: by id.
    everywhere: HashMap<Kind, BTreeMap<Uuid, u32>>,
    map: Map,
}

/// An offering, with the number of its organisation.
#[derive(Debug)]
struct Held {
    offering: Offering,
    organisation: u32,
    promised: Promised,
}

/// What is known of an organisation, with the numbers of what it offers.
#[derive(Debug, Default)]
struct Organisation {
    ulo: Option<Ulo>,
    peers: Option<Peers>,
    offers: BTreeSet<u32>,
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
    /// Access the two promise together.
    pub promised: Promised,
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
            Change::Ulo(id, ulo) => self.take_ulo(id, ulo),
            Change::Peers(id, peers) => {
                let number = self.organisations.number_or(id, Organisation::default);
                if let Some(organisation) = self.organisations.get_mut(number) {
                    organisation.peers = peers;
                }
            }
        }
    }

    /// The options of a kind given in a council or based within `km` of a place, by id.
    pub fn near(&self, kind: Kind, council: Option<usize>, place: Option<Point>, km: u16) -> Vec<Entry<'_>> {
        let given = council.into_iter().flat_map(|council| self.given(kind, council));
        let mut found: Vec<(Uuid, u32)> = given.collect();
        if let Some(place) = place {
            self.map.around(brief::kind(kind), place, km, |number, brief, far| {
                if far <= km {
                    found.push((brief.id, number));
                }
            });
        }
        found.sort_unstable();
        found.dedup();
        found.iter().filter_map(|(_, number)| self.whole(*number)).collect()
    }

    /// The councils in which an organisation offers something, by name.
    pub fn councils_of(&self, ulo: Uuid) -> Vec<String> {
        let organisation = self.organisations.number(ulo).and_then(|number| self.organisations.get(number));
        let theirs = organisation.into_iter().flat_map(|organisation| &organisation.offers);
        let theirs = theirs.filter_map(|number| self.options.get(*number));
        let all = theirs.fold(Councils::default(), |all, held| all.or(held.offering.councils));
        Vec::<String>::from(all).iter().map(|code| format!("councils/{code}")).collect()
    }

    /// Every option of a kind, by id: to check that nothing is lost by looking only nearby.
    #[cfg(test)]
    pub fn all(&self, kind: Kind) -> Vec<Entry<'_>> {
        let numbers: BTreeMap<Uuid, u32> = self.options.numbers().collect();
        let all = numbers.values().filter_map(|number| self.whole(*number));
        all.filter(|entry| entry.offering.kind == kind).collect()
    }

    fn whole(&self, number: u32) -> Option<Entry<'_>> {
        let Held { offering, organisation, promised } = self.options.get(number)?;
        let Organisation { ulo, peers, .. } = self.organisations.get(*organisation)?;
        Some(Entry { offering, ulo: ulo.as_ref()?, peers: *peers, promised: *promised })
    }

    /// The options of a kind given in a council, with their numbers: those given there in order of id, then those given
    /// everywhere.
    fn given(&self, kind: Kind, council: usize) -> impl Iterator<Item = (Uuid, u32)> {
        let everywhere = self.everywhere.get(&kind).into_iter().flatten();
        let here = self.given.get(&(kind, council)).into_iter().flatten();
        here.chain(everywhere).map(|(id, number)| (*id, *number))
    }

    fn add(&mut self, offering: Offering) {
        let id = offering.id;
        let organisation = self.organisations.number_or(offering.ulo, Organisation::default);
        let held = Held { offering, organisation, promised: Promised::default() };
        let number = self.options.number_or(id, || held);
        if let Some(organisation) = self.organisations.get_mut(organisation) {
            organisation.offers.insert(number);
        }
        self.lists(number, |list| {
            list.insert(id, number);
        });
        self.set_down(number);
    }

    fn remove(&mut self, id: Uuid) {
        let Some(number) = self.options.number(id) else { return };
        self.lists(number, |list| {
            list.remove(&id);
        });
        self.map.take_off(number);
        let Some(held) = self.options.remove(id) else { return };
        if let Some(organisation) = self.organisations.get_mut(held.organisation) {
            organisation.offers.remove(&number);
        }
    }

    /// The lists an option is on: that of everywhere, or those of the councils it is given in.
    fn lists(&mut self, number: u32, mut with: impl FnMut(&mut BTreeMap<Uuid, u32>)) {
        let Some(Held { offering, .. }) = self.options.get(number) else { return };
        if offering.councils == Councils::all() {
            with(self.everywhere.entry(offering.kind).or_default());
        } else {
            for council in offering.councils.numbers() {
                with(self.given.entry((offering.kind, council)).or_default());
            }
        }
    }

    fn take_ulo(&mut self, id: Uuid, ulo: Option<Ulo>) {
        let number = self.organisations.number_or(id, Organisation::default);
        let Some(organisation) = self.organisations.get_mut(number) else { return };
        organisation.ulo = ulo;
        // Its place is that of offerings that name none of their own, and they promise what it promises.
        let theirs: Vec<u32> = organisation.offers.iter().copied().collect();
        theirs.into_iter().for_each(|number| self.set_down(number));
    }

    fn set_down(&mut self, number: u32) {
        let Some(held) = self.options.get_mut(number) else { return };
        let organisation = self.organisations.get(held.organisation);
        let Some(ulo) = organisation.and_then(|organisation| organisation.ulo.as_ref()) else { return };
        held.promised = Promised::by(&held.offering, ulo);
        self.map.set_down(number, Brief::of(&held.offering, &held.promised, ulo.base));
    }
}

impl Entry<'_> {
    /// Where it is based: at the place the offering names, or else at that of its organisation.
    pub fn base(&self) -> Option<Point> {
        self.offering.base.or(self.ulo.base)
    }
}
