//! The lists every service must agree on: what access needs are called, what brokers say of themselves, which councils
//! there are, how far apart places are, how long a check counts.
//! Pure data with its sources; no service owns it, any may read it.

pub mod access;
pub mod broker;
pub mod checked;
pub mod council;
pub mod criteria;
pub mod few;
pub mod language;
pub mod place;
pub mod possible;
