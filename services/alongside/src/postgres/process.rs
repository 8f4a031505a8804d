//! The server as a process: started under a keeper that outlives Alongside just long enough to
//! stop it, awaited until ready, and stopped.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::binaries::Binaries;
use super::error::{LaunchError, disk_is_full};
use super::folder::Folder;
use super::socket;
use super::stale::{self, PidFile};
use super::user::User;

/// The keeper reads a pipe that only Alongside holds. However Alongside ends, the pipe closes, and
/// the program is told to stop at once and in order. Afterwards the folder of the socket goes.
const KEEPER: &str = r#"
folder=$1
shift
exec 3<&0
"$@" </dev/null 3<&- &
program=$!
(while read -r _; do :; done; kill -INT $program 2>/dev/null) <&3 &
reader=$!
exec 3<&-
wait $program
code=$?
kill $reader 2>/dev/null
[ -z "$folder" ] || rmdir "$folder" 2>/dev/null
exit $code
"#;

/// How often to look whether the server is ready or gone.
const LOOK: Duration = Duration::from_millis(5);
/// A server that recovers after a crash may take long; one that takes longer is stuck.
const READY_WAIT: Duration = Duration::from_secs(600);
/// The memory of a killed server goes when the last of its processes has noticed.
const MEMORY_WAIT: Duration = Duration::from_secs(10);
/// An orderly stop writes what is in memory to disk.
const STOP_WAIT: Duration = Duration::from_secs(30);
/// The log of earlier runs is kept until it is this large.
const LOG_SIZE: u64 = 4 << 20;

/// A command that runs a program as the user, under the keeper: it ends when its input does.
pub(super) fn supervise(user: &User, program: &Path, socket: Option<&Path>) -> Command {
    let mut command = user.command("/bin/sh");
    command.args(["-c", KEEPER, "alongside-keeper"]).arg(socket.unwrap_or(Path::new(""))).arg(program);
    // A group of its own, so that Ctrl-C does not stop the server before what uses it.
    command.stdin(Stdio::piped()).process_group(0);
    command
}

/// A running server.
#[derive(Debug)]
pub(super) struct Process {
    keeper: Child,
    pub database: PathBuf,
    pub socket: PathBuf,
}

/// What is needed to start one.
pub(super) struct Start<'a> {
    pub data: &'a Folder,
    pub binaries: &'a Binaries,
    pub user: &'a User,
    pub durable: bool,
}

impl Start<'_> {
    /// Clears away an earlier server and starts a new one, ready for use.
    pub fn run(&self) -> Result<Process, LaunchError> {
        stale::clear(&self.data.database())?;
        let until = Instant::now() + MEMORY_WAIT;
        loop {
            match self.once() {
                Err(LaunchError::DidNotStart { said, .. }) if of_earlier_server(&said) => {
                    if Instant::now() > until {
                        return Err(LaunchError::StillRunning { data: self.data.path.clone() });
                    }
                    sleep(Duration::from_millis(100));
                    stale::end_orphans(&self.data.database());
                }
                other => return other,
            }
        }
    }

    fn once(&self) -> Result<Process, LaunchError> {
        let (log, from) = open_log(&self.data.log())?;
        let socket = socket::make_folder(self.user)?;
        let mut command = supervise(self.user, &self.binaries.program("postgres"), Some(&socket));
        self.settings(&mut command, &socket);
        let spawned = log.try_clone().and_then(|out| command.stdout(out).stderr(log).spawn());
        let keeper = spawned.map_err(|error| {
            socket::remove_folder(&socket);
            LaunchError::io("Starting PostgreSQL for", &self.data.path, error)
        })?;
        let mut process = Process { keeper, database: self.data.database(), socket };
        if process.await_ready()? { Ok(process) } else { Err(self.why_not(from)) }
    }

    fn settings(&self, command: &mut Command, socket: &Path) {
        command.arg("-D").arg(self.data.database()).args(["-p", "5432"]);
        let mut folder = std::ffi::OsString::from("unix_socket_directories=");
        folder.push(socket);
        command.arg("-c").arg(folder);
        let fixed = ["listen_addresses=", "unix_socket_permissions=0700", "logging_collector=off"];
        // A test run has many Alongsides on one server.
        let fast = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=1000"];
        for setting in fixed.iter().chain(fast.iter().filter(|_| !self.durable)) {
            command.args(["-c", setting]);
        }
    }

    fn why_not(&self, from: u64) -> LaunchError {
        let log = self.data.log();
        let said = told_since(&log, from).unwrap_or_default();
        if disk_is_full(&said, &self.data.path) {
            return LaunchError::DiskFull { folder: self.data.path.clone() };
        }
        LaunchError::DidNotStart { log, said: telling_lines(&said) }
    }
}

impl Process {
    /// Whether it is ready; false when it has ended instead.
    fn await_ready(&mut self) -> Result<bool, LaunchError> {
        let until = Instant::now() + READY_WAIT;
        while Instant::now() < until {
            if PidFile::read(&self.database).is_some_and(|file| file.ready) {
                return Ok(true);
            }
            let ended = self.keeper.try_wait();
            if ended.map_err(|error| LaunchError::io("Awaiting", &self.database, error))?.is_some() {
                return Ok(false);
            }
            sleep(LOOK);
        }
        Ok(false)
    }

    /// Stops the server and waits for it to be gone, by force if it must be.
    pub fn stop(&mut self) -> Result<(), LaunchError> {
        drop(self.keeper.stdin.take());
        let until = Instant::now() + STOP_WAIT;
        while matches!(self.keeper.try_wait(), Ok(None)) && Instant::now() < until {
            sleep(LOOK);
        }
        // The keeper may have been killed, or may be waiting for a server that does not end.
        let cleared = stale::clear(&self.database);
        socket::remove_folder(&self.socket);
        let waited = self.keeper.wait().map(|_| ());
        cleared.and(waited.map_err(|error| LaunchError::io("Stopping", &self.database, error)))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Nobody is left to tell; the next start clears what may remain.
        let _ = self.stop();
    }
}

fn of_earlier_server(said: &str) -> bool {
    said.contains("shared memory block") || said.contains("lock file \"postmaster.pid\" already exists")
}

/// The log, and where what this server says will begin in it.
fn open_log(path: &Path) -> Result<(File, u64), LaunchError> {
    let open = || {
        if fs::metadata(path).is_ok_and(|meta| meta.len() > LOG_SIZE) {
            fs::rename(path, path.with_extension("log.old"))?;
        }
        let file = File::options().create(true).append(true).open(path)?;
        let end = file.metadata()?.len();
        Ok((file, end))
    };
    open().map_err(|error| LaunchError::io("Opening", path, error))
}

fn told_since(log: &Path, from: u64) -> io::Result<String> {
    let mut file = File::open(log)?;
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.take(1 << 20).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The last lines that say something, without their time stamps.
pub(super) fn telling_lines(said: &str) -> String {
    const MARKS: [&str; 4] = ["FATAL:", "PANIC:", "HINT:", "LOG:"];
    let lines = said.lines().map(str::trim);
    let telling = lines.filter(|line| !line.is_empty() && !line.contains("system is shut down"));
    let unstamped = telling.map(|line| {
        let start = MARKS.iter().find_map(|mark| line.find(mark)).unwrap_or(0);
        &line[start..]
    });
    let lines: Vec<&str> = unstamped.collect();
    let last = &lines[lines.len().saturating_sub(4)..];
    if last.is_empty() { "nothing".to_owned() } else { last.join(" ") }
}
