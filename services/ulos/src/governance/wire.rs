//! Governance between the wire and the domain.

use chrono::NaiveDate;
use platform::words::{Wire as _, Word as _};
use platform::{Violations, etag, text, when};
use proto::ulos::v1 as pb;

use super::definition::{Group, Judgement, Share, Test, Threshold, Verdict};
use super::{Count, Evidence, EvidenceKind, Facts, Governance};

platform::wire! {
    EvidenceKind = pb::accountability_evidence::Kind, "KIND_";
    Group = pb::share::Group, "GROUP_";
    Verdict = pb::Verdict, "VERDICT_";
}

/// Reads every fact; notes all that is wrong.
pub fn parse(governance: &pb::Governance, today: NaiveDate, violations: &mut Violations) -> Option<Facts> {
    let board = Group::Board.read(governance, violations);
    let staff = Group::Staff.read(governance, violations);
    let volunteers = Group::Volunteers.read(governance, violations);
    let accountability = parse_evidence(&governance.accountability, today, violations);
    let field = "governance.statement_date";
    let statement_date = violations.some(when::date_past(field, &governance.statement_date, today))?;
    Some(Facts { board, staff, volunteers, accountability, statement_date })
}

impl Group {
    fn read(self, governance: &pb::Governance, violations: &mut Violations) -> Count {
        let (size_field, part_field, least, most, size, part) = match self {
            Self::Board => (
                "governance.board_size",
                "governance.board_from_constituency",
                1,
                1000,
                governance.board_size,
                governance.board_from_constituency,
            ),
            Self::Staff => (
                "governance.staff_size",
                "governance.staff_from_constituency",
                0,
                100_000,
                governance.staff_size,
                governance.staff_from_constituency,
            ),
            Self::Volunteers => (
                "governance.volunteer_size",
                "governance.volunteers_from_constituency",
                0,
                100_000,
                governance.volunteer_size,
                governance.volunteers_from_constituency,
            ),
        };
        let within = size.is_none_or(|size| (least..=most).contains(&size));
        violations.check(within, size_field, &format!("give a whole number from {least} to {most}"));
        match (size, part) {
            (None, Some(_)) => violations.add(part_field, "say first how many there are in all"),
            (Some(size), Some(part)) if !(0..=size.max(0)).contains(&part) => {
                violations.add(part_field, "give a whole number from 0 to how many there are in all");
            }
            _ => {}
        }
        Count { size, from_constituency: part }
    }
}

fn parse_evidence(
    evidence: &[pb::AccountabilityEvidence],
    today: NaiveDate,
    violations: &mut Violations,
) -> Vec<Evidence> {
    if evidence.len() > 20 {
        violations.add("governance.accountability", "give at most 20 pieces of evidence");
        return Vec::new();
    }
    let parse_one = |(index, piece): (usize, &pb::AccountabilityEvidence)| {
        let field = |name: &str| format!("governance.accountability[{index}].{name}");
        let kind = violations.some(EvidenceKind::required(&field("kind"), piece.kind));
        let reference = violations.keep(text::required(&field("reference"), &piece.reference, 300));
        let date = violations.some(when::date_past(&field("date"), &piece.date, today));
        Some(Evidence { kind: kind?, reference, date: date? })
    };
    evidence.iter().enumerate().filter_map(parse_one).collect()
}

/// The whole record on the wire, judged.
pub fn to_wire(governance: &Governance) -> pb::Governance {
    let facts = &governance.facts;
    let judgement = Judgement::of(facts);
    pb::Governance {
        name: governance.id.to_string(),
        board_size: facts.board.size,
        board_from_constituency: facts.board.from_constituency,
        staff_size: facts.staff.size,
        staff_from_constituency: facts.staff.from_constituency,
        volunteer_size: facts.volunteers.size,
        volunteers_from_constituency: facts.volunteers.from_constituency,
        accountability: facts.accountability.iter().map(evidence_to_wire).collect(),
        statement_date: when::date_text(Some(facts.statement_date)),
        majority_test: Some(test_to_wire("majority", &judgement.majority)),
        accountability_test: Some(test_to_wire("accountability", &judgement.accountability)),
        user_led: Some(test_to_wire("user-led", &judgement.user_led)),
        dh_75_test: Some(test_to_wire("dh-75", &judgement.dh_75)),
        odi_75_50_50_test: Some(test_to_wire("odi-75-50-50", &judgement.odi_75_50_50)),
        ulo: governance.ulo.to_string(),
        create_time: when::stamp(governance.create_time),
        update_time: when::stamp(governance.update_time),
        etag: etag::of(governance.version),
    }
}

fn evidence_to_wire(evidence: &Evidence) -> pb::AccountabilityEvidence {
    pb::AccountabilityEvidence {
        kind: evidence.kind.to_wire(),
        reference: evidence.reference.clone(),
        date: when::date_text(Some(evidence.date)),
    }
}

/// One test on the wire.
pub(crate) fn test_to_wire(name: &str, test: &Test) -> pb::TestResult {
    pb::TestResult {
        verdict: test.verdict.to_wire(),
        sentence: format!("{name}-{}", test.verdict.word().replace('_', "-")),
        shares: test.shares.iter().map(share_to_wire).collect(),
    }
}

fn share_to_wire(share: &Share) -> pb::Share {
    let (Threshold::MoreThan(percent) | Threshold::AtLeast(percent)) = share.threshold;
    pb::Share {
        group: share.group.to_wire(),
        numerator: share.count.from_constituency,
        denominator: share.count.size,
        threshold_percent: percent,
        verdict: share.verdict.to_wire(),
    }
}
