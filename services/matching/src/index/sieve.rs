//! What somebody wants, as an option in brief is asked for it: a quick no to most of those who could not be on their menu.
//!
//! It says no only where a hard rule does; yes is no promise.

use super::brief::{self, Brief};
use crate::support::{DeliveryMode, Kind};
use crate::wants::Wants;

/// What is asked of every option in brief.
#[derive(Debug, Clone)]
pub struct Sieve {
    /// The kind of support.
    pub kind: Kind,
    /// The number of the council it is for.
    pub council: usize,
    /// What an option must have, all of it.
    pub must: u64,
    /// Of each of these it must have something.
    any_of: [u64; 3],
    /// Ways that need nobody to travel, ways its people travel, ways the person does.
    remote: u64,
    at_home: u64,
    elsewhere: u64,
    max_distance_km: u16,
}

impl Sieve {
    /// What these wants ask of an option in that council.
    pub fn of(wants: &Wants, council: usize) -> Self {
        let limits = &wants.constraints;
        let accepted = |which: fn(DeliveryMode) -> bool| {
            use platform::words::Word as _;
            brief::modes(DeliveryMode::ALL.iter().filter(|mode| wants.accepts(**mode) && which(**mode)))
        };
        let at_home = accepted(|mode| mode == DeliveryMode::AtHome);
        let remote = accepted(DeliveryMode::is_remote);
        let elsewhere = accepted(|mode| mode != DeliveryMode::AtHome && !mode.is_remote());
        let any_of = [
            at_home | remote | elsewhere,
            brief::who_for(&wants.who_for),
            brief::languages(&limits.languages),
        ];
        let must = brief::kind(wants.kind)
            | brief::open()
            | brief::council(council)
            | wants.advocacy_kind.map_or(0, brief::advocacy_kind)
            | wants.peer_support_model.map_or(0, brief::peer_support_model)
            | limits.max_price_pence.map_or(0, brief::price)
            | brief::access(super::sets::Access::of(&limits.must_have))
            // Of one thing alone, that one must be had.
            | any_of.into_iter().filter(|any| any.is_power_of_two()).fold(0, |must, any| must | any);
        Self {
            kind: wants.kind,
            council,
            must,
            any_of,
            remote,
            at_home,
            elsewhere,
            max_distance_km: limits.max_distance_km.unwrap_or(u16::MAX),
        }
    }

    /// Whether an option might do, if it is that many km away.
    pub fn passes(&self, brief: &Brief, km: Option<u16>) -> bool {
        brief.has & self.must == self.must
            && self.any_of.iter().all(|any| *any == 0 || brief.has & any != 0)
            && brief.councils.has(self.council)
            && km.is_none_or(|km| self.reaches(brief, km))
    }

    fn reaches(&self, brief: &Brief, km: u16) -> bool {
        let given = |ways: u64| brief.has & ways != 0;
        given(self.remote)
            || given(self.at_home) && km <= brief.travels_km
            || given(self.elsewhere) && km <= self.max_distance_km
    }
}
