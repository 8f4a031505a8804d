//! How few people a number may be told of: the same wherever one is hidden.

/// The largest count that is hidden, as in statistics on health and care.
pub const LARGEST_HIDDEN: u32 = 7;
/// The smallest that is told.
pub const SMALLEST_TOLD: u32 = LARGEST_HIDDEN + 1;
