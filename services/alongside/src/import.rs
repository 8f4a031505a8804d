//! Facts from files: safe to repeat, every bad line told with what to do.
//!
//! A kind of CSV file whose lines become records is a [`file::Shape`] (its columns) and a function that reads a
//! [`line::Line`] into requests, checked by the services' own rules. [`file::read`] does the rest: every line, or every place
//! that needs correcting. [`caller::Steady`] sends the requests.

pub mod caller;
pub mod command;
pub mod councils;
pub mod evidences;
pub mod file;
pub mod fundings;
pub mod line;
pub mod organisations;
pub mod oruk;
pub mod postcodes;
pub mod ulos;

use ::councils::bad_line::BadLine;
use platform::Error;

/// How far an import of lines has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Every line is right.
    Checked {
        /// Lines in the file, but for the first and empty ones.
        lines: usize,
    },
    /// One more line is kept, with all that belongs to it.
    Kept {
        /// Lines kept so far.
        lines: usize,
        /// Lines in the file.
        of: usize,
    },
}

/// Why an import of lines did not end.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file could not be read.
    #[error("the file could not be read: {0}")]
    Io(#[from] std::io::Error),
    /// The file is larger than any list of ours.
    #[error("the file is larger than {} MB; nothing was kept: split it", file::LARGEST / 1_000_000)]
    TooLarge,
    /// Something is wrong with the file; here is every bad cell.
    #[error("{} places in the file need correcting; nothing was kept", .0.len())]
    Bad(Vec<BadLine>),
    /// A service could not say what is there already.
    #[error("nothing was kept: {0}; run the same import again")]
    Away(#[source] Error),
    /// The service said no, or stayed away.
    #[error("stopped at line {line}: {source}; {kept} lines are kept, run the same import again to go on")]
    Stopped {
        /// The line that could not be kept.
        line: u64,
        /// Lines kept before it.
        kept: usize,
        /// What the service said.
        source: Error,
    },
}
