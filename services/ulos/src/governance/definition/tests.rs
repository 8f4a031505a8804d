//! The tests of being user-led, at their exact thresholds.

use chrono::NaiveDate;

use super::Verdict::{Met, NotEvidenced, NotMet};
use super::*;
use crate::governance::Evidence;

const UNSTATED: Count = Count { size: None, from_constituency: None };

fn of(from_constituency: i32, size: i32) -> Count {
    Count { size: Some(size), from_constituency: Some(from_constituency) }
}

fn evidence(kind: EvidenceKind) -> Evidence {
    Evidence { kind, reference: "Example rules, section 4".into(), date: NaiveDate::MIN }
}

fn judge(board: Count, accountability: &[EvidenceKind]) -> Judgement {
    judge_all(board, UNSTATED, UNSTATED, accountability)
}

fn judge_all(board: Count, staff: Count, volunteers: Count, accountability: &[EvidenceKind]) -> Judgement {
    let accountability = accountability.iter().map(|kind| evidence(*kind)).collect();
    Judgement::of(&Facts { board, staff, volunteers, accountability, statement_date: NaiveDate::MIN })
}

#[test]
fn a_majority_is_more_than_half() {
    let cases = [
        (of(5, 10), NotMet),
        (of(6, 10), Met),
        (of(6, 11), Met),
        (of(5, 11), NotMet),
        (of(500, 1000), NotMet),
        (of(501, 1000), Met),
        (of(0, 1), NotMet),
        (of(1, 1), Met),
    ];
    for (board, verdict) in cases {
        assert_eq!(judge(board, &[]).majority.verdict, verdict, "{board:?}");
    }
}

#[test]
fn three_quarters_are_reached_at_exactly_that() {
    let cases = [
        (of(3, 4), Met),
        (of(2, 4), NotMet),
        (of(75, 100), Met),
        (of(74, 100), NotMet),
        (of(5, 7), NotMet),
        (of(6, 7), Met),
        (of(749, 999), NotMet),
        (of(750, 999), Met),
    ];
    for (board, verdict) in cases {
        assert_eq!(judge(board, &[]).dh_75.verdict, verdict, "{board:?}");
    }
}

#[test]
fn all_three_shares_count_in_75_50_50() {
    let cases = [
        (of(3, 4), of(1, 2), of(1, 2), Met),
        (of(3, 4), of(49_999, 100_000), of(1, 2), NotMet),
        (of(3, 4), of(50_000, 100_000), of(1, 2), Met),
        (of(3, 4), of(1, 2), of(1, 3), NotMet),
        (of(2, 3), of(1, 2), of(1, 2), NotMet),
        (of(3, 4), of(0, 0), of(0, 0), Met),
        (of(3, 4), Count { size: Some(0), from_constituency: None }, of(1, 2), Met),
        (of(3, 4), UNSTATED, of(1, 2), NotEvidenced),
        (of(3, 4), UNSTATED, of(0, 2), NotMet),
        (UNSTATED, of(0, 2), UNSTATED, NotMet),
        (UNSTATED, UNSTATED, UNSTATED, NotEvidenced),
    ];
    for (board, staff, volunteers, verdict) in cases {
        let test = judge_all(board, staff, volunteers, &[]).odi_75_50_50;
        assert_eq!(test.verdict, verdict, "{board:?} {staff:?} {volunteers:?}");
        assert_eq!(test.shares.len(), 3);
    }
}

#[test]
fn what_was_not_stated_never_becomes_a_no() {
    let half_stated = Count { size: Some(10), from_constituency: None };
    for board in [UNSTATED, half_stated] {
        let judgement = judge(board, &[]);
        for test in [
            judgement.majority,
            judgement.accountability,
            judgement.user_led,
            judgement.dh_75,
            judgement.odi_75_50_50,
        ] {
            assert_eq!(test.verdict, NotEvidenced);
        }
    }
    assert_eq!(judge(of(0, 10), &[]).majority.verdict, NotMet, "none is not the same as not stated");
}

#[test]
fn accountability_needs_evidence_of_a_known_kind() {
    let verdict = |kinds: &[EvidenceKind]| judge(UNSTATED, kinds).accountability.verdict;
    assert_eq!(verdict(&[]), NotEvidenced);
    assert_eq!(verdict(&[EvidenceKind::Other, EvidenceKind::Other]), NotEvidenced);
    assert_eq!(verdict(&[EvidenceKind::Other, EvidenceKind::UserSurvey]), Met);
    assert_eq!(verdict(&[EvidenceKind::ElectedBoard]), Met);
}

#[test]
fn user_led_is_a_majority_that_answers_to_its_members() {
    let elected = [EvidenceKind::ElectedBoard];
    let cases = [
        (of(6, 10), &elected[..], Met),
        (of(6, 10), &[], NotEvidenced),
        (of(5, 10), &elected[..], NotMet),
        (of(5, 10), &[], NotMet),
        (UNSTATED, &elected[..], NotEvidenced),
        (UNSTATED, &[], NotEvidenced),
    ];
    for (board, accountability, verdict) in cases {
        assert_eq!(judge(board, accountability).user_led.verdict, verdict, "{board:?} {accountability:?}");
    }
}
