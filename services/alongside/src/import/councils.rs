//! Councils from a CSV file: corrections to the list that comes with Alongside. All of the file is kept, or nothing.

use std::fs::File;
use std::path::Path;

use councils::bad_line::BadLine;
use councils::council::file;
use platform::db::Db;
use platform::{Clock, Error};

/// What came of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Report {
    /// Councils in the file.
    pub councils: usize,
    /// Of those, not so before.
    pub changed: usize,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file could not be opened.
    #[error("the file could not be read: {0}")]
    Io(#[from] std::io::Error),
    /// Some lines are wrong; here is every one.
    #[error("{} of the lines need correcting; nothing was kept", .0.len())]
    Bad(Vec<BadLine>),
    /// The database said no.
    #[error(transparent)]
    Database(#[from] Error),
}

/// Takes in every council of a file; `db` is the schema of `councils`.
///
/// # Errors
/// [`ImportError`]; then everything is as it was.
pub async fn councils(db: &Db, clock: &Clock, path: &Path) -> Result<Report, ImportError> {
    let councils = file::read(File::open(path)?).map_err(ImportError::Bad)?;
    let changed = file::import(db, clock, &councils).await?;
    Ok(Report { councils: councils.len(), changed })
}
