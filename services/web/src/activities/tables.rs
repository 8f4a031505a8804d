//! The tables of what an organisation did, one for each kind of thing.

use proto::ulos::v1 as pb;
use proto::ulos::v1::activity::What;

use super::{Doings, path};
use crate::parts::table::{Cell, Table};
use crate::said;
use crate::staff;
use crate::words::text;

/// The tables, in reading order.
pub(super) struct Tables {
    pub trainings: Table,
    pub outreach: Table,
    pub influence: Table,
    pub seats: Table,
}

impl Tables {
    pub fn of(doings: &Doings) -> Self {
        let file = |word: &str| format!("{}/{word}", path(&doings.ulo));
        Self {
            trainings: trainings(doings).file(file("training")),
            outreach: outreach(doings).file(file("outreach")),
            influence: influence(doings).file(file("influence")),
            seats: seats(doings).file(file("seat")),
        }
    }

    /// The table whose files have this stem.
    pub fn named(&self, stem: &str) -> Option<&Table> {
        match stem {
            "training" => Some(&self.trainings),
            "outreach" => Some(&self.outreach),
            "influence" => Some(&self.influence),
            "seat" => Some(&self.seats),
            _ => None,
        }
    }
}

impl Doings {
    /// Where one of them is changed; nowhere for whoever may not.
    fn change(&self, activity: &pb::Activity) -> String {
        if self.keeps { format!("/{}/edit/{}", self.ulo.name, activity.name) } else { String::new() }
    }
}

fn trainings(doings: &Doings) -> Table {
    let heads = [
        "activity-topic",
        "activity-group",
        "activity-trained",
        "activity-size",
        "activity-share",
        "activity-date",
        "activity-until",
    ];
    let table = Table::new("training", text("activity-training-table"), heads.map(text).to_vec());
    doings.activities.iter().fold(table, |table, activity| {
        let Some(What::Training(training)) = &activity.what else { return table };
        let share = training.trained_count * 100 / training.group_size.max(1);
        let until = match training.valid_until_date.as_str() {
            "" => Cell::words(text("activity-until-none")),
            date => Cell::date(date),
        };
        let cells = vec![
            Cell::words(said::activity::group(training.group)),
            Cell::count(training.trained_count),
            Cell::count(training.group_size),
            Cell::figure(text("activity-percent").with("percent", share), Some(share)),
            Cell::date(&activity.date),
            until,
        ];
        table.row_to(said::activity::topic(training.topic), doings.change(activity), cells)
    })
}

fn outreach(doings: &Doings) -> Table {
    let heads = ["activity-audience", "activity-place", "activity-people", "activity-date"];
    let table = Table::new("outreach", text("activity-outreach-table"), heads.map(text).to_vec());
    doings.activities.iter().fold(table, |table, activity| {
        let Some(What::Outreach(outreach)) = &activity.what else { return table };
        let cells = vec![
            Cell::words(&outreach.place),
            Cell::count(outreach.reached_count),
            Cell::date(&activity.date),
        ];
        table.row_to(&outreach.audience, doings.change(activity), cells)
    })
}

fn influence(doings: &Doings) -> Table {
    let heads = ["activity-decision", "activity-partner", "activity-changed", "activity-date"];
    let table = Table::new("influence", text("activity-influence-table"), heads.map(text).to_vec());
    doings.activities.iter().fold(table, |table, activity| {
        let Some(What::Influence(influence)) = &activity.what else { return table };
        let cells =
            vec![Cell::words(&influence.partner), Cell::words(&influence.change), Cell::date(&activity.date)];
        table.row_to(&influence.decision, doings.change(activity), cells)
    })
}

fn seats(doings: &Doings) -> Table {
    let heads = ["activity-body", "activity-council", "activity-votes", "activity-since", "activity-ended"];
    let table = Table::new("seat", text("activity-seat-table"), heads.map(text).to_vec());
    doings.activities.iter().fold(table, |table, activity| {
        let Some(What::Seat(seat)) = &activity.what else { return table };
        let ended = match seat.end_date.as_str() {
            "" => Cell::words(text("activity-seat-lasts")),
            date => Cell::date(date),
        };
        let cells = vec![
            Cell::words(staff::council(&seat.council)),
            Cell::words(text(if seat.votes { "activity-votes-yes" } else { "activity-votes-no" })),
            Cell::date(&activity.date),
            ended,
        ];
        table.row_to(&seat.body, doings.change(activity), cells)
    })
}
