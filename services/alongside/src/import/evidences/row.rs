//! What a line says, as the claim it would become.

use std::collections::HashMap;

use chrono::NaiveDate;
use proto::ulos::v1 as pb;
use ulos::evidence::Kind;

use super::columns;
use crate::import::line::Line;
use crate::import::organisations::Organisations;

/// One claim at a time can wait under a criterion of an organisation.
type Place = (String, String, String);

/// What is there already, and what the lines before this one said.
#[derive(Debug, Default)]
pub struct Known {
    /// Every organisation.
    pub organisations: Organisations,
    /// What waits for a check.
    waiting: HashMap<Place, pb::Evidence>,
    /// The line that claims it.
    lines: HashMap<Place, u64>,
}

/// The claim of one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The line it came from.
    pub line: u64,
    /// The claim.
    pub evidence: pb::Evidence,
}

impl Known {
    /// That this waits for a check.
    pub fn waits(&mut self, evidence: pb::Evidence) {
        self.waiting.insert(place(&evidence), evidence);
    }

    /// Tells of a line that could not be kept because another claim waits in its place.
    fn make_room(&mut self, line: &mut Line<'_>, evidence: &pb::Evidence) {
        if let Some(before) = self.lines.insert(place(evidence), line.number) {
            let why = format!("line {before} claims the same criterion of the same organisation");
            line.wrong(
                "criterion",
                why,
                "keep one of the two lines: one claim at a time can wait for a check",
            );
        } else if self.waiting.get(&place(evidence)).is_some_and(|other| !same(other, evidence)) {
            let remedy = "have it checked or taken back first, or leave the line out";
            line.wrong("criterion", "another claim waits for a check under this criterion", remedy);
        }
    }
}

/// Reads a line.
pub fn read(line: &mut Line<'_>, known: &mut Known, today: NaiveDate) -> Row {
    let evidence = pb::Evidence {
        criterion_set: line.text("criterion_set").to_owned(),
        criterion: line.text("criterion").to_lowercase(),
        claim: line.text("claim").to_owned(),
        kind: line.word::<Kind>("kind"),
        reference: line.text("reference").to_owned(),
        evidence_date: line.text("evidence_date").to_owned(),
        ..pb::Evidence::default()
    };
    line.note(ulos::check::evidence(&evidence, today), columns::of_field);
    let evidence = pb::Evidence { ulo: known.organisations.of_line(line), ..evidence };
    if !evidence.ulo.is_empty() {
        known.make_room(line, &evidence);
    }
    Row { line: line.number, evidence }
}

fn place(evidence: &pb::Evidence) -> Place {
    (evidence.ulo.clone(), evidence.criterion_set.clone(), evidence.criterion.clone())
}

/// Whether both say the same in the same place, as when a file is taken in again.
fn same(one: &pb::Evidence, other: &pb::Evidence) -> bool {
    let said = |evidence: &pb::Evidence| {
        let pb::Evidence { claim, kind, reference, evidence_date, .. } = evidence.clone();
        (claim, kind, reference, evidence_date)
    };
    said(one) == said(other)
}
