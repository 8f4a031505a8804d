//! The SQL of opening rounds and of the openings they have.

use chrono::{DateTime, NaiveDate, Utc};
use platform::db::changed;
use platform::seal::Seals;
use platform::{Error, Id, Page};
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::draw::Drawing;
use super::figures::Run;
use super::{Details, Opening, OpeningRound, Rule, State, opening};

#[derive(FromRow)]
struct Row {
    opening_round_id: Uuid,
    owner: String,
    title: String,
    rule: Rule,
    close_date: NaiveDate,
    seed: Vec<u8>,
    figures: Option<Json<Run>>,
    state: State,
    end_time: Option<DateTime<Utc>>,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
    wrapped: Option<Vec<u8>>,
}

/// The round of that id.
pub async fn get(tx: &mut PgConnection, seals: &Seals, id: Id<OpeningRound>) -> Result<OpeningRound, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select opening_round_id, owner, title, rule, close_date, seed, figures, state, end_time, version,
                create_time, update_time, wrapped
         from opening_round left join seal_key on subject = opening_round_id
         where opening_round_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(&mut *tx)
    .await?;
    whole(tx, seals, row.ok_or_else(|| Error::not_found(id))?).await
}

/// The round of that id, which nobody else changes or enters until the transaction ends.
pub async fn hold(tx: &mut PgConnection, seals: &Seals, id: Id<OpeningRound>) -> Result<OpeningRound, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select opening_round_id, owner, title, rule, close_date, seed, figures, state, end_time, version,
                create_time, update_time, wrapped
         from opening_round left join seal_key on subject = opening_round_id
         where opening_round_id = $1
         for update of opening_round",
    )
    .bind(id.uuid())
    .fetch_optional(&mut *tx)
    .await?;
    whole(tx, seals, row.ok_or_else(|| Error::not_found(id))?).await
}

/// Which rounds to list: those of whom the caller is one, and of these the ones asked for.
#[derive(Debug, Default)]
pub struct Filter {
    /// Whose own.
    pub own: String,
    /// To which that organisation gives.
    pub ulo: Option<Uuid>,
    /// Open ones of these councils.
    pub councils: Vec<String>,
    /// Which that person has entered.
    pub person: Option<Uuid>,
    /// Only of this owner.
    pub owner: Option<String>,
    /// Only in this state.
    pub state: Option<State>,
}

/// One page of rounds, newest first.
pub async fn list(
    tx: &mut PgConnection,
    seals: &Seals,
    filter: &Filter,
    page: &Page,
) -> Result<Vec<OpeningRound>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select opening_round_id, owner, title, rule, close_date, seed, figures, state, end_time, version,
                create_time, update_time, wrapped
         from opening_round left join seal_key on subject = opening_round_id
         where opening_round_id in (
                 select opening_round_id from opening_round where owner = $1
                 union select opening_round_id from opening where ulo_id = $2
                 union select opening_round_id from opening_round where state = 'open' and owner = any($3)
                 union select opening_round_id from opening_round_result where person_id = $4)
           and ($5::text is null or owner = $5) and ($6::text is null or state = $6)
           and opening_round_id < $7
         order by opening_round_id desc limit $8",
    )
    .bind(&filter.own)
    .bind(filter.ulo)
    .bind(&filter.councils)
    .bind(filter.person)
    .bind(&filter.owner)
    .bind(filter.state)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(&mut *tx)
    .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.opening_round_id).collect();
    let mut openings = opening::store::of(tx, &ids).await?;
    rows.into_iter()
        .map(|row| {
            let openings = openings.remove(&row.opening_round_id).unwrap_or_default();
            row.open(seals, openings)
        })
        .collect()
}

async fn whole(tx: &mut PgConnection, seals: &Seals, row: Row) -> Result<OpeningRound, Error> {
    let mut by_round = opening::store::of(tx, &[row.opening_round_id]).await?;
    let openings = by_round.remove(&row.opening_round_id).unwrap_or_default();
    row.open(seals, openings)
}

/// What a round was decided from, once it was.
pub async fn drawing(db: impl PgExecutor<'_>, id: Id<OpeningRound>) -> Result<Option<Drawing>, Error> {
    let drawing: Option<Option<Json<Drawing>>> =
        sqlx::query_scalar("select drawing from opening_round where opening_round_id = $1")
            .bind(id.uuid())
            .fetch_optional(db)
            .await?;
    Ok(drawing.flatten().map(|drawing| drawing.0))
}

/// An open round that closed before a day.
pub async fn open_before(db: impl PgExecutor<'_>, day: NaiveDate) -> Result<Option<Id<OpeningRound>>, Error> {
    let found: Option<Uuid> = sqlx::query_scalar(
        "select opening_round_id from opening_round where state = 'open' and close_date < $1
         order by close_date limit 1",
    )
    .bind(day)
    .fetch_optional(db)
    .await?;
    Ok(found.map(Id::from_uuid))
}

/// Keeps a new round, its seed sealed with a key of its own.
pub async fn insert(tx: &mut PgConnection, seals: &Seals, round: &OpeningRound) -> Result<(), Error> {
    let key = seals.key(tx, round.id.uuid()).await?;
    sqlx::query(
        "insert into opening_round (opening_round_id, owner, title, rule, close_date, seed, state, version,
                                    create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(round.id.uuid())
    .bind(&round.details.owner)
    .bind(&round.details.title)
    .bind(round.details.rule)
    .bind(round.details.close_date)
    .bind(key.seal(round.id.uuid(), &round.seed)?)
    .bind(round.state)
    .bind(round.version)
    .bind(round.create_time)
    .bind(round.update_time)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a changed round, if nobody changed it since the version before, with what it was decided from.
pub async fn update(
    tx: &mut PgConnection,
    round: &OpeningRound,
    drawing: Option<&Drawing>,
) -> Result<(), Error> {
    let updated = sqlx::query(
        "update opening_round set drawing = $2, figures = $3, state = $4, end_time = $5, version = $6,
                                  update_time = $7
         where opening_round_id = $1 and version = $6 - 1",
    )
    .bind(round.id.uuid())
    .bind(drawing.map(Json))
    .bind(round.run.as_ref().map(Json))
    .bind(round.state)
    .bind(round.end_time)
    .bind(round.version)
    .bind(round.update_time)
    .execute(&mut *tx)
    .await?;
    changed(&updated)?;
    opening::store::open(tx, round).await
}

impl Row {
    fn open(self, seals: &Seals, openings: Vec<Opening>) -> Result<OpeningRound, Error> {
        let key = seals.unwrap(self.opening_round_id, self.wrapped.as_deref())?;
        Ok(OpeningRound {
            id: Id::from_uuid(self.opening_round_id),
            details: Details {
                title: self.title,
                rule: self.rule,
                close_date: self.close_date,
                owner: self.owner,
            },
            openings,
            seed: key.open(self.opening_round_id, &self.seed)?,
            run: self.figures.map(|figures| figures.0),
            state: self.state,
            end_time: self.end_time,
            version: self.version,
            create_time: self.create_time,
            update_time: self.update_time,
        })
    }
}
