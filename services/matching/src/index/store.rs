//! The SQL of what the index holds: one row an offering, one an organisation.

use platform::Error;
use platform::db::Db;
use platform::follow::cursor;
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection};
use uuid::Uuid;

use super::Change;
use super::facts::{Offering, Peers, Ulo};

#[derive(FromRow)]
struct OptionRow {
    offering_id: Uuid,
    facts: Option<Json<Box<Offering>>>,
}

#[derive(FromRow)]
struct UloRow {
    ulo_id: Uuid,
    facts: Option<Json<Ulo>>,
    peers: Option<Json<Peers>>,
}

/// Keeps one change, told at that place in the feed.
pub async fn keep(tx: &mut PgConnection, change: &Change, position: i64) -> Result<(), Error> {
    match change {
        Change::Offering(id, facts) => keep_offering(tx, *id, facts.as_deref(), position).await,
        Change::Ulo(id, facts) => keep_ulo(tx, *id, facts.as_ref(), position).await,
        Change::Peers(ulo, peers) => keep_peers(tx, *ulo, *peers, position).await,
    }
}

async fn keep_offering(
    tx: &mut PgConnection,
    id: Uuid,
    facts: Option<&Offering>,
    position: i64,
) -> Result<(), Error> {
    sqlx::query(
        "insert into option (offering_id, facts, position) values ($1, $2, $3)
         on conflict (offering_id) do update set facts = excluded.facts, position = excluded.position",
    )
    .bind(id)
    .bind(facts.map(Json))
    .bind(position)
    .execute(tx)
    .await?;
    Ok(())
}

async fn keep_ulo(tx: &mut PgConnection, id: Uuid, facts: Option<&Ulo>, position: i64) -> Result<(), Error> {
    sqlx::query(
        "insert into ulo (ulo_id, facts, position) values ($1, $2, $3)
         on conflict (ulo_id) do update set facts = excluded.facts, position = excluded.position",
    )
    .bind(id)
    .bind(facts.map(Json))
    .bind(position)
    .execute(tx)
    .await?;
    Ok(())
}

async fn keep_peers(
    tx: &mut PgConnection,
    ulo: Uuid,
    peers: Option<Peers>,
    position: i64,
) -> Result<(), Error> {
    sqlx::query(
        "insert into ulo (ulo_id, peers, position) values ($1, $2, $3)
         on conflict (ulo_id) do update set peers = excluded.peers, position = excluded.position",
    )
    .bind(ulo)
    .bind(peers.map(Json))
    .bind(position)
    .execute(tx)
    .await?;
    Ok(())
}

/// Forgets everything, before the feed is read again from its beginning.
pub async fn clear(tx: &mut PgConnection) -> Result<(), Error> {
    sqlx::query("delete from option").execute(&mut *tx).await?;
    sqlx::query("delete from ulo").execute(tx).await?;
    Ok(())
}

/// What changed after a place in the feed, organisations first, and the place it then is: one consistent look.
pub async fn changes_after(db: &Db, position: i64) -> Result<(Vec<Change>, i64), Error> {
    let mut tx = db.begin().await?;
    sqlx::query("set transaction isolation level repeatable read read only").execute(&mut *tx).await?;
    let version = cursor(&mut *tx, "ulos").await?;
    let ulos: Vec<UloRow> = sqlx::query_as("select ulo_id, facts, peers from ulo where position > $1")
        .bind(position)
        .fetch_all(&mut *tx)
        .await?;
    let options: Vec<OptionRow> = sqlx::query_as("select offering_id, facts from option where position > $1")
        .bind(position)
        .fetch_all(&mut *tx)
        .await?;
    tx.commit().await?;
    let told = |row: UloRow| {
        let facts = Change::Ulo(row.ulo_id, row.facts.map(|facts| facts.0));
        [facts, Change::Peers(row.ulo_id, row.peers.map(|peers| peers.0))]
    };
    let offered = |row: OptionRow| Change::Offering(row.offering_id, row.facts.map(|facts| facts.0));
    Ok((ulos.into_iter().flat_map(told).chain(options.into_iter().map(offered)).collect(), version))
}
