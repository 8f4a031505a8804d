//! What `outcomes` promises on the wire.

mod answer;
mod following;
mod instrument;
mod review;
