//! The SQL of accounts and seats.

use chrono::{DateTime, Utc};
use platform::seal::{Seals, SubjectKey};
use platform::{Caller, Error, Role};
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Private, Seat};

#[derive(FromRow)]
pub(crate) struct Row {
    pub seat_id: Uuid,
    pub account_id: Uuid,
    role: String,
    subject: String,
    acting_for: String,
    ulo: String,
    council: String,
    private: Vec<u8>,
    wrapped: Option<Vec<u8>>,
}

impl Row {
    pub fn open(self, seals: &Seals) -> Result<Seat, Error> {
        let key = seals.unwrap(self.account_id, self.wrapped.as_deref())?;
        let private: Private = key.open(self.seat_id, &self.private)?;
        let role = Role::parse(&self.role).ok_or_else(|| Error::internal("a seat of an unknown role"))?;
        let Self { subject, acting_for, ulo, council, .. } = self;
        let caller = Caller { role, subject, acting_for, ulo, council };
        Ok(Seat { caller, name: private.name, acting_for: private.acting_for })
    }
}

/// The account with this address.
pub(crate) async fn find(db: impl PgExecutor<'_>, email_hash: &[u8]) -> Result<Option<Uuid>, Error> {
    let found = sqlx::query_scalar("select account_id from account where email_hash = $1").bind(email_hash);
    Ok(found.fetch_optional(db).await?)
}

/// Keeps a new account, unless there is one with this address.
pub(crate) async fn insert(
    tx: &mut PgConnection,
    account: Uuid,
    email_hash: &[u8],
    private: &[u8],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into account (account_id, email_hash, private, create_time) values ($1, $2, $3, $4)
         on conflict on constraint account_one_per_email do nothing",
    )
    .bind(account)
    .bind(email_hash)
    .bind(private)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(())
}

/// The seats of an account, oldest first.
pub(crate) async fn seats(db: impl PgExecutor<'_>, account: Uuid) -> Result<Vec<Row>, Error> {
    let rows = sqlx::query_as(
        "select seat_id, account_id, role, seat.subject, acting_for, ulo, council, private, wrapped
         from seat join seal_key on seal_key.subject = account_id
         where account_id = $1 order by seat_id",
    );
    Ok(rows.bind(account).fetch_all(db).await?)
}

/// The id a seat of this account and record has already.
pub(crate) async fn seat_of(
    db: impl PgExecutor<'_>,
    account: Uuid,
    subject: &str,
) -> Result<Option<Uuid>, Error> {
    let found = sqlx::query_scalar("select seat_id from seat where account_id = $1 and subject = $2");
    Ok(found.bind(account).bind(subject).fetch_optional(db).await?)
}

/// Keeps a seat: a new one, or another name and place for one there is.
pub(crate) async fn save_seat(
    tx: &mut PgConnection,
    key: &SubjectKey,
    account: Uuid,
    id: Uuid,
    seat: &Seat,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let caller = &seat.caller;
    sqlx::query(
        "insert into seat (seat_id, account_id, role, subject, acting_for, ulo, council, private, create_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict on constraint seat_key do update
         set acting_for = excluded.acting_for, ulo = excluded.ulo, council = excluded.council,
             private = excluded.private",
    )
    .bind(id)
    .bind(account)
    .bind(caller.role.word())
    .bind(&caller.subject)
    .bind(&caller.acting_for)
    .bind(&caller.ulo)
    .bind(&caller.council)
    .bind(key.seal(id, &seat.private())?)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(())
}

/// Takes away every seat that is one of these records, or acts for one of them. Says whose they were.
pub(crate) async fn remove_seats(tx: &mut PgConnection, names: &[String]) -> Result<Vec<Uuid>, Error> {
    sqlx::query(
        "update session set seat_id = null
         where seat_id in (select seat_id from seat where subject = any($1) or acting_for = any($1))",
    )
    .bind(names)
    .execute(&mut *tx)
    .await?;
    sqlx::query(
        "delete from sample_sign_in
         where seat_id in (select seat_id from seat where subject = any($1) or acting_for = any($1))",
    )
    .bind(names)
    .execute(&mut *tx)
    .await?;
    let removed = sqlx::query_scalar(
        "delete from seat where subject = any($1) or (acting_for = any($1) and acting_for <> '') returning account_id",
    );
    Ok(removed.bind(names).fetch_all(tx).await?)
}

/// Takes away those of these accounts that have no seat left, and ends their sessions. Says which.
pub(crate) async fn remove_empty(tx: &mut PgConnection, accounts: &[Uuid]) -> Result<Vec<Uuid>, Error> {
    sqlx::query(
        "delete from session
         where account_id = any($1) and account_id not in (select account_id from seat where account_id = any($1))",
    )
    .bind(accounts)
    .execute(&mut *tx)
    .await?;
    let removed = sqlx::query_scalar(
        "delete from account
         where account_id = any($1) and account_id not in (select account_id from seat where account_id = any($1))
         returning account_id",
    );
    Ok(removed.bind(accounts).fetch_all(tx).await?)
}

/// The sealed key of the hashes.
pub(crate) async fn pepper(db: impl PgExecutor<'_>) -> Result<Option<Vec<u8>>, Error> {
    Ok(sqlx::query_scalar("select private from pepper").fetch_optional(db).await?)
}

/// Keeps the sealed key of the hashes, unless there is one.
pub(crate) async fn insert_pepper(db: impl PgExecutor<'_>, private: &[u8]) -> Result<(), Error> {
    let kept = sqlx::query("insert into pepper (private) values ($1) on conflict do nothing").bind(private);
    kept.execute(db).await?;
    Ok(())
}

/// The sealed address of an account, and its sealed key.
pub(crate) async fn private(
    db: impl PgExecutor<'_>,
    account: Uuid,
) -> Result<Option<(Vec<u8>, Option<Vec<u8>>)>, Error> {
    let found = sqlx::query_as(
        "select private, wrapped from account join seal_key on seal_key.subject = account_id where account_id = $1",
    );
    Ok(found.bind(account).fetch_optional(db).await?)
}

/// Whether anybody has a seat of this role in this organisation.
pub(crate) async fn has_seat(db: impl PgExecutor<'_>, role: &str, ulo: &str) -> Result<bool, Error> {
    let found =
        sqlx::query_scalar("select exists (select from seat where ulo = $2 and ulo <> '' and role = $1)");
    Ok(found.bind(role).bind(ulo).fetch_one(db).await?)
}
