//! The organisations behind what is said of one kind of support: the evidence, by name.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Support;

platform::words! {
    /// Whether an organisation is user-led, as a framework counts it.
    pub enum Standing {
        /// Shown to be.
        Shown = "shown",
        /// It may be, and has not shown it.
        NotShown = "not_shown",
        /// It is not, or is of a kind that is not.
        Other = "other",
    }
}

/// One organisation, with its offerings of one kind that cover the area and are not closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Behind {
    /// The organisation.
    pub ulo: Uuid,
    /// Whether it is user-led.
    pub standing: Standing,
    /// How many such offerings it has.
    pub offerings: u32,
    /// Of those, taking people on.
    pub open: u32,
    /// Of those, saying which access they give.
    pub saying_access: u32,
    /// Whether the council has a contract with it today.
    pub contract: bool,
    /// Whether the council gives it other money today.
    pub grant: bool,
    /// Whether it has a seat where the council decides today.
    pub seat: bool,
}

impl Behind {
    /// Whether it is or may be user-led.
    fn may_be_user_led(&self) -> bool {
        self.standing != Standing::Other
    }
}

impl Support {
    /// What organisations together have.
    pub fn of(behind: &[Behind]) -> Self {
        let sum = |of: fn(&Behind) -> u32| behind.iter().map(of).sum();
        let among = |standing: Standing| behind.iter().filter(move |one| one.standing == standing);
        let count = |found: usize| u32::try_from(found).unwrap_or(u32::MAX);
        let tied = |by: fn(&Behind) -> bool| behind.iter().any(|one| one.may_be_user_led() && by(one));
        Self {
            offerings: sum(|one| one.offerings),
            open: sum(|one| one.open),
            saying_access: sum(|one| one.saying_access),
            user_led: among(Standing::Shown).map(|one| one.offerings).sum(),
            maybe_user_led: among(Standing::NotShown).map(|one| one.offerings).sum(),
            organisations: count(behind.len()),
            user_led_organisations: count(among(Standing::Shown).count()),
            contract: tied(|one| one.contract),
            grant: tied(|one| one.grant),
            seat: tied(|one| one.seat),
            referrals: 0,
        }
    }
}
