use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn now() -> DateTime<Utc> {
    "2026-01-31T12:00:00Z".parse().unwrap()
}

fn terms() -> Terms {
    Terms {
        hours_per_month: 8,
        topics: vec![Topic::Governance],
        start_date: day("2026-02-01"),
        end_date: day("2026-12-31"),
        milestones: vec![Milestone { title: "A board".into(), due_date: day("2026-06-30"), done_date: None }],
        cost_pence: 0,
        payer: Payer::Nobody,
        exit_terms: "A month's notice.".into(),
    }
}

fn proposed(by: Side) -> Buddying {
    Buddying::new((Id::new(), Helped::Ulo(Id::new())), terms(), by, now()).unwrap()
}

fn accepted() -> Buddying {
    let mut agreement = proposed(Side::Buddy);
    agreement.accept(Side::Helped, now()).unwrap();
    agreement
}

#[test]
fn it_runs_only_when_both_sides_accepted() {
    for (by, other) in [(Side::Buddy, Side::Helped), (Side::Helped, Side::Buddy)] {
        let mut agreement = proposed(by);
        agreement.accept(by, now()).unwrap();
        assert_eq!(agreement.state, State::Proposed, "one side twice is not both");
        agreement.accept(other, now()).unwrap();
        assert_eq!(agreement.state, State::Accepted);
    }
}

#[test]
fn what_one_side_changes_the_other_has_to_accept_anew() {
    let mut agreement = proposed(Side::Buddy);
    agreement.edit(Terms { cost_pence: 100, payer: Payer::Buddy, ..terms() }, Side::Helped, now()).unwrap();
    assert_eq!((agreement.buddy_accept_time, agreement.helped_accept_time), (None, Some(now())));
    agreement.accept(Side::Helped, now()).unwrap();
    assert_eq!(agreement.state, State::Proposed);
    agreement.accept(Side::Buddy, now()).unwrap();
    assert_eq!(agreement.state, State::Accepted);
}

#[test]
fn each_step_starts_where_it_may() {
    let ended = || {
        let mut agreement = accepted();
        agreement.end("Done.".into(), now()).unwrap();
        agreement
    };
    let mut declined = proposed(Side::Buddy);
    declined.decline("Not now.".into(), now()).unwrap();
    for mut over in [accepted(), declined.clone(), ended()] {
        assert!(over.edit(terms(), Side::Buddy, now()).is_err());
        assert!(over.accept(Side::Buddy, now()).is_err());
        assert!(over.decline(String::new(), now()).is_err());
    }
    for mut still in [proposed(Side::Buddy), declined, ended()] {
        assert!(still.mark(1, None, now()).is_err());
        assert!(still.end(String::new(), now()).is_err());
    }
    assert!(accepted().judge(HelpedVerdict::Helped, String::new(), now()).is_err());
    let mut judged = ended();
    judged.judge(HelpedVerdict::Helped, "Good.".into(), now()).unwrap();
    judged.judge(HelpedVerdict::HelpedInPart, "Later less.".into(), now()).unwrap();
    assert_eq!(judged.verdict, Some(HelpedVerdict::HelpedInPart));
}

#[test]
fn milestones_are_counted_from_one_and_can_be_taken_back() {
    let mut agreement = accepted();
    for wrong in [0, 2, -1, i32::MIN, i32::MAX] {
        assert!(agreement.mark(wrong, None, now()).is_err(), "{wrong}");
    }
    for done in [Some(day("2026-01-30")), None] {
        agreement.mark(1, done, now()).unwrap();
        assert_eq!(agreement.terms.milestones.first().unwrap().done_date, done);
    }
}

#[test]
fn nobody_is_their_own_buddy() {
    let ulo = Id::new();
    assert!(Buddying::new((ulo, Helped::Ulo(ulo)), terms(), Side::Buddy, now()).is_err());
}
