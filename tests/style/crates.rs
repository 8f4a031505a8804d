//! Which crate may know which, and which file may speak of what.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::files::under;

const SERVICES: [&str; 6] = ["people", "ulos", "brokers", "matching", "outcomes", "councils"];

/// The workspace crates each workspace crate depends on.
fn dependencies() -> BTreeMap<String, Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root)
        .output()
        .expect("cargo metadata runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let ours = |dependency: &&Value| dependency["path"].is_string() && dependency["kind"].is_null();
    let names = |package: &Value| {
        let all = package["dependencies"].as_array().expect("dependencies");
        all.iter().filter(ours).map(|d| d["name"].as_str().unwrap_or_default().to_owned()).collect()
    };
    packages
        .iter()
        .map(|package| (package["name"].as_str().unwrap_or_default().to_owned(), names(package)))
        .collect()
}

#[test]
fn crates_depend_only_on_what_the_map_allows() {
    let mut allowed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for service in SERVICES {
        allowed.insert(service, vec!["alongside-proto", "platform", "reference"]);
    }
    allowed.insert("matching", vec!["alongside-proto", "platform", "reference", "places", "rounds"]);
    allowed.insert("places", vec![]);
    allowed.insert("rounds", vec![]);
    allowed.insert("simulation", vec!["rounds"]);
    allowed.insert("web", vec!["alongside-proto", "platform", "reference"]);
    allowed.insert("platform", vec!["alongside-proto"]);
    allowed.insert("reference", vec![]);
    allowed.insert("alongside-proto", vec![]);
    let mut wrong = Vec::new();
    for (name, uses) in dependencies() {
        let Some(may) = allowed.get(name.as_str()) else { continue };
        let over = uses.iter().filter(|used| !may.contains(&used.as_str()));
        wrong.extend(over.map(|used| format!("{name} depends on {used}")));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn pure_crates_read_no_file_clock_or_random_source() {
    let words = ["std::fs", "std::time", "std::env", "std::thread", "HashMap", "HashSet"];
    let pure = ["places", "rounds"].map(|name| under(&format!("services/matching/{name}/src"), ".rs"));
    assert_eq!(offenders(pure.into_iter().flatten(), &words), Vec::<String>::new());
    let rounds = under("services/matching/rounds/src", ".rs");
    assert_eq!(offenders(rounds.into_iter(), &["f32", "f64"]), Vec::<String>::new());
    // A simulation may run its years side by side; none knows of another.
    let words = ["std::fs", "std::time", "std::env", "HashMap", "HashSet", "f32", "f64"];
    let simulation = under("services/matching/simulation/src", ".rs");
    assert_eq!(offenders(simulation.into_iter(), &words), Vec::<String>::new());
}

/// The part of a file that is shipped: without its tests.
fn shipped(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned()
}

fn offenders(files: impl Iterator<Item = PathBuf>, words: &[&str]) -> Vec<String> {
    let mut wrong = Vec::new();
    for path in files {
        let text = shipped(&path);
        for word in words.iter().filter(|word| text.contains(**word)) {
            wrong.push(format!("{}: {word}", path.display()));
        }
    }
    wrong
}

fn of_services() -> impl Iterator<Item = PathBuf> {
    SERVICES.into_iter().flat_map(|service| under(&format!("services/{service}/src"), ".rs"))
}

#[test]
fn rules_do_no_io_and_know_no_wire() {
    // A resource's front page is the file that has a folder of the same name with a wire face in it.
    let rules = of_services().filter(|path| path.with_extension("").join("rpc.rs").exists());
    let words = [".await", "async fn", "sqlx::query", "Utc::now", "pb::", "tonic::"];
    assert_eq!(offenders(rules, &words), Vec::<String>::new());
}

#[test]
fn stores_know_no_wire() {
    let stores = of_services().filter(|path| path.ends_with("store.rs"));
    assert_eq!(offenders(stores, &["pb::", "tonic::", "proto::"]), Vec::<String>::new());
}

#[test]
fn only_platform_makes_a_status() {
    let makers = ["Status::new(", "Status::internal(", "Status::invalid_argument(", "Status::not_found("];
    assert_eq!(offenders(of_services(), &makers), Vec::<String>::new());
}

#[test]
fn nothing_is_left_for_later() {
    let left = ["todo!(", "unimplemented!(", "FIXME", "TODO", "XXX"];
    let all = under("services", ".rs").into_iter().chain(under("services", ".html"));
    assert_eq!(offenders(all, &left), Vec::<String>::new());
}

#[test]
fn files_stay_small() {
    let long = |path: &PathBuf| fs::read_to_string(path).unwrap_or_default().lines().count() > 350;
    let all = under("services", ".rs").into_iter().filter(long);
    assert_eq!(all.map(|path| path.display().to_string()).collect::<Vec<_>>(), Vec::<String>::new());
}
