//! Debian's own packages, for root only, and without the shared server they would set up.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::super::binaries::{Binaries, Needed, first_in, usual_folders};
use super::super::user::User;
use super::run;

const APT: &str = "/usr/bin/apt-get";
const SETTINGS: &str = "/etc/postgresql-common/createcluster.d";

pub(super) fn possible() -> bool {
    rustix::process::geteuid().is_root() && Path::new(APT).exists()
}

/// Installs and finds it; the whole of what it does to the system is said first.
pub(super) fn get(needed: Needed, user: &User, say: fn(&str)) -> Result<Binaries, String> {
    let package = needed.0.map_or("postgresql".to_owned(), |major| format!("postgresql-{major}"));
    say(&format!("Installing Debian's package {package} (no server of its own is set up)."));
    let settings = Settings::put().map_err(|error| format!("{SETTINGS}: {error}"))?;
    // The lists of a fresh machine are empty or old: only then are they worth the wait.
    install(&package).or_else(|_| {
        run(apt().arg("update"))?;
        install(&package)
    })?;
    drop(settings);
    first_in(&usual_folders(), needed, user).ok_or_else(|| {
        format!("the package {package} does not hold {needed}").trim_end_matches(',').to_owned()
    })
}

fn apt() -> Command {
    let mut command = Command::new(APT);
    command.arg("-q").env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn install(package: &str) -> Result<(), String> {
    run(apt().args(["install", "--yes", "--no-install-recommends", package]))
}

/// The line that keeps the package from making a shared server, there only while it installs.
struct Settings;

impl Settings {
    fn put() -> std::io::Result<Self> {
        fs::create_dir_all(SETTINGS)?;
        fs::write(Path::new(SETTINGS).join("alongside.conf"), "create_main_cluster = false\n")?;
        Ok(Self)
    }
}

impl Drop for Settings {
    fn drop(&mut self) {
        // Left behind it would only keep a later package from making its server.
        let _ = fs::remove_file(Path::new(SETTINGS).join("alongside.conf"));
        let _ = fs::remove_dir(SETTINGS);
    }
}
