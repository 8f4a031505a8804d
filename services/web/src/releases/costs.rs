//! What support took and cost, in a sentence and tables: the value, its range, and of how many cases.

use proto::councils::v1 as pb;

use super::ENGLAND;
use super::tables::small_cell;
use crate::parts::table::{Cell, Table};
use crate::said;
use crate::words::{Text, text};

/// What it took in all of England.
pub(super) struct Costs {
    pub lead: Text,
    pub hours: Table,
    pub money: Table,
}

impl Costs {
    pub fn of(release: &pb::Release) -> Self {
        let england = release.figures.iter().find(|figures| figures.place == ENGLAND);
        let costs = england.map(|figures| figures.costs.as_slice()).unwrap_or_default();
        let of_time = |one: &pb::CostFigures| (one.cases, [one.minutes_per_case, one.minutes_per_better]);
        let of_money = |one: &pb::CostFigures| (one.priced_cases, [one.pence_per_case, one.pence_per_better]);
        let file = |table: Table, stem: &str| table.file(format!("/{}/{stem}", release.name));
        Self {
            lead: lead(costs),
            hours: file(table(("hours", "release-cost-hours-table"), costs, of_time, hours), "hours"),
            money: file(table(("money", "release-cost-money-table"), costs, of_money, Cell::money), "money"),
        }
    }

    /// The table whose files have this stem.
    pub fn named(&self, stem: &str) -> Option<&Table> {
        [("hours", &self.hours), ("money", &self.money)]
            .into_iter()
            .find_map(|(name, table)| (name == stem).then_some(table))
    }
}

/// Hours for each person who gained control, by kind: for a table of places.
pub(super) fn cells(figures: &pb::PlaceFigures) -> Vec<Cell> {
    let hours = |one: &pb::CostFigures| match one.minutes_per_better {
        Some(estimate) => hours(estimate.middle),
        None => Cell::words(text("framework-too-few")),
    };
    figures.costs.iter().map(hours).collect()
}

fn lead(costs: &[pb::CostFigures]) -> Text {
    let told = costs.iter().find_map(|one| Some((one.kind, one.minutes_per_better?)));
    match told {
        Some((kind, estimate)) => text("release-cost-lead")
            .with("kind", said::offering::kind(kind))
            .with("hours", estimate.middle / 60),
        None => text("release-cost-few"),
    }
}

/// What is told of one kind of support: of how many cases, for each case, and for each person who gained control.
type Told = (Option<pb::SmallNumber>, [Option<pb::Estimate>; 2]);

/// Two rows of each kind of support: for each case, and for each person who gained control.
fn table(
    (id, caption): (&str, &'static str),
    costs: &[pb::CostFigures],
    told: fn(&pb::CostFigures) -> Told,
    cell: fn(i64) -> Cell,
) -> Table {
    let heads = [
        "release-cost-what",
        "release-cost-middle",
        "release-cost-least",
        "release-cost-most",
        "release-cost-cases",
    ];
    let table = Table::new(id, text(caption), heads.map(text).to_vec());
    costs.iter().fold(table, |table, one| {
        let (cases, [per_case, per_better]) = told(one);
        let head = |key| text(key).with("kind", said::offering::kind(one.kind));
        table
            .row(head("release-cost-per-case"), estimate(per_case, cases.as_ref(), cell))
            .row(head("release-cost-per-better"), estimate(per_better, cases.as_ref(), cell))
    })
}

fn estimate(told: Option<pb::Estimate>, cases: Option<&pb::SmallNumber>, cell: fn(i64) -> Cell) -> Vec<Cell> {
    let few = || Cell::words(text("framework-too-few"));
    let mut cells = match told {
        Some(pb::Estimate { middle, least, most }) => {
            let most = most.map_or_else(|| Cell::words(text("release-cost-no-telling")), cell);
            vec![cell(middle), cell(least), most]
        }
        None => vec![few(), few(), few()],
    };
    cells.push(small_cell(cases));
    cells
}

/// Minutes as hours, to the half.
fn hours(minutes: i64) -> Cell {
    let hours = i32::try_from(minutes).map_or(f64::MAX, |minutes| f64::from(minutes) / 60.0);
    Cell::figure(hours.to_string(), Some(hours))
}
