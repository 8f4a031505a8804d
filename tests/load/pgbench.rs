//! The baseline: `pgbench -M prepared` on the same server, running the statements our services run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Plan;
use crate::world::World;

/// What pgbench did in one round.
pub struct Baseline {
    pub rate: f64,
    /// Seconds of CPU of pgbench itself and of the server.
    pub cpu: f64,
    pub done: f64,
}

/// Runs these scripts, chosen at random, as the role of a service.
pub fn run(world: &World, plan: Plan, service: &str, scripts: &[String]) -> Baseline {
    let folder = world.folder.join("scripts");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the scripts");
    let mut command = Command::new(program());
    command.args(["-n", "-M", "prepared", "-j", "2"]);
    command.args(["-c", &plan.clients.to_string(), "-T", &plan.seconds.to_string()]);
    for (number, script) in scripts.iter().enumerate() {
        let file = folder.join(format!("{number}.sql"));
        fs::write(&file, script).expect("a script");
        command.arg("-f").arg(file);
    }
    let before = world.cpu();
    let children = ended_children();
    let output = command
        .args(["-h", &world.socket, "-U", service, "alongside"])
        .output()
        .expect("pgbench runs: install PostgreSQL's client programs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let figure = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(name));
        let number = line
            .and_then(|line| line[name.len()..].split_whitespace().next()?.split('/').next()?.parse().ok());
        number.unwrap_or_else(|| panic!("pgbench did not say {name}: {text}"))
    };
    Baseline {
        rate: figure("tps ="),
        done: figure("number of transactions actually processed:"),
        cpu: world.cpu().since(before).database + ended_children() - children,
    }
}

/// CPU seconds of the children this process has waited for.
fn ended_children() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let numbers: Vec<f64> = text
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .map(|number| number.parse().unwrap_or(0.0))
        .collect();
    (numbers[13] + numbers[14]) / 100.0
}

fn program() -> PathBuf {
    let folders = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> =
        folders.map(|folder| folder.path().join("bin/pgbench")).filter(|path| path.exists()).collect();
    found.sort();
    found.pop().unwrap_or_else(|| Path::new("pgbench").to_path_buf())
}

/// Says the median of the rounds' ratios, and whether it is what was aimed at.
pub fn verdict(ratios: &mut [f64], goal: f64) {
    ratios.sort_by(f64::total_cmp);
    let median = ratios[ratios.len() / 2];
    let met = if median >= goal { "met" } else { "NOT met" };
    println!("  median ratio {median:.2}: goal {met}\n");
}
