//! Facts from files: safe to repeat, every bad line told with what to do.

pub mod command;
pub mod councils;
pub mod oruk;
pub mod postcodes;
pub mod ulos;
