//! What can stop PostgreSQL from starting, each in a sentence that says what to do.

use std::io;
use std::path::{Path, PathBuf};

use super::binaries::{NEWEST, OLDEST};

/// Why there is no server. The text of each is meant for the person who typed the command.
#[derive(Debug, thiserror::Error)]
pub enum LaunchError {
    /// No PostgreSQL on this machine and none could be fetched.
    #[error(
        "There is no {needed} on this machine, and getting it did not work ({tried}). \
         Get it with {command}, then start Alongside again; or say where it is with PG_BIN_DIR."
    )]
    NoBinaries {
        /// What was looked for, such as "PostgreSQL 15 to 18".
        needed: String,
        /// What was tried to get it, and how each failed.
        tried: String,
        /// The command that gets it on this system.
        command: String,
    },
    /// `PG_BIN_DIR` names a folder that is of no use.
    #[error(
        "PG_BIN_DIR says {folder}, but the user `{user}` cannot run `postgres` and `initdb` there. \
         Point it at the folder that holds both, or leave it unset."
    )]
    BinFolder {
        /// The folder named.
        folder: PathBuf,
        /// The user that was to run them.
        user: String,
    },
    /// The data was written by a PostgreSQL this version does not know.
    #[error(
        "The data folder {data} belongs to a newer version: it was made by PostgreSQL {found}, and \
         this Alongside knows versions {OLDEST} to {NEWEST}. Start it with the newer Alongside that \
         made it, or choose another folder with --data."
    )]
    NewerData {
        /// The data folder.
        data: PathBuf,
        /// The major version that wrote it.
        found: u32,
    },
    /// The data was written by a PostgreSQL too old to be used.
    #[error(
        "The data folder {data} was made by PostgreSQL {found}, and this Alongside needs {OLDEST} \
         to {NEWEST}. Bring the data over with pg_upgrade, or choose another folder with --data."
    )]
    OlderData {
        /// The data folder.
        data: PathBuf,
        /// The major version that wrote it.
        found: u32,
    },
    /// What stands where the database should be is not a database.
    #[error(
        "The folder {folder} should hold the database but has no readable PG_VERSION file. Put back \
         a whole copy from a backup, or choose another folder with --data."
    )]
    NotData {
        /// The database folder inside the data folder.
        folder: PathBuf,
    },
    /// Another copy is using the data folder.
    #[error(
        "Another copy of Alongside ({holder}) is using the data folder {data}. Stop it first, or \
         start this one with another folder: --data DIR."
    )]
    Busy {
        /// The data folder.
        data: PathBuf,
        /// Who holds it, as far as it is known.
        holder: String,
    },
    /// No room left.
    #[error("The disk that holds {folder} is full. Free some space there, then start again.")]
    DiskFull {
        /// Where there is no room.
        folder: PathBuf,
    },
    /// The folder lies where the server's user may not go.
    #[error(
        "PostgreSQL never runs as root, so it runs as the user `{user}`, and that user may not enter \
         {closed}, where the data folder {data} lies. Choose a folder others may enter, such as \
         --data /var/lib/alongside, or start Alongside as an ordinary user."
    )]
    CannotEnter {
        /// The data folder.
        data: PathBuf,
        /// The user the server runs as.
        user: String,
        /// The first folder on the way that is closed to them.
        closed: PathBuf,
    },
    /// The database belongs to someone else.
    #[error(
        "The database in {folder} belongs to the user `{owner}`, and you are `{user}`. Start \
         Alongside as `{owner}`, or choose another folder with --data."
    )]
    NotYours {
        /// The database folder.
        folder: PathBuf,
        /// Who owns it.
        owner: String,
        /// Who asked.
        user: String,
    },
    /// The database belongs to root, as when it was copied back from a backup.
    #[error(
        "The database in {folder} belongs to root, and PostgreSQL never runs as root. Give it to \
         the user that is to run it: `chown -R {user} {folder}`."
    )]
    OwnedByRoot {
        /// The database folder.
        folder: PathBuf,
        /// The user the server would run as.
        user: String,
    },
    /// Root is not allowed to become another user here.
    #[error(
        "PostgreSQL never runs as root, and this system does not let root become the user `{user}` \
         ({source}). Start Alongside as an ordinary user."
    )]
    CannotDrop {
        /// The user the server would run as.
        user: String,
        /// What the system said.
        source: io::Error,
    },
    /// The system has neither of the users that could run the server.
    #[error(
        "PostgreSQL never runs as root, and this system has neither a user `postgres` nor `nobody`. \
         Start Alongside as an ordinary user, or add one: `useradd --system postgres`."
    )]
    NoUser,
    /// The folder cannot be written.
    #[error("Alongside may not write to {path} ({source}). Choose a folder of your own with --data.")]
    CannotWrite {
        /// What could not be written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// No folder is short enough for a socket.
    #[error(
        "There is no folder for the database's socket: Alongside needs /tmp, or a folder named by \
         XDG_RUNTIME_DIR or TMPDIR with a path under 60 bytes, that it may write to ({tried})."
    )]
    NoSocketFolder {
        /// Each folder tried and why it would not do.
        tried: String,
    },
    /// Making the new database failed.
    #[error("PostgreSQL could not make a new database in {data}. It said: {said}")]
    Initdb {
        /// The data folder.
        data: PathBuf,
        /// The words of `initdb`.
        said: String,
    },
    /// The server ended before it was ready.
    #[error("PostgreSQL did not start. It said: {said} (all of it is in {log})")]
    DidNotStart {
        /// The server's log.
        log: PathBuf,
        /// The telling lines of it.
        said: String,
    },
    /// An earlier server, or part of it, would not end.
    #[error(
        "An earlier PostgreSQL server is still using {data} and would not end. Wait a minute and \
         start again; if it stays, end the processes named `postgres` that work in that folder."
    )]
    StillRunning {
        /// The data folder.
        data: PathBuf,
    },
    /// Anything else the system refused.
    #[error("{what} {path} did not work: {source}")]
    Io {
        /// What was being done, such as "Reading".
        what: &'static str,
        /// To what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl LaunchError {
    /// That the disk which holds a folder is full, when it is.
    pub fn full_disk(folder: &Path) -> Option<Self> {
        disk_is_full("", folder).then(|| Self::DiskFull { folder: folder.to_path_buf() })
    }

    /// Sorts a refusal of the system into the sentence that helps.
    pub(super) fn io(what: &'static str, path: &Path, source: io::Error) -> Self {
        let path = path.to_path_buf();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { folder: path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::CannotWrite { path, source }
            }
            _ => Self::Io { what, path, source },
        }
    }
}

/// Whether a program's own words, or the disk itself, say that there is no room left.
pub(super) fn disk_is_full(said: &str, folder: &Path) -> bool {
    const TOO_LITTLE: u64 = 4 << 20;
    const WORDS: [&str; 3] = ["No space left on device", "Disk quota exceeded", "Check free disk space"];
    if WORDS.iter().any(|words| said.contains(words)) {
        return true;
    }
    // On a full disk the server cannot even write down why it ended.
    rustix::fs::statvfs(folder).is_ok_and(|disk| disk.f_bavail * disk.f_frsize < TOO_LITTLE)
}
