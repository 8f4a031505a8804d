//! The questions a review asks, each version kept for ever: reference data that comes with the program.
//!
//! Invariants: an item never changes, better words are a new version with a new name; where levels form a scale, the
//! best is the highest; every instrument asks about control.

pub(crate) mod rpc;
mod words;

use platform::Error;

/// Every instrument, the oldest first.
const ALL: &[&Instrument] = &[&words::CONTROL_CHOICE_PROCESS_1];

platform::words! {
    /// What a question is about.
    pub enum Kind {
        /// How much control the person has over their daily life.
        Control = "control",
        /// Whether the person has enough choice.
        Choice = "choice",
        /// How it went.
        Process = "process",
    }
}

/// One version of a set of questions.
#[derive(Debug, PartialEq, Eq)]
pub struct Instrument {
    /// `instruments/{slug}`.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Counted from 1.
    pub version: i32,
    /// SPDX identifier of the licence of its words.
    pub licence: &'static str,
    /// The first day it was used for new reviews, `YYYY-MM-DD`.
    pub start_date: &'static str,
    /// The last day it was; empty while it still is.
    pub end_date: &'static str,
    /// The questions, in the order to ask them.
    pub items: &'static [Item],
}

/// One question.
#[derive(Debug, PartialEq, Eq)]
pub struct Item {
    /// Unique within the instrument, and the same in later versions that ask the same.
    pub item_id: &'static str,
    /// What it is about.
    pub kind: Kind,
    /// The question.
    pub question: &'static str,
    /// The question in Easy Read.
    pub easy_read_question: &'static str,
    /// What may help to answer.
    pub help: &'static str,
    /// Whether the levels form a scale.
    pub ordered: bool,
    /// The answers to choose from; the first has the value 1.
    pub levels: &'static [Level],
}

/// One possible answer.
#[derive(Debug, PartialEq, Eq)]
pub struct Level {
    /// The answer in words.
    pub label: &'static str,
    /// The answer in Easy Read.
    pub easy_read_label: &'static str,
    /// Whether published measures count it as a good answer.
    pub top: bool,
}

impl Instrument {
    /// The instrument of that name.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub fn find(name: &str) -> Result<&'static Self, Error> {
        ALL.iter().copied().find(|known| known.name == name).ok_or_else(|| Error::not_found(name))
    }

    /// The newest instrument in use for new reviews on a day, or else the oldest there is.
    pub fn on(date: &str) -> &'static Self {
        let used = ALL.iter().rev().copied().find(|known| known.is_used_on(date));
        used.unwrap_or(&words::CONTROL_CHOICE_PROCESS_1)
    }

    /// Whether it is used for new reviews on a day, `YYYY-MM-DD`.
    fn is_used_on(&self, date: &str) -> bool {
        // Dates in this form come in the order of their text.
        self.start_date <= date && (self.end_date.is_empty() || date <= self.end_date)
    }

    /// The question of that id.
    pub fn item(&self, item_id: &str) -> Option<&'static Item> {
        self.items.iter().find(|item| item.item_id == item_id)
    }

    /// The questions about control, which every answer must cover.
    pub fn control(&self) -> impl Iterator<Item = &'static Item> {
        self.items.iter().filter(|item| item.kind == Kind::Control)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use platform::{text, when};

    use super::*;

    #[test]
    fn instruments_are_whole() {
        for known in ALL {
            assert!(known.name.ends_with(&format!("-{}", known.version)), "{}", known.name);
            assert!(when::date("start_date", known.start_date).unwrap().is_some());
            assert_eq!(known.control().count(), 1, "change is measured on one scale");
            assert!(known.control().all(|item| item.ordered));
            let ids: BTreeSet<&str> = known.items.iter().map(|item| item.item_id).collect();
            assert_eq!(ids.len(), known.items.len());
            for item in known.items {
                assert!(
                    item.levels.len() >= 3 && item.levels.iter().any(|level| level.top),
                    "{}",
                    item.item_id
                );
                for level in item.levels {
                    text::required("label", level.label, 100).unwrap();
                    text::required("easy_read_label", level.easy_read_label, 100).unwrap();
                }
            }
        }
    }

    #[test]
    fn the_scale_of_control_has_four_levels_of_which_the_upper_two_count() {
        let control = words::CONTROL_CHOICE_PROCESS_1.control().next().unwrap();
        let top: Vec<bool> = control.levels.iter().map(|level| level.top).collect();
        assert_eq!(top, [false, false, true, true]);
    }

    #[test]
    fn the_choice_question_is_no_scale() {
        let choice = words::CONTROL_CHOICE_PROCESS_1.item("support_choice").unwrap();
        assert_eq!((choice.ordered, choice.levels.len()), (false, 3));
    }

    #[test]
    fn an_instrument_is_used_between_its_days() {
        assert_eq!(Instrument::on("2026-01-01"), &words::CONTROL_CHOICE_PROCESS_1);
        assert!(!words::CONTROL_CHOICE_PROCESS_1.is_used_on("1999-12-31"));
    }
}
