//! What a person wants: the kind of support, what matters to them and how much, and what must be so.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::support::{AdvocacyKind, DeliveryMode, Factor, Kind, PeerSupportModel, WhoFor};

/// The heaviest a wish can weigh.
pub const MOST_OF_ALL: u32 = 4;
/// How many factors there are.
pub const FACTORS: usize = 10;

/// What one person asks for; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wants {
    /// The kind of support.
    pub kind: Kind,
    /// Which advocacy; any when not said.
    pub advocacy_kind: Option<AdvocacyKind>,
    /// Which way of peer support; any when not said.
    pub peer_support_model: Option<PeerSupportModel>,
    /// What the support should know well.
    pub who_for: Vec<WhoFor>,
    /// What matters and how much, at most one a factor.
    pub wishes: Vec<Wish>,
    /// What must be so.
    pub constraints: Constraints,
}

/// One thing that matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// The thing.
    pub factor: Factor,
    /// How much, 0 to [`MOST_OF_ALL`].
    pub weight: u32,
}

/// What must be so. An empty list or `None` sets no limit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Constraints {
    /// Ways the person accepts; one is enough.
    pub delivery_modes: Vec<DeliveryMode>,
    /// The furthest it may be based from the person.
    pub max_distance_km: Option<u16>,
    /// Languages the person accepts; one is enough.
    pub languages: Vec<String>,
    /// Access that must be promised, all of it.
    pub must_have: Vec<String>,
    /// The most the person can pay an hour.
    pub max_price_pence: Option<i64>,
    /// Organisations the person does not want.
    pub avoid_ulos: Vec<Uuid>,
    /// Brokers the person does not want. No rule of the menu: it goes with each introduction.
    #[serde(default)]
    pub avoid_brokers: Vec<Uuid>,
    /// What whoever supports them must be good at, all of it. Likewise.
    #[serde(default)]
    pub skills: Vec<String>,
}

impl Wants {
    /// The same without limits the person could do without: how, how far, for how much, and by whom not.
    pub fn without_own_limits(&self) -> Self {
        let constraints = Constraints {
            delivery_modes: Vec::new(),
            max_distance_km: None,
            max_price_pence: None,
            avoid_ulos: Vec::new(),
            ..self.constraints.clone()
        };
        Self { constraints, ..self.clone() }
    }

    /// The weight of every factor, in their order.
    pub fn weights(&self) -> [u32; FACTORS] {
        let mut weights = [0; FACTORS];
        for wish in &self.wishes {
            weights[wish.factor as usize] = wish.weight.min(MOST_OF_ALL);
        }
        weights
    }

    /// Gives a factor another weight.
    pub fn weigh(&mut self, factor: Factor, weight: u32) {
        match self.wishes.iter_mut().find(|wish| wish.factor == factor) {
            Some(wish) => wish.weight = weight,
            None => self.wishes.push(Wish { factor, weight }),
        }
    }

    /// Whether the person accepts support given that way.
    pub fn accepts(&self, mode: DeliveryMode) -> bool {
        let modes = &self.constraints.delivery_modes;
        modes.is_empty() || modes.contains(&mode)
    }
}
