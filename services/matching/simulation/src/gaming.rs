//! Does it pay to play the system? The same year again, with the same draws, in which some people do: what they get instead.

use crate::measure;
use crate::policy::{Failed, Way, year, year_with};
use crate::world::World;
use crate::year::Outcome;

/// One in so many people plays.
const ONE_IN: usize = 10;
/// Who narrows what they would accept keeps this many options.
const KEPT: usize = 3;

/// What comes of one way of playing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Game {
    /// How many people play.
    pub people: u64,
    /// Their mean choice if they are straightforward, in hundredths: 1.00 is everyone's first. Nobody at all counts as one
    /// further down than the last they would take.
    pub straight: i64,
    /// The same if they play.
    pub played: i64,
    /// Two standard errors of the difference, person by person, in hundredths.
    pub error: i64,
    /// Their mean fit, wait included and nobody at all as nothing, in thousandths, if they are straightforward.
    pub straight_fit: u64,
    /// The same if they play.
    pub played_fit: u64,
}

impl Game {
    /// Whether playing helped by more than chance explains.
    pub fn pays(&self) -> bool {
        self.played + self.error < self.straight
    }
}

fn plays(person: usize) -> bool {
    person % ONE_IN == 3
}

/// Some narrow what they would accept to the few that suit them best.
///
/// # Errors
/// [`Failed`], which no scenario that was read leads to.
pub fn narrowing(world: &World, straight: &Outcome) -> Result<Game, Failed> {
    let played = year(&world.narrowed(plays, KEPT), Way::Ours)?;
    Ok(game(world, straight, &played))
}

/// Some ask twice.
///
/// # Errors
/// [`Failed`], which no scenario that was read leads to.
pub fn repeating(world: &World, straight: &Outcome) -> Result<Game, Failed> {
    let played = year_with(world, Way::Ours, plays)?;
    Ok(game(world, straight, &played))
}

fn game(world: &World, straight: &Outcome, played: &Outcome) -> Game {
    let (mut people, mut sums, mut difference, mut squares) = (0_i64, [0_i64; 2], 0, 0);
    for person in (0..world.people.len()).filter(|person| plays(*person)) {
        let [one, other] = [straight, played].map(|outcome| choice(world, outcome, person));
        people += 1;
        sums[0] += one;
        sums[1] += other;
        difference += other - one;
        squares += (other - one) * (other - one);
    }
    let n = people.max(2);
    // The variance of the mean is (sum of squares - square of the sum / n) / (n - 1) / n.
    let spread = 40_000 * (squares - difference * difference / n) / (n - 1) / n;
    let mean = |sum: i64| 100 * sum / people.max(1);
    Game {
        people: people.unsigned_abs(),
        straight: mean(sums[0]),
        played: mean(sums[1]),
        error: spread.max(0).isqrt() + 1,
        straight_fit: fit(world, straight),
        played_fit: fit(world, played),
    }
}

/// The mean fit of those who play or would, in thousandths.
fn fit(world: &World, outcome: &Outcome) -> u64 {
    let players = || (0..world.people.len()).filter(|person| plays(*person));
    let sum: u64 = players().map(|person| measure::fit(world, outcome, person)).sum();
    sum / 1000 / (players().count() as u64).max(1)
}

fn choice(world: &World, outcome: &Outcome, person: usize) -> i64 {
    let place = outcome.places[person];
    let nobody = || {
        let list = world.list(&world.people[person]);
        1 + list.iter().filter(|option| !world.passes_over(person, option.organisation)).count()
    };
    place.map_or_else(nobody, |place| world.choice(person, place.organisation)) as i64
}
