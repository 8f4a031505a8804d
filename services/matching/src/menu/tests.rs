//! What a menu must be, by example and by property.

mod examples;
mod properties;
mod rules;
mod scores;
mod world;
