//! The small rules, without a server.

use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

use crate::postgres::LaunchError;
use crate::postgres::binaries::{Needed, parse_major, usual_folders};
use crate::postgres::process::telling_lines;
use crate::postgres::stale::PidFile;
use crate::postgres::user::parse_user;

#[test]
fn versions_are_read_from_what_the_program_says() {
    assert_eq!(parse_major("postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)\n"), Some(15));
    assert_eq!(parse_major("postgres (PostgreSQL) 19beta1\n"), Some(19));
    assert_eq!(parse_major("something else 15\n"), None);
    assert!(Needed(None).suits(18) && !Needed(None).suits(19) && !Needed(None).suits(14));
    assert!(Needed(Some(16)).suits(16) && !Needed(Some(16)).suits(17));
}

#[test]
fn the_newest_is_looked_for_first() {
    let folders = usual_folders();
    assert_eq!(folders[0], PathBuf::from("/usr/lib/postgresql/18/bin"));
    let place = |text: &str| folders.iter().position(|folder| folder == Path::new(text));
    assert!(place("/usr/pgsql-16/bin") < place("/usr/lib/postgresql/15/bin"));
    assert!(place("/opt/homebrew/opt/postgresql@17/bin").is_some());
}

#[test]
fn a_server_is_ready_when_its_file_says_so() {
    let text = "4711\n/srv/data\n1700000000\n5432\n/tmp/alongside-1-0\n\n  123 456\nready   \n";
    let file = PidFile::parse(text).unwrap();
    assert_eq!((file.pid, file.ready), (4711, true));
    assert_eq!(file.socket, Some(PathBuf::from("/tmp/alongside-1-0")));
    assert!(!PidFile::parse("4711\n/srv/data\n").unwrap().ready);
    assert_eq!(PidFile::parse(""), None);
    assert_eq!(PidFile::parse("words\n"), None);
}

#[test]
fn users_are_read_as_every_system_writes_them() {
    let debian = parse_user("postgres:x:101:104:PostgreSQL,,,:/var/lib/postgresql:/bin/bash");
    assert_eq!(debian, Some(("postgres".to_owned(), 101, 104)));
    assert_eq!(parse_user("nobody:*:-2:-2::/:/bin/false").unwrap().1, u32::MAX - 1);
    assert_eq!(parse_user("# a remark"), None);
}

#[test]
fn the_log_gives_its_telling_lines() {
    let log = "2026-01-01 GMT [7] LOG:  starting\n2026-01-01 GMT [7] FATAL:  no such thing\n\
               2026-01-01 GMT [7] HINT:  try another\n2026-01-01 GMT [7] LOG:  database system is shut down\n";
    assert_eq!(telling_lines(log), "LOG:  starting FATAL:  no such thing HINT:  try another");
    assert_eq!(telling_lines("one\n\ntwo\n"), "one two");
    assert_eq!(telling_lines(""), "nothing");
}

#[test]
fn refusals_of_the_system_become_advice() {
    let path = Path::new("/srv/data");
    let said = |kind| LaunchError::io("Making", path, Error::from(kind)).to_string();
    assert!(said(ErrorKind::StorageFull).contains("is full"));
    assert!(said(ErrorKind::PermissionDenied).contains("may not write"));
    assert!(said(ErrorKind::NotADirectory).starts_with("Making /srv/data did not work"));
}
