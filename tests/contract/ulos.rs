//! What `ulos` promises on the wire.
