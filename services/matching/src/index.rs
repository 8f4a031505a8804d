//! Every option there is, in memory: the offerings that are not closed, with the facts of their organisations.
//!
//! Pure: it is what the changes taken in, in order, make of it, and its version is the feed position of the last one.
//! Who asks walks only what is given in their council or based near them.

pub mod facts;
pub(crate) mod keep;
pub use reference::place;
pub mod sets;
pub(crate) mod store;
pub mod wire;

use std::collections::{BTreeSet, HashMap};

use uuid::Uuid;

use crate::support::Kind;
use facts::{Offering, Peers, Ulo};
use place::Point;

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
    /// What is given in a council, by its number.
    given: HashMap<(Kind, usize), BTreeSet<Uuid>>,
    /// What is based in a cell of a degree by a degree.
    based: HashMap<(Kind, Cell), BTreeSet<Uuid>>,
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

/// A square of the map, one degree wide: in England at least 62 km.
type Cell = (i32, i32);

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

    /// The options of a kind given in a council or based within `km` of a place, by id. `km` is at most the width of a
    /// cell.
    pub fn near(&self, kind: Kind, council: Option<usize>, place: Option<Point>, km: u16) -> Vec<Entry<'_>> {
        let given = council.and_then(|council| self.given.get(&(kind, council)));
        let mut ids: BTreeSet<Uuid> = given.cloned().unwrap_or_default();
        for cell in place.into_iter().flat_map(cells_around) {
            let based = self.based.get(&(kind, cell)).into_iter().flatten();
            ids.extend(based.filter(|id| self.distance(**id, place).is_some_and(|distance| distance <= km)));
        }
        ids.iter().filter_map(|id| self.whole(*id)).collect()
    }

    fn whole(&self, id: Uuid) -> Option<Entry<'_>> {
        let offering = self.offerings.get(&id)?;
        let ulo = self.ulos.get(&offering.ulo)?;
        Some(Entry { offering, ulo, peers: self.peers.get(&offering.ulo).copied() })
    }

    fn distance(&self, id: Uuid, place: Option<Point>) -> Option<u16> {
        Some(self.whole(id)?.base()?.km_to(place?))
    }

    fn add(&mut self, offering: Offering) {
        for council in offering.councils.numbers() {
            self.given.entry((offering.kind, council)).or_default().insert(offering.id);
        }
        if let Some(cell) = self.cell(&offering) {
            self.based.entry((offering.kind, cell)).or_default().insert(offering.id);
        }
        self.offerings.insert(offering.id, offering);
    }

    fn remove(&mut self, id: Uuid) {
        let Some(offering) = self.offerings.remove(&id) else { return };
        for council in offering.councils.numbers() {
            if let Some(given) = self.given.get_mut(&(offering.kind, council)) {
                given.remove(&id);
            }
        }
        for (_, based) in self.based.iter_mut().filter(|((kind, _), _)| *kind == offering.kind) {
            based.remove(&id);
        }
    }

    fn place_again(&mut self, ulo: Uuid) {
        let theirs =
            self.offerings.values().filter(|offering| offering.ulo == ulo && offering.base.is_none());
        let theirs: Vec<Offering> = theirs.cloned().collect();
        for offering in theirs {
            self.remove(offering.id);
            self.add(offering);
        }
    }

    fn cell(&self, offering: &Offering) -> Option<Cell> {
        let base = offering.base.or_else(|| self.ulos.get(&offering.ulo)?.base)?;
        Some(cell_of(base))
    }
}

impl Entry<'_> {
    /// Where it is based: at the place the offering names, or else at that of its organisation.
    pub fn base(&self) -> Option<Point> {
        self.offering.base.or(self.ulo.base)
    }
}

fn cell_of(place: Point) -> Cell {
    #[expect(clippy::cast_possible_truncation, reason = "degrees are small whole numbers once floored")]
    let whole = |degrees: f64| degrees.floor() as i32;
    (whole(place.latitude()), whole(place.longitude()))
}

fn cells_around(place: Point) -> impl Iterator<Item = Cell> {
    let (north, east) = cell_of(place);
    (-1..=1).flat_map(move |up| (-1..=1).map(move |right| (north + up, east + right)))
}
