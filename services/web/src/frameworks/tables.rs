//! The tables of one framework.

use proto::councils::v1 as pb;
use proto::councils::v1::element::Link;
use proto::ulos::v1::WhoFor;

use super::{listed, status};
use crate::parts::table::{Cell, Table};
use crate::said;
use crate::words::{Text, text};

/// Every table of what exists, in reading order.
#[derive(Debug)]
pub(super) struct Tables {
    pub support: Table,
    pub links: Table,
}

impl Tables {
    pub fn of(framework: &pb::Framework) -> Self {
        // The files of an ended quarter are those of that quarter.
        let ended = framework.freeze_time.map(|_| format!("{}-", framework.quarter)).unwrap_or_default();
        let file = |word: &str| format!("/{}/{ended}{word}", framework.name);
        Self {
            support: support(framework).file(file("support")),
            links: links(framework).file(file("links")),
        }
    }

    /// The table whose files have this stem.
    pub fn named(&self, stem: &str) -> Option<&Table> {
        match stem {
            "support" => Some(&self.support),
            "links" => Some(&self.links),
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

/// Whom each kind of support is for, and how the council is tied to those who offer it.
fn links(framework: &pb::Framework) -> Table {
    let heads = [
        "framework-support-kind",
        "framework-links-organisations",
        "framework-links-shown",
        "framework-links-for",
        "framework-links-tied",
    ];
    let table = Table::new("links", text("framework-links-table"), heads.map(text).to_vec());
    framework.elements.iter().fold(table, |table, element| {
        let open_to = listed(element.open_to.iter().map(|code| who(code)));
        let tied = listed(element.links().map(tie));
        let cells = vec![
            Cell::count(element.organisation_count),
            Cell::count(element.user_led_organisation_count),
            Cell::words(open_to.unwrap_or_else(|| text("framework-status-unknown"))),
            Cell::words(tied.unwrap_or_else(|| text("framework-link-none"))),
        ];
        table.row(said::offering::kind(element.kind), cells)
    })
}

/// A group of people by the code of `WhoFor`.
fn who(code: &str) -> Text {
    let name = format!("WHO_FOR_{}", code.to_uppercase());
    said::offering::who_for(WhoFor::from_str_name(&name).map_or(0, i32::from))
}

fn tie(link: Link) -> Text {
    match link {
        Link::Unspecified => Text::default(),
        Link::Contract => text("framework-link-contract"),
        Link::Grant => text("framework-link-grant"),
        Link::Referral => text("framework-link-referral"),
    }
}
