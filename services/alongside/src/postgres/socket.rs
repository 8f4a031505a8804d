//! A short, private folder for the server's socket: a socket's whole path may have only 107 bytes
//! (103 on some systems), so it never lies in the data folder.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::error::LaunchError;
use super::user::User;

/// The name every such folder starts with.
const NAME: &str = "alongside-";
/// The socket's name, made of a number that means nothing here: nothing listens on the network.
const SOCKET: &str = ".s.PGSQL.5432";
const LONGEST: usize = 60;

static COUNT: AtomicU32 = AtomicU32::new(0);

/// Makes a new folder that only the user may enter.
pub(super) fn make_folder(user: &User) -> Result<PathBuf, LaunchError> {
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    // Root's own runtime folder is closed to the user the server runs as.
    let runtime = runtime.filter(|_| !rustix::process::geteuid().is_root());
    let mut tried = Vec::new();
    for base in runtime.into_iter().chain([PathBuf::from("/tmp"), std::env::temp_dir()]) {
        match make_in(&base) {
            Ok(folder) => {
                user.give(&folder)?;
                return Ok(folder);
            }
            Err(error) => tried.push(format!("{}: {error}", base.display())),
        }
    }
    Err(LaunchError::NoSocketFolder { tried: tried.join("; ") })
}

fn make_in(base: &Path) -> io::Result<PathBuf> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    let usable = base.to_str().is_some_and(|text| text.len() <= LONGEST && text.chars().all(plain));
    if !base.is_absolute() || !usable {
        return Err(io::Error::other("its path is too long or has unusual letters"));
    }
    loop {
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = base.join(format!("{NAME}{}-{number}", std::process::id()));
        // Making fails when something is there already, so nobody else's folder is ever used.
        match DirBuilder::new().mode(0o700).create(&folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => return made.map(|()| folder),
        }
    }
}

/// Clears away the folder of a server that is gone, if it is one of these.
pub(super) fn remove_folder(folder: &Path) {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    if name.starts_with(NAME) {
        // Most often the server and its keeper have cleared it already.
        let _ = fs::remove_file(folder.join(SOCKET));
        let _ = fs::remove_file(folder.join(format!("{SOCKET}.lock")));
        let _ = fs::remove_dir(folder);
    }
}

/// Where to connect: trusted, because only the user and root can reach the socket.
pub(super) fn url(folder: &Path) -> String {
    let host = folder.to_string_lossy().replace('/', "%2F");
    format!("postgres://alongside@localhost/postgres?host={host}")
}
