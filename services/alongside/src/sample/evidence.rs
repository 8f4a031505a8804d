//! What the organisations of the sample can show of themselves: most nothing, some a little, few nearly everything.

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use platform::Error;
use proto::ulos::v1 as pb;
use proto::ulos::v1::evidence::Kind;
use reference::criteria::{self, Criterion};

use super::dice::Dice;
use super::organisations::{Organisation, id};
use super::{AT_ONCE, England, day};

/// How long a verdict of the sample counts, in days from its beginning: beyond today.
const COUNTS: i64 = 1_200;

/// Makes every claim and its review.
pub async fn make(
    england: &England,
    organisations: &[Organisation],
    start: DateTime<Utc>,
) -> Result<(), Error> {
    let possible =
        organisations.iter().enumerate().filter(|(_, organisation)| organisation.possibly_user_led);
    let each = possible.map(|(number, organisation)| claim(england, organisation, number, start));
    stream::iter(each).buffer_unordered(AT_ONCE).try_collect().await
}

async fn claim(
    england: &England,
    organisation: &Organisation,
    number: usize,
    start: DateTime<Utc>,
) -> Result<(), Error> {
    let mut dice = england.dice("evidence", number);
    let set = criteria::in_force(criteria::SETS, start.date_naive());
    let mut criteria: Vec<&Criterion> = set.criteria.iter().collect();
    dice.shuffle(&mut criteria);
    let roll = dice.below(100);
    let shown = match roll {
        ..55 => 0,
        55..80 => dice.between(1, 6),
        80..90 => dice.between(10, 17),
        90..97 => dice.between(18, 20),
        _ => 21,
    };
    let shown = usize::try_from(shown).unwrap_or_default();
    for criterion in criteria.into_iter().take(shown) {
        let claimed = submit(england, &organisation.name, set.code, criterion, start).await?;
        match dice.below(100) {
            // Still waits.
            ..6 if shown < 21 => {}
            6..12 if shown < 18 => review(england, &mut dice, claimed, pb::Verdict::NotMet, start).await?,
            12..20 if shown < 18 => {
                review(england, &mut dice, claimed, pb::Verdict::NotEvidenced, start).await?
            }
            _ => review(england, &mut dice, claimed, pb::Verdict::Met, start).await?,
        }
    }
    Ok(())
}

/// Claims that a criterion is met, and has it found so.
pub async fn show(
    england: &England,
    ulo: &str,
    set: &str,
    criterion: &Criterion,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let claimed = submit(england, ulo, set, criterion, now).await?;
    review(england, &mut england.dice("shown", 0), claimed, pb::Verdict::Met, now).await
}

async fn submit(
    england: &England,
    ulo: &str,
    set: &str,
    criterion: &Criterion,
    start: DateTime<Utc>,
) -> Result<pb::Evidence, Error> {
    let evidence = pb::Evidence {
        ulo: ulo.to_owned(),
        criterion_set: set.to_owned(),
        criterion: criterion.code.to_owned(),
        claim: "A made-up claim, here to show how claims are checked.".to_owned(),
        kind: Kind::Minutes.into(),
        reference: "Minutes of a made-up meeting".to_owned(),
        evidence_date: day(start - TimeDelta::days(60)),
        ..Default::default()
    };
    let request = pb::CreateEvidenceRequest { evidence: Some(evidence), request_id: id() };
    Ok(england.services.evidences().create_evidence(england.operate(request)?).await?.into_inner())
}

async fn review(
    england: &England,
    dice: &mut Dice,
    claimed: pb::Evidence,
    verdict: pb::Verdict,
    start: DateTime<Utc>,
) -> Result<(), Error> {
    let reason = match verdict {
        pb::Verdict::Met => "The minutes show it.",
        pb::Verdict::NotMet => "The minutes show the opposite.",
        _ => "The minutes do not say.",
    };
    let request = pb::ReviewEvidenceRequest {
        name: claimed.name,
        etag: claimed.etag,
        verdict: verdict.into(),
        reason: reason.to_owned(),
        expire_date: day(start + TimeDelta::days(COUNTS + dice.between(0, 300))),
    };
    england.services.evidences().review_evidence(england.operate(request)?).await?;
    Ok(())
}
