//! ulos.
