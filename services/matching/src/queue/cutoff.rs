//! What the last place went by, told to someone who waited for one: with how many more weeks' wait it had been theirs.
//!
//! A cut-off is the waiting time of somebody else. Told as it is, of a small organisation, whoever knows who was taken on
//! there last would know the day on which they asked for help. So it is told only where at least eight places were given
//! in a year, the number below which every count of people on the site is hidden; as whole weeks, rounded up, so that what
//! is said stays true; and no longer than a quarter of a year, so that one very long wait does not stand out. Of each place
//! only two days are kept, and nobody. Nothing is told of places given before whoever asks came: they did not miss those.

use chrono::{Days, NaiveDate};
use reference::few::SMALLEST_TOLD;

/// For how long places given are remembered.
pub const REMEMBERED: Days = Days::new(365);
/// The most weeks that are told.
const MOST_WEEKS: i64 = 13;

/// A place given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// When whoever was given it came.
    pub come: NaiveDate,
    /// When it was given.
    pub give: NaiveDate,
}

/// With how many more weeks' wait the last place had gone to someone who came on that day; nothing when that is not known,
/// not safe to tell, or longer than is told.
pub fn weeks(given: &[Given], came: NaiveDate) -> Option<i64> {
    if given.len() < SMALLEST_TOLD as usize {
        return None;
    }
    let last = given.iter().map(|given| given.give).max().filter(|last| *last >= came)?;
    let that_day = given.iter().filter(|given| given.give == last);
    let cut = that_day.map(|given| given.come).max()?;
    let days = (came - cut).num_days();
    let weeks = (days + 6) / 7;
    (days >= 0 && weeks <= MOST_WEEKS).then_some(weeks.max(1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(number: u64) -> NaiveDate {
        NaiveDate::default() + Days::new(number)
    }

    /// Places given on days 1 to 7, and then one more to someone who came on `come`.
    fn given(come: u64, give: u64) -> Vec<Given> {
        let early = (1..8).map(|number| Given { come: day(0), give: day(number) });
        early.chain([Given { come: day(come), give: day(give) }]).collect()
    }

    #[test]
    fn the_last_place_is_told_in_whole_weeks_and_only_of_many() {
        assert_eq!(weeks(&given(91, 110), day(100)), Some(2), "nine days more");
        assert_eq!(weeks(&given(100, 110), day(100)), Some(1), "hours are not told");
        assert_eq!(weeks(&given(93, 110), day(100)), Some(1));
        assert_eq!(weeks(&given(91, 110)[1..], day(100)), None, "seven are too few");
        assert_eq!(weeks(&given(5, 110), day(100)), None, "too long to be told");
        assert_eq!(weeks(&given(91, 99), day(100)), None, "it was gone before they came");
        assert_eq!(
            weeks(&given(101, 110), day(100)),
            None,
            "it went to someone who came later, by another rule"
        );
        assert_eq!(weeks(&[], day(100)), None);
        assert_eq!(weeks(&given(91, 100), day(100)), Some(2), "given on the day they came");
        assert_eq!(weeks(&given(9, 110), day(100)), Some(13), "a quarter of a year");
        assert_eq!(weeks(&given(8, 110), day(100)), None, "a day more");
        let two = [given(50, 110), given(91, 110)].concat();
        assert_eq!(weeks(&two, day(100)), Some(2), "of two on one day, whoever came later");
    }

    proptest! {
        #[test]
        fn what_is_told_is_true(
            places in prop::collection::vec((0u64..120, 0u64..60), 0..20),
            came in 0u64..160,
        ) {
            let given: Vec<Given> =
                places.iter().map(|(come, wait)| Given { come: day(*come), give: day(come + wait) }).collect();
            let Some(weeks) = weeks(&given, day(came)) else { return Ok(()) };
            prop_assert!(given.len() >= SMALLEST_TOLD as usize && (1..=MOST_WEEKS).contains(&weeks));
            // Whoever had come so many weeks earlier had come no later than someone to whom the last place went.
            let last = given.iter().map(|given| given.give).max();
            let earlier = day(came) - Days::new(7 * u64::try_from(weeks).unwrap_or_default());
            prop_assert!(given.iter().any(|given| Some(given.give) == last && earlier <= given.come));
        }
    }
}
