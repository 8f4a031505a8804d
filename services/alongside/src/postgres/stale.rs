//! Servers left over from an earlier run, told apart from strangers whose process has come by the
//! same number since.

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::error::LaunchError;
use super::socket;

/// How to ask a server to stop, ever less kindly, and how long to wait for each. All keep the data:
/// after the last two the next start recovers from the log.
const WAYS_TO_STOP: [(Signal, Duration); 3] = [
    (Signal::INT, Duration::from_secs(30)),
    (Signal::QUIT, Duration::from_secs(10)),
    (Signal::KILL, Duration::from_secs(10)),
];

/// What a server writes about itself in its folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PidFile {
    pub pid: i32,
    pub socket: Option<PathBuf>,
    pub ready: bool,
}

impl PidFile {
    pub fn read(database: &Path) -> Option<Self> {
        Self::parse(&fs::read_to_string(path(database)).ok()?)
    }

    pub fn parse(text: &str) -> Option<Self> {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let line = |number: usize| lines.get(number - 1).copied().unwrap_or_default();
        Some(Self {
            // A server on its own writes its number below zero.
            pid: line(1).parse::<i32>().ok()?.checked_abs()?,
            socket: Some(PathBuf::from(line(5))).filter(|folder| folder.is_absolute()),
            ready: line(8) == "ready",
        })
    }
}

fn path(database: &Path) -> PathBuf {
    database.join("postmaster.pid")
}

/// Stops a server that still runs on the database and clears what it left. Only whoever holds the
/// data folder's lock may call this.
pub(super) fn clear(database: &Path) -> Result<(), LaunchError> {
    let Some(file) = PidFile::read(database) else {
        return remove_pid_file(database);
    };
    let gone = || !runs_on(file.pid, database);
    if !gone() && !end(file.pid, gone) {
        return Err(LaunchError::StillRunning { data: database.to_path_buf() });
    }
    if let Some(folder) = &file.socket {
        socket::remove_folder(folder);
    }
    remove_pid_file(database)
}

fn remove_pid_file(database: &Path) -> Result<(), LaunchError> {
    match fs::remove_file(path(database)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(LaunchError::io("Clearing", &path(database), error))
        }
        _ => Ok(()),
    }
}

fn end(pid: i32, gone: impl Fn() -> bool) -> bool {
    let Some(pid) = Pid::from_raw(pid) else {
        return true;
    };
    WAYS_TO_STOP.iter().any(|(signal, wait)| {
        // It may have ended a moment ago; waiting tells.
        let _ = kill_process(pid, *signal);
        wait_until(&gone, *wait)
    })
}

fn wait_until(done: impl Fn() -> bool, wait: Duration) -> bool {
    let until = Instant::now() + wait;
    loop {
        if done() {
            return true;
        }
        if Instant::now() >= until {
            return false;
        }
        sleep(Duration::from_millis(5));
    }
}

/// Ends what a killed server left behind: its own processes, busy with a statement, go on holding
/// its memory. They work in the database's folder and nobody else does.
pub(super) fn end_orphans(database: &Path) {
    let ours = |process: &Path| {
        fs::read_link(process.join("cwd")).is_ok_and(|cwd| cwd == database)
            && fs::read_to_string(process.join("comm")).is_ok_and(|name| name.starts_with("postgres"))
    };
    for process in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let number = process.file_name().to_string_lossy().parse().ok();
        if let Some(pid) = number.and_then(Pid::from_raw).filter(|_| ours(&process.path())) {
            // It may have ended by itself meanwhile.
            let _ = kill_process(pid, Signal::QUIT);
        }
    }
}

/// Whether the process is a server of this very database. A dead one not yet buried has no
/// command line any more, and a stranger has another.
fn runs_on(pid: i32, database: &Path) -> bool {
    let wanted = database.as_os_str().as_bytes();
    if Path::new("/proc/self/cmdline").exists() {
        let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        let mut words = line.split(|byte| *byte == 0);
        return words.any(|word| word == b"-D") && words.next() == Some(wanted);
    }
    let asked = Command::new("ps").args(["-ww", "-o", "command=", "-p", &pid.to_string()]).output();
    asked.is_ok_and(|output| {
        let mark = [b"-D ", wanted].concat();
        output.stdout.windows(mark.len()).any(|part| part == mark)
    })
}
