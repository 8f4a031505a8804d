//! One option before one person: what rules, factors and flags ask of the two together. The person's own wishes and
//! limits are not in here, for the search for the smallest change varies them.

use chrono::{DateTime, Utc};
use reference::access;
use uuid::Uuid;

use super::edition::Edition;
use super::order::Sorts;
use super::{FrozenPrice, Inputs};
use crate::index::facts::{Offering, Peers, Ulo};
use crate::index::place::Point;
use crate::index::sets::{Access, council_number};
use crate::index::{Entry, Index};
use crate::support::{AdvocacyKind, Kind, Tie};
use crate::wants::Wants;

/// How far around a person those who do not cover their council are looked at, to say what is nearest.
pub(super) const NEARBY_KM: u16 = 40;

/// The person, apart from what they want.
pub struct Asker<'a> {
    /// The number of their council.
    pub council: Option<usize>,
    /// Where they live.
    pub place: Option<Point>,
    /// Access they need and share.
    pub needs: Access,
    /// Languages they need and share.
    pub languages: Vec<&'a str>,
    /// Organisations they know, in order.
    pub known_ulos: &'a [Uuid],
    /// Offerings that said no to this request, in order.
    pub said_no: &'a [Uuid],
    /// When they ask for a menu.
    pub as_of_time: DateTime<Utc>,
    /// What openings are worth to others, by offering.
    pub prices: &'a [FrozenPrice],
    /// The rules their menu is made by.
    pub edition: &'static Edition,
}

impl<'a> Asker<'a> {
    /// The person these inputs were frozen for.
    pub fn of(inputs: &'a Inputs, edition: &'static Edition) -> Self {
        let frozen = &inputs.frozen;
        // A few codes, such as "dvd", have the shape of a language tag.
        let languages = frozen.needs.iter().filter(|need| !access::is_known(need)).map(String::as_str);
        Self {
            council: council_number(&frozen.council),
            place: frozen.place,
            needs: Access::of(&frozen.needs),
            languages: languages.collect(),
            known_ulos: &inputs.known_ulos,
            said_no: &inputs.said_no,
            as_of_time: inputs.as_of_time,
            prices: &inputs.prices,
            edition,
        }
    }

    /// Everyone the rules look at, by id.
    pub fn candidates(&self, entries: Vec<Entry<'a>>, seed: u64) -> Vec<Candidate<'a>> {
        entries.into_iter().map(|entry| self.candidate(entry, seed)).collect()
    }

    /// One option before this person.
    pub fn candidate(&self, entry: Entry<'a>, seed: u64) -> Candidate<'a> {
        Candidate::new(self, entry, seed)
    }

    fn price(&self, offering: Uuid) -> Option<&FrozenPrice> {
        let found = self.prices.binary_search_by_key(&offering, |price| price.offering);
        found.ok().map(|found| &self.prices[found])
    }
}

/// Everyone the rules look at for these inputs: who covers the council, and who is based nearby. By id.
pub fn looked_at<'a>(inputs: &Inputs, index: &'a Index) -> Vec<Entry<'a>> {
    let frozen = &inputs.frozen;
    index.near(inputs.wants.kind, council_number(&frozen.council), frozen.place, NEARBY_KM)
}

/// What the person asks for just now: who they are, and one set of wishes and limits.
pub struct Asking<'a> {
    /// The person.
    pub asker: &'a Asker<'a>,
    /// Their wishes and limits.
    pub wants: &'a Wants,
    /// Access they must have.
    pub must_have: Access,
    /// Access they need, must have or not.
    pub needed: Access,
}

impl<'a> Asking<'a> {
    /// That person with these wants.
    pub fn of(asker: &'a Asker<'a>, wants: &'a Wants) -> Self {
        let must_have = Access::of(&wants.constraints.must_have);
        Self { asker, wants, must_have, needed: must_have.or(asker.needs) }
    }
}

/// One option before that person.
pub struct Candidate<'a> {
    /// What is offered.
    pub offering: &'a Offering,
    /// Who offers it.
    pub ulo: &'a Ulo,
    /// Who works there, when that is known.
    pub peers: Option<Peers>,
    /// How far it is based from the person.
    pub distance_km: Option<u16>,
    /// Whether it covers the person's council.
    pub in_area: bool,
    /// Access it promises.
    pub promised: Access,
    /// Whether nothing at all is said about access.
    pub silent_on_access: bool,
    /// Its place among equals, by chance.
    pub draw: u64,
    /// What an opening there is worth to others.
    pub price: u32,
    /// How often it was shown lately.
    pub shown: u32,
    /// What a menu has one of where there is any.
    pub sorts: Sorts,
}

impl<'a> Candidate<'a> {
    fn new(asker: &Asker<'_>, entry: Entry<'a>, seed: u64) -> Self {
        let Entry { offering, ulo, peers, promised } = entry;
        let price = asker.price(offering.id);
        let mut candidate = Self {
            offering,
            ulo,
            peers,
            distance_km: entry.base().zip(asker.place).map(|(base, place)| base.km_to(place)),
            in_area: asker.council.is_some_and(|council| offering.councils.has(council)),
            promised: promised.access,
            silent_on_access: promised.is_silent,
            draw: draw(seed, offering.id),
            price: price.map_or(0, |price| price.price),
            shown: price.map_or(0, |price| price.shown),
            sorts: Sorts::default(),
        };
        candidate.sorts = Sorts::of(&candidate, candidate.is_checked(asker.as_of_time));
        candidate
    }

    /// Whether it is given by people who have been there themselves: that is what it is.
    pub fn is_by_peers(&self) -> bool {
        let advocacy = self.offering.advocacy_kind;
        self.offering.kind == Kind::PeerSupport
            || matches!(advocacy, Some(AdvocacyKind::Peer | AdvocacyKind::SelfAdvocacy | AdvocacyKind::Group))
    }

    /// Whether somebody outside the organisation checked its entry lately.
    pub fn is_checked(&self, now: DateTime<Utc>) -> bool {
        self.ulo.is_checked(now)
    }

    /// Whether it is given in that language.
    pub fn speaks(&self, language: &str) -> bool {
        self.offering.speaks(language)
    }

    /// Whether there is no tie of interest.
    pub fn is_free_of_ties(&self) -> bool {
        self.offering.ties.is_empty() && !self.ulo.of_council
    }

    /// Ties of interest: those it declares, and that of a team of the council itself.
    pub fn ties(&self) -> Vec<Tie> {
        let mut ties = self.offering.ties.clone();
        if self.ulo.of_council && !ties.contains(&Tie::EmployedByCouncil) {
            ties.push(Tie::EmployedByCouncil);
            ties.sort_unstable();
        }
        ties
    }
}

/// A number drawn for an offering from the seed: the finaliser of splitmix64, twice.
fn draw(seed: u64, id: Uuid) -> u64 {
    let (high, low) = id.as_u64_pair();
    mix(mix(seed ^ high) ^ low)
}

fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
