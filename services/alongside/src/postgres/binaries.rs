//! Finding PostgreSQL's programs, in the major version the data needs.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::error::LaunchError;
use super::user::{User, default_data_dir};

/// The oldest major version all of Alongside's SQL runs on.
pub const OLDEST: u32 = 15;
/// The newest major version all of Alongside's SQL has been run on.
pub const NEWEST: u32 = 18;

/// Where systems keep PostgreSQL, with the major version at `{}`.
const USUAL: [&str; 9] = [
    "/usr/lib/postgresql/{}/bin",
    "/usr/pgsql-{}/bin",
    "/usr/lib/postgresql{}/bin",
    "/usr/libexec/postgresql{}",
    "/opt/homebrew/opt/postgresql@{}/bin",
    "/usr/local/opt/postgresql@{}/bin",
    "/home/linuxbrew/.linuxbrew/opt/postgresql@{}/bin",
    "/opt/local/lib/postgresql{}/bin",
    "/Applications/Postgres.app/Contents/Versions/{}/bin",
];

/// Where to look for PostgreSQL's programs, and what to do when they are not there.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// The folder someone named (`PG_BIN_DIR`): looked at first, and an error if of no use.
    pub named: Option<PathBuf>,
    /// The folders to look in, best first.
    pub folders: Vec<PathBuf>,
    /// The folder to fetch PostgreSQL into when there is none; nothing is fetched without it.
    pub fetch_into: Option<PathBuf>,
    /// Whether the system's own package manager may be used as a last resort (only root can).
    pub install: bool,
}

impl Search {
    /// `PG_BIN_DIR`, the folders of the usual systems, then `PATH`; fetched when found nowhere.
    #[must_use]
    pub fn usual() -> Self {
        let named = std::env::var_os("PG_BIN_DIR").filter(|value| !value.is_empty());
        let path = std::env::var_os("PATH").unwrap_or_default();
        let mut folders = usual_folders();
        folders.extend(std::env::split_paths(&path).filter(|folder| folder.is_absolute()));
        Self {
            named: named.map(PathBuf::from),
            folders,
            fetch_into: Some(default_data_dir().join("postgresql")),
            install: true,
        }
    }
}

/// The usual folders, newest version first.
pub(super) fn usual_folders() -> Vec<PathBuf> {
    let versions = (OLDEST..=NEWEST).rev();
    versions
        .flat_map(|major| USUAL.map(|place| PathBuf::from(place.replace("{}", &major.to_string()))))
        .collect()
}

/// The major versions that will do: one when there is data already, else any that is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Needed(pub Option<u32>);

impl Needed {
    pub fn suits(self, major: u32) -> bool {
        self.0.map_or((OLDEST..=NEWEST).contains(&major), |needed| needed == major)
    }
}

impl fmt::Display for Needed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(major) => write!(f, "PostgreSQL {major}, which the data folder needs,"),
            None => write!(f, "PostgreSQL {OLDEST} to {NEWEST}"),
        }
    }
}

/// A folder with the programs in it, tried out.
#[derive(Debug, Clone)]
pub(super) struct Binaries {
    pub folder: PathBuf,
    pub major: u32,
}

impl Binaries {
    pub fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The programs of a folder, if the user can run them there.
    pub fn in_folder(folder: &Path, user: &User) -> Option<Self> {
        let server = folder.join("postgres");
        if !server.is_file() || !folder.join("initdb").is_file() {
            return None;
        }
        let output = user.command(server).arg("--version").stdin(Stdio::null()).output().ok()?;
        let major = parse_major(&String::from_utf8_lossy(&output.stdout))?;
        output.status.success().then(|| Self { folder: folder.to_path_buf(), major })
    }
}

/// Looks through the folders for a version that will do.
pub(super) fn find(search: &Search, needed: Needed, user: &User) -> Result<Option<Binaries>, LaunchError> {
    if let Some(folder) = &search.named {
        let found = Binaries::in_folder(folder, user)
            .ok_or_else(|| LaunchError::BinFolder { folder: folder.clone(), user: user.name.clone() })?;
        if needed.suits(found.major) {
            return Ok(Some(found));
        }
    }
    Ok(first_in(&search.folders, needed, user))
}

pub(super) fn first_in(folders: &[PathBuf], needed: Needed, user: &User) -> Option<Binaries> {
    let mut found = folders.iter().filter_map(|folder| Binaries::in_folder(folder, user));
    found.find(|binaries| needed.suits(binaries.major))
}

/// The major version in the words of `postgres --version`.
pub(super) fn parse_major(said: &str) -> Option<u32> {
    let version = said.split("(PostgreSQL)").nth(1)?.trim_start();
    let end = version.find(|c: char| !c.is_ascii_digit()).unwrap_or(version.len());
    version[..end].parse().ok()
}
