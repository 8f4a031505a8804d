use chrono::{TimeDelta, Utc};
use platform::Id;
use platform::words::Word as _;

use super::*;
use crate::bid::Step;
use crate::round::Terms;
use crate::ulo::tests::listed;

fn step(amount_pence: i64, now: DateTime<Utc>) -> Step {
    Step { title: "Begun".into(), due_date: now.date_naive(), amount_pence }
}

/// A round that takes bids, an organisation of Calderdale and a bid with nothing missing.
fn scene(now: DateTime<Utc>) -> (Bid, Round, Ulo) {
    let terms = Terms {
        display_name: "A fund".into(),
        purpose: "To grow.".into(),
        amount_pence: 10_000,
        most_per_bid_pence: 1_000,
        sites: 10,
        criteria: Vec::new(),
        councils: vec!["councils/E08000033".into()],
        open_time: now,
        close_time: now + TimeDelta::days(1),
        decision_date: now.date_naive(),
    };
    let mut round = Round::new(terms, now);
    round.open(now).unwrap();
    let some = || "Some.".to_owned();
    let plan = Plan {
        need: some(),
        plan: some(),
        leadership: some(),
        sharing: some(),
        lasting: some(),
        amount_pence: 1_000,
        milestones: vec![step(400, now), step(600, now)],
        partners: Vec::new(),
        councils: vec!["councils/E08000033".into()],
    };
    (Bid::new(round.id, Id::new(), plan, now), round, listed(&["councils/E08000033"], now))
}

#[test]
fn a_whole_bid_has_nothing_in_its_way() {
    let now = Utc::now();
    let (bid, round, ulo) = scene(now);
    assert_eq!(find(&bid, &round, &ulo, now), []);
    assert!(none(&[]).is_ok());
}

#[test]
fn an_empty_bid_learns_everything_at_once() {
    let now = Utc::now();
    let (mut bid, mut round, mut ulo) = scene(now);
    bid.plan = Plan::default();
    round.terms.councils = vec!["councils/E06000017".into()];
    ulo.judge(Standing::NotMet).unwrap();
    let problems = find(&bid, &round, &ulo, round.terms.close_time);
    use Problem::*;
    let wanted = [
        RoundNotTakingBids,
        NotUserLed,
        OutsideArea,
        NoCouncils,
        NoNeed,
        NoPlan,
        NoLeadership,
        NoSharing,
        NoLasting,
        NoAmount,
        NoMilestones,
    ];
    assert_eq!(problems, wanted);
    let Err(Error::Refused { reason, text }) = none(&problems) else { panic!("it is refused") };
    assert_eq!(reason, "BID_NOT_READY");
    assert!(wanted.iter().all(|problem| text.contains(problem.word())), "{text}");
}

#[test]
fn limits_hold_at_the_very_pence_and_day() {
    let now = Utc::now();
    let (mut bid, round, ulo) = scene(now);
    bid.plan.amount_pence = 1_001;
    assert_eq!(find(&bid, &round, &ulo, now), [Problem::OverLimit, Problem::MilestonesDiffer]);
    bid.plan.amount_pence = 999;
    assert_eq!(find(&bid, &round, &ulo, now), [Problem::MilestonesDiffer]);
    let (mut bid, round, ulo) = scene(now);
    bid.plan.milestones[1].due_date = round.terms.decision_date.pred_opt().unwrap();
    assert_eq!(find(&bid, &round, &ulo, now), [Problem::MilestoneTooEarly]);
}

#[test]
fn one_place_in_the_area_is_enough_and_without_an_area_any_is() {
    let now = Utc::now();
    let (mut bid, mut round, ulo) = scene(now);
    bid.plan.councils.push("councils/E06000017".into());
    assert_eq!(find(&bid, &round, &ulo, now), []);
    bid.plan.councils.remove(0);
    assert_eq!(find(&bid, &round, &ulo, now), [Problem::OutsideArea]);
    round.terms.councils.clear();
    assert_eq!(find(&bid, &round, &ulo, now), []);
}

#[test]
fn not_evidenced_is_no_obstacle() {
    let now = Utc::now();
    for standing in [Standing::Met, Standing::NotEvidenced] {
        let (bid, round, mut ulo) = scene(now);
        ulo.judge(standing).unwrap();
        assert_eq!(find(&bid, &round, &ulo, now), [], "{standing:?}");
    }
}
