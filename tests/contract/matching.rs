//! What `matching` promises on the wire.
