//! The figures of a framework: the exact counts, and what of them anyone may see.

pub(super) mod store;

use serde::{Deserialize, Serialize};

use crate::disclosure::{self, SmallNumber};

platform::words! {
    /// The kinds of support a framework must hold.
    pub enum Kind {
        /// Help to plan and arrange support.
        SupportBrokerage = "support_brokerage",
        /// Someone on the person's side who helps them be heard.
        Advocacy = "advocacy",
        /// Support from people who have been there.
        PeerSupport = "peer_support",
    }
}

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
    }
}

platform::words! {
    /// The answer to one question about one kind of support.
    pub enum Status {
        /// Yes.
        InPlace = "in_place",
        /// In part.
        Partly = "partly",
        /// No.
        Missing = "missing",
        /// Nothing recorded says either way.
        NotKnown = "not_known",
    }
}

platform::words! {
    /// How many organisations that are or may be user-led, in the bands of the mapping of 2006-7.
    pub enum Band {
        /// None known.
        None = "none",
        /// One to five.
        OneToFive = "one_to_five",
        /// Six or more.
        SixOrMore = "six_or_more",
    }
}

/// What is counted for one kind of support: offerings that cover the area and are not closed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Support {
    /// All of them.
    pub offerings: u32,
    /// Of those, taking people on.
    pub open: u32,
    /// Of those, saying which access they give.
    pub saying_access: u32,
    /// Of those, from an organisation shown to be user-led.
    pub user_led: u32,
    /// Of those, from an organisation that may be user-led and has not shown it.
    pub maybe_user_led: u32,
}

/// How long one step took, of those finished in the last 365 days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waited {
    /// How many.
    pub count: u32,
    /// The median in whole days.
    pub median_days: u32,
}

/// Where people's latest answer on control stands beside their first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// People with more control.
    pub better: u32,
    /// People with as much.
    pub same: u32,
    /// People with less.
    pub worse: u32,
}

/// Everything counted for one council, exactly. Lists are in the order of [`Kind`] and [`Step`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// What is there.
    pub support: [Support; 3],
    /// Organisations that are or may be user-led.
    pub ulo_count: u32,
    /// Of those, shown to be.
    pub user_led_count: u32,
    /// How long people wait.
    pub waits: [Waited; 4],
    /// Requests no one could meet.
    pub unmet_requests: [u32; 3],
    /// Requests on their way.
    pub open_requests: [u32; 3],
    /// Whether people gain control.
    pub control_change: Change,
}

/// One kind of support as anyone may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element {
    /// Does it exist?
    pub exists: Status,
    /// Can people with different access needs use it?
    pub accessible: Status,
    /// Is it tied to a user-led organisation?
    pub user_led_link: Status,
    /// How many offerings.
    pub offering_count: u32,
}

/// How long one step takes, as anyone may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// The median in whole days, unless too few waited.
    pub median_days: Option<u32>,
    /// How many waited.
    pub count: SmallNumber,
}

/// Whether people gain control, as anyone may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ControlChange {
    /// Everyone who answered twice.
    pub answered: SmallNumber,
    /// More control.
    pub better: SmallNumber,
    /// As much.
    pub same: SmallNumber,
    /// Less.
    pub worse: SmallNumber,
    /// `better` of every 100 `answered`.
    pub better_percent: Option<u32>,
}

/// The figures as anyone may see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// What is there.
    pub elements: [Element; 3],
    /// Organisations that are or may be user-led; organisations are not people, so this is exact.
    pub ulo_count: u32,
    /// Of those, shown to be.
    pub user_led_count: u32,
    /// The band `ulo_count` falls in.
    pub band: Band,
    /// How long people wait.
    pub waits: [Wait; 4],
    /// Requests no one could meet.
    pub unmet_requests: [SmallNumber; 3],
    /// Requests on their way.
    pub open_requests: [SmallNumber; 3],
    /// Whether people gain control.
    pub control_change: ControlChange,
}

impl Figures {
    /// What anyone may see.
    pub fn published(&self) -> Published {
        Published {
            elements: self.support.map(Support::element),
            ulo_count: self.ulo_count,
            user_led_count: self.user_led_count,
            band: Band::of(self.ulo_count),
            waits: self.waits.map(Waited::wait),
            unmet_requests: self.unmet_requests.map(disclosure::alone),
            open_requests: self.open_requests.map(disclosure::alone),
            control_change: self.control_change.published(),
        }
    }
}

impl Support {
    fn element(self) -> Element {
        Element {
            exists: self.exists(),
            accessible: self.accessible(),
            user_led_link: self.user_led_link(),
            offering_count: self.offerings,
        }
    }

    fn exists(self) -> Status {
        match (self.offerings, self.open) {
            (0, _) => Status::Missing,
            (_, 0) => Status::Partly,
            _ => Status::InPlace,
        }
    }

    fn accessible(self) -> Status {
        match (self.offerings, self.saying_access) {
            (0, _) => Status::Missing,
            (_, 0) => Status::NotKnown,
            (all, some) if some < all => Status::Partly,
            _ => Status::InPlace,
        }
    }

    fn user_led_link(self) -> Status {
        match (self.user_led, self.maybe_user_led) {
            (0, 0) => Status::Missing,
            (0, _) => Status::NotKnown,
            _ => Status::InPlace,
        }
    }
}

impl Waited {
    fn wait(self) -> Wait {
        let count = disclosure::alone(self.count);
        let shown = matches!(count, SmallNumber::Shown(1..));
        Wait { median_days: shown.then_some(self.median_days), count }
    }
}

impl Change {
    fn published(self) -> ControlChange {
        let (answered, [better, same, worse]) =
            disclosure::whole_and_parts([self.better, self.same, self.worse]);
        ControlChange { answered, better, same, worse, better_percent: disclosure::percent(better, answered) }
    }
}

impl Band {
    fn of(count: u32) -> Self {
        match count {
            0 => Self::None,
            1..=5 => Self::OneToFive,
            _ => Self::SixOrMore,
        }
    }
}

#[cfg(test)]
mod tests;
