//! What `outcomes` tells: how much control over daily life people say they have.

use platform::follow::{Event, Projection, payload};
use platform::words::Wire as _;
use platform::{Error, Id, when};
use proto::outcomes::v1 as pb;
use sqlx::PgConnection;

use super::{Newest, Place, Review, ReviewStage, council, store, unreadable};

/// The question about control over daily life, the same in every version of the instrument.
const CONTROL: &str = "daily_control";

platform::wire! {
    ReviewStage = pb::review::Stage, "STAGE_";
}

/// The feed of `outcomes`.
#[derive(Debug, Clone, Copy)]
pub struct FromOutcomes;

impl Projection for FromOutcomes {
    async fn apply(&self, tx: &mut PgConnection, events: &[Event]) -> Result<(), Error> {
        let mut reviews = Newest::new();
        for event in events {
            if let Some(review) = payload::<pb::Review>(event)? {
                reviews.tell(event, of_review(event, &review)?)?;
            }
        }
        store::keep_reviews(tx, &reviews.rows(), Place::after("outcomes", events)).await
    }
}

fn of_review(event: &Event, review: &pb::Review) -> Result<Review, Error> {
    let control = review.answers.iter().find(|answer| answer.item_id == CONTROL);
    let answer_time =
        when::time("answer_time", review.answer_time.as_ref()).map_err(|_| unreadable(event))?;
    Ok(Review {
        council: council(event, &review.council)?,
        case: Id::parse("case", &review.case).map_err(|_| unreadable(event))?,
        person: Id::parse("person", &review.person).map_err(|_| unreadable(event))?,
        stage: ReviewStage::required("stage", review.stage).map_err(|_| unreadable(event))?,
        // A level counts from when it was answered.
        level: control.map(|answer| answer.level).filter(|_| answer_time.is_some()),
        answer_time,
    })
}
