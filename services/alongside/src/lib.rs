//! The one binary: a role for each service, and `up`, which is everything on one machine.

pub mod import;
pub mod keys;
pub mod postgres;
pub mod services;
pub mod stack;
