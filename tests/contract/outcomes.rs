//! What `outcomes` promises on the wire.
