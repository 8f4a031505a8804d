//! Claims and reviews between the wire and the domain.

use chrono::{DateTime, Months, NaiveDate, Utc};
use platform::words::Wire as _;
use platform::{Violation, Violations, etag, text, uk_time, when};
use proto::ulos::v1 as pb;
use reference::criteria;

use super::{Claim, Evidence, Kind, Review, State};
use crate::governance::definition::Verdict;

/// The longest a verdict counts, in months.
const LONGEST: Months = Months::new(60);

platform::wire! {
    Kind = pb::evidence::Kind, "KIND_";
    State = pb::evidence::State, "STATE_";
}

/// Reads what is claimed; notes all that is wrong.
pub fn parse(evidence: &pb::Evidence, today: NaiveDate, violations: &mut Violations) -> Option<Claim> {
    let set = criteria::find(&evidence.criterion_set);
    violations.check(set.is_some(), "evidence.criterion_set", "give a set of criteria, such as 2007");
    let criterion = set.and_then(|set| set.find(&evidence.criterion));
    violations.check(
        set.is_none() || criterion.is_some(),
        "evidence.criterion",
        "give a criterion of the set, such as v1",
    );
    let claim = violations.keep(text::required("evidence.claim", &evidence.claim, 1000));
    let kind = violations.some(Kind::required("evidence.kind", evidence.kind));
    let reference = violations.keep(text::required("evidence.reference", &evidence.reference, 300));
    let date = violations.some(when::date_past("evidence.evidence_date", &evidence.evidence_date, today));
    Some(Claim {
        criterion_set: set?.code,
        criterion: criterion?.code,
        claim,
        kind: kind?,
        reference,
        evidence_date: date?,
    })
}

/// Reads what was found; notes all that is wrong.
pub fn parse_review(
    request: &pb::ReviewEvidenceRequest,
    reviewer: &str,
    now: DateTime<Utc>,
    violations: &mut Violations,
) -> Option<Review> {
    let verdict = violations.some(parse_verdict(request.verdict));
    let reason = violations.keep(text::required("reason", &request.reason, 1000));
    let expire_date = violations.some(when::date_required("expire_date", &request.expire_date));
    let today = uk_time::date(now);
    let last = today.checked_add_months(LONGEST).unwrap_or(NaiveDate::MAX);
    if let Some(date) = expire_date {
        let right = (today..=last).contains(&date);
        violations.check(right, "expire_date", "give a day from today to five years from now");
    }
    Some(Review {
        verdict: verdict?,
        reason,
        reviewer: reviewer.to_owned(),
        review_time: now,
        expire_date: expire_date?,
    })
}

fn parse_verdict(number: i32) -> Result<Verdict, Violation> {
    match pb::Verdict::try_from(number) {
        Ok(pb::Verdict::Met) => Ok(Verdict::Met),
        Ok(pb::Verdict::NotMet) => Ok(Verdict::NotMet),
        Ok(pb::Verdict::NotEvidenced) => Ok(Verdict::NotEvidenced),
        _ => Err(Violation::new("verdict", "choose one of: met, not_met, not_evidenced")),
    }
}

/// A verdict on the wire.
pub fn verdict_to_wire(verdict: Verdict) -> i32 {
    match verdict {
        Verdict::Met => pb::Verdict::Met.into(),
        Verdict::NotMet => pb::Verdict::NotMet.into(),
        Verdict::NotEvidenced => pb::Verdict::NotEvidenced.into(),
    }
}

/// The whole record on the wire.
pub fn to_wire(evidence: &Evidence) -> pb::Evidence {
    let claim = &evidence.claim;
    let review = evidence.review.as_ref();
    pb::Evidence {
        name: evidence.id.to_string(),
        criterion_set: claim.criterion_set.to_owned(),
        criterion: claim.criterion.to_owned(),
        claim: claim.claim.clone(),
        kind: claim.kind.to_wire(),
        reference: claim.reference.clone(),
        evidence_date: when::date_text(Some(claim.evidence_date)),
        verdict: review.map_or(0, |review| verdict_to_wire(review.verdict)),
        reason: review.map(|review| review.reason.clone()).unwrap_or_default(),
        reviewer: review.map(|review| review.reviewer.clone()).unwrap_or_default(),
        review_time: review.and_then(|review| when::stamp(review.review_time)),
        expire_date: when::date_text(review.map(|review| review.expire_date)),
        ulo: evidence.ulo.to_string(),
        state: evidence.state.to_wire(),
        create_time: when::stamp(evidence.create_time),
        update_time: when::stamp(evidence.update_time),
        etag: etag::of(evidence.version),
    }
}
