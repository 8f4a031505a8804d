//! The twenty nearest options of 200,000, explained, asked for over the wire, beside an RPC of nothing: the same server, the
//! same messages, an empty answer and nobody who checks a token.

use std::net::SocketAddr;
use std::time::Duration;

use chrono::{DateTime, Utc};
use matching::index::facts::{Offering, Ulo};
use platform::Caller;
use platform::rpc::{self, Rpc};
use proto::matching::v1 as pb;
use proto::matching::v1::options_client::OptionsClient;
use proto::matching::v1::options_server::{Options, OptionsServer};
use serde_json::Value;
use sqlx::{PgConnection, PgPool};
use tokio::net::TcpListener;
use tokio_stream::wrappers::TcpListenerStream;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use crate::world::World;
use crate::{Plan, generate};

#[path = "../../services/matching/benches/made_up/england.rs"]
mod england;

/// What was aimed at: our rate divided by that of nothing.
const GOAL: f64 = 0.5;
const OPTIONS: u64 = 200_000;
/// How many are kept with one statement.
const BATCH: u64 = 5_000;
/// Different questions.
const ASKED: u64 = 2_000;

/// An RPC of nothing.
struct Nothing;

#[tonic::async_trait]
impl Options for Nothing {
    async fn find_options(
        &self,
        _: Request<pb::FindOptionsRequest>,
    ) -> Result<Response<pb::FindOptionsResponse>, Status> {
        Ok(Response::new(pb::FindOptionsResponse::default()))
    }
}

pub async fn measure(world: &World, plan: Plan) {
    println!(
        "The nearest options of {OPTIONS}, explained (goal: at least {GOAL:.1} of the rate of an empty RPC)"
    );
    let now = Utc::now();
    fill(&world.tables("matching").await, now).await;
    let asked: Vec<pb::FindOptionsRequest> = (0..ASKED).map(|number| question(number, now)).collect();
    let token = world.token(&Caller::visitor());
    let explained = wait_until_read(&world.wire, &token, &asked).await;
    println!("  {explained:.1} options each");
    let nothing = rpc::remote(&format!("http://{}", serve_nothing().await)).expect("a channel");
    let mut ratios = Vec::new();
    for round in 0..plan.rounds {
        let (ours, our_cpu) = run(world, plan, (&world.wire, &token), &asked).await;
        let (theirs, their_cpu) =
            run(world, plan, (&nothing, &token), &[pb::FindOptionsRequest::default()]).await;
        ratios.push(ours.rate() / theirs.rate());
        println!(
            "  round {}: ours {:.0}/s, {our_cpu:.0} us CPU, {}; nothing {:.0}/s, {their_cpu:.0} us CPU; rate ratio {:.2}",
            round + 1,
            ours.rate(),
            ours.percentiles(),
            theirs.rate(),
            ours.rate() / theirs.rate(),
        );
    }
    crate::pgbench::verdict(&mut ratios, GOAL);
}

/// Asks for as long as the plan says; also gives microseconds of CPU for each answer, of both ends.
async fn run(
    world: &World,
    plan: Plan,
    (wire, token): (&Rpc, &str),
    asked: &[pb::FindOptionsRequest],
) -> (generate::Round, f64) {
    let (wire, token, asked) = (wire.clone(), token.to_owned(), asked.to_vec());
    let before = world.cpu();
    let round = generate::closed(plan.clients, plan.time(), move |client, turn| {
        let (wire, token) = (wire.clone(), token.clone());
        let question = asked[(client * 97 + turn as usize) % asked.len()].clone();
        async move { drop(ask(wire, &token, question).await) }
    })
    .await;
    let cpu = world.cpu().since(before).total() * 1e6 / round.done as f64;
    (round, cpu)
}

async fn ask(wire: Rpc, token: &str, question: pb::FindOptionsRequest) -> Vec<pb::MenuOption> {
    let request = rpc::request(token, question).expect("a request");
    OptionsClient::new(wire).find_options(request).await.expect("options").into_inner().options
}

async fn serve_nothing() -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let server = tonic::transport::Server::builder().add_service(OptionsServer::new(Nothing));
    tokio::spawn(server.serve_with_incoming(TcpListenerStream::new(listener)));
    address
}

/// What somebody asks for.
fn question(number: u64, now: DateTime<Utc>) -> pb::FindOptionsRequest {
    let inputs = england::inputs(number, now);
    let place = inputs.frozen.place;
    pb::FindOptionsRequest {
        request: Some(pb::Request {
            kind: pb::request::Kind::SupportBrokerage.into(),
            wishes: matching::request::wire::wishes_to_wire(&inputs.wants.wishes),
            constraints: matching::request::wire::constraints_to_wire(&inputs.wants.constraints),
            ..Default::default()
        }),
        council: inputs.frozen.council,
        latitude: place.map(|place| place.latitude()),
        longitude: place.map(|place| place.longitude()),
        page_size: 0,
    }
}

/// Asks until the index has been read; says how many options an answer then has.
async fn wait_until_read(wire: &Rpc, token: &str, asked: &[pb::FindOptionsRequest]) -> f64 {
    for question in asked.iter().cycle() {
        if !ask(wire.clone(), token, question.clone()).await.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let mut options = 0;
    for question in asked {
        options += ask(wire.clone(), token, question.clone()).await.len();
    }
    options as f64 / asked.len() as f64
}

/// Writes the options to the tables the index is read from, as the feed would have: at once, so that it is read once and
/// nothing is left to read while rates are taken.
async fn fill(tables: &PgPool, now: DateTime<Utc>) {
    let mut tx = tables.begin().await.expect("a transaction");
    for from in (0..OPTIONS).step_by(usize::try_from(BATCH).expect("a number")) {
        let (offerings, mut ulos): (Vec<Offering>, Vec<Ulo>) =
            (from..from + BATCH).map(|number| england::offering(number, now)).unzip();
        let ids: Vec<Uuid> = offerings.iter().map(|offering| offering.id).collect();
        let facts = offerings.iter().map(|facts| serde_json::to_value(facts).expect("facts")).collect();
        keep(
            &mut tx,
            "insert into option (offering_id, facts, position) select *, 1 from unnest($1, $2)",
            &ids,
            facts,
        )
        .await;
        ulos.dedup_by_key(|ulo| ulo.id);
        let ids: Vec<Uuid> = ulos.iter().map(|ulo| ulo.id).collect();
        let facts = ulos.iter().map(|facts| serde_json::to_value(facts).expect("facts")).collect();
        keep(
            &mut tx,
            "insert into ulo (ulo_id, facts, position) select *, 1 from unnest($1, $2)",
            &ids,
            facts,
        )
        .await;
    }
    let moved = sqlx::query(
        "insert into cursor (source, position) values ('ulos', 1) on conflict (source) do update set position = 1",
    );
    moved.execute(&mut *tx).await.expect("the cursor moves");
    tx.commit().await.expect("options are kept");
}

async fn keep(tx: &mut PgConnection, statement: &'static str, ids: &[Uuid], facts: Vec<Value>) {
    sqlx::query(statement).bind(ids).bind(facts).execute(tx).await.expect("options are kept");
}
