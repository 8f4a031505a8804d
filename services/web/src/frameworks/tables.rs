//! The tables of one framework.

use proto::councils::v1 as pb;

use super::{days, small, status, step};
use crate::parts::table::{Cell, Table};
use crate::said;
use crate::words::{Text, text};

/// Every table of a framework, in reading order.
#[derive(Debug)]
pub(super) struct Tables {
    pub support: Table,
    pub waits: Table,
    pub requests: Table,
    pub control: Table,
}

impl Tables {
    pub fn of(framework: &pb::Framework) -> Self {
        let file = |word: &str| format!("/{}/{word}", framework.name);
        Self {
            support: support(framework).file(file("support")),
            waits: waits(framework).file(file("waits")),
            requests: requests(framework).file(file("requests")),
            control: control(framework).file(file("control")),
        }
    }

    /// The table whose files have this stem.
    pub fn named(&self, stem: &str) -> Option<&Table> {
        match stem {
            "support" => Some(&self.support),
            "waits" => Some(&self.waits),
            "requests" => Some(&self.requests),
            "control" => Some(&self.control),
            _ => None,
        }
    }
}

fn support(framework: &pb::Framework) -> Table {
    let heads = [
        "framework-support-kind",
        "framework-support-exists",
        "framework-support-accessible",
        "framework-support-led",
        "framework-support-offers",
    ];
    let table = Table::new("support", text("framework-support-table"), heads.map(text).to_vec());
    framework.elements.iter().fold(table, |table, element| {
        let cells = vec![
            Cell::words(status(element.exists)),
            Cell::words(status(element.accessible)),
            Cell::words(status(element.user_led_link)),
            Cell::count(element.offering_count),
        ];
        table.row(said::offering::kind(element.kind), cells)
    })
}

fn waits(framework: &pb::Framework) -> Table {
    let heads = ["framework-waits-step", "framework-waits-median", "framework-waits-count"].map(text);
    let table = Table::new("waits", text("framework-waits-table"), heads.to_vec());
    framework.waits.iter().fold(table, |table, wait| {
        let count = wait.count.as_ref();
        let number = count.and_then(|count| count.value);
        let cells = vec![Cell::figure(days(wait), wait.median_days), Cell::figure(small(count), number)];
        table.row(step(wait.step), cells)
    })
}

fn requests(framework: &pb::Framework) -> Table {
    let heads = ["framework-requests-kind", "framework-requests-unmet", "framework-requests-open"].map(text);
    let table = Table::new("requests", text("framework-requests-table"), heads.to_vec());
    let cell = |counts: &[pb::RequestCount], kind: i32| {
        let count = counts.iter().find(|count| count.kind == kind).and_then(|count| count.count.as_ref());
        Cell::figure(small(count), count.and_then(|count| count.value))
    };
    framework.unmet_requests.iter().fold(table, |table, unmet| {
        let kind = unmet.kind;
        let cells = vec![cell(&framework.unmet_requests, kind), cell(&framework.open_requests, kind)];
        table.row(said::offering::kind(kind), cells)
    })
}

fn control(framework: &pb::Framework) -> Table {
    let change = framework.control_change.unwrap_or_default();
    let heads = ["framework-control-what", "framework-control-people"].map(text);
    let row = |table: Table, label: Text, count: Option<pb::SmallNumber>| {
        let number = count.and_then(|count| count.value);
        table.row(label, vec![Cell::figure(small(count.as_ref()), number)])
    };
    let table = Table::new("control", text("framework-control-table"), heads.to_vec());
    let table = row(table, text("framework-control-better"), change.better);
    let table = row(table, text("framework-control-same"), change.same);
    let table = row(table, text("framework-control-worse"), change.worse);
    row(table, text("framework-control-answered"), change.answered)
}
