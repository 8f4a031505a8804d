//! What was seen of organisations so far: how many openings came free, how many people they suit, and who is owed to be shown.

use crate::world::World;
use crate::year::Desk;

/// In thousandths.
const MANY_OF_THEM: u32 = 200;
/// For how many weeks to come an organisation is owed already.
const AHEAD: u32 = 4;
/// How many openings are taken to come for each hundred an organisation says.
const MORE_THAN_SAID: u32 = 125;

pub struct Exposure {
    /// Openings of each organisation that have come free so far.
    come: Vec<u32>,
    /// How many people who asked so far each suits.
    suits: Vec<u32>,
}

impl Exposure {
    pub fn new(world: &World) -> Self {
        let nothing = vec![0; world.organisations.len()];
        Self { come: nothing.clone(), suits: nothing }
    }

    /// Looks at what came this week.
    pub fn learn(&mut self, desk: &Desk<'_>) {
        for (come, organisation) in self.come.iter_mut().zip(&desk.world.organisations) {
            *come += u32::from(organisation.openings[desk.week]);
        }
        for person in desk.world.asked_in(desk.week as i64) {
            for option in desk.world.list(person) {
                self.suits[option.organisation as usize] += 1;
            }
        }
    }

    /// Openings of an organisation that have come free so far.
    pub fn come(&self, organisation: usize) -> u32 {
        self.come[organisation]
    }

    /// Whether an organisation verified to be user-led has been shown too rarely, or has to be shown to many of those to come. It is
    /// owed a month ahead, so that openings to come are not late.
    pub fn is_behind(&self, desk: &Desk<'_>, organisation: u32) -> bool {
        desk.world.organisations[organisation as usize].user_led
            && (desk.shown[organisation as usize] < self.owed(desk, organisation, AHEAD)
                || self.urgency(desk, organisation) > MANY_OF_THEM)
    }

    /// To how many of a thousand people whom it will suit an organisation has to be shown. One that suits few has to be shown to nearly
    /// all of them, however well it stands so far.
    pub fn urgency(&self, desk: &Desk<'_>, organisation: u32) -> u32 {
        let left = desk.world.scenario.weeks.saturating_sub(desk.week + 1) as u32;
        let to_come = self.suits[organisation as usize] * left / (desk.week as u32 + 1);
        let owed = self.owed(desk, organisation, left);
        1000 * owed.saturating_sub(desk.shown[organisation as usize]) / (to_come + 1)
    }

    /// To how many people it is to be shown for its openings so far and those of so many weeks to come: a few more than it says
    /// come, since whoever has more than it says is owed for those as well, and the last of the year come when few are left to ask.
    fn owed(&self, desk: &Desk<'_>, organisation: u32, ahead: u32) -> u32 {
        let a_year = desk.world.organisations[organisation as usize].openings_a_year;
        let said = (a_year * (desk.week as u32 + 1 + ahead)).div_ceil(52);
        let to_come = (a_year * ahead * MORE_THAN_SAID).div_ceil(5200);
        desk.world.scenario.rules.exposure_floor * said.max(self.come[organisation as usize] + to_come)
    }
}
