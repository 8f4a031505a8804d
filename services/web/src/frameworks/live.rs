//! Counts of people as they are today, for the council's own officers.

use proto::councils::v1 as pb;

use crate::parts::table::{Cell, Table};
use crate::releases::tables::{control, ended, small_cell, steps};
use crate::said;
use crate::words::text;

/// The tables only the council's own officers see.
#[derive(Debug)]
pub(super) struct Live {
    pub requests: Table,
    pub waits: Table,
    pub control: Table,
}

impl Live {
    /// The tables, when whoever looks may see them.
    pub fn of(framework: &pb::Framework) -> Option<Self> {
        let change = framework.control_change?;
        let ended = framework.freeze_time.map(|_| format!("{}-", framework.quarter)).unwrap_or_default();
        let file = |table: Table, stem: &str| table.file(format!("/{}/{ended}{stem}", framework.name));
        Some(Self {
            requests: file(requests(framework), "live-requests"),
            waits: file(waits(framework), "live-waits"),
            control: file(control("live-control", change), "live-control"),
        })
    }

    /// The table whose files have this stem.
    pub fn named(&self, stem: &str) -> Option<&Table> {
        match stem {
            "live-requests" => Some(&self.requests),
            "live-waits" => Some(&self.waits),
            "live-control" => Some(&self.control),
            _ => None,
        }
    }
}

fn requests(framework: &pb::Framework) -> Table {
    let heads = [
        "framework-requests-kind",
        "framework-requests-unmet",
        "framework-requests-open",
        "framework-requests-few",
    ]
    .map(text);
    let table = Table::new("live-requests", text("framework-requests-table"), heads.to_vec());
    let open = framework.open_requests.iter().zip(&framework.few_requests);
    framework.unmet_requests.iter().zip(open).fold(table, |table, (unmet, (open, few))| {
        let cells = Vec::from([unmet, open, few].map(|counted| small_cell(counted.count.as_ref())));
        table.row(said::offering::kind(unmet.kind), cells)
    })
}

fn waits(framework: &pb::Framework) -> Table {
    let heads = [
        "framework-waits-step",
        "framework-waits-median",
        "framework-waits-ninetieth",
        "framework-waits-count",
        "framework-waits-standing",
        "framework-waits-so-far",
    ];
    let table = Table::new("live-waits", text("framework-waits-table"), heads.map(text).to_vec());
    steps(&framework.waits).into_iter().fold(table, |table, wait| {
        let (standing, so_far) = (wait.waiting_count.as_ref(), wait.waiting_median_days);
        let mut cells = ended(wait);
        cells.push(small_cell(standing));
        cells.push(Cell::figure(super::days(so_far, standing), so_far));
        table.row(super::step(wait.step), cells)
    })
}
