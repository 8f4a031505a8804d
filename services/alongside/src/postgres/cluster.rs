//! The database on disk: which version wrote it, and making a new one.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::process::Stdio;

use super::binaries::{Binaries, NEWEST, OLDEST};
use super::error::{LaunchError, disk_is_full};
use super::folder::Folder;
use super::process::supervise;
use super::user::User;

/// What a database is called until it is whole; whatever is called so at the start is rubbish.
const UNFINISHED: &str = "database.new-";

/// Settings whoever runs Alongside may change in the database's postgresql.conf. Nothing a
/// statement says is written down: it may hold what people told us.
const SETTINGS: &str = "
# Set by Alongside when it made this database; change what you need.
max_connections = 200
shared_buffers = 128MB
effective_cache_size = 512MB
work_mem = 8MB
maintenance_work_mem = 128MB
max_wal_size = 2GB
checkpoint_timeout = 15min
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_checkpoints = off
";

/// The major version of the database in the data folder, if there is one; refused if it will
/// not do.
pub(super) fn version(data: &Folder) -> Result<Option<u32>, LaunchError> {
    let folder = data.database();
    if !folder.exists() {
        return Ok(None);
    }
    let text = fs::read_to_string(folder.join("PG_VERSION")).unwrap_or_default();
    match text.trim().parse() {
        Err(_) => Err(LaunchError::NotData { folder }),
        Ok(found) if found > NEWEST => Err(LaunchError::NewerData { data: data.path.clone(), found }),
        Ok(found) if found < OLDEST => Err(LaunchError::OlderData { data: data.path.clone(), found }),
        Ok(found) => Ok(Some(found)),
    }
}

/// Makes a new database under another name and gives it its own when it is whole.
pub(super) fn create(
    data: &Folder,
    binaries: &Binaries,
    user: &User,
    durable: bool,
) -> Result<(), LaunchError> {
    let unfinished = data.path.join(format!("{UNFINISHED}{}", std::process::id()));
    let failed = |error| LaunchError::io("Making", &unfinished, error);
    DirBuilder::new().mode(0o700).create(&unfinished).map_err(failed)?;
    let made = user
        .give(&unfinished)
        .and_then(|()| initdb(data, &unfinished, binaries, user, durable))
        .and_then(|()| configure(&unfinished, durable).map_err(failed))
        .and_then(|()| fs::rename(&unfinished, data.database()).map_err(failed));
    if made.is_err() {
        // What is left of it is cleared at the next start if it cannot be now.
        let _ = fs::remove_dir_all(&unfinished);
        return made;
    }
    if durable { sync(&data.path).map_err(failed) } else { Ok(()) }
}

/// Clears what an interrupted start left behind. Its `initdb` may still be clearing up after
/// itself, so a folder that changes meanwhile is left for the next start.
pub(super) fn remove_unfinished(data: &Folder) -> Result<(), LaunchError> {
    let entries = fs::read_dir(&data.path).map_err(|error| LaunchError::io("Reading", &data.path, error))?;
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            match fs::remove_dir_all(entry.path()) {
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                    return Err(LaunchError::io("Clearing", &entry.path(), error));
                }
                _ => {}
            }
        }
    }
    Ok(())
}

fn initdb(
    data: &Folder,
    into: &Path,
    binaries: &Binaries,
    user: &User,
    durable: bool,
) -> Result<(), LaunchError> {
    let mut command = supervise(user, &binaries.program("initdb"), None);
    command.arg("-D").arg(into);
    command.args(["-U", "alongside", "--auth=trust", "--data-checksums", "--no-instructions"]);
    command.args(["--encoding=UTF8", "--locale=C"]).args(letters(binaries.major));
    if !durable {
        command.arg("--no-sync");
    }
    let failed = |error| LaunchError::io("Running initdb for", &data.path, error);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().map_err(failed)?;
    // Held, because its end would stop the work.
    let pipe = child.stdin.take();
    let output = child.wait_with_output().map_err(failed)?;
    drop(pipe);
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    if disk_is_full(&said, &data.path) {
        return Err(LaunchError::DiskFull { folder: data.path.clone() });
    }
    Err(LaunchError::Initdb { data: data.path.clone(), said })
}

/// Text is ordered by code point, the same on every system, but every letter is known as one.
fn letters(major: u32) -> &'static [&'static str] {
    match major {
        17.. => &["--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
        _ if cfg!(target_os = "macos") => &["--lc-ctype=UTF-8"],
        _ => &["--lc-ctype=C.UTF-8"],
    }
}

fn configure(folder: &Path, durable: bool) -> io::Result<()> {
    let mut file = File::options().append(true).open(folder.join("postgresql.conf"))?;
    file.write_all(SETTINGS.as_bytes())?;
    if durable { file.sync_all() } else { Ok(()) }
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
