//! Maturity on the wire.

use platform::words::Wire as _;
use proto::ulos::v1 as pb;
use reference::criteria::{self, Set};

use super::{Basis, Class, Maturity, Requirement};
use crate::evidence::wire::verdict_to_wire;

platform::wire! {
    Class = pb::maturity::Class, "CLASS_";
    Basis = pb::maturity::Basis, "BASIS_";
    Requirement = pb::maturity_requirement::Kind, "KIND_";
}

/// A group of criteria on the wire.
pub(crate) fn group_to_wire(group: criteria::Group) -> i32 {
    match group {
        criteria::Group::Values => pb::criterion_verdict::Group::Values.into(),
        criteria::Group::Organisation => pb::criterion_verdict::Group::Organisation.into(),
        criteria::Group::Characteristics => pb::criterion_verdict::Group::Characteristics.into(),
    }
}

/// The whole of it, on that basis.
pub fn to_wire(ulo: &str, set: &Set, maturity: &Maturity, basis: Basis) -> pb::Maturity {
    let next = maturity.next.iter().map(|(requirement, verdict)| pb::MaturityRequirement {
        kind: requirement.to_wire(),
        verdict: verdict_to_wire(*verdict),
    });
    let criteria = maturity.criteria.iter().map(|(criterion, verdict)| pb::CriterionVerdict {
        criterion: criterion.code.to_owned(),
        group: group_to_wire(criterion.group),
        verdict: verdict_to_wire(*verdict),
        of_centre: criterion.of_centre,
    });
    pb::Maturity {
        name: ulo.replacen("ulos/", "maturities/", 1),
        class: maturity.class.to_wire(),
        stage: maturity.stage.into(),
        criterion_set: set.code.to_owned(),
        criteria: criteria.collect(),
        next: next.collect(),
        ulo: ulo.to_owned(),
        basis: basis.to_wire(),
        ..Default::default()
    }
}
