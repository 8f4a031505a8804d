//! What every service needs and none should write twice. Knows no noun of the domain.
//!
//! - [`error`], [`violations`], [`text`], [`id`], [`etag`], [`mask`], [`page`], [`when`]: parsing what came in, saying what went wrong
//! - [`role`], [`caller`], [`token`], [`action`]: who is asking and what they may do
//! - [`db`], [`once`], [`seal`], [`event`], [`sequencer`]: keeping things, once, sealed, with their event
//! - [`feed`], [`follow`]: the events of a service as a stream, and the reader that never loses its place
//! - [`rpc`], [`guard`], [`server`], [`deps`], [`clock`], [`uk_time`], [`telemetry`]: running

pub mod action;
pub mod caller;
pub mod clock;
pub mod db;
pub mod deps;
pub mod error;
pub mod etag;
pub mod event;
pub mod feed;
pub mod follow;
pub mod guard;
pub mod id;
pub mod mask;
pub mod migrate;
pub mod once;
pub mod page;
mod pool;
pub mod role;
pub mod rpc;
pub mod seal;
pub mod sequencer;
pub mod server;
pub mod telemetry;
pub mod text;
pub mod token;
pub mod uk_time;
pub mod violations;
pub mod when;
pub mod words;

pub use caller::Caller;
pub use clock::Clock;
pub use deps::Deps;
pub use error::Error;
pub use id::{Id, Resource};
pub use page::Page;
pub use role::Role;
pub use violations::{Violation, Violations};

/// The largest message a service accepts, in bytes.
pub const MAX_MESSAGE: usize = 256 * 1024;
