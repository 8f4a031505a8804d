//! Criteria, what shows them, what an organisation is and how far it has come, in words.

use proto::ulos::v1::criterion_verdict::Group;
use proto::ulos::v1::evidence::{Kind, State};
use proto::ulos::v1::maturity::Class;
use proto::ulos::v1::maturity_requirement::Kind as Requirement;

use reference::criteria;

use super::words_of;
use crate::words::{Text, text};

/// One criterion of a set, as a sentence.
pub fn criterion(set: &str, code: &str) -> Text {
    text(match (set, code) {
        ("2007", "v1") => "criteria-2007-v1",
        ("2007", "v2") => "criteria-2007-v2",
        ("2007", "v3") => "criteria-2007-v3",
        ("2007", "v4") => "criteria-2007-v4",
        ("2007", "v5") => "criteria-2007-v5",
        ("2007", "v6") => "criteria-2007-v6",
        ("2007", "v7") => "criteria-2007-v7",
        ("2007", "v8") => "criteria-2007-v8",
        ("2007", "v9") => "criteria-2007-v9",
        ("2007", "o10") => "criteria-2007-o10",
        ("2007", "o11") => "criteria-2007-o11",
        ("2007", "o12") => "criteria-2007-o12",
        ("2007", "o13") => "criteria-2007-o13",
        ("2007", "o14") => "criteria-2007-o14",
        ("2007", "o15") => "criteria-2007-o15",
        ("2007", "o16") => "criteria-2007-o16",
        ("2007", "c17") => "criteria-2007-c17",
        ("2007", "c18") => "criteria-2007-c18",
        ("2007", "c19") => "criteria-2007-c19",
        ("2007", "c20") => "criteria-2007-c20",
        ("2007", "c21") => "criteria-2007-c21",
        _ => return Text::default(),
    })
}

/// Whether the wording of a criterion is from memory, and waits to be checked against the official text.
pub fn is_unsure(set: &str, code: &str) -> bool {
    criteria::find(set).and_then(|set| set.find(code)).is_some_and(|criterion| criterion.unsure)
}

/// One criterion of a set as a sentence, with a word on it where the wording is from memory.
pub fn criterion_with_care(set: &str, code: &str) -> Text {
    let said = criterion(set, code);
    if is_unsure(set, code) { text("evidence-criterion-unsure").with("criterion", said) } else { said }
}

words_of! {
    /// A group of criteria.
    group, GROUPS: Group {
        Values => "evidence-group-values",
        Organisation => "evidence-group-organisation",
        Characteristics => "evidence-group-characteristics",
    }
}

words_of! {
    /// What shows that a criterion is met.
    kind, KINDS: Kind {
        GoverningDocument => "evidence-kind-document",
        Policy => "evidence-kind-policy",
        Minutes => "evidence-kind-minutes",
        Survey => "evidence-kind-survey",
        TrainingRecord => "evidence-kind-training",
        ServiceRecord => "evidence-kind-service",
        Accounts => "evidence-kind-accounts",
        Monitoring => "evidence-kind-monitoring",
        RegisterEntry => "evidence-kind-register",
        Visit => "evidence-kind-visit",
        Other => "evidence-kind-other",
    }
}

words_of! {
    /// Where a claim stands.
    state, STATES: State {
        Submitted => "evidence-state-submitted",
        Reviewed => "evidence-state-reviewed",
        Withdrawn => "evidence-state-withdrawn",
    }
}

words_of! {
    /// What an organisation is, by the definitions.
    class, CLASSES: Class {
        CentreForIndependentLiving => "evidence-class-centre",
        UserLed => "evidence-class-user-led",
        Embryonic => "evidence-class-embryonic",
        NotUserLed => "evidence-class-not",
        NotEvidenced => "evidence-class-not-evidenced",
    }
}

words_of! {
    /// What a stage asks for.
    requirement, REQUIREMENTS: Requirement {
        SixMonths => "evidence-asks-six-months",
        GovernanceStated => "evidence-asks-governance",
        SomeCriteria => "evidence-asks-some",
        ThreeYears => "evidence-asks-three-years",
        UserLed => "evidence-asks-user-led",
        NearlyAllCriteria => "evidence-asks-nearly-all",
        PaidStaff => "evidence-asks-staff",
        CoreFunding => "evidence-asks-core",
        TwoKindsOfFunding => "evidence-asks-two-fundings",
        AllCriteria => "evidence-asks-all",
        TwoKindsOfSupport => "evidence-asks-two-supports",
        Contract => "evidence-asks-contract",
        ThreeKindsOfFunding => "evidence-asks-three-fundings",
    }
}

/// A stage from 1 to 4, as a sentence.
pub fn stage(stage: i32) -> Text {
    text(match stage {
        1 => "evidence-stage-1",
        2 => "evidence-stage-2",
        3 => "evidence-stage-3",
        4 => "evidence-stage-4",
        _ => return Text::default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_criterion_has_its_sentence() {
        for set in reference::criteria::SETS {
            for known in set.criteria {
                assert!(!criterion(set.code, known.code).is_empty(), "{} {}", set.code, known.code);
            }
        }
    }

    #[test]
    fn what_is_from_memory_says_so_and_nothing_else_does() {
        let said = |code: &str| criterion_with_care("2007", code).to_string();
        assert_eq!(said("v1"), criterion("2007", "v1").to_string());
        assert!(said("v8").ends_with("official text.)"), "{}", said("v8"));
        assert!(!is_unsure("1999", "v8"), "nothing is said of what is not known");
    }
}
