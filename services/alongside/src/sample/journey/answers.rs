//! What people of the sample say about what changed: at the start, after three months and after twelve.

use platform::Error;
use proto::outcomes::v1 as pb;
use proto::outcomes::v1::item;

use super::super::England;
use super::super::dice::Dice;
use super::super::person::Someone;
use super::Work;

/// How many reviews a case has.
pub const STAGES: usize = 3;
/// After how many fortnights each comes up.
const COMES_UP: [usize; STAGES] = [1, 7, 27];

/// Answers the review that comes up in this fortnight, if one does. Gives how many were answered.
pub async fn give(
    england: &England,
    dice: &mut Dice,
    someone: &Someone,
    work: &mut Work,
    fortnight: usize,
) -> Result<usize, Error> {
    let (age, asked) = work.due(fortnight);
    if asked >= STAGES || age < COMES_UP[asked] {
        return Ok(0);
    }
    work.asked();
    let message = pb::ListReviewsRequest {
        case: work.case.name.clone(),
        person: someone.name.clone(),
        state: pb::review::State::Due.into(),
        ..Default::default()
    };
    let mut reviews = england.services.reviews();
    let listed = reviews.list_reviews(england.ask(&someone.token, message)?).await?.into_inner().reviews;
    let stages = [pb::review::Stage::Start, pb::review::Stage::ThreeMonths, pb::review::Stage::TwelveMonths];
    let Some(review) = listed.into_iter().find(|review| review.stage() == stages[asked]) else {
        return Ok(0);
    };
    if !dice.percent(84) {
        return Ok(0);
    }
    let helped = dice.percent(25);
    let message = pb::AnswerReviewRequest {
        name: review.name,
        etag: review.etag,
        respondent: if helped { pb::review::Respondent::WithHelp } else { pb::review::Respondent::Self_ }
            .into(),
        helper_kind: if helped { pb::review::HelperKind::FamilyOrFriend.into() } else { 0 },
        mode: pb::review::Mode::Online.into(),
        format_used: "standard".into(),
        answers: answers(england, dice, someone, &review.instrument, asked).await?,
        words: dice.pick(&["", "", "I decide more of my week now.", "It took a long time to begin."]).into(),
    };
    match reviews.answer_review(england.ask(&someone.token, message)?).await.map_err(Error::from) {
        Ok(_) => Ok(1),
        // It lapsed, or is not open yet.
        Err(Error::Refused { .. } | Error::Stale) => Ok(0),
        Err(error) => Err(error),
    }
}

/// Levels that rise with time for most people, and not for all.
async fn answers(
    england: &England,
    dice: &mut Dice,
    someone: &Someone,
    instrument: &str,
    asked: usize,
) -> Result<Vec<pb::Answer>, Error> {
    let message = pb::GetInstrumentRequest { name: instrument.to_owned() };
    let request = england.ask(&someone.token, message)?;
    let instrument = england.services.instruments().get_instrument(request).await?.into_inner();
    let mut answers = Vec::new();
    for item in instrument.items {
        let levels: Vec<i32> = item.levels.iter().map(|level| level.value).collect();
        let best = levels.len().saturating_sub(1);
        let typical = if asked == 0 { best / 2 } else { (best * 3).div_ceil(4) };
        let drift = dice.pick(&[-1_i64, 0, 0, 0, 1]);
        let at = (i64::try_from(typical).unwrap_or_default() + drift)
            .clamp(0, i64::try_from(best).unwrap_or_default());
        let level = levels.get(usize::try_from(at).unwrap_or_default()).copied();
        if let Some(level) = level
            && (item.kind() == item::Kind::Control || dice.percent(92))
        {
            answers.push(pb::Answer { item_id: item.item_id, level });
        }
    }
    Ok(answers)
}
