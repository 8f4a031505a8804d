//! Another process that starts a server, to be killed or to be someone else: this very test program
//! run again, asked by a variable to do one thing only.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use super::{Options, Server};

const DATA: &str = "LAUNCHER_TEST_DATA";

#[test]
#[ignore = "only run by other tests"]
fn starts_a_server_and_waits_for_the_end_of_its_input() {
    let Some(data) = std::env::var_os(DATA) else {
        return;
    };
    match Server::start(&Options::for_tests(data)) {
        Ok(server) => {
            println!("\nurl {}", server.url());
            let _ = std::io::stdin().lines().count();
            println!("\nurl closing");
        }
        Err(error) => println!("\nurl {error}"),
    }
}

/// The other process.
pub(super) struct Helper {
    pub process: Child,
    lines: BufReader<ChildStdout>,
}

impl Helper {
    pub fn start(data: &Path) -> Self {
        Self::run(&std::env::current_exe().unwrap(), data, None)
    }

    /// The same as another user, with a copy of the program they can reach.
    pub fn start_as(user: (u32, u32), program: &Path, data: &Path) -> Self {
        // Another process writes it: a file this one had open for writing would still be so in whatever
        // the other tests start meanwhile, and a program that is being written does not run.
        let mut copy = Command::new("install");
        copy.args(["-m", "755"]).arg(std::env::current_exe().unwrap()).arg(program);
        assert!(copy.status().unwrap().success(), "the program is copied");
        Self::run(program, data, Some(user))
    }

    fn run(program: &Path, data: &Path, user: Option<(u32, u32)>) -> Self {
        let name = "postgres::tests::helper::starts_a_server_and_waits_for_the_end_of_its_input";
        let mut command = Command::new(program);
        command.args(["--exact", name, "--ignored", "--nocapture"]).env(DATA, data);
        if let Some((uid, gid)) = user {
            command.uid(uid).gid(gid).current_dir("/");
        }
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap());
        Self { process, lines }
    }

    /// Where its server is, or its words of refusal.
    pub fn url(&mut self) -> String {
        let lines = self.lines.by_ref().lines();
        let mut urls =
            lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("url ").map(str::to_owned));
        urls.next().unwrap()
    }

    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// The number of the server that runs on a database.
pub(super) fn server_of(database: &Path) -> i32 {
    let text = fs::read_to_string(database.join("postmaster.pid")).unwrap();
    text.lines().next().unwrap().parse().unwrap()
}

pub(super) fn parent_of(pid: i32) -> i32 {
    status_of(pid, "PPid:").unwrap()
}

pub(super) fn children_of(parent: i32) -> Vec<i32> {
    let all = fs::read_dir("/proc").unwrap().flatten();
    let numbers = all.filter_map(|entry| entry.file_name().to_string_lossy().parse().ok());
    numbers.filter(|pid| status_of(*pid, "PPid:") == Some(parent)).collect()
}

fn status_of(pid: i32, name: &str) -> Option<i32> {
    let text = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    text.lines().find_map(|line| line.strip_prefix(name)?.trim().parse().ok())
}

/// Whether it runs; the dead that nobody has buried do not.
pub(super) fn is_alive(pid: i32) -> bool {
    fs::read(format!("/proc/{pid}/cmdline")).is_ok_and(|line| !line.is_empty())
}

/// The processes that work in a folder or were told of it.
pub(super) fn working_on(folder: &Path) -> Vec<PathBuf> {
    let name = folder.to_string_lossy().into_owned();
    let all = fs::read_dir("/proc").unwrap().flatten().map(|entry| entry.path());
    let others = all.filter(|path| {
        path.file_name().is_some_and(|pid| {
            pid.to_string_lossy().parse::<u32>().is_ok_and(|pid| pid != std::process::id())
        })
    });
    others
        .filter(|path| {
            let line = fs::read(path.join("cmdline")).unwrap_or_default();
            String::from_utf8_lossy(&line).contains(&name)
                || fs::read_link(path.join("cwd")).is_ok_and(|cwd| cwd.starts_with(folder))
        })
        .collect()
}
