//! The postcode directory of the ONS, streamed with COPY beside what is known and put in its place at the end.
//!
//! Stopped in any way, what was known before still stands, and the same file goes on where it was. The database holds
//! how far that is, in the transaction of the rows themselves.

use std::path::Path;

use councils::postcode::reader::{Block, ReadError, Reader, Report};
use councils::postcode::store;
use platform::Error;
use platform::db::Db;
use tokio::sync::mpsc;
use tokio::task::{self, JoinHandle};

/// Parts of the file read ahead of the database.
const AHEAD: usize = 2;

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// An earlier import of the same file is taken up at this byte.
    GoingOn {
        /// The first byte to read.
        from: u64,
    },
    /// Lines are read and kept aside.
    Reading {
        /// Bytes of the file read so far.
        bytes: u64,
        /// Bytes in all.
        of: u64,
        /// Lines read so far.
        lines: u64,
    },
    /// Everything is read; what is known is being replaced.
    Replacing,
}

/// What came of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// What came of the lines.
    pub lines: Report,
    /// Postcodes that are new or moved.
    pub came: u64,
    /// Postcodes that are no longer known.
    pub went: u64,
}

/// Why what was known before still stands.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file is not what it should be.
    #[error(transparent)]
    File(#[from] ReadError),
    /// Nothing in the file can be used.
    #[error("no line of the file could be kept; nothing was changed")]
    NothingKept(Box<Report>),
    /// A part of the directory, or a file that was cut off.
    #[error(
        "the file has {kept} postcodes of England and {known} are known: it is not the whole directory; nothing was changed"
    )]
    TooFew {
        /// Postcodes in the file.
        kept: u64,
        /// Postcodes known now.
        known: u64,
    },
    /// Two imports at once.
    #[error("another import of postcodes is under way: let it finish first")]
    Another,
    /// The database said no.
    #[error(transparent)]
    Database(Error),
}

impl From<Error> for ImportError {
    fn from(error: Error) -> Self {
        match error {
            Error::Stale => Self::Another,
            other => Self::Database(other),
        }
    }
}

/// Takes in a postcode directory; `db` is the schema of `councils`. Dropping the future stops it.
///
/// # Errors
/// [`ImportError`]; then what was known before still stands.
pub async fn postcodes(
    db: &Db,
    path: &Path,
    say: &(dyn Fn(Progress) + Send + Sync),
) -> Result<Imported, ImportError> {
    let path = path.to_owned();
    let (mut reader, fingerprint) = task::spawn_blocking(move || {
        let mut reader = Reader::open(&path)?;
        let fingerprint = reader.fingerprint()?;
        Ok::<_, ReadError>((reader, fingerprint))
    })
    .await
    .map_err(Error::internal)??;

    let mut tx = db.begin().await?;
    let (from, mut report) = store::begin(&mut tx, &fingerprint, reader.start()).await?;
    tx.commit().await?;
    let size = reader.size();
    if from > reader.start().0 {
        say(Progress::GoingOn { from });
        reader.go_on(from, report.clone())?;
    }
    let mut offset = from;
    let (mut blocks, reading) = read_ahead(reader);
    while let Some(block) = blocks.recv().await {
        report = block.report.clone();
        let mut tx = db.begin().await?;
        offset = store::stage(&mut tx, &fingerprint, offset, block).await?;
        tx.commit().await?;
        say(Progress::Reading { bytes: offset, of: size, lines: report.lines });
    }
    reading.await.map_err(Error::internal)??;
    replace(db, &fingerprint, report, say).await
}

/// Reads on a thread of its own while the database writes.
fn read_ahead(mut reader: Reader) -> (mpsc::Receiver<Block>, JoinHandle<Result<(), ReadError>>) {
    let (send, receive) = mpsc::channel(AHEAD);
    let reading = task::spawn_blocking(move || {
        while let Some(block) = reader.block()? {
            if send.blocking_send(block).is_err() {
                break;
            }
        }
        Ok(())
    });
    (receive, reading)
}

async fn replace(
    db: &Db,
    fingerprint: &[u8],
    report: Report,
    say: &(dyn Fn(Progress) + Send + Sync),
) -> Result<Imported, ImportError> {
    let known = store::count(db.pool()).await?;
    let refusal = if report.kept == 0 {
        Some(ImportError::NothingKept(Box::new(report.clone())))
    } else if report.kept < known / 2 {
        Some(ImportError::TooFew { kept: report.kept, known })
    } else {
        None
    };
    let mut tx = db.begin().await?;
    if let Some(refusal) = refusal {
        store::forget(&mut tx, fingerprint).await?;
        tx.commit().await?;
        return Err(refusal);
    }
    say(Progress::Replacing);
    let (came, went) = store::replace(&mut tx, fingerprint).await?;
    tx.commit().await?;
    Ok(Imported { lines: report, came, went })
}
