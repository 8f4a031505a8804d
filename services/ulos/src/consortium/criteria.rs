//! Which design criteria the members of a consortium meet together, with the working: who of them meets each, who was found
//! not to, and for whom that is not evidenced.
//!
//! One member that meets a criterion is enough for all. What nobody has looked at, or what has lapsed, is never told as a no:
//! only when each member was found not to meet a criterion do they together not meet it.

use chrono::NaiveDate;
use reference::criteria::{Criterion, Set};
use uuid::Uuid;

use crate::evidence::{self, Finding};
use crate::governance::definition::Verdict;

/// What counts for one criterion of all members together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// The criterion.
    pub criterion: &'static Criterion,
    /// Members that meet it.
    pub met: Vec<Uuid>,
    /// Members that were found not to.
    pub not_met: Vec<Uuid>,
    /// Members it is not evidenced for.
    pub not_evidenced: Vec<Uuid>,
}

impl Shared {
    /// Each criterion of a set for these members on a day. `findings` tells what was found of whom.
    pub fn of(
        members: &[Uuid],
        findings: &[(Uuid, Finding)],
        set: &'static Set,
        today: NaiveDate,
    ) -> Vec<Self> {
        let of_each: Vec<(Uuid, Vec<Finding>)> = members
            .iter()
            .map(|member| {
                let of_it = findings.iter().filter(|(whose, _)| whose == member);
                (*member, of_it.map(|(_, finding)| finding.clone()).collect())
            })
            .collect();
        let shared = |criterion: &'static Criterion| {
            let those = |wanted: Verdict| -> Vec<Uuid> {
                let verdict = |found: &[Finding]| evidence::verdict(found, set.code, criterion.code, today);
                of_each
                    .iter()
                    .filter(|(_, found)| verdict(found) == wanted)
                    .map(|(member, _)| *member)
                    .collect()
            };
            Self {
                criterion,
                met: those(Verdict::Met),
                not_met: those(Verdict::NotMet),
                not_evidenced: those(Verdict::NotEvidenced),
            }
        };
        set.criteria.iter().map(shared).collect()
    }

    /// What counts for them together.
    pub fn verdict(&self) -> Verdict {
        match () {
            () if !self.met.is_empty() => Verdict::Met,
            () if self.not_evidenced.is_empty() && !self.not_met.is_empty() => Verdict::NotMet,
            () => Verdict::NotEvidenced,
        }
    }
}

/// What counts for all of them: a yes when each is met, a no when one is shown not to be.
pub fn all(shared: &[Shared]) -> Verdict {
    let any = |wanted: Verdict| shared.iter().any(|one| one.verdict() == wanted);
    match () {
        () if any(Verdict::NotMet) => Verdict::NotMet,
        () if any(Verdict::NotEvidenced) || shared.is_empty() => Verdict::NotEvidenced,
        () => Verdict::Met,
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use proptest::prelude::*;
    use reference::criteria;

    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 6, 1).unwrap()
    }

    fn found(criterion: &str, verdict: Verdict, expire_date: &str) -> Finding {
        Finding {
            criterion_set: "2007".into(),
            criterion: criterion.into(),
            verdict,
            review_time: DateTime::<Utc>::UNIX_EPOCH,
            expire_date: expire_date.parse().unwrap(),
        }
    }

    fn shared(members: &[Uuid], findings: &[(Uuid, Finding)]) -> Vec<Shared> {
        Shared::of(members, findings, criteria::in_force(criteria::SETS, today()), today())
    }

    #[test]
    fn one_that_meets_it_is_enough_and_silence_or_what_has_lapsed_is_no_no() {
        let [one, other] = [Uuid::from_u128(1), Uuid::from_u128(2)];
        let findings = [
            (one, found("v1", Verdict::Met, "2026-06-01")),
            (other, found("v1", Verdict::NotMet, "2027-01-01")),
            (one, found("v2", Verdict::NotMet, "2027-01-01")),
            (other, found("v2", Verdict::NotMet, "2027-01-01")),
            (one, found("v3", Verdict::NotMet, "2027-01-01")),
            (other, found("v3", Verdict::NotMet, "2026-05-31")),
            (other, found("v4", Verdict::Met, "2026-05-31")),
        ];
        let all_of_them = shared(&[one, other], &findings);
        let of = |code: &str| all_of_them.iter().find(|one| one.criterion.code == code).unwrap();
        assert_eq!(
            (of("v1").verdict(), &of("v1").met[..], &of("v1").not_met[..]),
            (Verdict::Met, &[one][..], &[other][..])
        );
        assert_eq!(of("v2").verdict(), Verdict::NotMet, "each was found not to");
        assert_eq!(of("v3").verdict(), Verdict::NotEvidenced, "one of two noes has lapsed");
        assert_eq!((of("v4").verdict(), of("v4").not_evidenced.len()), (Verdict::NotEvidenced, 2));
        assert_eq!(all(&all_of_them), Verdict::NotMet);
        assert_eq!(all(&shared(&[one, other], &[])), Verdict::NotEvidenced);
        assert!(shared(&[], &[]).iter().all(|nobody| nobody.verdict() == Verdict::NotEvidenced));
        assert_eq!(all(&[]), Verdict::NotEvidenced);
    }

    #[test]
    fn all_are_met_when_each_has_somebody_who_meets_it() {
        let [one, other] = [Uuid::from_u128(1), Uuid::from_u128(2)];
        let set = criteria::in_force(criteria::SETS, today());
        let who = |number: usize| if number.is_multiple_of(2) { one } else { other };
        let mut findings: Vec<_> = (set.criteria.iter().enumerate())
            .map(|(number, criterion)| (who(number), found(criterion.code, Verdict::Met, "2027-01-01")))
            .collect();
        assert_eq!(all(&shared(&[one, other], &findings)), Verdict::Met);
        findings.pop();
        assert_eq!(all(&shared(&[one, other], &findings)), Verdict::NotEvidenced);
    }

    proptest! {
        /// Each member is in one list of each criterion; a finding more never makes a yes a no.
        #[test]
        fn each_member_counts_once_and_a_yes_stays(verdicts in prop::collection::vec(0..3_usize, 1..6)) {
            let members: Vec<Uuid> = (1..=verdicts.len()).map(|number| Uuid::from_u128(number as u128)).collect();
            let words = [None, Some(Verdict::Met), Some(Verdict::NotMet)];
            let findings: Vec<_> = members.iter().zip(&verdicts)
                .filter_map(|(member, word)| Some((*member, found("v1", words[*word]?, "2027-01-01"))))
                .collect();
            let v1 = shared(&members, &findings).swap_remove(0);
            prop_assert_eq!(v1.met.len() + v1.not_met.len() + v1.not_evidenced.len(), members.len());
            let yes = verdicts.contains(&1);
            prop_assert_eq!(v1.verdict() == Verdict::Met, yes);
            prop_assert_eq!(v1.verdict() == Verdict::NotMet, verdicts.iter().all(|word| *word == 2));
        }
    }
}
