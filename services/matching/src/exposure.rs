//! The exposure floor: an organisation shown to be user-led that people hardly saw lately should be given to somebody.
//!
//! Invariant: a floor never passes the openings, and nobody has one without being checked and user-led.

use chrono::{DateTime, Utc};

use crate::index::facts::Ulo;
use crate::support::Verdict;

/// Every opening of an organisation shown to be user-led should be shown this often.
const SHOWN_EACH: i64 = 3;

/// How many of these openings should go to somebody: one, where a user-led organisation was shown less often lately than they
/// call for.
pub fn floor(ulo: &Ulo, openings: u32, shown: i64, now: DateTime<Utc>) -> u32 {
    let verified = ulo.user_led == Verdict::Met && ulo.is_checked(now);
    u32::from(verified && shown < SHOWN_EACH * i64::from(openings))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::index::sets::Access;

    #[test]
    fn a_floor_is_for_checked_user_led_organisations_that_were_hardly_shown() {
        let now: DateTime<Utc> = "2026-06-01T12:00:00Z".parse().unwrap();
        let ulo = Ulo {
            id: Uuid::nil(),
            of_council: false,
            access: Access::default(),
            base: None,
            verify_time: Some(now),
            listed_time: None,
            user_led: Verdict::Met,
        };
        assert_eq!([floor(&ulo, 2, 5, now), floor(&ulo, 2, 6, now), floor(&ulo, 0, 0, now)], [1, 0, 0]);
        let other = Ulo { user_led: Verdict::NotEvidenced, ..ulo.clone() };
        assert_eq!(floor(&other, 2, 0, now), 0);
        assert_eq!(floor(&Ulo { verify_time: None, ..ulo }, 2, 0, now), 0);
    }
}
