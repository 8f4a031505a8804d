//! What stops a start, and the words for it.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, chown};

use super::{LaunchError, Options, Server, Temporary, is_root};
use crate::postgres::Search;

fn refusal(options: &Options) -> LaunchError {
    Server::start(options).unwrap_err()
}

/// A data folder that seems to hold a database of the given version.
fn made_by(version: &str) -> Temporary {
    let temporary = Temporary::new();
    fs::create_dir_all(temporary.database()).unwrap();
    fs::write(temporary.database().join("PG_VERSION"), version).unwrap();
    if is_root() {
        chown(temporary.database(), Some(65_534), Some(65_534)).unwrap();
    }
    temporary
}

#[test]
fn of_a_folder_in_use() {
    let temporary = Temporary::new();
    let _first = Server::start(&temporary.options()).unwrap();
    let said = refusal(&temporary.options()).to_string();
    assert!(said.contains(&format!("process {}", std::process::id())), "{said}");
    assert!(said.contains("--data"), "{said}");
}

#[test]
fn of_data_from_another_age() {
    let newer = refusal(&made_by("19\n").options());
    assert!(matches!(newer, LaunchError::NewerData { found: 19, .. }), "{newer}");
    assert!(newer.to_string().contains("belongs to a newer version"), "{newer}");
    assert!(newer.to_string().contains("versions 15 to 18"), "{newer}");
    let older = refusal(&made_by("14\n").options());
    assert!(matches!(older, LaunchError::OlderData { found: 14, .. }), "{older}");
    let none = refusal(&made_by("").options());
    assert!(matches!(none, LaunchError::NotData { .. }), "{none}");
}

#[test]
fn when_there_is_no_postgresql() {
    let temporary = Temporary::new();
    let options = Options { search: Search::default(), ..temporary.options() };
    let said = refusal(&options).to_string();
    assert!(said.starts_with("There is no PostgreSQL 15 to 18 on this machine"), "{said}");
    assert!(said.contains("install"), "{said}");

    let data = made_by("16\n");
    let search = Search { fetch_into: Some(data.0.join("fetched")), ..Search::default() };
    let said = refusal(&Options { search, ..data.options() }).to_string();
    assert!(said.contains("PostgreSQL 16, which the data folder needs"), "{said}");
}

#[test]
fn of_a_named_folder_without_programs() {
    let temporary = Temporary::new();
    let mut options = temporary.options();
    options.search.named = Some(temporary.0.clone());
    let error = refusal(&options);
    assert!(matches!(error, LaunchError::BinFolder { .. }), "{error}");
}

#[test]
fn of_a_folder_closed_to_the_servers_user() {
    if !is_root() {
        return;
    }
    let temporary = Temporary::new();
    let home = temporary.0.join("home");
    fs::create_dir(&home).unwrap();
    fs::set_permissions(&home, Permissions::from_mode(0o700)).unwrap();
    let said = refusal(&Options::for_tests(home.join("data"))).to_string();
    assert!(said.contains(&format!("may not enter {},", home.display())), "{said}");
}

#[test]
fn of_a_database_given_to_root() {
    if !is_root() {
        return;
    }
    let temporary = made_by("15\n");
    chown(temporary.database(), Some(0), Some(0)).unwrap();
    let said = refusal(&temporary.options()).to_string();
    assert!(said.contains("chown -R"), "{said}");
}

#[test]
fn of_a_file_in_the_way() {
    let temporary = Temporary::new();
    fs::write(temporary.options().data, "not a folder").unwrap();
    let said = refusal(&temporary.options()).to_string();
    assert!(said.contains("data"), "{said}");
}

#[test]
fn when_the_server_cannot_read_its_settings() {
    let temporary = Temporary::new();
    Server::start(&temporary.options()).unwrap().stop().unwrap();
    fs::write(temporary.database().join("postgresql.conf"), "shared_buffers = plenty\n").unwrap();
    let said = refusal(&temporary.options()).to_string();
    assert!(said.contains("shared_buffers") && said.contains("postgres.log"), "{said}");
}
