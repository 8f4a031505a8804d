//! Every RPC has a policy, and every policy an RPC; every kind of principal is tried against each, on the wire.

use std::fmt::Debug;
use std::fmt::Write as _;
use std::fs;

use platform::action::Action;
use platform::{Caller, Role};
use tonic::Code;
use uuid::Uuid;

use super::protos;
use crate::harness::House;
use crate::harness::raw;

/// The policies as a table someone can read, in git.
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/style/policy.txt");

/// What the policy of one RPC says.
pub struct Row {
    /// Its path on the wire.
    pub path: &'static str,
    /// For each role, the relations in which it may.
    pub allowed: Vec<(Role, Vec<String>)>,
}

fn rows<A: Action>(actions: &[A], path: impl Fn(A) -> &'static str) -> Vec<Row>
where
    A::Relation: Debug,
{
    let row = |action: &A| Row {
        path: path(*action),
        allowed: Role::ALL.map(|role| (role, relations(*action, role))).to_vec(),
    };
    actions.iter().map(row).collect()
}

fn relations<A: Action>(action: A, role: Role) -> Vec<String>
where
    A::Relation: Debug,
{
    let relations = A::RELATIONS.iter().filter(|relation| action.allows(role, **relation));
    relations.map(|relation| format!("{relation:?}")).collect()
}

/// The policies of all services.
pub fn policies() -> Vec<Row> {
    let mut all = Vec::new();
    all.extend(rows(outcomes::Action::ALL, outcomes::Action::path));
    all.extend(rows(people::Action::ALL, people::Action::path));
    all.extend(rows(ulos::Action::ALL, ulos::Action::path));
    all.extend(rows(councils::Action::ALL, councils::Action::path));
    all.extend(rows(brokers::Action::ALL, brokers::Action::path));
    all.extend(rows(matching::Action::ALL, matching::Action::path));
    all
}

#[test]
fn every_rpc_has_exactly_one_policy() {
    let mut policies: Vec<String> = policies().iter().map(|row| row.path.to_owned()).collect();
    let methods = protos::methods().into_iter().filter(|(package, _, _)| package != "alongside.feed.v1");
    let mut methods: Vec<String> =
        methods.map(|(package, service, method)| format!("/{package}.{service}/{}", method.name())).collect();
    policies.sort();
    methods.sort();
    assert_eq!(policies, methods);
}

#[test]
fn the_policies_are_the_ones_that_were_read() {
    let mut table = String::from(
        "# Who may do what, in which relation. Rewritten by UPDATE_POLICY=1 cargo test -p tests policy\n",
    );
    for row in policies() {
        let _ = writeln!(table, "\n{}", row.path.trim_start_matches("/alongside."));
        for (role, relations) in row.allowed.iter().filter(|(_, relations)| !relations.is_empty()) {
            let _ = writeln!(table, "    {:<10}{}", role.word(), relations.join(", "));
        }
    }
    if std::env::var_os("UPDATE_POLICY").is_some() {
        fs::write(TABLE, &table).unwrap();
    }
    assert_eq!(
        fs::read_to_string(TABLE).unwrap_or_default(),
        table,
        "read the difference, then update the table"
    );
}

/// A principal of that role who has nothing to do with anything.
pub fn a_stranger(role: Role) -> Caller {
    let name = |collection: &str| format!("{collection}/{}", Uuid::now_v7());
    let mut caller = Caller::new(role, name("strangers"));
    match role {
        Role::Person => caller.subject = name("people"),
        Role::Supporter => {
            caller.subject = name("supporters");
            caller.acting_for = name("people");
        }
        Role::Broker => {
            caller.subject = name("brokers");
            caller.ulo = name("ulos");
        }
        Role::Manager => caller.ulo = name("ulos"),
        Role::Officer => caller.council = "councils/E06000001".into(),
        Role::Service => caller.subject = "services/stranger".into(),
        _ => {}
    }
    caller
}

#[tokio::test]
async fn every_rpc_refuses_whom_its_policy_refuses() {
    let house = House::shared().await;
    let mut wrong = Vec::new();
    for row in policies() {
        let service = row.path.trim_start_matches("/alongside.").split('.').next().unwrap_or_default();
        let call = |caller: Option<Caller>| raw::call(house, service, row.path, caller, &[]);
        let answer = call(None).await;
        if answer != Some(Code::Unauthenticated) {
            wrong.push(format!("{} without a token: {answer:?}", row.path));
        }
        for (role, relations) in &row.allowed {
            let answer = call(Some(a_stranger(*role))).await;
            let forbidden = answer == Some(Code::PermissionDenied);
            let broken = matches!(answer, Some(Code::Internal | Code::Unknown | Code::Unimplemented));
            if broken || forbidden != relations.is_empty() {
                wrong.push(format!("{} as {}: {answer:?}, allowed {relations:?}", row.path, role.word()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
