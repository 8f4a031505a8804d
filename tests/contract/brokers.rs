//! What `brokers` promises on the wire.

mod broker;
mod broker_life;
