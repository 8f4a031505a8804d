//! The SQL of reviews.

use chrono::{DateTime, NaiveDate, Utc};
use platform::db::changed;
use platform::seal::{Seals, SubjectKey};
use platform::{Error, Id, Page};
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{
    About, Answer, Answered, Answers, Change, Direction, HelperKind, Mode, Private, Respondent, Review,
    Stage, State,
};
use crate::names::{Case, Person};

#[derive(FromRow)]
struct Row {
    review_id: Uuid,
    case_id: Uuid,
    person_id: Uuid,
    request_id: Uuid,
    council: String,
    ulo_id: Uuid,
    instrument: String,
    stage: Stage,
    due_date: NaiveDate,
    respondent: Option<Respondent>,
    helper_kind: Option<HelperKind>,
    mode: Option<Mode>,
    format_used: Option<String>,
    answers: Option<Json<Vec<Answer>>>,
    private: Option<Vec<u8>>,
    answered_by: Option<String>,
    answer_time: Option<DateTime<Utc>>,
    control_change: Option<Direction>,
    control_levels: Option<i32>,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
    broker_id: Uuid,
    /// Whether the case is.
    open: bool,
    wrapped: Option<Vec<u8>>,
}

/// The review of that id.
pub async fn get(db: impl PgExecutor<'_>, seals: &Seals, id: Id<Review>) -> Result<Review, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select review_id, case_id, person_id, request_id, council, ulo_id, instrument, stage, due_date, respondent,
                helper_kind, mode, format_used, answers, private, answered_by, answer_time, control_change,
                control_levels, state, review.version, create_time, update_time, broker_id, open, wrapped
         from review join \"case\" using (case_id) left join seal_key on subject = person_id
         where review_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.ok_or_else(|| Error::not_found(id))?.open(seals)
}

/// Which reviews to list: one filter a field, all combined by "and".
#[derive(Default)]
pub struct Filter {
    /// Only reviews of this person.
    pub person: Option<Id<Person>>,
    /// Only reviews of open cases of the broker of that name.
    pub broker: Option<Uuid>,
    /// Only reviews of this case.
    pub case: Option<Id<Case>>,
    /// Only reviews in this state.
    pub state: Option<State>,
    /// Only reviews of this stage.
    pub stage: Option<Stage>,
}

/// One page of reviews, newest first.
pub async fn list(
    db: impl PgExecutor<'_>,
    seals: &Seals,
    filter: &Filter,
    page: &Page,
) -> Result<Vec<Review>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select review_id, case_id, person_id, request_id, council, ulo_id, instrument, stage, due_date, respondent,
                helper_kind, mode, format_used, answers, private, answered_by, answer_time, control_change,
                control_levels, state, review.version, create_time, update_time, broker_id, open, wrapped
         from review join \"case\" using (case_id) left join seal_key on subject = person_id
         where ($1::uuid is null or person_id = $1)
           and ($2::uuid is null or (broker_id = $2 and open))
           and ($3::uuid is null or case_id = $3)
           and ($4::text is null or state = $4)
           and ($5::text is null or stage = $5)
           and review_id < $6
         order by review_id desc limit $7",
    )
    .bind(filter.person.map(Id::uuid))
    .bind(filter.broker)
    .bind(filter.case.map(Id::uuid))
    .bind(filter.state)
    .bind(filter.stage)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.open(seals)).collect()
}

/// The answers to the start review of a case, and its instrument, when it was answered.
pub async fn start_of(
    db: impl PgExecutor<'_>,
    case: Id<Case>,
) -> Result<Option<(String, Vec<Answer>)>, Error> {
    let found: Option<(String, Json<Vec<Answer>>)> = sqlx::query_as(
        "select instrument, answers from review where case_id = $1 and stage = 'start' and state = 'answered'",
    )
    .bind(case.uuid())
    .fetch_optional(db)
    .await?;
    Ok(found.map(|(instrument, Json(answers))| (instrument, answers)))
}

/// The due reviews of a person, or of one case when it is given, kept as they are until the transaction ends.
pub async fn hold_due_of(
    tx: &mut PgConnection,
    seals: &Seals,
    person: Id<Person>,
    case: Option<Id<Case>>,
) -> Result<Vec<Review>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select review_id, case_id, person_id, request_id, council, ulo_id, instrument, stage, due_date, respondent,
                helper_kind, mode, format_used, answers, private, answered_by, answer_time, control_change,
                control_levels, state, review.version, create_time, update_time, broker_id, open, wrapped
         from review join \"case\" using (case_id) left join seal_key on subject = person_id
         where person_id = $1 and ($2::uuid is null or case_id = $2) and state = 'due'
         for update of review",
    )
    .bind(person.uuid())
    .bind(case.map(Id::uuid))
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(|row| row.open(seals)).collect()
}

/// Whether any review that fell due by that day is still waiting.
pub async fn any_due_by(db: impl PgExecutor<'_>, last: NaiveDate) -> Result<bool, Error> {
    let any = sqlx::query_scalar("select exists (select from review where state = 'due' and due_date <= $1)")
        .bind(last)
        .fetch_one(db)
        .await?;
    Ok(any)
}

