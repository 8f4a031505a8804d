//! The command that gets PostgreSQL on this system, for a person to type.

use std::fs;

use super::super::binaries::{NEWEST, Needed};

/// The command for the system this runs on.
pub(super) fn command(needed: Needed) -> String {
    let system = if cfg!(target_os = "macos") { "macos".to_owned() } else { linux_kind() };
    command_for(&system, needed.0, rustix::process::geteuid().is_root())
}

/// What a Linux calls itself and what it says it is like, in one line.
fn linux_kind() -> String {
    let text = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let told =
        text.lines().filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")));
    told.map(|value| value.trim_matches('"')).collect::<Vec<_>>().join(" ")
}

/// The command for a system of the given names.
pub(crate) fn command_for(system: &str, major: Option<u32>, root: bool) -> String {
    let is = |names: &[&str]| system.split_whitespace().any(|word| names.contains(&word));
    let version = major.map_or(String::new(), |major| major.to_string());
    let (command, needs_root) = if is(&["macos"]) {
        (format!("brew install postgresql@{}", major.unwrap_or(NEWEST)), false)
    } else if is(&["debian", "ubuntu"]) {
        let dash = if major.is_some() { "-" } else { "" };
        (format!("apt-get install postgresql{dash}{version}"), true)
    } else if is(&["rhel", "centos"]) {
        // The plain package of Red Hat 9 is older than any Alongside runs on.
        (format!("dnf install @postgresql:{}", major.unwrap_or(16)), true)
    } else if is(&["fedora"]) {
        (format!("dnf install postgresql{version}-server"), true)
    } else if is(&["suse", "opensuse"]) {
        (format!("zypper install postgresql{version}-server"), true)
    } else if is(&["alpine"]) {
        (format!("apk add postgresql{version}"), true)
    } else if is(&["arch"]) {
        ("pacman -S postgresql".to_owned(), true)
    } else {
        return "this system's own way to install postgresql".to_owned();
    };
    let sudo = if needs_root && !root { "sudo " } else { "" };
    format!("`{sudo}{command}`")
}
