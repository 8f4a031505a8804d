//! One pick tried, and what came of it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Outcome, Truth};

/// One pick tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    pub(super) offering: Uuid,
    pub(super) introduction: Option<Uuid>,
    pub(super) outcome: Outcome,
    pub(super) decline_reason: String,
    pub(super) offer_time: DateTime<Utc>,
    pub(super) expire_time: Option<DateTime<Utc>>,
    pub(super) decide_time: Option<DateTime<Utc>>,
    /// The round that gave it to others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) result: Option<Uuid>,
}

impl Attempt {
    /// What an introduction says of the pick it is for.
    pub(super) fn of(truth: &Truth) -> Self {
        Self {
            offering: truth.pick.offering,
            introduction: Some(truth.introduction.uuid()),
            outcome: truth.outcome,
            decline_reason: truth.decline_reason.clone(),
            offer_time: truth.offer_time,
            expire_time: Some(truth.expire_time),
            decide_time: truth.decide_time,
            result: None,
        }
    }

    /// One that came to nothing without an introduction.
    pub(super) fn without(offering: Uuid, outcome: Outcome, now: DateTime<Utc>) -> Self {
        Self {
            offering,
            introduction: None,
            outcome,
            decline_reason: String::new(),
            offer_time: now,
            expire_time: None,
            decide_time: Some(now),
            result: None,
        }
    }
}
