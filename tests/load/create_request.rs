//! A person asks: the request, its event and the claim of its `request_id`, durable before the answer.

use platform::rpc::{self, Rpc};
use platform::{Caller, Role};
use proto::matching::v1 as pb;
use proto::matching::v1::requests_client::RequestsClient;
use uuid::Uuid;

use crate::statements::statements;
use crate::world::World;
use crate::{Plan, generate, pgbench};

/// What was aimed at: ours divided by pgbench.
const GOAL: f64 = 0.55;

pub async fn measure(world: &World, plan: Plan) {
    println!("Create request, durable (goal: at least {GOAL:.2} of pgbench)");
    let people: Vec<(String, String)> = world
        .people
        .iter()
        .map(|person| (person.name.clone(), world.token(&Caller::new(Role::Person, &person.name))))
        .collect();
    create(world.wire.clone(), &people[0].1, &people[0].0).await;
    let scripts = scripts(world).await;
    // Both sides write the same rows, and neither is charged for what the feed makes of them: that is measured apart.
    let tables = world.tables("matching").await;
    let mut quiet = tables.begin().await.expect("a transaction");
    let lock = sqlx::query("select pg_advisory_xact_lock(hashtext(current_schema()))");
    lock.execute(&mut *quiet).await.expect("the sequencer's lock");
    let (mut ratios, mut rates) = (Vec::new(), Vec::new());
    for round in 0..plan.rounds {
        let before = world.cpu();
        let (people, wire) = (people.clone(), world.wire.clone());
        let ours = generate::closed(plan.clients, plan.time(), move |client, turn| {
            let (person, token) = people[(client * 7 + turn as usize) % people.len()].clone();
            let wire = wire.clone();
            async move { create(wire, &token, &person).await }
        })
        .await;
        let used = world.cpu().since(before);
        let theirs = pgbench::run(world, plan, "matching", &scripts);
        let (mine, base) = (used.total() * 1e6 / ours.done as f64, theirs.cpu * 1e6 / theirs.done);
        ratios.push(base / mine);
        rates.push(ours.rate() / theirs.rate);
        println!(
            "  round {}: ours {:.0}/s, {mine:.0} us CPU, {}; pgbench {:.0}/s, {base:.0} us CPU; rate ratio {:.2}, CPU ratio {:.2}",
            round + 1,
            ours.rate(),
            ours.percentiles(),
            theirs.rate,
            ours.rate() / theirs.rate,
            base / mine,
        );
    }
    rates.sort_by(f64::total_cmp);
    println!("  median rate ratio {:.2}", rates[rates.len() / 2]);
    pgbench::verdict(&mut ratios, GOAL);
    let (person, token) = people[0].clone();
    let wire = world.wire.clone();
    let open = generate::open(500.0, plan.time(), move |_, _| {
        let (wire, token, person) = (wire.clone(), token.clone(), person.clone());
        async move { create(wire, &token, &person).await }
    })
    .await;
    println!("  open loop at 500/s: {}\n", open.percentiles());
    sqlx::query("delete from event where position is null").execute(&mut *quiet).await.expect("no backlog");
    quiet.commit().await.expect("the lock is given back");
}

async fn create(wire: Rpc, token: &str, person: &str) {
    let wish = |factor: pb::Factor, weight| pb::Wish { factor: factor.into(), weight };
    let request = pb::Request {
        person: person.to_owned(),
        kind: pb::request::Kind::PeerSupport.into(),
        wishes: vec![
            wish(pb::Factor::Nearness, 3),
            wish(pb::Factor::UserLed, 2),
            wish(pb::Factor::ShortWait, 1),
        ],
        constraints: Some(pb::Constraints { max_distance_km: Some(30), ..Default::default() }),
        ..Default::default()
    };
    let message = pb::CreateRequestRequest { request: Some(request), request_id: Uuid::new_v4().to_string() };
    let request = rpc::request(token, message).expect("a request");
    RequestsClient::new(wire).create_request(request).await.expect("a request is kept");
}

/// The statement the service runs, from its own source, writing rows like the one it just wrote.
async fn scripts(world: &World) -> Vec<String> {
    let statement = statements(include_str!("../../services/matching/src/request/store.rs"))
        .into_iter()
        .find(|statement| statement.contains("insert into request"))
        .expect("the statement that keeps a request");
    let (wants, payload_type, payload): (String, String, String) = sqlx::query_as(
        "select wants::text, payload_type, encode(payload, 'hex')
         from request join event on stream = 'requests/' || request_id::text limit 1",
    )
    .fetch_one(&world.tables("matching").await)
    .await
    .expect("a request that was kept");
    let script = |person: &proto::people::v1::Person| {
        let id = person.name.trim_start_matches("people/");
        let values = [
            format!("'{}'", person.name),
            "gen_random_uuid()".into(),
            format!("'\\x{}'::bytea", "ab".repeat(32)),
            "gen_random_uuid()".into(),
            format!("'{id}'::uuid"),
            format!("'{wants}'::jsonb"),
            "null::bytea".into(),
            "'draft'".into(),
            "1::bigint".into(),
            "now()".into(),
            "gen_random_uuid()".into(),
            "'requests/' || gen_random_uuid()::text".into(),
            "'request.created'".into(),
            format!("'{payload_type}'"),
            format!("'\\x{payload}'::bytea"),
        ];
        // From the last to the first, so that $1 does not eat into $10.
        let numbered = values.iter().enumerate().rev();
        let filled = numbered
            .fold(statement.clone(), |text, (index, value)| text.replace(&format!("${}", index + 1), value));
        format!("{};\n", filled.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    world.people.iter().map(script).collect()
}
