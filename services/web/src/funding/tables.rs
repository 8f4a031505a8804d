//! The tables of an organisation's money, and the picture from the same rows.

use proto::ulos::v1 as pb;
use proto::ulos::v1::funding::Certainty;

use super::{Money, path};
use crate::parts::table::{Cell, Table};
use crate::parts::timeline::Timeline;
use crate::said;
use crate::view;
use crate::when;
use crate::words::{Text, text};

/// The tables, in reading order.
pub(super) struct Tables {
    pub outlook: Option<Table>,
    pub ends: Option<Table>,
    pub fundings: Table,
}

impl Tables {
    pub fn of(money: &Money) -> Self {
        let file = |word: &str| format!("{}/{word}", path(&money.ulo));
        Self {
            outlook: money.outlook().map(|outlook| figures(outlook).file(file("outlook"))),
            ends: money.outlook().map(|outlook| ends(outlook).file(file("ends"))),
            fundings: fundings(money).file(file("fundings")),
        }
    }

    /// The table whose files have this stem.
    pub fn named(&self, stem: &str) -> Option<&Table> {
        match stem {
            "outlook" => self.outlook.as_ref(),
            "ends" => self.ends.as_ref(),
            "fundings" => Some(&self.fundings),
            _ => None,
        }
    }
}

/// Every figure, and the risk with its reasons.
fn figures(outlook: &pb::Outlook) -> Table {
    let heads = ["funding-figure", "funding-figure-value"].map(text).to_vec();
    let number = |number: Option<i32>| match number {
        Some(number) => Cell::count(number),
        None => Cell::words(text("funding-unknown")),
    };
    let left = outlook.left_pence.map_or_else(|| Cell::words(text("funding-unknown")), Cell::money);
    let largest = match outlook.largest_funder.as_str() {
        "" => Cell::words(text("funding-unknown")),
        funder => Cell::words(funder),
    };
    let table = Table::new("outlook", text("funding-figures-table"), heads)
        .row(text("funding-figure-runway"), vec![number(outlook.runway_months)])
        .row(text("funding-figure-left"), vec![left])
        .row(text("funding-figure-age"), vec![Cell::count(outlook.statement_age_days)])
        .row(text("funding-figure-income"), vec![Cell::money(outlook.income_pence)])
        .row(text("funding-figure-hoped"), vec![Cell::money(outlook.hoped_pence)])
        .row(text("funding-figure-core"), vec![number(outlook.core_percent)])
        .row(text("funding-figure-largest"), vec![largest])
        .row(text("funding-figure-share"), vec![number(outlook.largest_funder_percent)])
        .row(text("funding-figure-index"), vec![number(outlook.concentration)])
        .row(text("funding-figure-risk"), vec![Cell::words(said::funding::risk(outlook.risk))]);
    outlook.reasons.iter().fold(table, |table, reason| {
        table.row(said::funding::reason(*reason), vec![Cell::words(text("funding-figure-reason"))])
    })
}

/// What ends within three, six and twelve months.
fn ends(outlook: &pb::Outlook) -> Table {
    let heads = ["funding-ends-within", "funding-ends-count", "funding-ends-yearly"].map(text).to_vec();
    let table = Table::new("ends", text("funding-ends-table"), heads);
    outlook.endings.iter().fold(table, |table, ending| {
        let label = text("funding-ends-months").with("count", ending.months);
        table.row(label, vec![Cell::count(ending.count), Cell::money(ending.yearly_pence)])
    })
}

fn fundings(money: &Money) -> Table {
    let heads = [
        "funding-funder",
        "funding-kind",
        "funding-amount",
        "funding-start",
        "funding-end",
        "funding-renewal",
        "funding-certainty",
    ];
    let table = Table::new("fundings", text("funding-list-table"), heads.map(text).to_vec());
    money.fundings.iter().fold(table, |table, funding| {
        let path = match money.keeps {
            true => format!("/{}/edit/{}", money.ulo.name, funding.name),
            false => String::new(),
        };
        let cells = vec![
            Cell::words(said::funding::kind(funding.kind)),
            Cell::money(funding.amount_pence),
            Cell::date(&funding.start_date),
            Cell::date(&funding.end_date),
            Cell::words(said::funding::renewal(funding.renewal)),
            Cell::words(said::funding::certainty(funding.certainty)),
        ];
        table.row_to(&funding.funder, path, cells)
    })
}

/// A month, as it fits beside an amount on a small screen; the table has the day.
fn month(iso: &str) -> String {
    when::date(iso).map_or_else(|| iso.to_owned(), |date| date.format("%B %Y").to_string())
}

/// The picture: a bar for each row of the table of fundings.
pub(super) fn timeline(money: &Money, about: &Text) -> Timeline {
    let picture =
        Timeline::new("money-timeline", when::today()).title(text("funding-picture")).about(about.clone());
    money.fundings.iter().fold(picture, |picture, funding| {
        let days = when::date(&funding.start_date).zip(when::date(&funding.end_date));
        let sure = funding.certainty() == Certainty::Decided;
        let said = text(if sure { "funding-bar-decided" } else { "funding-bar-hoped" })
            .with("amount", view::money(funding.amount_pence))
            .with("month", month(&funding.end_date));
        match days {
            Some(days) => picture.bar(&funding.funder, said, days, sure),
            None => picture,
        }
    })
}
