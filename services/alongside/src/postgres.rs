//! A PostgreSQL of Alongside's own, with no shared server and no setting up.
//!
//! [`Server::start`] finds PostgreSQL's programs or gets them (`binaries`, `fetch`), makes the
//! database when the data folder has none (`folder`, `cluster`), clears away a server an earlier
//! run left behind (`stale`), and starts one that only this user and root can reach (`user`,
//! `socket`) and that stops when Alongside ends in any way (`process`). What can go wrong is a
//! [`LaunchError`], in words for whoever typed the command.
//!
//! The data folder holds `database` (PostgreSQL's own), `postgres.log` and `lock`.

use std::fs::File;
use std::path::PathBuf;

mod binaries;
mod cluster;
mod error;
mod fetch;
mod folder;
mod process;
mod socket;
mod stale;
#[cfg(test)]
mod tests;
mod user;

pub use binaries::{NEWEST, OLDEST, Search};
pub use error::LaunchError;

use binaries::Needed;
use folder::Folder;
use process::{Process, Start};
use user::User;

/// Which server to start.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder that holds the database; made when missing.
    pub data: PathBuf,
    /// Whether what was committed must survive a loss of power. Only tests can do without.
    pub durable: bool,
    /// Where PostgreSQL's programs may come from.
    pub search: Search,
    /// Told, a sentence at a time, what takes long or changes the system.
    pub say: fn(&str),
}

impl Options {
    /// A durable server in the given folder, its programs from the usual places.
    #[must_use]
    pub fn new(data: impl Into<PathBuf>) -> Self {
        let say = |sentence: &str| eprintln!("{sentence}");
        Self { data: data.into(), durable: true, search: Search::usual(), say }
    }

    /// The same, faster, for data that nobody will miss.
    #[must_use]
    pub fn for_tests(data: impl Into<PathBuf>) -> Self {
        Self { durable: false, ..Self::new(data) }
    }
}

/// The folder the data is in when nobody says otherwise: `/var/lib/alongside` for root, whose
/// server runs as another user, and the user's own state folder for anyone else.
#[must_use]
pub fn default_data_dir() -> PathBuf {
    user::default_data_dir()
}

/// A running server, stopped when dropped. Keep it until everything that uses it is closed.
#[derive(Debug)]
pub struct Server {
    // Before the lock, so that it is gone when the folder is free.
    process: Process,
    _lock: File,
}

impl Server {
    /// Starts the server and waits until it takes connections. Blocks: a second or two for a new
    /// database, a tenth of one otherwise, longer only to fetch programs or recover from a crash.
    ///
    /// # Errors
    /// When there can be no server; the error says what to do.
    pub fn start(options: &Options) -> Result<Self, LaunchError> {
        let data = Folder::make(&options.data)?;
        let user = User::for_database(&data.database())?;
        user.must_enter(&data.path)?;
        let lock = data.lock()?;
        let version = cluster::version(&data)?;
        cluster::remove_unfinished(&data)?;
        let needed = Needed(version);
        let binaries = match binaries::find(&options.search, needed, &user)? {
            Some(found) => found,
            None => fetch::fetch(&options.search, needed, &user, options.say)?,
        };
        if version.is_none() {
            cluster::create(&data, &binaries, &user, options.durable)?;
        }
        let start = Start { data: &data, binaries: &binaries, user: &user, durable: options.durable };
        Ok(Self { process: start.run()?, _lock: lock })
    }

    /// Where to connect, as the database's owner.
    #[must_use]
    pub fn url(&self) -> String {
        socket::url(&self.process.socket)
    }

    /// Stops the server in order and waits for its end.
    ///
    /// # Errors
    /// When it would not end.
    pub fn stop(mut self) -> Result<(), LaunchError> {
        self.process.stop()
    }

    /// [`Server::stop`] for asynchronous code.
    ///
    /// # Errors
    /// When it would not end.
    pub async fn stop_async(self) -> Result<(), LaunchError> {
        let database = self.process.database.clone();
        let stopped = tokio::task::spawn_blocking(|| self.stop()).await;
        stopped.unwrap_or_else(|error| Err(LaunchError::io("Stopping", &database, error.into())))
    }
}
