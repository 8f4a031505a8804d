//! The SQL of consortia.

use chrono::{DateTime, Utc};
use platform::db::changed;
use platform::{Error, Id, Page};
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{About, Consortium, Member, Standing, State};
use crate::ulo::Ulo;

#[derive(FromRow)]
struct Row {
    consortium_id: Uuid,
    lead_id: Uuid,
    display_name: String,
    purpose: String,
    members: Json<Vec<Member>>,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The consortium of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Consortium>) -> Result<Consortium, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select consortium_id, lead_id, display_name, purpose, members, state, version, create_time, update_time
         from consortium where consortium_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.map(Consortium::from).ok_or_else(|| Error::not_found(id))
}

/// Which consortia to list: all filters combined by "and".
pub struct Filter {
    /// Only those this organisation has joined.
    pub ulo: Option<Uuid>,
    /// And those it is invited to.
    pub invited: bool,
    /// Only those in this state.
    pub state: Option<State>,
}

/// One page of consortia, newest first.
pub async fn list(db: impl PgExecutor<'_>, filter: &Filter, page: &Page) -> Result<Vec<Consortium>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select consortium_id, lead_id, display_name, purpose, members, state, version, create_time, update_time
         from consortium
         where ($1::uuid is null or joined @> array[$1] or ($2 and invited @> array[$1]))
           and ($3::text is null or state = $3)
           and consortium_id < $4
         order by consortium_id desc limit $5",
    )
    // Planned anew for the filters given: a plan kept for any of them could use the index of none.
    .persistent(false)
    .bind(filter.ulo)
    .bind(filter.invited)
    .bind(filter.state)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Consortium::from).collect())
}

/// How many an organisation leads.
pub async fn count_led(db: impl PgExecutor<'_>, lead: Id<Ulo>) -> Result<i64, Error> {
    let count = sqlx::query_scalar("select count(*) from consortium where lead_id = $1 and state = 'active'");
    Ok(count.bind(lead.uuid()).fetch_one(db).await?)
}

/// Keeps a new consortium.
pub async fn insert(tx: &mut PgConnection, consortium: &Consortium) -> Result<(), Error> {
    sqlx::query(
        "insert into consortium (consortium_id, lead_id, display_name, purpose, members, joined, invited, state, version,
                                 create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(consortium.id.uuid())
    .bind(consortium.lead.uuid())
    .bind(&consortium.about.display_name)
    .bind(&consortium.about.purpose)
    .bind(Json(&consortium.members))
    .bind(consortium.those(Standing::Joined))
    .bind(consortium.those(Standing::Invited))
    .bind(consortium.state)
    .bind(consortium.version)
    .bind(consortium.create_time)
    .bind(consortium.update_time)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a changed consortium, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, consortium: &Consortium, before: i64) -> Result<(), Error> {
    let updated = sqlx::query(
        "update consortium set display_name = $3, purpose = $4, members = $5, joined = $6, invited = $7, state = $8,
                version = $9, update_time = $10
         where consortium_id = $1 and version = $2",
    )
    .bind(consortium.id.uuid())
    .bind(before)
    .bind(&consortium.about.display_name)
    .bind(&consortium.about.purpose)
    .bind(Json(&consortium.members))
    .bind(consortium.those(Standing::Joined))
    .bind(consortium.those(Standing::Invited))
    .bind(consortium.state)
    .bind(consortium.version)
    .bind(consortium.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl From<Row> for Consortium {
    fn from(row: Row) -> Self {
        Self {
            id: Id::from_uuid(row.consortium_id),
            lead: Id::from_uuid(row.lead_id),
            about: About { display_name: row.display_name, purpose: row.purpose },
            members: row.members.0,
            state: row.state,
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
