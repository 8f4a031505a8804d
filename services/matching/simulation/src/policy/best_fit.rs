//! Each person picks from their best fits, full or not, and waits their turn; a fortnight without an opening moves on.

use std::collections::BTreeMap;

use super::{Failed, Works, menu};
use crate::year::{Ask, Desk};

/// After how many weeks of waiting for one option the next is asked.
const DEADLINE: usize = 2;

/// Which option of their menu each person waits for, and since when.
#[derive(Default)]
pub struct BestFit {
    turns: BTreeMap<usize, Turn>,
}

struct Turn {
    picks: Vec<u32>,
    at: usize,
    since: usize,
}

impl Works for BestFit {
    fn asks_of(&mut self, desk: &mut Desk<'_>) -> Result<Vec<Ask>, Failed> {
        let mut left: Vec<usize> = desk.openings.all().collect();
        let mut asks = Vec::new();
        for waiting in 0..desk.waiting.len() {
            if !desk.is_free(waiting) {
                continue;
            }
            let Some(organisation) = self.pick(desk, waiting) else { continue };
            if left[organisation as usize] > 0 {
                left[organisation as usize] -= 1;
                asks.push(Ask { waiting, organisation });
            }
        }
        Ok(asks)
    }
}

impl BestFit {
    /// The option a person waits for this week; after the last comes a new menu.
    fn pick(&mut self, desk: &mut Desk<'_>, waiting: usize) -> Option<u32> {
        let person = desk.waiting[waiting].person;
        let week = desk.week;
        if let Some(turn) = self.turns.get_mut(&person) {
            while turn.at < turn.picks.len() {
                let pick = turn.picks[turn.at];
                if week < turn.since + DEADLINE && !desk.waiting[waiting].over.contains(&pick) {
                    return Some(pick);
                }
                (turn.at, turn.since) = (turn.at + 1, week);
            }
        }
        let shown = menu::best(desk.world.list(&desk.world.people[person]), &desk.waiting[waiting].over);
        let picks: Vec<u32> = shown.into_iter().filter(|option| desk.show(waiting, *option)).collect();
        let first = picks.first().copied();
        self.turns.insert(person, Turn { picks, at: 0, since: week });
        first
    }
}
