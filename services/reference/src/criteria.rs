//! What an organisation is held against to be user-led in more than its numbers: sets of design criteria, each in force
//! from a day on. A newer set takes the place of an older one; what was judged under the older stays readable under it.
//!
//! Source: the 21 criteria of the Department of Health (2007), in three groups, as far as public summaries give them; those
//! marked unsure are from memory and want checking against the Department's own list. The words are ours.

use chrono::NaiveDate;

/// The groups of criteria.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// What it believes and lives by.
    Values,
    /// How it is set up and run.
    Organisation,
    /// What it does.
    Characteristics,
}

/// One criterion of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Criterion {
    /// Its code in the set: a letter for the group and a number.
    pub code: &'static str,
    /// Its group.
    pub group: Group,
    /// Whether a centre for independent living must meet it: what makes one is who runs it and what it is for.
    pub of_centre: bool,
    /// Whether the wording is from memory, not from a source read.
    pub unsure: bool,
}

/// A set of criteria.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Set {
    /// The year it was published; names it.
    pub code: &'static str,
    /// The first day it is in force: year, month, day.
    pub from: (i32, u32, u32),
    /// Its criteria, in order.
    pub criteria: &'static [Criterion],
}

const fn criterion(code: &'static str, group: Group, of_centre: bool, unsure: bool) -> Criterion {
    Criterion { code, group, of_centre, unsure }
}

/// The criteria of 2007.
const DH_2007: &[Criterion] = &[
    criterion("v1", Group::Values, true, false),
    criterion("v2", Group::Values, true, false),
    criterion("v3", Group::Values, false, false),
    criterion("v4", Group::Values, true, false),
    criterion("v5", Group::Values, true, false),
    criterion("v6", Group::Values, false, false),
    criterion("v7", Group::Values, false, false),
    criterion("v8", Group::Values, false, true),
    criterion("v9", Group::Values, false, true),
    criterion("o10", Group::Organisation, false, false),
    criterion("o11", Group::Organisation, true, false),
    criterion("o12", Group::Organisation, false, true),
    criterion("o13", Group::Organisation, false, true),
    criterion("o14", Group::Organisation, false, true),
    criterion("o15", Group::Organisation, false, true),
    criterion("o16", Group::Organisation, false, true),
    criterion("c17", Group::Characteristics, true, true),
    criterion("c18", Group::Characteristics, false, true),
    criterion("c19", Group::Characteristics, false, true),
    criterion("c20", Group::Characteristics, false, true),
    criterion("c21", Group::Characteristics, false, true),
];

/// Whether a criterion asks what the facts on the board answer: that three quarters of it are of the constituency.
pub fn is_of_board(code: &str) -> bool {
    code == "o11"
}

/// Every set, oldest first.
pub const SETS: &[Set] = &[Set { code: "2007", from: (2007, 9, 1), criteria: DH_2007 }];

impl Set {
    /// Whether it is in force on a day, as far as its beginning goes.
    fn has_begun(&self, day: NaiveDate) -> bool {
        let (year, month, date) = self.from;
        NaiveDate::from_ymd_opt(year, month, date).is_some_and(|from| from <= day)
    }

    /// The criterion of a code.
    pub fn find(&self, code: &str) -> Option<&'static Criterion> {
        self.criteria.iter().find(|criterion| criterion.code == code)
    }
}

/// The set in force on a day: the last that has begun, or the first of all before any has.
pub fn in_force(sets: &'static [Set], day: NaiveDate) -> &'static Set {
    static NONE: Set = Set { code: "", from: (1, 1, 1), criteria: &[] };
    sets.iter().rev().find(|set| set.has_begun(day)).or_else(|| sets.first()).unwrap_or(&NONE)
}

/// The set of a code.
pub fn find(code: &str) -> Option<&'static Set> {
    SETS.iter().find(|set| set.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_21_criteria_in_three_groups() {
        let of = |group: Group| DH_2007.iter().filter(|criterion| criterion.group == group).count();
        assert_eq!([Group::Values, Group::Organisation, Group::Characteristics].map(of), [9, 7, 5]);
        let codes: std::collections::BTreeSet<_> = DH_2007.iter().map(|criterion| criterion.code).collect();
        assert_eq!(codes.len(), 21);
    }

    #[test]
    fn a_newer_set_is_in_force_from_its_day() {
        static TWO: &[Set] = &[
            Set { code: "2007", from: (2007, 9, 1), criteria: DH_2007 },
            Set { code: "2030", from: (2030, 4, 1), criteria: &[] },
        ];
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        assert_eq!(in_force(TWO, day(2030, 3, 31)).code, "2007");
        assert_eq!(in_force(TWO, day(2030, 4, 1)).code, "2030");
        assert_eq!(in_force(TWO, day(1990, 1, 1)).code, "2007");
    }
}
