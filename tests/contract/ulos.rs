//! What `ulos` promises on the wire.

mod look_alikes;
mod ulo;
mod ulo_listing;
