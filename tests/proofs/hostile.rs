//! Whatever is sent to whichever RPC: it is answered or refused in order, never by a fault of ours; what is wrong with an
//! input is named; what is refused leaves nothing behind; and nothing of it is in a log.
//!
//! Every method of the descriptors is called with a good message first ([`cast`]), then with every hostile form of it
//! ([`inputs`]), one field at a time, so that nothing else hides how that field is taken.

mod cast;
mod inputs;

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;

use futures_util::{FutureExt as _, StreamExt as _};
use platform::{Caller, Role};
use prost::Message as _;
use prost_reflect::{DescriptorPool, DynamicMessage, MethodDescriptor, Value};
use tonic::{Code, Status};
use tonic_types::StatusExt as _;

use crate::harness::{House, logs, raw};
use crate::style::policy;
use cast::Cast;

/// How many methods are walked at once.
const AT_ONCE: usize = 4;
/// What a refusal may be.
const IN_ORDER: [Code; 7] = [
    Code::InvalidArgument,
    Code::NotFound,
    Code::FailedPrecondition,
    Code::AlreadyExists,
    Code::Aborted,
    Code::PermissionDenied,
    Code::OutOfRange,
];

/// One RPC of ours.
#[derive(Clone)]
struct Rpc {
    path: String,
    method: MethodDescriptor,
}

impl Rpc {
    fn is(&self, verb: &str) -> bool {
        self.method.name().starts_with(verb)
    }

    /// Whether it only reads.
    fn reads(&self) -> bool {
        ["Get", "List", "Find", "Follow", "Suggest"].iter().any(|verb| self.is(verb))
    }
}

fn rpcs() -> Vec<Rpc> {
    let pool = DescriptorPool::decode(proto::DESCRIPTOR_SET).expect("the descriptors decode");
    let services: Vec<_> =
        pool.services().filter(|service| service.full_name().starts_with("alongside.")).collect();
    let methods = services.iter().flat_map(|service| {
        service.methods().map(|method| {
            let path = format!("/{}/{}", service.full_name(), method.name());
            Rpc { path, method }
        })
    });
    methods.collect()
}

/// The roles that may call each RPC at all.
fn roles() -> BTreeMap<String, Vec<Role>> {
    let may = |row: policy::Row| {
        let roles = row.allowed.into_iter().filter(|(_, relations)| !relations.is_empty());
        (row.path.to_owned(), roles.map(|(role, _)| role).collect())
    };
    let mut roles: BTreeMap<_, _> = policy::policies().into_iter().map(may).collect();
    roles.insert("/alongside.feed.v1.Feed/Follow".into(), vec![Role::Operator, Role::Service]);
    roles
}

/// Sends, and catches what must not happen.
async fn send(house: &House, rpc: &Rpc, caller: &Caller, message: Vec<u8>) -> Result<Vec<u8>, Status> {
    let sent = AssertUnwindSafe(raw::send(house, &rpc.path, caller, message)).catch_unwind().await;
    sent.unwrap_or_else(|_| Err(Status::unknown("it panicked"))).map(|bytes| bytes.to_vec())
}

/// What is wrong with a refusal, if anything.
fn disorder(status: &Status) -> Option<String> {
    let details = status.get_error_details();
    if !IN_ORDER.contains(&status.code()) || details.error_info().is_none() {
        return Some(format!("{:?} {}", status.code(), status.message()));
    }
    let violations = details.bad_request().map(|bad| bad.field_violations.clone()).unwrap_or_default();
    let named = violations.iter().all(|it| !it.field.is_empty() && !it.description.is_empty());
    if status.code() == Code::InvalidArgument && (violations.is_empty() || !named) {
        return Some(format!("names nothing: {violations:?}"));
    }
    let said = format!("{} {violations:?}", status.message());
    said.contains(logs::MARKER).then(|| format!("says what was sent: {}", &said[..said.len().min(200)]))
}

/// What a walk found.
#[derive(Default)]
struct Found {
    wrong: Vec<String>,
    calls: usize,
}

