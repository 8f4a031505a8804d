//! What `councils` promises on the wire.
