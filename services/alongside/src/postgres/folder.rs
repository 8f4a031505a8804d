//! The data folder: made when missing, and used by one copy of Alongside at a time.

use std::fs::{self, DirBuilder, File, Permissions, TryLockError};
use std::io::{Read, Seek, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::error::LaunchError;

/// How long the lock of a process that has just been killed may take to be free.
const LOCK_WAIT: Duration = Duration::from_secs(3);

/// A data folder and what lies in it.
#[derive(Debug)]
pub(super) struct Folder {
    pub path: PathBuf,
}

impl Folder {
    /// Makes the folder if it is missing.
    pub fn make(path: &Path) -> Result<Self, LaunchError> {
        let path = std::path::absolute(path).map_err(|error| LaunchError::io("Finding", path, error))?;
        let failed = |error| LaunchError::io("Making", &path, error);
        // Root's server runs as another user, who must be able to pass through.
        let mode = if rustix::process::geteuid().is_root() { 0o711 } else { 0o700 };
        let mut missing: Vec<&Path> = path.ancestors().take_while(|folder| !folder.exists()).collect();
        missing.reverse();
        for folder in missing {
            DirBuilder::new().mode(mode).create(folder).map_err(failed)?;
            fs::set_permissions(folder, Permissions::from_mode(mode)).map_err(failed)?;
        }
        Ok(Self { path: path.canonicalize().map_err(failed)? })
    }

    /// The database itself, a folder that belongs to the server.
    pub fn database(&self) -> PathBuf {
        self.path.join("database")
    }

    /// What the server says.
    pub fn log(&self) -> PathBuf {
        self.path.join("postgres.log")
    }

    /// Takes the folder for as long as the file returned stays open.
    pub fn lock(&self) -> Result<File, LaunchError> {
        let path = self.path.join("lock");
        let failed = |error| LaunchError::io("Locking", &path, error);
        let mut options = File::options();
        options.create(true).truncate(false).read(true).write(true).mode(0o600);
        let mut file = options.open(&path).map_err(failed)?;
        let until = Instant::now() + LOCK_WAIT;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if Instant::now() < until => {
                    sleep(Duration::from_millis(50));
                }
                Err(TryLockError::WouldBlock) => return Err(self.busy(&mut file)),
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
        }
        file.set_len(0).and_then(|()| file.rewind()).map_err(failed)?;
        write!(file, "{}", std::process::id()).map_err(failed)?;
        Ok(file)
    }

    fn busy(&self, file: &mut File) -> LaunchError {
        let mut id = String::new();
        let known = file.read_to_string(&mut id).is_ok() && !id.is_empty();
        let holder = if known { format!("process {id}") } else { "of unknown process id".to_owned() };
        LaunchError::Busy { data: self.path.clone(), holder }
    }
}