impl Found {
    fn note(&mut self, rpc: &Rpc, what: &str, answer: &Result<Vec<u8>, Status>) {
        self.calls += 1;
        if let Some(disorder) = answer.as_ref().err().and_then(disorder) {
            self.wrong.push(format!("{} {what}: {disorder}", rpc.path));
        }
    }

    fn add(mut self, other: Self) -> Self {
        self.wrong.extend(other.wrong);
        self.calls += other.calls;
        self
    }
}

/// Walks every method, some at once.
async fn walk(each: impl AsyncFn(Rpc, Vec<Role>) -> Found) -> Found {
    let roles = roles();
    let may = |rpc: &Rpc| roles.get(&rpc.path).cloned().unwrap_or_default();
    let walks = rpcs().into_iter().map(|rpc| (may(&rpc), rpc)).map(|(roles, rpc)| each(rpc, roles));
    let found: Vec<Found> = futures_util::stream::iter(walks).buffer_unordered(AT_ONCE).collect().await;
    found.into_iter().fold(Found::default(), Found::add)
}

#[track_caller]
fn in_order(found: &Found) {
    let leaked = logs::leaked();
    let first: Vec<&String> = found.wrong.iter().take(60).collect();
    assert!(found.wrong.is_empty(), "{} of {} calls: {first:#?}", found.wrong.len(), found.calls);
    assert!(leaked.is_empty(), "{leaked:#?}");
}

#[tokio::test]
async fn bytes_that_are_no_message_are_refused_and_leave_nothing() {
    logs::listen();
    let house = House::fresh().await;
    let found = walk(async |rpc: Rpc, roles: Vec<Role>| {
        let mut found = Found::default();
        let caller = policy::a_stranger(roles[0]);
        let good = inputs::full(&rpc.method.input()).encode_to_vec();
        for (what, bytes) in inputs::garbage(&good) {
            let readable = DynamicMessage::decode(rpc.method.input(), &*bytes).is_ok();
            let answer = send(&house, &rpc, &caller, bytes).await;
            found.note(&rpc, &what, &answer);
            if !readable && code(&answer) != Code::InvalidArgument {
                found.wrong.push(format!("{} {what}: {:?}", rpc.path, code(&answer)));
            }
        }
        let answer = send(&house, &rpc, &caller, inputs::oversized(&good)).await;
        found.note(&rpc, "too large", &answer);
        if code(&answer) != Code::InvalidArgument {
            found.wrong.push(format!("{} too large: {:?}", rpc.path, code(&answer)));
        }
        for body in [vec![], vec![0, 0, 0, 0, 9, 1], vec![1, 0, 0, 0, 0], vec![7; 30], vec![0xff; 5]] {
            let what = format!("with the body {body:?}");
            match raw::send_body(&house, &rpc.path, &caller, body).await {
                Some(status) => found.note(&rpc, &what, &Err(status)),
                None => found.wrong.push(format!("{} {what}: answered", rpc.path)),
            }
        }
        found
    })
    .await;
    in_order(&found);
    assert_eq!(changes(&house).await, 0, "what was refused left something behind");
}

fn code(answer: &Result<Vec<u8>, Status>) -> Code {
    answer.as_ref().err().map_or(Code::Ok, Status::code)
}

/// How many changes all services together have kept: each has its event.
async fn changes(house: &House) -> i64 {
    let mut all = 0;
    for service in ["people", "ulos", "brokers", "matching", "outcomes"] {
        let tables = house.tables(service).await;
        let counted: i64 =
            sqlx::query_scalar("select (select count(*) from event) + (select count(*) from once)")
                .fetch_one(&tables)
                .await
                .expect("the tables are counted");
        all += counted;
    }
    all
}

/// A method, with a caller whose good message is answered.
struct Trial<'a> {
    house: &'a House,
    rpc: &'a Rpc,
    role: Role,
    /// Which of the callers of that role.
    place: usize,
    cast: Cast,
    good: DynamicMessage,
}

