//! Which user the server runs as: oneself, or for root (PostgreSQL refuses root) someone harmless.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::error::LaunchError;

const SAFE_FOR_ROOT: [&str; 2] = ["postgres", "nobody"];

/// The user that owns the database and runs the server.
#[derive(Debug, Clone)]
pub(super) struct User {
    pub name: String,
    /// Who to become; nothing when one stays who one is.
    become_ids: Option<(u32, u32)>,
}

impl User {
    /// The owner of the database when there is one, else whoever suits.
    pub fn for_database(folder: &Path) -> Result<Self, LaunchError> {
        let me = rustix::process::geteuid().as_raw();
        let owner = match fs::metadata(folder) {
            Ok(meta) => Some((meta.uid(), meta.gid())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(LaunchError::io("Reading", folder, error)),
        };
        match owner {
            Some((0, _)) if me == 0 => Err(LaunchError::OwnedByRoot {
                folder: folder.to_path_buf(),
                user: Self::safe_for_root()?.name,
            }),
            Some((uid, gid)) if me == 0 => Ok(Self { name: name_of(uid), become_ids: Some((uid, gid)) }),
            Some((uid, _)) if uid != me => Err(LaunchError::NotYours {
                folder: folder.to_path_buf(),
                owner: name_of(uid),
                user: name_of(me),
            }),
            None if me == 0 => Self::safe_for_root(),
            _ => Ok(Self { name: name_of(me), become_ids: None }),
        }
    }

    fn safe_for_root() -> Result<Self, LaunchError> {
        let users = users();
        SAFE_FOR_ROOT
            .iter()
            .find_map(|name| users.iter().find(|user| user.0 == *name && user.1 != 0))
            .map(|(name, uid, gid)| Self { name: name.clone(), become_ids: Some((*uid, *gid)) })
            .ok_or(LaunchError::NoUser)
    }

    /// A command run as this user, untouched by the settings of whoever started Alongside.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        // One's own folder may be closed to the user one becomes.
        command.current_dir("/").env("LC_ALL", "C");
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("PG") {
                command.env_remove(name);
            }
        }
        if let Some((uid, gid)) = self.become_ids {
            command.uid(uid).gid(gid);
        }
        command
    }

    /// Makes a folder or file theirs.
    pub fn give(&self, path: &Path) -> Result<(), LaunchError> {
        let Some((uid, gid)) = self.become_ids else {
            return Ok(());
        };
        chown(path, Some(uid), Some(gid)).map_err(|source| self.cannot_drop(source))
    }

    /// Checks that they can reach the data folder.
    pub fn must_enter(&self, data: &Path) -> Result<(), LaunchError> {
        if self.become_ids.is_none() || self.enters(data)? {
            return Ok(());
        }
        let mut way: Vec<&Path> = data.ancestors().collect();
        way.reverse();
        for folder in way {
            if !self.enters(folder)? {
                return Err(LaunchError::CannotEnter {
                    data: data.to_path_buf(),
                    user: self.name.clone(),
                    closed: folder.to_path_buf(),
                });
            }
        }
        Ok(())
    }

    /// Asks the system itself: mode bits alone do not tell (access lists, name spaces).
    fn enters(&self, folder: &Path) -> Result<bool, LaunchError> {
        self.command("/bin/sh")
            .args(["-c", "cd -- \"$1\"", "sh"])
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .map(|status| status.success())
            .map_err(|source| self.cannot_drop(source))
    }

    fn cannot_drop(&self, source: io::Error) -> LaunchError {
        LaunchError::CannotDrop { user: self.name.clone(), source }
    }
}

/// The default data folder: one that others may enter for root, one's own for anyone else.
pub(super) fn default_data_dir() -> PathBuf {
    if rustix::process::geteuid().is_root() {
        return PathBuf::from("/var/lib/alongside");
    }
    let state = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    state
        .or_else(|| Some(std::env::home_dir()?.join(".local/state")))
        .unwrap_or_else(std::env::temp_dir)
        .join("alongside")
}

fn name_of(uid: u32) -> String {
    let known = users().into_iter().find(|user| user.1 == uid);
    known.map_or_else(|| uid.to_string(), |user| user.0)
}

/// The users this system knows by file: name, user id, group id.
fn users() -> Vec<(String, u32, u32)> {
    let text = fs::read_to_string("/etc/passwd").unwrap_or_default();
    text.lines().filter_map(parse_user).collect()
}

pub(super) fn parse_user(line: &str) -> Option<(String, u32, u32)> {
    let mut fields = line.split(':');
    let name = fields.next()?;
    let (uid, gid) = (fields.nth(1)?, fields.next()?);
    Some((name.to_owned(), parse_id(uid)?, parse_id(gid)?))
}

/// Some systems write `nobody` as -2, which is the same bits.
fn parse_id(text: &str) -> Option<u32> {
    text.parse().ok().or_else(|| text.parse::<i32>().ok().map(i32::cast_unsigned))
}
