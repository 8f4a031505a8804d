//! outcomes.
