//! The editions of the rules: what each version of them was, so that a menu is made again by the one that made it.

use super::rule::{HARD_RULES, HardRule};

/// The version of the rules in force.
pub const RULES_VERSION: &str = "4";

/// One version of the rules.
#[derive(Debug)]
pub struct Edition {
    /// What leaves an option out.
    pub hard_rules: &'static [HardRule],
    /// Whether options that score nearly the same are put in order by how much room they have, the last places go to a
    /// user-led, an independent and a peer option where the others are none, and single changes are counted.
    pub near_ties: bool,
    /// Whether it is counted how many suit, whatever the person's own limits.
    pub suiting: bool,
}

/// From June 2026.
static FIRST: Edition =
    Edition { hard_rules: HARD_RULES.split_at(HARD_RULES.len() - 1).0, near_ties: false, suiting: false };
/// From November 2026: entries nobody checked for long are left out.
static SECOND: Edition = Edition { hard_rules: &HARD_RULES, near_ties: false, suiting: false };
/// From 28 November 2026: near-ties, kept places, single changes.
static THIRD: Edition = Edition { near_ties: true, ..SECOND };
/// The same day: those who suit are counted.
static FOURTH: Edition = Edition { suiting: true, ..THIRD };

/// The rules of that version; none when this program does not know it.
pub fn edition(version: &str) -> Option<&'static Edition> {
    match version {
        "1" => Some(&FIRST),
        "2" => Some(&SECOND),
        "3" => Some(&THIRD),
        RULES_VERSION => Some(&FOURTH),
        _ => None,
    }
}
