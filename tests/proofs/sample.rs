//! Nothing half-made is kept: a sample that was cut off is forgotten before anything else is done.

use alongside::keys::Keys;
use alongside::sample::begun::{Begun, forget_half};
use alongside::stack::migrate_all;
use sqlx::Connection as _;
use sqlx::postgres::{PgConnectOptions, PgConnection};

use crate::harness::brokers::eventually;
use crate::harness::fresh_database;

async fn schemas(database: &PgConnectOptions) -> i64 {
    let mut connection = PgConnection::connect_with(database).await.unwrap();
    sqlx::query_scalar(
        "select count(*) from pg_namespace
         where nspname in ('people', 'ulos', 'brokers', 'matching', 'outcomes', 'councils', 'sample_in_the_making')",
    )
    .fetch_one(&mut connection)
    .await
    .unwrap()
}

#[tokio::test]
async fn a_sample_cut_off_is_forgotten_and_a_whole_one_is_kept() {
    let (database, keys) = (fresh_database().await, Keys::fresh().unwrap());
    migrate_all(&database, &keys).await.unwrap();
    Begun::now(&database).await.unwrap().finish().await.unwrap();
    assert!(!forget_half(&database).await.unwrap());
    assert_eq!(schemas(&database).await, 6, "what is whole is kept");

    let making = Begun::now(&database).await.unwrap();
    let refused = forget_half(&database).await.unwrap_err();
    assert!(refused.contains("another Alongside is making the sample"), "{refused}");
    assert_eq!(schemas(&database).await, 7, "nothing is taken from under whoever makes it");

    drop(making);
    // The server notices a moment later that whoever made it is gone.
    eventually("it is forgotten", || async { forget_half(&database).await.unwrap_or(false) }).await;
    assert_eq!(schemas(&database).await, 0);
    migrate_all(&database, &keys).await.unwrap();
    assert_eq!(schemas(&database).await, 6);
}
