//! Making the world: every number is drawn for its purpose, so changing one part of a scenario leaves the others alone.

use super::{AHEAD, Fit, LONGEST_LIST, Organisation, Person};
use crate::draw::{Draws, Purpose};
use crate::fit::{Facts, Weights};
use crate::scenario::Scenario;

pub struct Made {
    pub organisations: Vec<Organisation>,
    pub people: Vec<Person>,
    pub past: Vec<Person>,
    pub lists: Vec<Fit>,
}

/// A place on the map, in tenths of a kilometre.
#[derive(Clone, Copy)]
struct Place {
    x: i64,
    y: i64,
}

struct Town {
    centre: Place,
    spread: i64,
    rural: bool,
    people: u64,
    supply: u64,
}

/// What is known of an organisation beside what the world keeps.
struct Profile {
    place: Place,
    /// How far it goes; `None` works remotely, anywhere.
    reach: Option<i64>,
    needs: u32,
    languages: u32,
    kinds: u32,
    lived_percent: u32,
    ties: u32,
    pence: u32,
}

pub fn make(scenario: &Scenario, seed: u64) -> Made {
    let towns = towns(scenario, seed);
    let (profiles, organisations) = organisations(scenario, seed, &towns);
    let mut made = Made { organisations, people: Vec::new(), past: Vec::new(), lists: Vec::new() };
    let mut asking = Asking { scenario, towns: &towns, profiles: &profiles, lists: &mut made.lists };
    let (requests, weeks) = (scenario.people.requests, scenario.weeks);
    made.people = asking.people(Draws::new(seed, Purpose::Person), requests, weeks);
    made.past = asking.people(Draws::new(seed, Purpose::Past), requests * AHEAD / weeks, AHEAD);
    made
}

fn towns(scenario: &Scenario, seed: u64) -> Vec<Town> {
    let draws = Draws::new(seed, Purpose::Town);
    let side = (scenario.side_km * 10) as u64;
    let mut towns = Vec::new();
    for sort in &scenario.towns {
        for _ in 0..sort.number {
            let own = draws.of(towns.len());
            // Uneven: from a half to one and a half of the sort's mean.
            let people = u64::from(sort.people_percent) * 1_000_000 / sort.number as u64
                * (500 + own.below(2, 1001))
                / 1000;
            // Supply follows people only loosely.
            let supply = people * u64::from(sort.supply_percent) / 100 * (500 + own.below(3, 1001)) / 1000;
            let alone = scenario.towns.len() > 1 && sort.number == 1;
            let at = |which| if alone { side as i64 / 2 } else { own.below(which, side) as i64 };
            let centre = Place { x: at(0), y: at(1) };
            towns.push(Town { centre, spread: sort.spread_km * 10, rural: sort.rural, people, supply });
        }
    }
    towns
}

fn organisations(scenario: &Scenario, seed: u64, towns: &[Town]) -> (Vec<Profile>, Vec<Organisation>) {
    let draws = Draws::new(seed, Purpose::Organisation);
    let (mut profiles, mut organisations) = (Vec::new(), Vec::new());
    for (size, sort) in scenario.organisations.iter().enumerate() {
        for _ in 0..sort.number {
            let own = draws.of(organisations.len());
            let town = &towns[own.share(0, towns.iter().map(|town| town.supply))];
            let user_led = own.percent(1, sort.user_led_percent);
            let languages = mask(own.of(3), scenario.languages.iter().map(|one| one.spoken_by_percent));
            profiles.push(Profile {
                place: town.near(own.of(1), scenario),
                reach: (!own.percent(2, sort.remote_percent)).then_some(sort.reach_km * 10),
                needs: mask(own.of(2), scenario.needs.iter().map(|one| one.known_by_percent)),
                languages: languages | u32::from(languages == 0),
                kinds: at_least_one(
                    mask(own.of(4), scenario.kinds.iter().map(|one| one.offered_by_percent)),
                    own,
                    scenario,
                ),
                lived_percent: if user_led { 50 + own.below(3, 51) as u32 } else { own.below(3, 41) as u32 },
                ties: if user_led { 0 } else { own.below(4, 3) as u32 },
                pence: if own.percent(5, 50) { 0 } else { 1000 + own.below(6, 3001) as u32 },
            });
            let weeks = scenario.weeks + scenario.people.patience_weeks;
            organisations.push(Organisation {
                size,
                user_led,
                openings_a_year: sort.openings,
                openings: openings(
                    Draws::new(seed, Purpose::Openings).of(organisations.len()),
                    sort.openings,
                    weeks,
                ),
            });
        }
    }
    (profiles, organisations)
}

