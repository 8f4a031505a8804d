//! alongside.
