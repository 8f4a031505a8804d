//! What the members of a consortium are together: the definition of a user-led organisation over all their boards, staff
//! and volunteers. What one of them has not stated is not evidenced for all, and never told as a no.

use chrono::NaiveDate;
use platform::Id;
use uuid::Uuid;

use super::{Brings, Consortium, Member, Standing};
use crate::governance::definition::Judgement;
use crate::governance::{Count, Facts};

/// What is known of how one member is run; nothing when it has stated nothing.
pub type Stated<'a> = (Uuid, Option<&'a Facts>);

/// Everything the joined members are together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Together {
    /// The tests.
    pub judgement: Judgement,
    /// Members that have stated nothing.
    pub without_record: Vec<Uuid>,
    /// What they bring.
    pub covers: Brings,
}

impl Together {
    /// What these are together; nothing while they are fewer than two.
    pub fn of(consortium: &Consortium, stated: &[Stated<'_>]) -> Option<Self> {
        let joined: Vec<&Member> =
            consortium.members.iter().filter(|member| member.state == Standing::Joined).collect();
        if joined.len() < 2 {
            return None;
        }
        let of = |member: &&Member| {
            stated.iter().find(|(ulo, _)| *ulo == member.ulo).and_then(|(_, facts)| *facts)
        };
        let facts: Vec<Option<&Facts>> = joined.iter().map(of).collect();
        let silent = joined.iter().zip(&facts).filter(|(_, facts)| facts.is_none());
        Some(Self {
            judgement: Judgement::of(&joint(&facts)),
            without_record: silent.map(|(member, _)| member.ulo).collect(),
            covers: covers(&joined),
        })
    }
}

/// The facts of all members taken together.
pub fn joint(all: &[Option<&Facts>]) -> Facts {
    let count = |of: fn(&Facts) -> Count| Count {
        size: sum(all.iter().map(|facts| facts.and_then(|facts| of(facts).size))),
        from_constituency: sum(all.iter().map(|facts| facts.and_then(|facts| of(facts).from_constituency))),
    };
    let known = || all.iter().flatten();
    Facts {
        board: count(|facts| facts.board),
        staff: count(|facts| facts.staff),
        volunteers: count(|facts| facts.volunteers),
        accountability: known().flat_map(|facts| facts.accountability.clone()).collect(),
        // As old as the oldest of them.
        statement_date: known().map(|facts| facts.statement_date).min().unwrap_or(NaiveDate::MIN),
    }
}

/// The sum; nothing when one of them is not known.
fn sum(mut numbers: impl Iterator<Item = Option<i32>>) -> Option<i32> {
    numbers.try_fold(0_i32, |sum, number| sum.checked_add(number?))
}

fn covers(joined: &[&Member]) -> Brings {
    fn each_once<T: Clone + Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
        let mut all: Vec<T> = all.collect();
        all.sort();
        all.dedup();
        all
    }
    Brings {
        services: each_once(joined.iter().flat_map(|member| member.brings.services.iter().copied())),
        councils: each_once(joined.iter().flat_map(|member| member.brings.councils.iter().cloned())),
        who_for: each_once(joined.iter().flat_map(|member| member.brings.who_for.iter().copied())),
    }
}

/// The name of a member on the wire.
pub fn name(ulo: Uuid) -> String {
    Id::<crate::ulo::Ulo>::from_uuid(ulo).to_string()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use proptest::prelude::*;

    use super::*;
    use crate::consortium::About;
    use crate::governance::definition::Verdict;
    use crate::governance::{Evidence, EvidenceKind};

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 31).unwrap()
    }

    fn stated(size: i32, ours: i32, accountable: bool) -> Facts {
        let board = Count { size: Some(size), from_constituency: Some(ours) };
        let reference = "Rules".into();
        let evidence = Evidence { kind: EvidenceKind::ElectedBoard, reference, date: day() };
        Facts {
            board,
            staff: Count::default(),
            volunteers: Count::default(),
            accountability: if accountable { vec![evidence] } else { Vec::new() },
            statement_date: day(),
        }
    }

    fn verdict(all: &[Option<&Facts>]) -> Verdict {
        Judgement::of(&joint(all)).user_led.verdict
    }

    #[test]
    fn the_majority_is_counted_over_all_boards_to_the_last_member() {
        let (few, many) = (stated(4, 1, true), stated(6, 4, false));
        assert_eq!(verdict(&[Some(&few), Some(&many)]), Verdict::NotMet, "5 of 10 are no majority");
        let one_more = stated(6, 5, false);
        assert_eq!(verdict(&[Some(&few), Some(&one_more)]), Verdict::Met, "6 of 10 are one");
    }

    #[test]
    fn what_one_member_has_not_stated_is_not_evidenced_for_all() {
        let led = stated(10, 10, true);
        assert_eq!(verdict(&[Some(&led), None]), Verdict::NotEvidenced);
        let silent = Facts { board: Count { size: Some(3), from_constituency: None }, ..led.clone() };
        assert_eq!(verdict(&[Some(&led), Some(&silent)]), Verdict::NotEvidenced);
        assert_eq!(
            verdict(&[Some(&stated(10, 10, false)), Some(&stated(2, 2, false))]),
            Verdict::NotEvidenced
        );
    }

    #[test]
    fn one_alone_is_no_consortium_and_who_is_only_invited_does_not_count() {
        let now: DateTime<Utc> = "2026-06-01T12:00:00Z".parse().unwrap();
        let (lead, other) = (Id::new(), Id::new());
        let brings = |councils: &[&str]| Brings {
            councils: councils.iter().map(ToString::to_string).collect(),
            ..Brings::default()
        };
        let here = brings(&["councils/E08000033"]);
        let mut consortium = Consortium::new(lead, About::default(), here, now);
        let (ours, theirs) = (stated(4, 4, true), stated(4, 0, true));
        let facts = [(lead.uuid(), Some(&ours)), (other.uuid(), Some(&theirs))];
        assert_eq!(Together::of(&consortium, &facts), None);
        consortium.invite(other, now).unwrap();
        assert_eq!(Together::of(&consortium, &facts), None);
        let both = brings(&["councils/E08000033", "councils/E06000001"]);
        consortium.join(other, both.clone(), now).unwrap();
        let together = Together::of(&consortium, &facts).unwrap();
        assert_eq!(together.judgement.user_led.verdict, Verdict::NotMet);
        assert_eq!(together.covers.councils, ["councils/E06000001", "councils/E08000033"]);
        assert!(consortium.leave(lead, now).is_err());
        consortium.leave(other, now).unwrap();
        assert_eq!(Together::of(&consortium, &facts), None);
        assert!(consortium.join(other, both, now).is_err(), "not without being asked again");
    }

    proptest! {
        /// Together they are never called what no order of them would be, and leaving a record out never makes a yes or a no.
        #[test]
        fn order_does_not_matter_and_silence_never_decides(
            boards in prop::collection::vec((1..50_i32, 0..50_i32, any::<bool>()), 2..6),
        ) {
            let all: Vec<Facts> =
                boards.iter().map(|(size, ours, known)| stated(*size, (*ours).min(*size), *known)).collect();
            let forward: Vec<_> = all.iter().map(Some).collect();
            let backward: Vec<_> = all.iter().rev().map(Some).collect();
            prop_assert_eq!(verdict(&forward), verdict(&backward));
            let mut silent = forward;
            silent[0] = None;
            prop_assert_eq!(verdict(&silent), Verdict::NotEvidenced);
        }
    }
}
