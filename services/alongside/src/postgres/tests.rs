//! Real servers in temporary folders: started, stopped, killed and started again.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{Connection, PgConnection};

use super::{LaunchError, Options, Server};

mod helper;
mod kills;
mod refusals;
mod words;

/// A folder of a test's own, gone with it.
struct Temporary(PathBuf);

impl Temporary {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("launcher-{}-{number}", std::process::id()));
        fs::create_dir(&path).unwrap();
        Self(path.canonicalize().unwrap())
    }

    fn options(&self) -> Options {
        Options::for_tests(self.0.join("data"))
    }

    fn database(&self) -> PathBuf {
        self.0.join("data/database")
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn wait<F: Future>(work: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

/// Runs statements and gives the first column of the last one's first row.
fn ask(url: &str, statements: &[&'static str]) -> Result<String, sqlx::Error> {
    wait(async {
        let mut connection = PgConnection::connect(url).await?;
        let mut answer = String::new();
        for statement in statements {
            let rows: Vec<(String,)> = sqlx::query_as(*statement).fetch_all(&mut connection).await?;
            answer = rows.into_iter().next().unwrap_or_default().0;
        }
        connection.close().await?;
        Ok(answer)
    })
}

const WRITE: [&str; 2] = ["create table kept (word text)", "insert into kept values ('whole')"];
const READ: [&str; 1] = ["select word from kept"];

#[test]
fn keeps_its_data_over_a_restart() {
    let temporary = Temporary::new();
    let options = Options::new(temporary.0.join("data"));
    let server = Server::start(&options).unwrap();
    ask(&server.url(), &WRITE).unwrap();
    let first = server.url();
    server.stop().unwrap();
    assert!(ask(&first, &READ).is_err(), "it stopped");

    let server = Server::start(&options).unwrap();
    assert_eq!(ask(&server.url(), &READ).unwrap(), "whole");
    for setting in ["show fsync", "show synchronous_commit", "show full_page_writes"] {
        assert_eq!(ask(&server.url(), &[setting]).unwrap(), "on", "{setting}");
    }
}

#[test]
fn gives_speed_for_durability_in_tests() {
    let temporary = Temporary::new();
    let server = Server::start(&temporary.options()).unwrap();
    for setting in ["show fsync", "show synchronous_commit", "show full_page_writes"] {
        assert_eq!(ask(&server.url(), &[setting]).unwrap(), "off", "{setting}");
    }
    assert_eq!(ask(&server.url(), &["show max_connections"]).unwrap(), "1000");
    assert_eq!(ask(&server.url(), &["show server_encoding"]).unwrap(), "UTF8");
    assert_eq!(ask(&server.url(), &["select lower('ÉŁ')"]).unwrap(), "éł");
}

#[test]
fn listens_on_a_private_socket_only() {
    let temporary = Temporary::new();
    let server = Server::start(&temporary.options()).unwrap();
    assert_eq!(ask(&server.url(), &["show listen_addresses"]).unwrap(), "");
    let folder = PathBuf::from(ask(&server.url(), &["show unix_socket_directories"]).unwrap());
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(&temporary.database()), 0o700);
    drop(server);
    assert!(!folder.exists(), "the socket's folder goes with the server");
    assert!(!temporary.database().join("postmaster.pid").exists());
}

#[test]
fn runs_two_side_by_side_and_starts_in_a_deep_folder() {
    let (one, other) = (Temporary::new(), Temporary::new());
    let mut deep = other.options();
    deep.data = other.0.join("much too long for the path of a socket ".repeat(4)).join("é, 'x'");
    let (one, other) = (Server::start(&one.options()).unwrap(), Server::start(&deep).unwrap());
    ask(&one.url(), &WRITE).unwrap();
    assert!(ask(&other.url(), &READ).is_err(), "each has its own data");
    wait(other.stop_async()).unwrap();
    assert_eq!(ask(&one.url(), &READ).unwrap(), "whole");
}

fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}
