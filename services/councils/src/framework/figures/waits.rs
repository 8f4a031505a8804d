//! The steps of the journey, and how long each takes: finished ones and standing ones apart.

use serde::{Deserialize, Serialize};

use crate::disclosure::{self, SmallNumber};

/// Under this many, what nine of ten did not go beyond would be the wait of one or two people.
const ENOUGH_FOR_A_NINETIETH: u32 = 30;

platform::words! {
    /// The steps of the journey.
    pub enum Step {
        /// From asking to choosing.
        AskedToChosen = "asked_to_chosen",
        /// From choosing to being taken on.
        ChosenToAccepted = "chosen_to_accepted",
        /// From asking to being taken on.
        AskedToAccepted = "asked_to_accepted",
        /// From being taken on to the support being live.
        AcceptedToLive = "accepted_to_live",
        /// From asking to the first menu.
        AskedToMenu = "asked_to_menu",
        /// From the first menu to the first choice.
        MenuToChosen = "menu_to_chosen",
        /// From the first choice to the first introduction.
        ChosenToIntroduced = "chosen_to_introduced",
        /// From an introduction to its yes.
        IntroducedToAccepted = "introduced_to_accepted",
        /// From being taken on to first speaking.
        AcceptedToContact = "accepted_to_contact",
        /// From first speaking to an agreed plan.
        ContactToAgreed = "contact_to_agreed",
        /// From an agreed plan to the support being live.
        AgreedToLive = "agreed_to_live",
    }
}

/// How long one step took, of those finished in the last 365 days, and of those in it now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Waited {
    /// How many.
    pub count: u32,
    /// The median in whole days.
    pub median_days: u32,
    /// What nine of ten did not go beyond, in whole days.
    pub ninetieth_days: u32,
    /// How many are in it now.
    pub waiting: u32,
    /// The median so far of those, in whole days.
    pub waiting_median_days: u32,
}

/// How long one step takes, as anyone may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// The median in whole days, unless too few waited.
    pub median_days: Option<u32>,
    /// How many waited.
    pub count: SmallNumber,
    /// What nine of ten did not go beyond, unless fewer than 30 waited.
    pub ninetieth_days: Option<u32>,
    /// How many wait now.
    pub waiting: SmallNumber,
    /// The median so far of those who wait now, unless too few do.
    pub waiting_median_days: Option<u32>,
}

impl Waited {
    /// What anyone may see of it.
    pub fn wait(self) -> Wait {
        let (count, waiting) = (disclosure::alone(self.count), disclosure::alone(self.waiting));
        let some = |number: SmallNumber| matches!(number, SmallNumber::Shown(1..));
        Wait {
            median_days: some(count).then_some(self.median_days),
            count,
            ninetieth_days: (self.count >= ENOUGH_FOR_A_NINETIETH).then_some(self.ninetieth_days),
            waiting,
            waiting_median_days: some(waiting).then_some(self.waiting_median_days),
        }
    }
}
