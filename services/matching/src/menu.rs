//! A menu: the explained options for one request, and why not the others. Never changes once made: it is what the
//! person saw.
//!
//! Made by [`make`], a pure function of frozen inputs, index, rules version and seed, so it can be made again byte for
//! byte. Scores are whole millionths: what each factor adds sums to the score exactly, on every machine.

mod board;
mod candidate;
mod change;
mod edition;
mod find;
mod first;
mod fit;
mod flag;
mod make;
mod order;
pub(crate) mod rpc;
mod rule;
mod shape;
pub(crate) mod store;
#[cfg(test)]
pub(crate) mod tests;
mod widen;
pub mod wire;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use platform::{Error, Id, Resource};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::names::Person;
use crate::request::Request;
use crate::request::frozen::Frozen;
use crate::wants::Wants;

pub use change::Change;
pub use edition::RULES_VERSION;
pub use first::first_options;
pub use fit::SENTENCES;
pub use flag::{Flag, FlagKind};
pub use make::make;
pub use rule::Rule;
pub use shape::{Contribution, Fact, Made, MenuOption, ShortfallReason, WhyNot, Widening};

/// What a menu is made from: the request as it stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    /// What the person wanted.
    pub wants: Wants,
    /// What was read from their record.
    pub frozen: Frozen,
    /// Organisations they know from earlier requests, in order.
    pub known_ulos: Vec<Uuid>,
    /// Offerings that said no to this request, in order.
    pub said_no: Vec<Uuid>,
    /// When the menu was made.
    pub as_of_time: DateTime<Utc>,
    /// What openings of those looked at were worth to others then, in order of offering.
    #[serde(default)]
    pub prices: Vec<FrozenPrice>,
}

impl Inputs {
    /// Of someone who has never asked before.
    pub fn of(wants: Wants, frozen: Frozen, as_of_time: DateTime<Utc>) -> Self {
        Self { wants, frozen, known_ulos: Vec::new(), said_no: Vec::new(), as_of_time, prices: Vec::new() }
    }
}

/// What is known of the room an option has; it tells options apart that fit nearly as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenPrice {
    /// The offering.
    pub offering: Uuid,
    /// What one more opening there is worth to others, in millionths of the best fit: 0 where there is room for all.
    pub price: u32,
    /// To how many people it was shown lately.
    pub shown: u32,
}

/// Prices by offering; who is not in it has room for all and was not shown.
pub type Prices = BTreeMap<Uuid, FrozenPrice>;

/// One menu as it was made for a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Menu {
    id: Id<Menu>,
    request: Id<Request>,
    person: Id<Person>,
    /// Gone once the person is erased.
    inputs: Option<Inputs>,
    made: Made,
    index_version: i64,
    rules_version: String,
    seed: u64,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// What is sealed with the person's own key.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Private {
    inputs: Option<Inputs>,
}

impl Resource for Menu {
    const COLLECTION: &'static str = "menus";
}

impl Menu {
    /// Makes the menu of a request over the index and the prices as they are.
    ///
    /// # Errors
    /// What [`make`] says.
    pub(crate) fn new(
        id: Id<Self>,
        request: &Request,
        mut inputs: Inputs,
        index: &crate::index::Index,
        prices: &Prices,
        seed: u64,
    ) -> Result<Self, Error> {
        if !prices.is_empty() {
            let looked_at = candidate::looked_at(&inputs, index);
            inputs.prices =
                looked_at.iter().filter_map(|entry| prices.get(&entry.offering.id)).copied().collect();
        }
        let made = make(&inputs, index, RULES_VERSION, seed)?;
        let now = inputs.as_of_time;
        Ok(Self {
            id,
            request: request.id(),
            person: request.person(),
            inputs: Some(inputs),
            made,
            index_version: index.version(),
            rules_version: RULES_VERSION.to_owned(),
            seed,
            version: 1,
            create_time: now,
            update_time: now,
        })
    }

    /// Whether there is nothing to choose from.
    pub(crate) fn is_empty(&self) -> bool {
        self.made.options.is_empty()
    }

    /// Whether it was made for that request.
    pub(crate) fn is_of(&self, request: Id<Request>) -> bool {
        self.request == request
    }

    /// The option of that offering: its organisation.
    pub(crate) fn ulo_of(&self, offering: Uuid) -> Option<Uuid> {
        self.made.options.iter().find(|option| option.offering == offering).map(|option| option.ulo)
    }

    /// Forgets what it was made from, with the person.
    pub(crate) fn forget(&mut self, now: DateTime<Utc>) {
        self.inputs = None;
        self.version += 1;
        self.update_time = now;
    }
}
