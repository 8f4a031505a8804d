//! councils.
