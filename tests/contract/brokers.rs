//! What `brokers` promises on the wire.
