//! Whatever the user of a connection does, the next one gets it whole: no half answer, no open transaction, no dead line.

use std::collections::HashSet;
use std::time::Duration;

use alongside::keys::Keys;
use alongside::stack::migrate_all;
use platform::Error;
use platform::db::Db;

use crate::harness::fresh_database;

async fn people() -> Db {
    let (database, keys) = (fresh_database().await, Keys::fresh().unwrap());
    migrate_all(&database, &keys).await.unwrap();
    Db::connect(&database, "people", &keys.database_secret()).await.unwrap()
}

async fn one(db: &Db) -> i64 {
    sqlx::query_scalar("select 1::bigint").fetch_one(db.pool()).await.unwrap()
}

#[tokio::test]
async fn what_nobody_waited_for_is_not_the_next_ones_answer() {
    let db = people().await;
    for turn in 0..200 {
        // Given up at every moment between asking and the whole answer.
        let patience = Duration::from_micros(turn * 20);
        let many = sqlx::query_scalar::<_, i64>("select i::bigint + 7 from generate_series(1, 5000) as i");
        let _ = tokio::time::timeout(patience, many.fetch_all(db.pool())).await;
        assert_eq!(one(&db).await, 1);
    }
}

#[tokio::test]
async fn a_transaction_nobody_committed_never_was() {
    let db = people().await;
    for turn in 0..100 {
        let given_up = async {
            let mut tx = db.begin().await?;
            sqlx::query("insert into cursor (source, position) values ('nobody', 1)")
                .execute(&mut *tx)
                .await?;
            tokio::time::sleep(Duration::from_millis(1)).await;
            Ok::<_, Error>(())
        };
        let _ = tokio::time::timeout(Duration::from_micros(turn * 40), given_up).await;
    }
    // Also without its lock: the row can be written at once, and outside any transaction that was left open.
    let write = sqlx::query("insert into cursor (source, position) values ('nobody', 2)").execute(db.pool());
    tokio::time::timeout(Duration::from_secs(5), write).await.expect("no lock is left").unwrap();
    let open: i64 = sqlx::query_scalar(
        "select count(*) from pg_stat_activity
         where usename = 'people' and datname = current_database() and state like 'idle in transaction%'",
    )
    .fetch_one(db.pool())
    .await
    .unwrap();
    assert_eq!(open, 0);
}

#[tokio::test]
async fn connections_that_died_are_replaced() {
    let db = people().await;
    one(&db).await;
    let own: Result<bool, _> =
        sqlx::query_scalar("select pg_terminate_backend(pg_backend_pid())").fetch_one(db.pool()).await;
    assert!(own.is_err(), "the connection is gone");
    for _ in 0..40 {
        one(&db).await;
    }
    let mut tx = db.begin().await.unwrap();
    sqlx::query("select 1").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn more_callers_than_connections_all_get_their_turn() {
    let db = people().await;
    let calls = (0..200).map(|_| {
        let db = db.clone();
        tokio::spawn(async move {
            let process: i32 =
                sqlx::query_scalar("select pg_backend_pid()").fetch_one(db.pool()).await.unwrap();
            process
        })
    });
    let mut processes = HashSet::new();
    for call in calls.collect::<Vec<_>>() {
        processes.insert(call.await.unwrap());
    }
    assert!(processes.len() <= 12, "{} connections", processes.len());
}
