//! Organisations that have come far help places and groups that have not.
//!
//! Invariant: who suits whom is explained part by part, and what speaks against it is told beside it.

pub mod suggestion;
