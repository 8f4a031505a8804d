//! The figures of a framework: the exact counts, and what of them anyone may see.

mod behind;
pub(crate) mod store;
mod waits;

use serde::{Deserialize, Serialize};

use crate::disclosure::{self, SmallNumber};

pub use behind::{Behind, Standing};
pub use waits::{Step, Wait, Waited};

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
    /// How many possible user-led organisations, in the bands of the mapping of 2006-7.
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
#[serde(default)]
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
    /// Organisations they come from.
    pub organisations: u32,
    /// Of those, shown to be user-led.
    pub user_led_organisations: u32,
    /// Whether the council has a contract today with one that is or may be user-led.
    pub contract: bool,
    /// Whether the council gives such a one other money today.
    pub grant: bool,
    /// Whether such a one has a seat where the council decides today.
    pub seat: bool,
    /// Introductions to such a one that were accepted in the last 365 days.
    pub referrals: u32,
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
#[serde(default)]
pub struct Figures {
    /// What is there.
    pub support: [Support; 3],
    /// The organisations that is counted from, the first those shown to be user-led.
    pub behind: [Vec<Behind>; 3],
    /// Groups of people an offering says it is for, as codes in alphabetical order.
    pub open_to: [Vec<String>; 3],
    /// Possible user-led organisations.
    pub ulo_count: u32,
    /// Of those, shown to be.
    pub user_led_count: u32,
    /// Of those, shown not to be.
    pub not_user_led_count: u32,
    /// How long people wait.
    pub waits: [Waited; 11],
    /// Requests no one could meet.
    pub unmet_requests: [u32; 3],
    /// Requests on their way.
    pub open_requests: [u32; 3],
    /// Of those, with one or two options to choose from.
    pub few_requests: [u32; 3],
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
    /// Organisations they come from.
    pub organisation_count: u32,
    /// Of those, shown to be user-led.
    pub user_led_organisation_count: u32,
    /// How the council is tied to one that is or may be user-led: contract, grant, referral, seat.
    pub links: [bool; 4],
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
    /// The organisations they are counted from.
    pub behind: [Vec<Behind>; 3],
    /// Whom they are for, as codes.
    pub open_to: [Vec<String>; 3],
    /// Possible user-led organisations; organisations are not people, so this is exact.
    pub ulo_count: u32,
    /// Of those, shown to be.
    pub user_led_count: u32,
    /// Of those, shown not to be.
    pub not_user_led_count: u32,
    /// The band `ulo_count` falls in.
    pub band: Band,
    /// How long people wait.
    pub waits: [Wait; 11],
    /// Requests no one could meet.
    pub unmet_requests: [SmallNumber; 3],
    /// Requests on their way.
    pub open_requests: [SmallNumber; 3],
    /// Of those, with one or two options to choose from.
    pub few_requests: [SmallNumber; 3],
    /// Whether people gain control.
    pub control_change: ControlChange,
}

impl Figures {
    /// What anyone may see.
    pub fn published(&self) -> Published {
        let open = self.few_of_open();
        Published {
            elements: self.support.map(Support::element),
            behind: self.behind.clone(),
            open_to: self.open_to.clone(),
            ulo_count: self.ulo_count,
            user_led_count: self.user_led_count,
            not_user_led_count: self.not_user_led_count,
            band: Band::of(self.ulo_count),
            waits: self.waits.map(Waited::wait),
            unmet_requests: self.unmet_requests.map(disclosure::alone),
            open_requests: open.map(|(open, _)| open),
            few_requests: open.map(|(_, few)| few),
            control_change: self.control_change.published(),
        }
    }
}

impl Figures {
    /// Requests on their way, and those of them with few options: a whole and one of its two parts.
    fn few_of_open(&self) -> [(SmallNumber, SmallNumber); 3] {
        std::array::from_fn(|kind| {
            let (open, few) = (self.open_requests[kind], self.few_requests[kind]);
            let (open, [few, _]) = disclosure::whole_and_parts([few, open.saturating_sub(few)]);
            (open, few)
        })
    }
}

impl Support {
    fn element(self) -> Element {
        Element {
            exists: self.exists(),
            accessible: self.accessible(),
            user_led_link: self.user_led_link(),
            offering_count: self.offerings,
            organisation_count: self.organisations,
            user_led_organisation_count: self.user_led_organisations,
            links: [self.contract, self.grant, self.referred(), self.seat],
        }
    }

    /// One introduction would tell of one person.
    fn referred(self) -> bool {
        matches!(disclosure::alone(self.referrals), SmallNumber::Shown(1..))
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
