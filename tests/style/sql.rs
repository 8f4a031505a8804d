//! Every statement in the code is one the migrated schema can run, and keeps the rules that let it scale out.

use std::fs;

use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};

use super::files::under;
use super::statements::statements;
use crate::harness::House;

const SCHEMAS: [&str; 7] = ["people", "ulos", "brokers", "matching", "outcomes", "councils", "web"];
/// What would not run on Citus or behind a transaction pooler.
const FORBIDDEN: [&str; 13] = [
    "create trigger",
    "create rule",
    "create function",
    "create procedure",
    "create or replace",
    "language plpgsql",
    "nextval",
    "gen_random_uuid",
    "random()",
    "clock_timestamp",
    "select *",
    "pg_advisory_lock(",
    "set session",
];

#[tokio::test]
async fn every_statement_can_be_prepared_on_its_schema() {
    let house = House::shared().await;
    let mut wrong = Vec::new();
    let mut prepared = 0;
    for schema in SCHEMAS {
        let mut connection =
            PgConnection::connect_with(&house.database.clone().username(schema)).await.unwrap();
        let mut sources = under(&format!("services/{schema}/src"), "store.rs");
        sources.extend(under("services/platform/src", ".rs"));
        for path in sources {
            if path.ends_with("migrate.rs") {
                continue;
            }
            for statement in statements(&fs::read_to_string(&path).unwrap()) {
                prepared += 1;
                let sql = sqlx::SqlSafeStr::into_sql_str(AssertSqlSafe(statement.clone()));
                if let Err(error) = connection.prepare(sql).await {
                    wrong.push(format!("{}: {error}\n{statement}", path.display()));
                }
            }
        }
        connection.close().await.unwrap();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(prepared > 50, "only {prepared} statements were found");
}

#[test]
fn only_stores_and_platform_speak_sql() {
    let speakers: Vec<String> = under("services", ".rs")
        .into_iter()
        .filter(|path| {
            let name = path.to_string_lossy();
            let may = name.ends_with("store.rs")
                || name.contains("/store/")
                || name.contains("/platform/")
                || name.contains("/alongside/")
                || name.contains("/benches/");
            !may && fs::read_to_string(path).unwrap().contains("sqlx::query")
        })
        .map(|path| path.display().to_string())
        .collect();
    assert_eq!(speakers, Vec::<String>::new());
}

#[test]
fn nothing_is_said_that_would_not_scale_out() {
    let mut wrong = Vec::new();
    let mut sources = under("migrations", ".sql");
    sources.extend(under("services", "store.rs"));
    for path in sources {
        let text = fs::read_to_string(&path).unwrap().to_lowercase();
        for phrase in FORBIDDEN {
            if text.contains(phrase) {
                wrong.push(format!("{}: {phrase}", path.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn no_statement_names_another_services_schema() {
    let mut wrong = Vec::new();
    for schema in SCHEMAS {
        let mut sources = under(&format!("migrations/{schema}"), ".sql");
        sources.extend(under(&format!("services/{schema}/src"), "store.rs"));
        for path in sources {
            let text = fs::read_to_string(&path).unwrap();
            for other in SCHEMAS {
                for word in ["from", "join", "into", "update", "references"] {
                    if text.contains(&format!("{word} {other}.")) {
                        wrong.push(format!("{}: {word} {other}.", path.display()));
                    }
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