/// When openings come free: as people move on, each in a week of its own.
fn openings(draws: Draws, a_year: u32, weeks: usize) -> Vec<u16> {
    let mut openings = vec![0; weeks];
    let spread = u64::from(a_year) * (750 + draws.below(0, 501)) * weeks as u64;
    let number = spread / 52_000 + u64::from(draws.below(1, 52_000) < spread % 52_000);
    for one in 0..number {
        openings[draws.below(2 + one, weeks as u64) as usize] += 1;
    }
    openings
}

/// The kinds offered; one by their shares if the draws gave none.
fn at_least_one(kinds: u32, own: Draws, scenario: &Scenario) -> u32 {
    let shares = scenario.kinds.iter().map(|kind| u64::from(kind.share_percent));
    if kinds == 0 { 1 << own.share(7, shares) } else { kinds }
}

fn mask(draws: Draws, percents: impl Iterator<Item = u32>) -> u32 {
    (0..).zip(percents).fold(0, |mask, (bit, percent)| mask | u32::from(draws.percent(bit, percent)) << bit)
}

impl Town {
    fn near(&self, draws: Draws, scenario: &Scenario) -> Place {
        let inside = |at: i64| at.clamp(0, scenario.side_km * 10 - 1);
        let (x, y) = (draws.near(0, self.spread), draws.near(1, self.spread));
        Place { x: inside(self.centre.x + x), y: inside(self.centre.y + y) }
    }
}

/// Those who ask and what suits them.
struct Asking<'a> {
    scenario: &'a Scenario,
    towns: &'a [Town],
    profiles: &'a [Profile],
    lists: &'a mut Vec<Fit>,
}

/// One who asks, as the hard rules and the fit need to know them.
struct Asks {
    place: Place,
    need: usize,
    must_know: bool,
    language: usize,
    kind: usize,
    remote: bool,
    weights: Weights,
    ties: Draws,
}

impl Asking<'_> {
    fn people(&mut self, draws: Draws, number: usize, weeks: usize) -> Vec<Person> {
        let mut arrivals: Vec<(usize, usize)> =
            (0..number).map(|who| (draws.of(who).below(0, weeks as u64) as usize, who)).collect();
        arrivals.sort_unstable();
        arrivals.into_iter().map(|(week, who)| self.person(draws.of(who), week)).collect()
    }

    fn person(&mut self, own: Draws, week: usize) -> Person {
        let scenario = self.scenario;
        let town = &self.towns[own.share(1, self.towns.iter().map(|town| town.people))];
        let need = own.share(2, scenario.needs.iter().map(|one| u64::from(one.share_percent)));
        let asks = Asks {
            place: town.near(own.of(1), scenario),
            need,
            must_know: own.percent(3, scenario.needs[need].must_percent),
            language: own.share(4, scenario.languages.iter().map(|one| u64::from(one.share_percent))),
            kind: own.share(5, scenario.kinds.iter().map(|one| u64::from(one.share_percent))),
            remote: own.percent(6, scenario.people.remote_percent),
            weights: Weights::draw(own.of(2)),
            ties: own.of(3),
        };
        let start = self.lists.len();
        self.lists.extend(list(&asks, self.profiles));
        let (language, rural) = (asks.language, town.rural);
        let list = start..self.lists.len();
        let suited = list.clone();
        Person { week, need, language, rural, no_wait: asks.weights.no_wait(), list, suited }
    }
}

/// What passes the hard rules, best fit first; equal fits by a draw of the person's own.
fn list(asks: &Asks, profiles: &[Profile]) -> Vec<Fit> {
    let fits = (0..).zip(profiles).filter_map(|(organisation, profile)| {
        Some(Fit { organisation, fit: asks.weights.fit(&facts(asks, profile)?) })
    });
    let mut list: Vec<Fit> = fits.collect();
    let order = |option: &Fit| {
        let draw = asks.ties.below(u64::from(option.organisation), 1 << 32);
        (std::cmp::Reverse(option.fit), draw, option.organisation)
    };
    list.sort_by_cached_key(order);
    list.truncate(LONGEST_LIST);
    list
}

/// What the fit needs to know, if no hard rule leaves the organisation out.
fn facts(asks: &Asks, profile: &Profile) -> Option<Facts> {
    let knows = profile.needs >> asks.need & 1 == 1;
    if profile.kinds >> asks.kind & 1 == 0
        || profile.languages >> asks.language & 1 == 0
        || (asks.must_know && !knows)
    {
        return None;
    }
    let far = match profile.reach {
        None if asks.remote => None,
        None => return None,
        Some(reach) => {
            let (x, y) = (asks.place.x - profile.place.x, asks.place.y - profile.place.y);
            let far = (x * x + y * y).isqrt();
            if far > reach {
                return None;
            }
            Some(far)
        }
    };
    Some(Facts {
        far,
        knows,
        specialised: profile.needs != 0,
        lived_percent: profile.lived_percent,
        ties: profile.ties,
        pence: profile.pence,
    })
}
