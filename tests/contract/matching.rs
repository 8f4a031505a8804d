//! What `matching` promises on the wire.

mod choice;
mod erasure;
mod menu;
mod opening_round;
mod opening_round_run;
mod opening_round_waits;
mod option;
mod price;
mod queue;
mod replay;
mod request;
mod request_life;
mod saga;
mod saga_again;
mod supporters;
