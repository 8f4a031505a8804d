//! The gRPC face of reviews.

use platform::action::Action as _;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Role, Violations, etag, event};
use proto::outcomes::v1 as pb;
use sqlx::{PgConnection, PgExecutor};
use tonic::{Request, Response, Status};

use super::wire::{change, parse, to_wire};
use super::{Review, Stage, State, level_of_control, store};
use crate::instrument::Instrument;
use crate::names::{Broker, Person};
use crate::standing::{relations, sees_words};
use crate::{Action, Relation};

/// `alongside.outcomes.v1.Reviews`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }

    /// How the caller stands to a review; refuses who may not do this to it.
    async fn stand(
        &self,
        db: impl PgExecutor<'_>,
        action: Action,
        caller: &Caller,
        review: &Review,
    ) -> Result<Vec<Relation>, Error> {
        let now = self.deps.clock.now();
        let relations = relations(db, caller, review.about.person, review.broker, now).await?;
        action.require(caller, &relations, review.id)?;
        Ok(relations)
    }

    /// Whose reviews the caller lists; refuses who may see none of that person's.
    async fn scope(&self, caller: &Caller, person: Option<Id<Person>>) -> Result<store::Filter, Error> {
        if caller.role == Role::Broker {
            // Someone whose token names no broker works on no case.
            let broker = Id::<Broker>::parse("", &caller.subject).unwrap_or_default();
            return Ok(store::Filter { person, broker: Some(broker.uuid()), ..store::Filter::default() });
        }
        let person = match person {
            Some(person) => person,
            None => Id::parse("person", caller.person())?,
        };
        let now = self.deps.clock.now();
        let relations = relations(self.deps.db.pool(), caller, person, None, now).await?;
        Action::ListReviews.require(caller, &relations, person)?;
        Ok(store::Filter { person: Some(person), ..store::Filter::default() })
    }
}

#[tonic::async_trait]
impl pb::reviews_server::Reviews for Rpc {
    async fn get_review(
        &self,
        request: Request<pb::GetReviewRequest>,
    ) -> Result<Response<pb::Review>, Status> {
        let caller = Action::GetReview.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let pool = self.deps.db.pool();
        let review = store::get(pool, &self.deps.seals, id).await?;
        let relations = self.stand(pool, Action::GetReview, &caller, &review).await?;
        Ok(Response::new(seen(&review, sees_words(&relations))))
    }

    async fn list_reviews(
        &self,
        request: Request<pb::ListReviewsRequest>,
    ) -> Result<Response<pb::ListReviewsResponse>, Status> {
        let caller = Action::ListReviews.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let person = violations.keep(Id::parse_optional("person", &request.person));
        let case = violations.keep(Id::parse_optional("case", &request.case));
        let state = violations.keep(State::optional("state", request.state));
        let stage = violations.keep(Stage::optional("stage", request.stage));
        violations.done()?;
        let filter = store::Filter { case, state, stage, ..self.scope(&caller, person).await? };
        let mut reviews = store::list(self.deps.db.pool(), &self.deps.seals, &filter, &page).await?;
        let next_page_token = page.cut(&mut reviews, |review| review.id.uuid());
        let words = caller.role != Role::Broker;
        let reviews = reviews.iter().map(|review| seen(review, words)).collect();
        Ok(Response::new(pb::ListReviewsResponse { reviews, next_page_token }))
    }

    async fn answer_review(
        &self,
        request: Request<pb::AnswerReviewRequest>,
    ) -> Result<Response<pb::Review>, Status> {
        let caller = Action::AnswerReview.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &request.name));
        let version = violations.keep(etag::parse(&request.etag));
        violations.done()?;

        let now = self.deps.clock.now();
        let mut tx = self.deps.db.begin().await?;
        let mut review = store::get(&mut *tx, &self.deps.seals, id).await?;
        let relations = self.stand(&mut *tx, Action::AnswerReview, &caller, &review).await?;
        review.check_answerable(now)?;
        let given = parse(&request, caller.role, Instrument::find(&review.instrument)?)?;
        let start = start_level(&mut tx, &review).await?;
        review.answer(given, caller.subject.clone(), start, now)?;
        let key = self.deps.seals.key(&mut tx, review.about.person.uuid()).await?;
        store::update(&mut tx, Some(&key), &review, version).await?;
        event::append(&mut tx, &change("review.answered", &review)).await?;
        tx.commit().await?;
        Ok(Response::new(seen(&review, sees_words(&relations))))
    }

    async fn decline_review(
        &self,
        request: Request<pb::DeclineReviewRequest>,
    ) -> Result<Response<pb::Review>, Status> {
        let caller = Action::DeclineReview.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &request.name));
        let version = violations.keep(etag::parse(&request.etag));
        violations.done()?;

        let mut tx = self.deps.db.begin().await?;
        let mut review = store::get(&mut *tx, &self.deps.seals, id).await?;
        self.stand(&mut *tx, Action::DeclineReview, &caller, &review).await?;
        review.decline(self.deps.clock.now())?;
        store::update(&mut tx, None, &review, version).await?;
        event::append(&mut tx, &change("review.declined", &review)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&review)))
    }
}

/// The level of control at the start of a review's case, when the start review was answered.
async fn start_level(tx: &mut PgConnection, review: &Review) -> Result<Option<i32>, Error> {
    let Some((instrument, answers)) = store::start_of(tx, review.about.case).await? else { return Ok(None) };
    Ok(level_of_control(&answers, Instrument::find(&instrument)?))
}

/// The review as someone sees it: what the person said in their own words only when they may.
fn seen(review: &Review, words: bool) -> pb::Review {
    let mut shown = to_wire(review);
    if !words {
        shown.words.clear();
    }
    shown
}
