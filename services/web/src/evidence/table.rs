//! Criteria as tables: what counts for each, what shows it, who looked, and until when.

use proto::ulos::v1 as pb;
use proto::ulos::v1::Verdict;
use proto::ulos::v1::criterion_verdict::Group;
use proto::ulos::v1::evidence::State;

use crate::organisation;
use crate::parts::table::{Cell, Table};
use crate::said;
use crate::view;
use crate::words::{Say as _, Text, text};

/// A table each group of criteria; where the labels lead the organisation's manager to the claim.
pub(super) fn groups(
    ulo: &pb::Ulo,
    maturity: &pb::Maturity,
    (evidences, governance): (&[pb::Evidence], Option<&pb::Governance>),
    keeps: bool,
) -> Vec<Table> {
    [Group::Values, Group::Organisation, Group::Characteristics]
        .into_iter()
        .map(|group| {
            let id = format!("criteria-{}", group as i32);
            let table = Table::new(&id, said::evidence::group(i32::from(group)), heads());
            let of_it = maturity.criteria.iter().filter(|one| one.group() == group);
            of_it.fold(table, |table, one| {
                let path = format!("/{}/edit/evidence/{}", ulo.name, one.criterion);
                let path = if keeps { path } else { String::new() };
                table.row_to(label(maturity, one), path, cells(maturity, one, evidences, governance))
            })
        })
        .collect()
}

/// All criteria in one table.
pub(super) fn whole(
    maturity: &pb::Maturity,
    evidences: &[pb::Evidence],
    governance: Option<&pb::Governance>,
) -> Table {
    let table = Table::new("criteria", text("evidence-table"), heads());
    maturity.criteria.iter().fold(table, |table, one| {
        table.row(label(maturity, one), cells(maturity, one, evidences, governance))
    })
}

fn heads() -> Vec<Text> {
    ["evidence-criterion", "evidence-counts", "evidence-shown", "evidence-said", "evidence-until"]
        .map(text)
        .to_vec()
}

fn label(maturity: &pb::Maturity, one: &pb::CriterionVerdict) -> Text {
    said::evidence::criterion_with_care(&maturity.criterion_set, &one.criterion)
}

/// The newest claim of each kind: the one that waits, or the last that was reviewed.
fn newest<'a>(
    maturity: &pb::Maturity,
    one: &pb::CriterionVerdict,
    evidences: &'a [pb::Evidence],
    state: State,
) -> Option<&'a pb::Evidence> {
    evidences.iter().find(|evidence| {
        evidence.state() == state
            && evidence.criterion == one.criterion
            && evidence.criterion_set == maturity.criterion_set
    })
}

/// What the facts on its board say of the criterion that asks for three quarters of it, where nobody outside has looked: the
/// organisation states them itself, so they are told beside the verdict and are none.
fn stated(one: &pb::CriterionVerdict, governance: Option<&pb::Governance>) -> Option<Text> {
    if !reference::criteria::is_of_board(&one.criterion) || one.verdict() != Verdict::NotEvidenced {
        return None;
    }
    let test = governance?.dh_75_test.as_ref().filter(|test| test.verdict() != Verdict::NotEvidenced)?;
    let share = test.shares.first()?;
    Some(
        text("evidence-stated")
            .with("share", organisation::share(share))
            .with("verdict", said::organisation::verdict(test.verdict)),
    )
}

fn cells(
    maturity: &pb::Maturity,
    one: &pb::CriterionVerdict,
    evidences: &[pb::Evidence],
    governance: Option<&pb::Governance>,
) -> Vec<Cell> {
    let reviewed = newest(maturity, one, evidences, State::Reviewed);
    let waits = newest(maturity, one, evidences, State::Submitted);
    let stated = stated(one, governance);
    let counts = match waits {
        None if stated.is_some() => text("evidence-counts-stated"),
        Some(_) => text("evidence-and-waits").with("verdict", said::organisation::verdict(one.verdict)),
        None => said::organisation::verdict(one.verdict),
    };
    let shown = |evidence: &pb::Evidence| {
        text("evidence-shown-by")
            .with("kind", said::evidence::kind(evidence.kind))
            .with("day", view::date(&evidence.evidence_date))
            .with("reference", &evidence.reference)
    };
    vec![
        Cell::words(counts),
        Cell::words(stated.or_else(|| reviewed.or(waits).map(shown)).unwrap_or_default()),
        Cell::words(reviewed.map(|evidence| evidence.reason.text()).unwrap_or_default()),
        reviewed.map_or_else(|| Cell::words(""), |evidence| Cell::date(&evidence.expire_date)),
    ]
}
