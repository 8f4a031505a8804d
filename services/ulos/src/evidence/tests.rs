use chrono::TimeDelta;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn finding(set: &str, verdict: Verdict, reviewed: &str, expires: &str) -> Finding {
    Finding {
        criterion_set: set.into(),
        criterion: "v1".into(),
        verdict,
        review_time: day(reviewed).and_hms_opt(12, 0, 0).unwrap().and_utc(),
        expire_date: day(expires),
    }
}

#[test]
fn the_newest_verdict_counts_until_its_last_day() {
    let findings = [
        finding("2007", Verdict::Met, "2026-01-01", "2027-01-01"),
        finding("2007", Verdict::NotMet, "2026-03-01", "2026-06-30"),
    ];
    assert_eq!(verdict(&findings, "2007", "v1", day("2026-06-30")), Verdict::NotMet);
    assert_eq!(
        verdict(&findings, "2007", "v1", day("2026-07-01")),
        Verdict::NotEvidenced,
        "lapsed is not evidenced, and what it replaced does not come back"
    );
    assert_eq!(verdict(&findings, "2007", "v2", day("2026-06-30")), Verdict::NotEvidenced, "never a no");
}

#[test]
fn a_judgement_stays_under_the_set_it_was_made_for() {
    let findings = [finding("2007", Verdict::Met, "2026-01-01", "2040-01-01")];
    assert_eq!(verdict(&findings, "2007", "v1", day("2030-01-01")), Verdict::Met);
    assert_eq!(verdict(&findings, "2030", "v1", day("2030-01-01")), Verdict::NotEvidenced);
}

#[test]
fn what_was_reviewed_or_withdrawn_stays_as_it_was() {
    let now = Utc::now();
    let claim = Claim {
        criterion_set: "2007",
        criterion: "v1",
        claim: "We do.".into(),
        kind: Kind::Policy,
        reference: "Policy 1".into(),
        evidence_date: now.date_naive(),
    };
    let review = Review {
        verdict: Verdict::Met,
        reason: "Read it.".into(),
        reviewer: "officers/1".into(),
        review_time: now,
        expire_date: (now + TimeDelta::days(365)).date_naive(),
    };
    let mut reviewed = Evidence::new(Id::new(), claim.clone(), now);
    reviewed.review(review.clone()).unwrap();
    let mut withdrawn = Evidence::new(Id::new(), claim.clone(), now);
    withdrawn.withdraw(now).unwrap();
    for mut evidence in [reviewed, withdrawn] {
        let before = evidence.clone();
        assert!(evidence.edit(claim.clone(), now).is_err());
        assert!(evidence.withdraw(now).is_err());
        assert!(evidence.review(review.clone()).is_err());
        assert_eq!(evidence, before);
    }
}
