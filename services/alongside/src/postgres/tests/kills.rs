//! Ended without warning, in every way we know, and started again.

use std::fs;
use std::path::Path;
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::postgres::user::parse_user;

use super::helper::{Helper, children_of, is_alive, parent_of, server_of, working_on};
use super::{Options, READ, Server, Temporary, WRITE, ask, is_root};

fn kill(pid: i32) {
    kill_process(Pid::from_raw(pid).unwrap(), Signal::KILL).unwrap();
}

fn within(seconds: u64, what: &str, done: impl Fn() -> bool) {
    let until = Instant::now() + Duration::from_secs(seconds);
    while !done() {
        assert!(Instant::now() < until, "{what} within {seconds} s");
        sleep(Duration::from_millis(5));
    }
}

/// Without durability a killed server may lose its last moments.
fn durable(temporary: &Temporary) -> Options {
    Options::new(temporary.options().data)
}

fn starts_with_its_data(temporary: &Temporary) {
    let server = Server::start(&temporary.options()).unwrap();
    assert_eq!(ask(&server.url(), &READ).unwrap(), "whole");
}

#[test]
fn stops_by_itself_when_alongside_is_killed() {
    let temporary = Temporary::new();
    let mut helper = Helper::start(&temporary.options().data);
    let url = helper.url();
    ask(&url, &WRITE).unwrap();
    let server = server_of(&temporary.database());
    helper.kill();
    within(20, "the server stops", || !is_alive(server));
    let folder = url.split("host=").nth(1).unwrap().replace("%2F", "/");
    within(20, "the socket's folder goes", || !Path::new(&folder).exists());
    starts_with_its_data(&temporary);
}

#[test]
fn starts_at_once_after_being_killed() {
    let temporary = Temporary::new();
    let mut helper = Helper::start(&temporary.options().data);
    ask(&helper.url(), &WRITE).unwrap();
    helper.kill();
    starts_with_its_data(&temporary);
}

#[test]
fn ends_a_server_whose_keeper_was_killed_too() {
    let temporary = Temporary::new();
    let mut helper = Helper::start(&temporary.options().data);
    ask(&helper.url(), &WRITE).unwrap();
    let server = server_of(&temporary.database());
    let keeper = parent_of(server);
    for pid in children_of(keeper).into_iter().filter(|pid| *pid != server).chain([keeper]) {
        kill(pid);
    }
    helper.kill();
    sleep(Duration::from_millis(200));
    assert!(is_alive(server), "nobody is left to stop it");
    starts_with_its_data(&temporary);
    assert!(!is_alive(server));
}

#[test]
fn stops_a_server_whose_keeper_alone_was_killed() {
    let temporary = Temporary::new();
    let started = Server::start(&temporary.options()).unwrap();
    let server = server_of(&temporary.database());
    kill(parent_of(server));
    started.stop().unwrap();
    assert!(!is_alive(server));
}

#[test]
fn recovers_when_the_server_is_killed() {
    let temporary = Temporary::new();
    let started = Server::start(&durable(&temporary)).unwrap();
    ask(&started.url(), &WRITE).unwrap();
    kill(server_of(&temporary.database()));
    drop(started);
    starts_with_its_data(&temporary);
}

#[test]
fn clears_busy_remains_of_a_killed_server() {
    let temporary = Temporary::new();
    let started = Server::start(&durable(&temporary)).unwrap();
    ask(&started.url(), &WRITE).unwrap();
    let url = started.url();
    let busy = spawn(move || ask(&url, &["select count(*)::text from generate_series(1, 1e12)"]));
    let counting =
        ["select pid::text from pg_stat_activity where query like '%1e12%' and pid <> pg_backend_pid()"];
    within(10, "the long count runs", || ask(&started.url(), &counting).unwrap() != "");
    kill(server_of(&temporary.database()));
    drop(started);
    starts_with_its_data(&temporary);
    assert!(busy.join().unwrap().is_err());
}

#[test]
fn leaves_a_stranger_with_a_reused_number_alone() {
    let temporary = Temporary::new();
    let started = Server::start(&temporary.options()).unwrap();
    ask(&started.url(), &WRITE).unwrap();
    let file = temporary.database().join("postmaster.pid");
    let text = fs::read_to_string(&file).unwrap();
    started.stop().unwrap();

    let mut stranger = std::process::Command::new("sleep").arg("600").spawn().unwrap();
    let rest = text.split_once('\n').unwrap().1;
    fs::write(&file, format!("{}\n{rest}", stranger.id())).unwrap();
    starts_with_its_data(&temporary);
    assert!(stranger.try_wait().unwrap().is_none(), "it still sleeps");
    stranger.kill().unwrap();
    stranger.wait().unwrap();
}

#[test]
fn starts_over_when_making_the_database_was_interrupted() {
    let temporary = Temporary::new();
    let data = temporary.options().data;
    let unfinished = || {
        let entries = fs::read_dir(&data).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).find(|path| path.to_string_lossy().contains("database.new-"))
    };
    let mut helper = Helper::start(&data);
    let begun = || unfinished().is_some_and(|path| path.join("PG_VERSION").exists());
    within(20, "initdb begins", begun);
    helper.kill();
    assert!(!temporary.database().exists());

    let server = Server::start(&temporary.options()).unwrap();
    ask(&server.url(), &WRITE).unwrap();
    drop(server);
    within(20, "all processes of the first go", || working_on(&data).is_empty());
    starts_with_its_data(&temporary);
    assert_eq!(unfinished(), None);
}

/// Any user but root will do; only one the system knows can make a database.
const STRANGER: (u32, u32) = (54_321, 54_321);

fn nobody() -> (u32, u32) {
    let users = fs::read_to_string("/etc/passwd").unwrap();
    let found = users.lines().filter_map(parse_user).find(|user| user.0 == "nobody").unwrap();
    (found.1, found.2)
}

#[test]
fn works_for_an_ordinary_user() {
    if !is_root() {
        return; // Then every other test has shown it.
    }
    let temporary = Temporary::new();
    let (data, program) = (temporary.options().data, temporary.0.join("program"));
    std::os::unix::fs::chown(&temporary.0, Some(nobody().0), Some(nobody().1)).unwrap();
    for statements in [&WRITE[..], &READ[..]] {
        let mut helper = Helper::start_as(nobody(), &program, &data);
        let url = helper.url();
        ask(&url, statements).unwrap_or_else(|error| panic!("{url}: {error}"));
        drop(helper.process.stdin.take());
        assert_eq!(helper.url(), "closing");
        assert!(helper.process.wait().unwrap().success());
        assert!(!temporary.database().join("postmaster.pid").exists());
    }
}

#[test]
fn tells_an_ordinary_user_whose_database_it_is() {
    if !is_root() {
        return;
    }
    let temporary = Temporary::new();
    Server::start(&temporary.options()).unwrap().stop().unwrap();
    let mut helper = Helper::start_as(STRANGER, &temporary.0.join("program"), &temporary.options().data);
    let said = helper.url();
    assert!(said.contains("belongs to the user") && said.contains("you are `54321`"), "{said}");
    helper.process.wait().unwrap();
}
