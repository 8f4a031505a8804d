//! The one binary: a role for each service, and `up`, which is everything on one machine.

pub mod cli;
pub mod import;
pub mod keys;
pub mod postgres;
pub mod role;
pub mod sample;
pub mod services;
pub mod simulate;
pub mod site;
pub mod stack;
pub mod stop;
pub mod store;
pub mod token;
pub mod up;