impl<'a> Trial<'a> {
    /// Finds a caller of this role whose good message is answered.
    async fn begin(house: &'a House, rpc: &'a Rpc, role: Role) -> Option<Self> {
        let cast = Cast::meet(house).await;
        for place in 0..cast.callers(role).len() {
            let good = cast.message(house, &rpc.method).await;
            let mut trial = Trial { house, rpc, role, place, cast: cast.clone(), good };
            let answer = trial.patiently().await;
            if answer.is_ok() {
                trial.renew(&answer).await;
                return Some(trial);
            }
        }
        None
    }

    /// Sends the good message. What a supporter may do is told from service to service, and that takes a moment.
    async fn patiently(&self) -> Result<Vec<u8>, Status> {
        let mut answer = self.send(&self.good).await;
        for _ in 0..60 {
            if self.role != Role::Supporter || code(&answer) != Code::NotFound {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            answer = self.send(&self.good).await;
        }
        answer
    }

    async fn send(&self, message: &DynamicMessage) -> Result<Vec<u8>, Status> {
        let caller = &self.cast.callers(self.role)[self.place];
        send(self.house, self.rpc, caller, message.encode_to_vec()).await
    }

    /// After an answer, makes the message good for another.
    async fn renew(&mut self, answer: &Result<Vec<u8>, Status>) {
        let Ok(bytes) = answer else { return };
        if self.rpc.reads() {
            return;
        }
        if self.rpc.is("Update") {
            let record = DynamicMessage::decode(self.rpc.method.output(), &**bytes).expect("a record");
            let etag = record.get_field_by_name("etag").expect("an etag").into_owned();
            cast::record_of(&mut self.good).set_field_by_name("etag", etag);
            return;
        }
        if !self.cast.can_repeat(&self.rpc.method) {
            self.cast = Cast::meet(self.house).await;
        }
        self.good = self.cast.message(self.house, &self.rpc.method).await;
    }

    /// Every hostile form, then the good one again and again.
    async fn run(mut self) -> Found {
        let mut found = Found::default();
        for input in inputs::of(&self.good) {
            let answer = self.send(&input.onto(&self.good)).await;
            found.note(self.rpc, &format!("as {}, {}", self.role.word(), input.what), &answer);
            self.renew(&answer).await;
        }
        let bytes = self.good.encode_to_vec();
        let caller = &self.cast.callers(self.role)[self.place];
        let again = (0..8).map(|_| send(self.house, self.rpc, caller, bytes.clone()));
        let answers = futures_util::future::join_all(again).await;
        answers.iter().for_each(|answer| found.note(self.rpc, "eight times at once", answer));
        let mut named: Vec<&Vec<u8>> = answers.iter().filter_map(|answer| answer.as_ref().ok()).collect();
        named.dedup_by_key(|bytes| name_of(&self.rpc.method, bytes));
        if !self.rpc.reads() && named.len() != 1 {
            found.wrong.push(format!("{} eight times at once made {}", self.rpc.path, named.len()));
        }
        found
    }
}

/// The name of the record in an answer, if it is a record.
fn name_of(method: &MethodDescriptor, bytes: &[u8]) -> Option<Value> {
    let record = DynamicMessage::decode(method.output(), bytes).expect("an answer");
    record.get_field_by_name("name").map(|name| name.into_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_field_of_every_rpc_takes_hostile_values_in_order() {
    logs::listen();
    let house = House::fresh().await;
    sqlx::query("insert into postcode values ('HX11AA', 'E08000033', 53.72, -1.86)")
        .execute(&house.tables("councils").await)
        .await
        .expect("a postcode");
    let found = walk(async |rpc: Rpc, roles: Vec<Role>| {
        let mut found = Found::default();
        let mut answered = false;
        for role in roles {
            let Some(trial) = Trial::begin(&house, &rpc, role).await else { continue };
            found = found.add(trial.run().await);
            answered = true;
            // Reading is another statement for each role; a change is the same for all.
            if !rpc.reads() {
                break;
            }
        }
        if !answered {
            found.wrong.push(format!("{}: nobody is answered", rpc.path));
        }
        found
    })
    .await;
    in_order(&found);
    assert!(found.calls > 5_000, "only {} calls", found.calls);
    eprintln!("{} hostile calls", found.calls);
}
