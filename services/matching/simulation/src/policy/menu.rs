//! The menu: three to eight options, best fit first but for near-ties.

use std::cmp::Reverse;

use crate::world::Fit;

/// The most options a menu shows.
pub const MOST: usize = 8;
/// How many of them have an opening now, if there are so many.
const OPEN: usize = 6;

/// One option as the menu sees it.
#[derive(Clone, Copy)]
pub struct Offered {
    pub organisation: u32,
    /// How well it fits, its wait included.
    pub fit: u32,
    /// What speaks for showing it before a near-tie: less scarce, or shown too rarely. The higher the earlier.
    pub nudge: i64,
}

/// Sees to it that these are on a menu: those that are not take the last places of others.
pub fn keep(menu: &mut Vec<Offered>, kept: &[Offered]) {
    let is_among = |some: &[Offered], option: &Offered| {
        some.iter().any(|other| other.organisation == option.organisation)
    };
    for option in kept {
        if is_among(menu, option) {
            continue;
        }
        if menu.len() >= MOST
            && let Some(out) = menu.iter().rposition(|shown| !is_among(kept, shown))
        {
            menu.remove(out);
        }
        menu.push(*option);
    }
}

/// The best fits, static fit alone.
pub fn best(list: &[Fit], over: &[u32]) -> Vec<u32> {
    let open = list.iter().filter(|option| !over.contains(&option.organisation));
    open.take(MOST).map(|option| option.organisation).collect()
}

/// The best fits, where each place goes to the best nudged among those that fit within `near` of the best one left. The
/// last places are kept for those with an opening now, until [`OPEN`] have one.
pub fn nudged(mut options: Vec<Offered>, near: u32, is_open: impl Fn(&Offered) -> bool) -> Vec<Offered> {
    options.sort_by_key(|option| (Reverse(option.fit), option.organisation));
    let mut menu = Vec::with_capacity(MOST);
    let mut to_open = OPEN;
    while menu.len() < MOST && !options.is_empty() {
        if menu.len() + to_open >= MOST && options.iter().any(&is_open) {
            options.retain(&is_open);
        }
        let least = options[0].fit.saturating_sub(near);
        let ties = options.iter().take_while(|option| option.fit >= least);
        let key = |(at, option): &(usize, &Offered)| (i64::from(option.fit) + option.nudge, Reverse(*at));
        let at = ties.enumerate().max_by_key(key).map_or(0, |(at, _)| at);
        let next = options.remove(at);
        to_open = to_open.saturating_sub(usize::from(is_open(&next)));
        menu.push(next);
    }
    menu
}
