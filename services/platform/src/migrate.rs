//! Making the schema and the role of a service, and bringing both up to date.

use std::time::Duration;

use sha2::{Digest, Sha256};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sqlx::{AssertSqlSafe, Connection as _};

/// The tables of `platform`, which every schema has.
static PLATFORM: Migrator = sqlx::migrate!("../../migrations/platform");

/// Why the database could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// The database has migrations this program does not know.
    #[error(
        "the data belongs to a newer version of Alongside (schema {0}): start that version, or use another data folder"
    )]
    Newer(String),
    /// Anything else the database said.
    #[error("the schema {schema} could not be brought up to date: {source}")]
    Failed {
        /// Whose schema.
        schema: String,
        /// What went wrong.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// Makes the role and schema `service` when they are missing and runs what is new in `migrator`.
/// `server` signs in as a role that may create roles and schemas.
///
/// # Errors
/// [`MigrationError`] with the schema it concerns.
pub async fn migrate(
    server: &PgConnectOptions,
    service: &str,
    secret: &str,
    migrator: &Migrator,
) -> Result<(), MigrationError> {
    let failed = |source: Box<dyn std::error::Error + Send + Sync>| MigrationError::Failed {
        schema: service.to_owned(),
        source,
    };
    let mut tries = 0;
    while let Err(error) = make_role_and_schema(server, service, secret).await {
        tries += 1;
        if tries > 20 || !is_race(&error) {
            return Err(failed(error.into()));
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let options = server.clone().username(service).password(&role_password(secret, service));
    let pool = PgPoolOptions::new().max_connections(1).connect_with(options).await;
    let pool = pool.map_err(|error| failed(error.into()))?;
    for migrator in [&with_table(&PLATFORM, "_platform_migrations"), migrator] {
        migrator.run(&pool).await.map_err(|error| match error {
            MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..) => {
                MigrationError::Newer(service.to_owned())
            }
            other => failed(other.into()),
        })?;
    }
    pool.close().await;
    Ok(())
}

/// Forgets these schemas, with everything that is in them.
///
/// # Errors
/// [`MigrationError`] with the schema it concerns.
pub async fn forget(server: &PgConnectOptions, schemas: &[&str]) -> Result<(), MigrationError> {
    for schema in schemas {
        let forgotten = async {
            let mut connection = PgConnection::connect_with(server).await?;
            run(&mut connection, format!("drop schema if exists {schema} cascade")).await
        };
        forgotten
            .await
            .map_err(|error| MigrationError::Failed { schema: (*schema).to_owned(), source: error.into() })?;
    }
    Ok(())
}

/// The password of a service's role, derived so that it need not be kept anywhere.
pub(crate) fn role_password(secret: &str, service: &str) -> String {
    let digest = Sha256::digest(format!("role {service} {secret}"));
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn with_table(migrator: &Migrator, table: &'static str) -> Migrator {
    let mut migrator = Migrator { migrations: migrator.migrations.clone(), ..Migrator::DEFAULT };
    migrator.dangerous_set_table_name(table);
    migrator
}

/// Roles belong to the whole server: another database of it may be making the same one just now.
fn is_race(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|database| database.code());
    // Unique violation, duplicate object, and what PostgreSQL says when two change one role.
    matches!(code.as_deref(), Some("23505" | "42710" | "XX000"))
}

async fn make_role_and_schema(
    server: &PgConnectOptions,
    service: &str,
    secret: &str,
) -> Result<(), sqlx::Error> {
    let mut connection = PgConnection::connect_with(server).await?;
    let mut tx = connection.begin().await?;
    let found: Option<i32> = sqlx::query_scalar("select 1 from pg_roles where rolname = $1")
        .bind(service)
        .fetch_optional(&mut *tx)
        .await?;
    if found.is_none() {
        run(&mut tx, format!("create role {service} login")).await?;
    }
    let password = role_password(secret, service);
    // A caller that goes away ends its query within a second: this is how deadlines reach the database.
    for statement in [
        format!("alter role {service} password '{password}'"),
        format!("alter role {service} set search_path = {service}"),
        format!("alter role {service} set statement_timeout = '30s'"),
        format!("alter role {service} set idle_in_transaction_session_timeout = '30s'"),
        format!("alter role {service} set client_connection_check_interval = '1s'"),
        format!("grant {service} to current_user"),
        format!("create schema if not exists {service} authorization {service}"),
    ] {
        run(&mut tx, statement).await?;
    }
    tx.commit().await?;
    connection.close().await
}

/// Role and schema names cannot be bound; ours are words of this program and the password is hexadecimal.
async fn run(connection: &mut PgConnection, statement: String) -> Result<(), sqlx::Error> {
    sqlx::query(AssertSqlSafe(statement)).execute(connection).await.map(|_| ())
}