/// Some reviews that fell due by that day and still wait, kept as they are until the transaction ends. Those another
/// transaction holds are left to it.
pub async fn hold_due_by(
    tx: &mut PgConnection,
    seals: &Seals,
    last: NaiveDate,
    most: i64,
) -> Result<Vec<Review>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select review_id, case_id, person_id, request_id, council, ulo_id, instrument, stage, due_date, respondent,
                helper_kind, mode, format_used, answers, private, answered_by, answer_time, control_change,
                control_levels, state, review.version, create_time, update_time, broker_id, open, wrapped
         from review join \"case\" using (case_id) left join seal_key on subject = person_id
         where state = 'due' and due_date <= $1
         order by due_date limit $2
         for update of review skip locked",
    )
    .bind(last)
    .bind(most)
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(|row| row.open(seals)).collect()
}

/// Keeps a new review, unless its case was asked at that stage before. Says whether it was kept.
pub async fn insert(tx: &mut PgConnection, review: &Review) -> Result<bool, Error> {
    let About { case, person, request, council, ulo } = &review.about;
    let inserted = sqlx::query(
        "insert into review (review_id, case_id, person_id, request_id, council, ulo_id, instrument, stage, due_date,
                             state, version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         on conflict on constraint review_one_per_stage do nothing",
    )
    .bind(review.id.uuid())
    .bind(case.uuid())
    .bind(person.uuid())
    .bind(request.uuid())
    .bind(council)
    .bind(ulo.uuid())
    .bind(&review.instrument)
    .bind(review.stage)
    .bind(review.due_date)
    .bind(review.state)
    .bind(review.version)
    .bind(review.create_time)
    .bind(review.update_time)
    .execute(tx)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// Keeps a changed review, if nobody changed it since version `before`. Only answers need the person's key.
pub async fn update(
    tx: &mut PgConnection,
    key: Option<&SubjectKey>,
    review: &Review,
    before: i64,
) -> Result<(), Error> {
    let answered = review.answered.as_ref();
    let given = answered.map(|answered| &answered.given);
    let change = answered.and_then(|answered| answered.change);
    let private = match (key, given) {
        (Some(key), Some(given)) => Some(key.seal(review.id.uuid(), &given.private)?),
        _ => None,
    };
    let updated = sqlx::query(
        "update review set respondent = $3, helper_kind = $4, mode = $5, format_used = $6, answers = $7, private = $8,
                answered_by = $9, answer_time = $10, control_change = $11, control_levels = $12, state = $13,
                version = $14, update_time = $15
         where review_id = $1 and version = $2",
    )
    .bind(review.id.uuid())
    .bind(before)
    .bind(given.map(|given| given.respondent))
    .bind(given.and_then(|given| given.helper_kind))
    .bind(given.map(|given| given.mode))
    .bind(given.map(|given| &given.format_used))
    .bind(given.map(|given| Json(&given.answers)))
    .bind(private)
    .bind(answered.map(|answered| &answered.answered_by))
    .bind(answered.map(|answered| answered.answer_time))
    .bind(change.map(|change| change.control))
    .bind(change.map(|change| change.control_levels))
    .bind(review.state)
    .bind(review.version)
    .bind(review.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl Row {
    fn open(self, seals: &Seals) -> Result<Review, Error> {
        let private = self.open_private(seals)?;
        let given = self.respondent.zip(self.mode).zip(self.format_used).zip(self.answers);
        let given = given.map(|(((respondent, mode), format_used), Json(answers))| Answers {
            private,
            respondent,
            helper_kind: self.helper_kind,
            mode,
            format_used,
            answers,
        });
        let change = self.control_change.zip(self.control_levels);
        let change = change.map(|(control, control_levels)| Change { control, control_levels });
        let answered = given.zip(self.answered_by).zip(self.answer_time);
        let answered = answered.map(|((given, answered_by), answer_time)| Answered {
            given,
            answered_by,
            answer_time,
            change,
        });
        Ok(Review {
            id: Id::from_uuid(self.review_id),
            about: About {
                case: Id::from_uuid(self.case_id),
                person: Id::from_uuid(self.person_id),
                request: Id::from_uuid(self.request_id),
                council: self.council,
                ulo: Id::from_uuid(self.ulo_id),
            },
            stage: self.stage,
            due_date: self.due_date,
            instrument: self.instrument,
            answered,
            broker: self.open.then(|| Id::from_uuid(self.broker_id)),
            state: self.state,
            version: self.version,
            create_time: self.create_time,
            update_time: self.update_time,
        })
    }

    /// The person's words; nothing before they are given and once their key is destroyed.
    fn open_private(&self, seals: &Seals) -> Result<Private, Error> {
        match (&self.private, &self.wrapped) {
            (Some(private), Some(wrapped)) => {
                seals.unwrap(self.person_id, Some(wrapped))?.open(self.review_id, private)
            }
            _ => Ok(Private::default()),
        }
    }
}
