//! When a council is found to have no user-led organisation, and when it is found to have one again.

use chrono::{Days, NaiveDate};
use platform::uk_time;

use super::{Closure, Strategy};
use crate::council::GssCode;

/// A lack counts once it has lasted this long, so that an entry that moves, is checked or comes with the next file starts no
/// clock. The clock then runs from the first day.
const LASTS: Days = Days::new(7);
/// How long a review holds.
const REVIEW_HOLDS: Days = Days::new(365);

/// What is known of one council.
#[derive(Debug)]
pub struct Place {
    pub gss_code: GssCode,
    /// Organisations that are or may be user-led: possible, and not shown not to be.
    pub ulo_count: i64,
    /// Of those, shown to be.
    pub user_led_count: i64,
    /// Since when it has been without any, as far as noted.
    pub since: Option<NaiveDate>,
    /// The newest strategy.
    pub latest: Option<Strategy>,
}

/// What there is to do about one council.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Note that it is without any from today.
    Note,
    /// It is without any no longer.
    Forget,
    /// Require a strategy from that day.
    Find(NaiveDate),
    /// Close the strategy: there is one that is shown to be user-led.
    Close,
}

impl Place {
    /// The next thing to do.
    pub fn step(&self, today: NaiveDate) -> Option<Step> {
        let is_open = self.latest.as_ref().is_some_and(|latest| latest.closed.is_none());
        if is_open && self.user_led_count > 0 {
            return Some(Step::Close);
        }
        if self.ulo_count > 0 {
            return self.since.map(|_| Step::Forget);
        }
        let Some(since) = self.since else { return Some(Step::Note) };
        let from = self.held_until().map_or(since, |held| held.max(since));
        let lasted = since.checked_add_days(LASTS).is_some_and(|day| day <= today);
        (!is_open && lasted && from <= today).then_some(Step::Find(from))
    }

    /// The day up to which a review holds.
    fn held_until(&self) -> Option<NaiveDate> {
        let closed = self.latest.as_ref()?.closed.as_ref()?;
        let reviewed = closed.closure == Closure::Reviewed;
        reviewed.then(|| uk_time::date(closed.time).checked_add_days(REVIEW_HOLDS)).flatten()
    }
}
