//! I4: a request is placed if and only if its case exists, and whatever dies where, that is so again within a minute.
//!
//! A second process runs every service. At each named step of the introduction saga it ends without a word, as by
//! `kill -9`; it is started again, and the world must settle.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use alongside::keys::Keys;
use alongside::stack::{Stack, migrate_all};
use platform::rpc::{self, Rpc};
use platform::token::Signer;
use platform::{Caller, Error, Role, server};
use proto::brokers::v1 as brokers_pb;
use proto::matching::v1 as matching_pb;
use sqlx::postgres::PgConnectOptions;

use crate::harness::{broker, fresh_database, request_id};

mod town;

use town::{Town, Way};

/// Set for the second process: database, file of keys, file to write the port to.
const PROCESS: &str = "ALONGSIDE_TEST_PROCESS";
/// Steps on the way of a choice that is accepted.
const ON_THE_WAY: [&str; 8] = [
    "before_choice_is_kept",
    "after_choice_is_kept",
    "before_offer",
    "after_offer",
    "before_offer_is_kept",
    "after_offer_is_kept",
    "before_news_is_kept",
    "after_news_is_kept",
];
/// Steps on the way of a choice that the person stops.
const WHEN_STOPPED: [&str; 3] =
    ["after_stop_is_kept", "before_offer_is_withdrawn", "after_offer_is_withdrawn"];
/// Steps on the way of a choice that a round gives a place.
const IN_A_ROUND: [&str; 3] = ["before_places_are_held", "before_round_is_kept", "after_round_is_kept"];
const A_MINUTE: Duration = Duration::from_secs(60);

/// Not a test of its own: the second process.
#[tokio::test(flavor = "multi_thread")]
async fn the_second_process() {
    let Ok(told) = std::env::var(PROCESS) else { return };
    let [url, keys, port] = told.split('|').collect::<Vec<_>>().try_into().expect("three parts");
    let database: PgConnectOptions = url.parse().expect("a database");
    let keys = Keys::open(&PathBuf::from(keys)).expect("keys");
    let stack = Stack::start(&database, &keys).await.expect("the services start");
    let listener = server::bind(([127, 0, 0, 1], 0).into(), "--grpc").await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    std::fs::write(format!("{port}.new"), address).expect("the port is told");
    std::fs::rename(format!("{port}.new"), port).expect("the port is told whole");
    server::serve(listener, stack.routes, stack.verifier, stack.stop).await.expect("calls are answered");
}

/// What the second process is started with.
struct House {
    url: String,
    folder: PathBuf,
    signer: Signer,
}

/// The second process.
struct Process {
    child: Child,
    wire: Rpc,
}

impl House {
    async fn new() -> Self {
        let database = fresh_database().await;
        let folder = std::env::temp_dir().join(format!("alongside-crash-{}", uuid::Uuid::new_v4().simple()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let keys = Keys::open(&folder.join("keys")).expect("keys");
        migrate_all(&database, &keys).await.expect("migrations run");
        let socket = database.get_socket().expect("a socket").display().to_string().replace('/', "%2F");
        let name = database.get_database().expect("a database").to_owned();
        let user = database.get_username().to_owned();
        Self {
            url: format!("postgres://{user}@localhost/{name}?host={socket}"),
            folder,
            signer: keys.signer(),
        }
    }

    /// Starts the second process; with a point, it will die there.
    async fn start(&self, point: Option<&str>) -> Process {
        let port = self.folder.join("port");
        let _ = std::fs::remove_file(&port);
        let told = format!("{}|{}|{}", self.url, self.folder.join("keys").display(), port.display());
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.args(["proofs::crash::the_second_process", "--exact", "--nocapture", "--test-threads=1"]);
        command.env(PROCESS, told).stdout(Stdio::null()).stderr(Stdio::null());
        if let Some(point) = point {
            command.env("ALONGSIDE_CRASH_AT", point);
        }
        let mut child = command.spawn().expect("a second process");
        let began = Instant::now();
        while !port.exists() {
            let ended = child.try_wait().expect("a process");
            // A point on the way of what is left from before can come before the first call is answered.
            if ended.is_some() || began.elapsed() > A_MINUTE {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let address = std::fs::read_to_string(&port).unwrap_or_else(|_| "127.0.0.1:1".into());
        Process { child, wire: rpc::remote(&format!("http://{address}")).expect("a channel") }
    }

    fn ask<T>(&self, caller: &Caller, message: T) -> tonic::Request<T> {
        let mut request = rpc::signed(&self.signer, caller, message).expect("a request");
        request.set_timeout(Duration::from_secs(5));
        request
    }
}

impl Process {
    /// Whether it died of itself within that time.
    async fn dies_within(&mut self, time: Duration) -> bool {
        let began = Instant::now();
        loop {
            if self.child.try_wait().expect("a process").is_some() {
                return true;
            }
            if began.elapsed() >= time {
                return false;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Kills the process at one point of one choice, starts it again, and waits for the world to settle.
async fn kill_at(house: &House, town: &Town, point: &str, way: Way) -> Duration {
    let mut healthy = house.start(None).await;
    let mut request = town.ask_for_support(house, &healthy).await;
    let round = if way == Way::Round { Some(town.open_round(house, &healthy).await) } else { None };
    request.round_told = round.as_ref().map(|round| round.close_date.clone()).unwrap_or_default();
    let round = round.map(|round| round.name);
    healthy.kill();

    let mut doomed = house.start(Some(point)).await;
    let id = request_id();
    let mut last = String::new();
    let began = Instant::now();
    while began.elapsed() < A_MINUTE / 2 {
        if doomed.dies_within(Duration::from_millis(20)).await {
            break;
        }
        last = format!("{:?}", town.choose(house, &doomed, &request, &id).await);
        town.go_on(house, &doomed, &request, (way, round.as_deref())).await;
    }
    let died = doomed.dies_within(Duration::ZERO).await;
    doomed.kill();
    assert!(died, "{point} is on the way: {last}");

    let mut again = house.start(None).await;
    let began = Instant::now();
    loop {
        // The browser sends the form again; the person, or the broker, presses the button again.
        let _ = town.choose(house, &again, &request, &id).await;
        town.go_on(house, &again, &request, (way, round.as_deref())).await;
        if town.is_settled(house, &again, &request, way).await.unwrap_or(false) {
            break;
        }
        if began.elapsed() >= A_MINUTE {
            panic!(
                "after {point}: not settled within a minute: {}",
                town.told(house, &again, &request).await
            );
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let settled = began.elapsed();
    again.kill();
    settled
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_placed_exactly_when_its_case_exists_whatever_dies() {
    let house = House::new().await;
    let mut first = house.start(None).await;
    let town = Town::build(&house, &first).await;
    first.kill();
    let ways: [(Way, &[&str]); 3] =
        [(Way::Accepted, &ON_THE_WAY), (Way::Stopped, &WHEN_STOPPED), (Way::Round, &IN_A_ROUND)];
    for (way, points) in ways {
        for point in points {
            let settled = kill_at(&house, &town, point, way).await;
            println!("{point}: settled after {} ms", settled.as_millis());
        }
    }
    let _ = std::fs::remove_dir_all(&house.folder);
}
