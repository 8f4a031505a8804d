//! The tables of one framework.

use proto::councils::v1 as pb;
use proto::councils::v1::element::Link;
use proto::councils::v1::wait::Step;
use proto::ulos::v1::WhoFor;

use super::{days, listed, small, status, step};
use crate::parts::table::{Cell, Table};
use crate::said;
use crate::words::{Text, text};

/// The steps in the order people take them; the longer ones that hold several come last.
const WAY: [Step; 11] = [
    Step::AskedToMenu,
    Step::MenuToChosen,
    Step::ChosenToIntroduced,
    Step::IntroducedToAccepted,
    Step::AcceptedToContact,
    Step::ContactToAgreed,
    Step::AgreedToLive,
    Step::AskedToChosen,
    Step::ChosenToAccepted,
    Step::AskedToAccepted,
    Step::AcceptedToLive,
];

/// Every table of a framework, in reading order.
#[derive(Debug)]
pub(super) struct Tables {
    pub support: Table,
    pub links: Table,
    pub waits: Table,
    pub requests: Table,
    pub control: Table,
}

impl Tables {
    pub fn of(framework: &pb::Framework) -> Self {
        // The files of an ended quarter are those of that quarter.
        let ended = framework.freeze_time.map(|_| format!("{}-", framework.quarter)).unwrap_or_default();
        let file = |word: &str| format!("/{}/{ended}{word}", framework.name);
        Self {
            support: support(framework).file(file("support")),
            links: links(framework).file(file("links")),
            waits: waits(framework).file(file("waits")),
            requests: requests(framework).file(file("requests")),
            control: control(framework).file(file("control")),
        }
    }

    /// The table whose files have this stem.
    pub fn named(&self, stem: &str) -> Option<&Table> {
        match stem {
            "support" => Some(&self.support),
            "links" => Some(&self.links),
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

fn waits(framework: &pb::Framework) -> Table {
    let heads = [
        "framework-waits-step",
        "framework-waits-median",
        "framework-waits-ninetieth",
        "framework-waits-count",
        "framework-waits-standing",
        "framework-waits-so-far",
    ];
    let table = Table::new("waits", text("framework-waits-table"), heads.map(text).to_vec());
    let order = |wait: &&pb::Wait| WAY.iter().position(|step| *step == wait.step());
    let mut waits: Vec<&pb::Wait> = framework.waits.iter().collect();
    waits.sort_by_key(order);
    waits.into_iter().fold(table, |table, wait| {
        let (count, standing) = (wait.count.as_ref(), wait.waiting_count.as_ref());
        let number =
            |count: Option<&pb::SmallNumber>| Cell::figure(small(count), count.and_then(|count| count.value));
        let length = |told, count| Cell::figure(days(told, count), told);
        let cells = vec![
            length(wait.median_days, count),
            length(wait.ninetieth_days, count),
            number(count),
            number(standing),
            length(wait.waiting_median_days, standing),
        ];
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
