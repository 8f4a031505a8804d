//! The database and the keys of an installation, opened for a command.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::str::FromStr as _;

use platform::Error;
use platform::db::Db;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions as _, Connection as _};

use crate::cli;
use crate::keys::Keys;
use crate::postgres::{self, LaunchError, Options, Server};
use crate::sample::begun;
use crate::stack;

/// The database of our own server.
const DATABASE: &str = "alongside";

/// An open installation. Keep it while anything uses the database.
pub struct Store {
    /// How to connect as the owner of the database.
    pub database: PgConnectOptions,
    /// The secrets.
    pub keys: Keys,
    server: Option<Server>,
}

impl Store {
    /// Opens an installation: starts our own server unless another was named, and brings every schema up to date.
    ///
    /// # Errors
    /// A sentence that says what is wrong and what to do.
    pub async fn open(options: &cli::Store) -> Result<Self, String> {
        let (server, database) = match &options.database_url {
            Some(url) => (None, theirs(url)?),
            None => ours(options).await?,
        };
        let keys = open_keys(options)?;
        if begun::forget_half(&database).await? {
            println!("The sample England was not finished last time: what there was of it is gone.");
        }
        stack::migrate_all(&database, &keys).await.map_err(|error| error.to_string())?;
        Ok(Self { database, keys, server })
    }

    /// A pool of the schema of a service.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database does not answer.
    pub async fn connect(&self, service: &str) -> Result<Db, Error> {
        Db::connect(&self.database, service, &self.keys.database_secret()).await
    }

    /// Stops our own server, if it was one.
    pub async fn close(self) {
        if let Some(server) = self.server
            && let Err(error) = server.stop_async().await
        {
            tracing::warn!(%error, "the database did not stop in order");
        }
    }
}

/// What to say when a command failed: a full disk is behind whatever else went wrong.
pub fn why(options: &cli::Store, sentence: String) -> String {
    let ours = options.database_url.is_none();
    let data = options.data.clone().unwrap_or_else(postgres::default_data_dir);
    let full = LaunchError::full_disk(&data).filter(|_| ours);
    full.map_or(sentence, |full| full.to_string())
}

/// The secrets of an installation.
///
/// # Errors
/// A sentence that says which file and what to do.
pub fn open_keys(options: &cli::Store) -> Result<Keys, String> {
    if let Some(file) = &options.keys {
        return Keys::open(file);
    }
    let folder = folder(options);
    match fs::create_dir_all(&folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            return Err(format!("the folder {} could not be made: {error}", folder.display()));
        }
        _ => {}
    }
    Keys::open(&folder.join("keys"))
}

/// The folder of an installation.
pub fn folder(options: &cli::Store) -> PathBuf {
    options.data.clone().unwrap_or_else(postgres::default_data_dir)
}

fn theirs(url: &str) -> Result<PgConnectOptions, String> {
    let options = PgConnectOptions::from_str(url).map_err(|_| {
        "DATABASE_URL is not a PostgreSQL address: give postgres://user@host/database".to_owned()
    })?;
    Ok(options.disable_statement_logging())
}

async fn ours(options: &cli::Store) -> Result<(Option<Server>, PgConnectOptions), String> {
    let data = options.data.clone().unwrap_or_else(postgres::default_data_dir);
    let started = tokio::task::spawn_blocking(move || Server::start(&Options::new(data))).await;
    let server = started.map_err(|error| error.to_string())?.map_err(|error| error.to_string())?;
    let postgres = theirs(&server.url())?;
    let unreachable = |error: sqlx::Error| format!("the database does not answer: {error}");
    let mut connection = PgConnection::connect_with(&postgres).await.map_err(unreachable)?;
    let found: Option<i32> = sqlx::query_scalar("select 1 from pg_database where datname = $1")
        .bind(DATABASE)
        .fetch_optional(&mut connection)
        .await
        .map_err(unreachable)?;
    if found.is_none() {
        sqlx::query("create database alongside").execute(&mut connection).await.map_err(unreachable)?;
    }
    connection.close().await.map_err(unreachable)?;
    Ok((Some(server), postgres.database(DATABASE)))
}
