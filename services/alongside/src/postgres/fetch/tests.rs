//! The commands for each system; the fetching itself, for when there is a network.

use std::fs;

use super::super::binaries::{Needed, Search};
use super::super::user::User;
use super::super::{Options, Server};
use super::system::command_for;
use super::{WAYS, fetch, telling_line};

#[test]
fn every_system_has_its_command() {
    assert_eq!(command_for("debian", None, true), "`apt-get install postgresql`");
    assert_eq!(
        command_for("linuxmint ubuntu debian", Some(16), false),
        "`sudo apt-get install postgresql-16`"
    );
    assert_eq!(command_for("rocky rhel centos fedora", None, false), "`sudo dnf install @postgresql:16`");
    assert_eq!(command_for("fedora", None, true), "`dnf install postgresql-server`");
    assert_eq!(command_for("macos", None, false), "`brew install postgresql@18`");
    assert_eq!(command_for("alpine", Some(17), true), "`apk add postgresql17`");
    assert!(command_for("another", None, true).contains("install postgresql"));
}

#[test]
fn the_error_is_told_and_not_the_chatter() {
    let npm = "npm error code EINTEGRITY\nnpm error wanted one, got another\n\
               npm error A complete log of this run can be found in: /x\n";
    assert_eq!(telling_line(npm).unwrap(), "npm error wanted one, got another");
    assert_eq!(telling_line("one\ntwo\n\n").unwrap(), "two");
    assert_eq!(telling_line("ERROR: no such thing\nadvice").unwrap(), "ERROR: no such thing");
    let offline = telling_line("npm error request failed, reason: getaddrinfo EAI_AGAIN host");
    assert_eq!(offline.unwrap(), "the network cannot be reached");
    assert_eq!(telling_line(""), None);
}

#[test]
#[ignore = "needs the network"]
fn each_way_gets_a_server_that_runs() {
    let into = std::env::temp_dir().join(format!("fetched-{}", std::process::id()));
    let user = User::for_database(&into).unwrap();
    for (number, way) in WAYS.iter().enumerate() {
        let into = into.join(number.to_string());
        fs::create_dir_all(&into).unwrap();
        (way.get)(&into).unwrap();
        let search = Search { fetch_into: Some(into.clone()), ..Search::default() };
        let found = fetch(&search, Needed(Some(18)), &user, |_| panic!("it is there")).unwrap();
        assert!(found.folder.starts_with(&into), "{}", way.name);
        assert_eq!(found.major, 18);
        let options = Options { search, ..Options::for_tests(into.join("data")) };
        Server::start(&options).unwrap().stop().unwrap();
    }
    fs::remove_dir_all(&into).unwrap();
}
