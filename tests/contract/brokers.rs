//! What `brokers` promises on the wire.

mod broker;
mod broker_life;
mod case;
mod case_board;
mod case_plan;
mod forgetting;
mod introduction;
mod introduction_answers;
mod introduction_seen;
mod proposal;
mod supporters;
