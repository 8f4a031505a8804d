//! What `councils` promises on the wire.

mod council;
mod framework;
mod import;
mod postcode;
mod reading;
