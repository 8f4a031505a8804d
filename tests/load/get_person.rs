//! A broker reads someone's record: token, policy, the viewing the person will see, the record.

use platform::rpc::{self, Rpc};
use proto::people::v1::GetPersonRequest;
use proto::people::v1::people_client::PeopleClient;

use crate::statements::statements;
use crate::world::World;
use crate::{Plan, generate, pgbench};

/// What was aimed at: CPU of pgbench divided by ours.
const GOAL: f64 = 0.30;

pub async fn measure(world: &World, plan: Plan) {
    let scripts = scripts(world);
    let token = world.token(&world.broker);
    let names: Vec<String> = world.people.iter().map(|person| person.name.clone()).collect();
    println!("Get person (goal: CPU ratio at least {GOAL:.2})");
    let mut ratios = Vec::new();
    for round in 0..plan.rounds {
        let before = world.cpu();
        let (token, names, wire) = (token.clone(), names.clone(), world.wire.clone());
        let ours = generate::closed(plan.clients, plan.time(), move |client, turn| {
            let (token, wire) = (token.clone(), wire.clone());
            let name = names[(client * 7 + turn as usize) % names.len()].clone();
            async move { read(wire, &token, name).await }
        })
        .await;
        let used = world.cpu().since(before);
        let theirs = pgbench::run(world, plan, "people", &scripts);
        let (mine, base) = (used.total() * 1e6 / ours.done as f64, theirs.cpu * 1e6 / theirs.done);
        ratios.push(base / mine);
        println!(
            "  round {}: ours {:.0}/s, {mine:.0} us CPU ({:.0} in the database), {}; pgbench {:.0}/s, {base:.0} us CPU; \
             CPU ratio {:.2}",
            round + 1,
            ours.rate(),
            used.database * 1e6 / ours.done as f64,
            ours.percentiles(),
            theirs.rate,
            base / mine,
        );
    }
    crate::pgbench::verdict(&mut ratios, GOAL);
}

async fn read(wire: Rpc, token: &str, name: String) {
    let request = rpc::request(token, GetPersonRequest { name }).expect("a request");
    PeopleClient::new(wire).get_person(request).await.expect("the record");
}

/// The statements the service runs for one read, from its own source, for each person.
fn scripts(world: &World) -> Vec<String> {
    let look = statements(include_str!("../../services/people/src/standing/store.rs"))
        .into_iter()
        .find(|statement| statement.contains("from consent"))
        .expect("the statement that looks by consent");
    let get = statements(include_str!("../../services/people/src/person/store.rs"))
        .into_iter()
        .find(|statement| statement.contains("where person_id = $1"))
        .expect("the statement that gets a person");
    let (broker, ulo) = (&world.broker.subject, &world.broker.ulo);
    let script = |name: &String| {
        let id = name.trim_start_matches("people/");
        let look = look
            .replace("$1", &format!("'{id}'::uuid"))
            .replace("$2", &format!("array['{broker}', '{ulo}']"))
            .replace("$3", "now()")
            .replace("$4", "gen_random_uuid()")
            .replace("$5", &format!("'{broker}'"))
            .replace("$6", "'broker'")
            .replace("$7", &format!("'{name}'"))
            .replace("$8", "null");
        let get = get.replace("$1", &format!("'{id}'::uuid"));
        format!("{};\n{};\n", one_line(&look), one_line(&get))
    };
    world.people.iter().map(|person| script(&person.name)).collect()
}

fn one_line(statement: &str) -> String {
    statement.split_whitespace().collect::<Vec<_>>().join(" ")
}
