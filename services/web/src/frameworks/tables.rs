//! The tables of one framework.

use std::collections::HashMap;

use proto::councils::v1 as pb;
use proto::councils::v1::element::Link;
use proto::councils::v1::evidence::Standing;
use proto::ulos::v1::WhoFor;

use super::{listed, status};
use crate::parts::table::{Cell, Table};
use crate::said;
use crate::words::{Say as _, Text, text};

/// What organisations are called, by their names on the wire.
pub(super) type Names = HashMap<String, String>;

/// Every table of what exists, in reading order.
#[derive(Debug)]
pub(super) struct Tables {
    pub support: Table,
    pub links: Table,
    /// The organisations all this is counted from.
    pub evidence: Table,
}

impl Tables {
    /// The tables; organisations are called by `names`.
    pub fn of(framework: &pb::Framework, names: &Names) -> Self {
        // The files of an ended quarter are those of that quarter.
        let ended = framework.freeze_time.map(|_| format!("{}-", framework.quarter)).unwrap_or_default();
        let file = |word: &str| format!("/{}/{ended}{word}", framework.name);
        Self {
            support: support(framework).file(file("support")),
            links: links(framework).file(file("links")),
            evidence: evidence(framework, names).file(file("evidence")),
        }
    }

    /// The table whose files have this stem.
    pub fn named(&self, stem: &str) -> Option<&Table> {
        match stem {
            "support" => Some(&self.support),
            "links" => Some(&self.links),
            "evidence" => Some(&self.evidence),
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

/// Which organisations offer each kind of support, and how the council is tied to each.
fn evidence(framework: &pb::Framework, names: &Names) -> Table {
    let heads = [
        "framework-ulos-name",
        "framework-support-kind",
        "framework-ulos-led",
        "framework-support-offers",
        "framework-evidence-open",
        "framework-evidence-access",
        "framework-evidence-tied",
    ];
    let table = Table::new("evidence", text("framework-evidence-table"), heads.map(text).to_vec());
    let each =
        framework.elements.iter().flat_map(|element| element.evidence.iter().map(|one| (element.kind, one)));
    each.fold(table, |table, (kind, one)| {
        let cells = vec![
            Cell::words(said::offering::kind(kind)),
            Cell::words(standing(one.standing())),
            Cell::count(one.offering_count),
            Cell::count(one.open_count),
            Cell::count(one.saying_access_count),
            Cell::words(listed(one.links().map(tie)).unwrap_or_else(|| text("framework-link-none"))),
        ];
        let name = names.get(&one.ulo).map_or_else(|| text("framework-evidence-unnamed"), |name| name.text());
        table.row_to(name, format!("/{}", one.ulo), cells)
    })
}

fn standing(standing: Standing) -> Text {
    text(match standing {
        Standing::Shown => "framework-evidence-shown",
        Standing::NotShown | Standing::Unspecified => "framework-evidence-not-shown",
        Standing::Other => "framework-evidence-other",
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
        Link::Seat => text("framework-link-seat"),
    }
}
