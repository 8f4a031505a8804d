//! What `councils` promises on the wire.

mod correction;
mod council;
mod framework;
mod import;
mod link;
mod postcode;
mod quarter;
mod reading;
mod release;
mod spend;
mod strategy;
mod voice;
mod waits;
