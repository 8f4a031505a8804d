//! Whether anybody could rightly complain.

use super::accept::key;
use super::{Fair, Round};

/// A request and an option it would rather have, that has an opening or someone further back in the order; none if the answer is fair.
pub fn blocking_pair(round: &Round, fair: &Fair) -> Option<(usize, u32)> {
    let mut used = vec![0_u32; round.capacities.len()];
    let mut last = vec![0_u64; round.capacities.len()];
    let standing = |request: usize, option: u32| {
        let choice = round.choices(request).iter().find(|choice| choice.option == option)?;
        Some((choice.rank, key(choice.band, fair.order[request])))
    };
    for (request, place) in fair.places.iter().enumerate() {
        if let Some(option) = place {
            let Some((_, key)) = standing(request, *option) else { return Some((request, *option)) };
            used[*option as usize] += 1;
            last[*option as usize] = last[*option as usize].max(key);
        }
    }
    (0..round.requests()).find_map(|request| {
        let has = fair.places[request].and_then(|option| standing(request, option)).map(|(rank, _)| rank);
        let wanted = round.choices(request).iter().filter(|choice| has.is_none_or(|rank| choice.rank < rank));
        let complains = |option: u32, band: u8| {
            let openings = round.capacities[option as usize];
            used[option as usize] < openings
                || (openings > 0 && key(band, fair.order[request]) < last[option as usize])
        };
        wanted
            .map(|choice| (choice.option, choice.band))
            .find(|(option, band)| complains(*option, *band))
            .map(|(option, _)| (request, option))
    })
}
