//! The SQL of solutions.

use chrono::{DateTime, Utc};
use platform::db::changed;
use platform::{Error, Id, Page};
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Counts, Solution, State, Story, Topic};
use crate::ulo::{Ulo, likeness};

#[derive(FromRow)]
struct Row {
    solution_id: Uuid,
    ulo_id: Uuid,
    display_name: String,
    problem: String,
    what_was_done: String,
    what_happened: String,
    cost_pence: Option<i64>,
    hours: Option<i32>,
    topics: Vec<Topic>,
    council: Option<String>,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
    adopted: i64,
    worked: i64,
    worked_in_part: i64,
    did_not_work: i64,
}

/// The solution of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Solution>) -> Result<Solution, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select solution_id, ulo_id, display_name, problem, what_was_done, what_happened, cost_pence, hours, topics,
                council, state, version, create_time, update_time, adopted, worked, worked_in_part, did_not_work
         from solution
         cross join lateral (select count(*) as adopted, count(*) filter (where verdict = 'worked') as worked,
                                    count(*) filter (where verdict = 'worked_in_part') as worked_in_part,
                                    count(*) filter (where verdict = 'did_not_work') as did_not_work
                             from adoption where adoption.solution_id = solution.solution_id) as counts
         where solution_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.map(Solution::from).ok_or_else(|| Error::not_found(id))
}

/// Which solutions to list: all filters combined by "and".
pub struct Filter {
    /// Only those of this organisation.
    pub ulo: Option<Id<Ulo>>,
    /// Only those about this.
    pub topic: Option<Topic>,
    /// Only those with these words, as [`likeness::all_of`] says it.
    pub text: Option<String>,
    /// Only what everyone sees.
    pub published_only: bool,
}

/// One page of solutions, newest first.
pub async fn list(db: impl PgExecutor<'_>, filter: &Filter, page: &Page) -> Result<Vec<Solution>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select solution_id, ulo_id, display_name, problem, what_was_done, what_happened, cost_pence, hours, topics,
                council, state, version, create_time, update_time, adopted, worked, worked_in_part, did_not_work
         from solution
         cross join lateral (select count(*) as adopted, count(*) filter (where verdict = 'worked') as worked,
                                    count(*) filter (where verdict = 'worked_in_part') as worked_in_part,
                                    count(*) filter (where verdict = 'did_not_work') as did_not_work
                             from adoption where adoption.solution_id = solution.solution_id) as counts
         where ($1::uuid is null or ulo_id = $1)
           and ($2::text is null or topics @> array[$2])
           and ($3::text is null or array_to_tsvector(words) @@ $3::text::tsquery)
           and (not $4 or state = 'published')
           and solution_id < $5
         order by solution_id desc limit $6",
    )
    // Planned anew for the filters given: a plan kept for any of them could use the index of none.
    .persistent(false)
    .bind(filter.ulo.map(Id::uuid))
    .bind(filter.topic)
    .bind(&filter.text)
    .bind(filter.published_only)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Solution::from).collect())
}

/// What the text filter searches.
fn words(story: &Story) -> Vec<String> {
    let Story { display_name, problem, what_was_done, what_happened, .. } = story;
    likeness::words(&format!("{display_name} {problem} {what_was_done} {what_happened}"))
}

/// Keeps a new solution.
pub async fn insert(tx: &mut PgConnection, solution: &Solution) -> Result<(), Error> {
    let story = &solution.story;
    sqlx::query(
        "insert into solution (solution_id, ulo_id, display_name, problem, what_was_done, what_happened, cost_pence,
                               hours, topics, council, words, state, version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
    )
    .bind(solution.id.uuid())
    .bind(solution.ulo.uuid())
    .bind(&story.display_name)
    .bind(&story.problem)
    .bind(&story.what_was_done)
    .bind(&story.what_happened)
    .bind(story.cost_pence)
    .bind(story.hours)
    .bind(&story.topics)
    .bind(&story.council)
    .bind(words(story))
    .bind(solution.state)
    .bind(solution.version)
    .bind(solution.create_time)
    .bind(solution.update_time)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a changed solution, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, solution: &Solution, before: i64) -> Result<(), Error> {
    let story = &solution.story;
    let updated = sqlx::query(
        "update solution set display_name = $3, problem = $4, what_was_done = $5, what_happened = $6, cost_pence = $7,
                hours = $8, topics = $9, council = $10, words = $11, state = $12, version = $13, update_time = $14
         where solution_id = $1 and version = $2",
    )
    .bind(solution.id.uuid())
    .bind(before)
    .bind(&story.display_name)
    .bind(&story.problem)
    .bind(&story.what_was_done)
    .bind(&story.what_happened)
    .bind(story.cost_pence)
    .bind(story.hours)
    .bind(&story.topics)
    .bind(&story.council)
    .bind(words(story))
    .bind(solution.state)
    .bind(solution.version)
    .bind(solution.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl From<Row> for Solution {
    fn from(row: Row) -> Self {
        Self {
            id: Id::from_uuid(row.solution_id),
            ulo: Id::from_uuid(row.ulo_id),
            story: Story {
                display_name: row.display_name,
                problem: row.problem,
                what_was_done: row.what_was_done,
                what_happened: row.what_happened,
                cost_pence: row.cost_pence,
                hours: row.hours,
                topics: row.topics,
                council: row.council,
            },
            counts: Counts {
                adopted: row.adopted,
                worked: row.worked,
                worked_in_part: row.worked_in_part,
                did_not_work: row.did_not_work,
            },
            state: row.state,
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
