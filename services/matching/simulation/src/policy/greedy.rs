//! In order of arrival, each person is sent to the best fit that has an opening: one option, now.

use super::{Failed, Works};
use crate::year::{Ask, Desk};

pub struct Greedy;

impl Works for Greedy {
    fn asks_of(&mut self, desk: &mut Desk<'_>) -> Result<Vec<Ask>, Failed> {
        let mut left: Vec<usize> = desk.openings.all().collect();
        let mut asks = Vec::new();
        for waiting in 0..desk.waiting.len() {
            if !desk.is_free(waiting) {
                continue;
            }
            let world = desk.world;
            for option in world.list(&world.people[desk.waiting[waiting].person]) {
                let organisation = option.organisation;
                if left[organisation as usize] == 0 || desk.waiting[waiting].over.contains(&organisation) {
                    continue;
                }
                if desk.show(waiting, organisation) {
                    left[organisation as usize] -= 1;
                    asks.push(Ask { waiting, organisation });
                    break;
                }
            }
        }
        Ok(asks)
    }
}
