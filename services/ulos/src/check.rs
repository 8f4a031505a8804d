//! Everything wrong with a record, told before it is sent: the rules of the RPCs themselves, for files and forms.

use chrono::NaiveDate;
use platform::{Error, Violation, Violations};
use proto::ulos::v1 as pb;

use crate::{evidence, funding, governance, offering, ulo};

/// What `CreateUlo` would find wrong with an organisation.
pub fn ulo(ulo: &pb::Ulo, today: NaiveDate) -> Vec<Violation> {
    let mut violations = Violations::new();
    ulo::wire::parse(ulo, today, &mut violations);
    all(violations)
}

/// What `CreateGovernance` would find wrong with a record, but for its organisation.
pub fn governance(governance: &pb::Governance, today: NaiveDate) -> Vec<Violation> {
    let mut violations = Violations::new();
    governance::wire::parse(governance, today, &mut violations);
    all(violations)
}

/// What `CreateOffering` would find wrong with an offering, but for its organisation.
pub fn offering(offering: &pb::Offering) -> Vec<Violation> {
    let mut violations = Violations::new();
    offering::wire::parse(offering, &[], &mut violations);
    all(violations)
}

/// The same of one from another directory: which of its facts are not said, and what is wrong with the rest.
pub fn offering_from_elsewhere(offering: &pb::Offering) -> (Vec<&'static str>, Vec<Violation>) {
    let mut violations = Violations::new();
    offering::wire::parse(offering, offering::wire::UNSAID, &mut violations);
    (offering::wire::unsaid(offering), all(violations))
}

/// What `CreateFunding` would find wrong with a record, but for its organisation.
pub fn funding(funding: &pb::Funding) -> Vec<Violation> {
    let mut violations = Violations::new();
    funding::wire::parse(funding, &mut violations);
    all(violations)
}

/// What `CreateEvidence` would find wrong with a claim, but for its organisation.
pub fn evidence(evidence: &pb::Evidence, today: NaiveDate) -> Vec<Violation> {
    let mut violations = Violations::new();
    evidence::wire::parse(evidence, today, &mut violations);
    all(violations)
}

fn all(violations: Violations) -> Vec<Violation> {
    match violations.done() {
        Err(Error::Invalid(violations)) => violations,
        _ => Vec::new(),
    }
}
