//! What a menu must be, by example and by property.

pub(crate) mod any;
mod examples;
mod lookup;
mod order;
mod properties;
mod readers;
mod rules;
mod scores;
mod wider;
pub(crate) mod world;
