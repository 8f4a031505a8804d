//! The parts pages are made of, each a small template of its own. Made in templates by [`View`](crate::view::View).

mod chart;
pub mod download;
mod lists;
mod problems;
pub mod table;
pub mod tiles;
pub mod timeline;

pub use chart::{Bars, Chart};
pub use lists::{Pager, Progress, Steps, Summary, Tasks};
pub use problems::Problems;
