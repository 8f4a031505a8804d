use super::*;
use crate::award::tests::award;

fn draft(kind: Kind, spent_pence: i64) -> Report {
    let text = || "Something.".to_owned();
    let now = DateTime::UNIX_EPOCH;
    let account = Account {
        start_date: now.date_naive(),
        end_date: now.date_naive(),
        done: text(),
        spent_pence,
        people: 1,
        problem: text(),
        result: text(),
        contact: text(),
    };
    Report::new(&award(100, &[100]), kind, account, now)
}

#[test]
fn what_is_spent_of_an_award_is_never_more_than_it() {
    let sent = |kind, spent, told_pence| {
        draft(kind, spent).submit(Money { award_pence: 100, told_pence }, DateTime::UNIX_EPOCH).is_ok()
    };
    assert!(sent(Kind::Monitoring, 60, 40), "to the penny");
    assert!(!sent(Kind::Monitoring, 61, 40), "short reports add up");
    assert!(sent(Kind::Learning, 100, 40), "the last tells of the whole");
    assert!(!sent(Kind::Learning, 101, 0));
    assert!(!sent(Kind::Monitoring, i64::MAX, 40));
}
