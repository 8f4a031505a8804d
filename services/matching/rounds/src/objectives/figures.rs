//! What a placement comes to, from the placement alone.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{Objective, Problem};

/// Waits count up to this many days, a hundred years.
const LONGEST: u32 = 36_500;

/// So many of so many.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    /// The part.
    pub part: u64,
    /// The whole, above zero.
    pub whole: u64,
}

impl Share {
    pub(super) const NOTHING: Self = Self { part: 0, whole: 1 };

    /// In millionths, rounded down.
    pub fn millionths(self) -> u64 {
        (u128::from(self.part) * 1_000_000 / u128::from(self.whole)) as u64
    }
}

impl Ord for Share {
    fn cmp(&self, other: &Self) -> Ordering {
        let times = |a: u64, b: u64| u128::from(a) * u128::from(b);
        times(self.part, other.whole).cmp(&times(other.part, self.whole))
    }
}

impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Share {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Share {}

/// What can be harder for one group than for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// Not to get the first choice.
    NotFirst,
    /// The days waited of those who stay with no one.
    Wait,
}

impl Measure {
    /// What a request bears by itself if it has this rank, or no one.
    pub fn harm(self, problem: &Problem, request: usize, rank: Option<u32>) -> u32 {
        match self {
            Self::NotFirst => u32::from(rank != Some(0)),
            Self::Wait if rank.is_some() => 0,
            Self::Wait => problem.round.standing(request).waited.min(LONGEST),
        }
    }
}

/// The figures of a placement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// How many people have an option they accept.
    pub helped: u64,
    /// How many have their first choice, their second, and so on.
    pub profile: Vec<u64>,
    /// The share without their first choice: of the group where it is highest.
    pub worst_not_first: Share,
    /// The same of everybody.
    pub not_first: Share,
    /// Days waited of those with no one, for each person: of the group where it is highest.
    pub worst_wait: Share,
    /// The same of everybody.
    pub wait: Share,
    /// How many places the options are short of their floors.
    pub short_of_floors: u64,
    /// The sum of fit.
    pub fit: u64,
}

impl Figures {
    /// Counts a placement.
    pub fn of(problem: &Problem, places: &[Option<u32>]) -> Self {
        let known = |request: usize| places[request].and_then(|option| problem.of(request, option));
        let all: Vec<_> = (0..places.len()).map(known).collect();
        let mut profile = vec![0; problem.ranks()];
        all.iter().flatten().for_each(|known| profile[known.rank as usize] += 1);
        let mut used = vec![0_u32; problem.floors.len()];
        places.iter().flatten().for_each(|option| used[*option as usize] += 1);
        let short = problem.floors().zip(used).map(|(floor, used)| u64::from(floor.saturating_sub(used)));
        let rank = |request: usize| all[request].map(|known| known.rank);
        let (worst_not_first, not_first) = shares(problem, Measure::NotFirst, rank);
        let (worst_wait, wait) = shares(problem, Measure::Wait, rank);
        Self {
            helped: all.iter().flatten().count() as u64,
            profile,
            worst_not_first,
            not_first,
            worst_wait,
            wait,
            short_of_floors: short.sum(),
            fit: all.iter().flatten().map(|known| u64::from(known.fit)).sum(),
        }
    }

    /// How far the worst-off group is from everybody in first choices, in millionths.
    pub fn gap(&self) -> u64 {
        self.worst_not_first.millionths() - self.not_first.millionths()
    }

    /// Which of two is better by these objectives in this order: `Less` is better.
    pub fn compare(&self, other: &Self, order: &[Objective]) -> Ordering {
        let by = |objective: &Objective| match objective {
            Objective::Helped => other.helped.cmp(&self.helped),
            Objective::Ranks => other.profile.cmp(&self.profile),
            Objective::WorstOff => {
                let worst = |figures: &Self| (figures.worst_not_first, figures.worst_wait);
                worst(self).cmp(&worst(other))
            }
            Objective::Floors => self.short_of_floors.cmp(&other.short_of_floors),
            Objective::Fit => other.fit.cmp(&self.fit),
        };
        order.iter().map(by).find(|ordering| ordering.is_ne()).unwrap_or(Ordering::Equal)
    }
}

/// What each group bears in all, and how many are in it.
pub(super) fn by_group(
    problem: &Problem,
    measure: Measure,
    rank: impl Fn(usize) -> Option<u32>,
) -> BTreeMap<u32, Share> {
    let mut groups = BTreeMap::new();
    for (request, group) in problem.groups.iter().enumerate() {
        let share = groups.entry(*group).or_insert(Share { part: 0, whole: 0 });
        share.part += u64::from(measure.harm(problem, request, rank(request)));
        share.whole += 1;
    }
    groups
}

/// The share of the group that bears most.
pub(super) fn worst(groups: &BTreeMap<u32, Share>) -> Share {
    groups.values().copied().max().unwrap_or(Share::NOTHING)
}

/// The share of the group that bears most, and of everybody.
fn shares(problem: &Problem, measure: Measure, rank: impl Fn(usize) -> Option<u32>) -> (Share, Share) {
    let groups = by_group(problem, measure, rank);
    let add =
        |sum: Share, share: &Share| Share { part: sum.part + share.part, whole: sum.whole + share.whole };
    let worst = worst(&groups);
    let all = groups.values().fold(Share { part: 0, whole: 0 }, add);
    (worst, if groups.is_empty() { Share::NOTHING } else { all })
}
