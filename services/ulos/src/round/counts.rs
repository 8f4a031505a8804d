//! What a round has been asked for, has awarded and has paid. Changes are added up by the database, which refuses sums that
//! are too large.

/// The sums of a round, or a change of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub(crate) bids: i32,
    pub(crate) asked_pence: i64,
    pub(crate) awarded_pence: i64,
    pub(crate) paid_pence: i64,
}

impl Counts {
    /// One bid more, that asks for so much.
    pub fn one_bid(asked_pence: i64) -> Self {
        Self { bids: 1, asked_pence, ..Self::default() }
    }

    /// One bid less, of which so much was set aside.
    pub fn bid_gone(asked_pence: i64, awarded_pence: i64) -> Self {
        Self { bids: -1, asked_pence: -asked_pence, awarded_pence: -awarded_pence, paid_pence: 0 }
    }

    /// Another sum is set aside.
    pub fn set_aside(before: i64, after: i64) -> Self {
        Self { awarded_pence: after - before, ..Self::default() }
    }

    /// A payment.
    pub fn paid(paid_pence: i64) -> Self {
        Self { paid_pence, ..Self::default() }
    }
}
