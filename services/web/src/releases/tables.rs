//! The tables of a release: of one place, and of many beside each other.

use proto::councils::v1 as pb;
use proto::councils::v1::wait::Step;
use reference::council;

use super::released::whole_wait;
use super::{ENGLAND, costs};
use crate::frameworks::{days, small, step};
use crate::parts::table::{Cell, Table};
use crate::said;
use crate::words::{Say as _, Text, text};

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

/// The tables of one place.
#[derive(Debug)]
pub(crate) struct Tables {
    pub requests: Table,
    pub waits: Table,
    pub control: Table,
}

impl Tables {
    /// The tables of a place, whose files begin with `files`.
    pub fn of(figures: &pb::PlaceFigures, files: &str) -> Self {
        let file = |table: Table, stem: &str| table.file(format!("{files}{stem}"));
        Self {
            requests: file(requests(&figures.requests), "requests"),
            waits: file(waits(&figures.waits), "waits"),
            control: file(control("control", figures.control_change.unwrap_or_default()), "control"),
        }
    }

    /// The table whose files have this stem.
    pub fn named(&self, stem: &str) -> Option<&Table> {
        match stem {
            "requests" => Some(&self.requests),
            "waits" => Some(&self.waits),
            "control" => Some(&self.control),
            _ => None,
        }
    }
}

/// A count that gives no one away.
pub(crate) fn small_cell(count: Option<&pb::SmallNumber>) -> Cell {
    Cell::figure(small(count), count.and_then(|count| count.value))
}

/// Steps in the order people take them.
pub(crate) fn steps(waits: &[pb::Wait]) -> Vec<&pb::Wait> {
    let mut waits: Vec<&pb::Wait> = waits.iter().collect();
    waits.sort_by_key(|wait| WAY.iter().position(|step| *step == wait.step()));
    waits
}

/// How long a step took: the middle wait, the long one, and of how many.
pub(crate) fn ended(wait: &pb::Wait) -> Vec<Cell> {
    let count = wait.count.as_ref();
    let length = |told| Cell::figure(days(told, count), told);
    vec![length(wait.median_days), length(wait.ninetieth_days), small_cell(count)]
}

/// Whether people gained control.
pub(crate) fn control(id: &str, change: pb::ControlChange) -> Table {
    let heads = ["framework-control-what", "framework-control-people"].map(text);
    let rows = [
        ("framework-control-better", change.better),
        ("framework-control-same", change.same),
        ("framework-control-worse", change.worse),
        ("framework-control-answered", change.answered),
    ];
    rows.iter()
        .fold(Table::new(id, text("framework-control-table"), heads.to_vec()), |table, (key, count)| {
            table.row(text(key), vec![small_cell(count.as_ref())])
        })
}

fn requests(requests: &[pb::RequestFigures]) -> Table {
    let heads = [
        "framework-requests-kind",
        "release-asked",
        "release-met",
        "release-unmet",
        "release-ended",
        "release-open",
    ];
    let table = Table::new("requests", text("release-requests-table"), heads.map(text).to_vec());
    requests.iter().fold(table, |table, one| {
        let counts = [one.asked, one.met, one.unmet, one.ended, one.open];
        let cells = counts.iter().map(|count| small_cell(count.as_ref())).collect();
        table.row(said::offering::kind(one.kind), cells)
    })
}

fn waits(waits: &[pb::Wait]) -> Table {
    let heads = [
        "framework-waits-step",
        "framework-waits-median",
        "framework-waits-ninetieth",
        "framework-waits-count",
    ];
    let table = Table::new("waits", text("release-waits-table"), heads.map(text).to_vec());
    steps(waits).into_iter().fold(table, |table, wait| table.row(step(wait.step), ended(wait)))
}

/// The tables that set places beside each other, with the stems of their files.
pub(super) fn of_places(release: &pb::Release, all: bool) -> [(&'static str, Table); 4] {
    let region = |place: &str| place.starts_with("E12") || place == ENGLAND;
    let places: Vec<&pb::PlaceFigures> =
        release.figures.iter().filter(|figures| all || region(&figures.place)).collect();
    let regions: Vec<&pb::PlaceFigures> =
        release.figures.iter().filter(|figures| region(&figures.place)).collect();
    [
        ("unmet-by-place", beside(&places, "unmet-by-place", &UNMET, unmet_cells)),
        ("waits-by-place", beside(&places, "waits-by-place", &WAITS, wait_cells)),
        ("hours-by-place", beside(&regions, "hours-by-place", &HOURS, costs::cells)),
        ("control-by-place", beside(&places, "control-by-place", &CONTROL, control_cells)),
    ]
    .map(|(stem, table)| (stem, table.file(format!("/{}/{stem}", release.name))))
}

/// Requests by what the asker needs to take part, in all of England.
pub(super) fn needs(release: &pb::Release) -> Table {
    let heads = ["release-need", "release-asked", "release-unmet"].map(text).to_vec();
    let england = release.figures.iter().find(|figures| figures.place == ENGLAND);
    let needs = england.map(|figures| figures.needs.as_slice()).unwrap_or_default();
    let table = Table::new("needs", text("release-needs-table"), heads);
    let table = needs.iter().fold(table, |table, one| {
        let cells = vec![small_cell(one.asked.as_ref()), small_cell(one.unmet.as_ref())];
        table.row(said::access::item(&one.need), cells)
    });
    table.file(format!("/{}/needs", release.name))
}

/// The caption of a table of places, and the heads of its columns after the first.
type Heads = (&'static str, &'static [&'static str]);

const UNMET: Heads =
    ("release-unmet-table", &["framework-list-brokerage", "framework-list-advocacy", "framework-list-peer"]);
const HOURS: Heads = (
    "release-cost-places-table",
    &["framework-list-brokerage", "framework-list-advocacy", "framework-list-peer"],
);
const WAITS: Heads =
    ("release-wait-table", &["framework-waits-median", "framework-waits-ninetieth", "framework-waits-count"]);
const CONTROL: Heads = (
    "release-control-table",
    &[
        "framework-control-better",
        "framework-control-same",
        "framework-control-worse",
        "framework-control-answered",
        "release-share",
    ],
);

fn beside(
    places: &[&pb::PlaceFigures],
    id: &str,
    (caption, heads): &Heads,
    cells: fn(&pb::PlaceFigures) -> Vec<Cell>,
) -> Table {
    let heads = [&["release-place"], *heads].concat().into_iter().map(text).collect();
    places.iter().fold(Table::new(id, text(caption), heads), |table, figures| {
        let path = council::find(&figures.place).map(|_| format!("/frameworks/{}", figures.place));
        table.row_to(place(&figures.place), path.unwrap_or_default(), cells(figures))
    })
}

fn unmet_cells(figures: &pb::PlaceFigures) -> Vec<Cell> {
    figures.requests.iter().map(|requests| small_cell(requests.unmet.as_ref())).collect()
}

fn wait_cells(figures: &pb::PlaceFigures) -> Vec<Cell> {
    whole_wait(figures).map(ended).unwrap_or_default()
}

fn control_cells(figures: &pb::PlaceFigures) -> Vec<Cell> {
    let change = figures.control_change.unwrap_or_default();
    let counts = [change.better, change.same, change.worse, change.answered];
    counts.iter().map(|count| small_cell(count.as_ref())).chain([share(change.better_percent)]).collect()
}

/// A share of every 100, when there were enough people.
pub(crate) fn share(percent: Option<i32>) -> Cell {
    let said = match percent {
        Some(percent) => text("framework-percent").with("percent", percent),
        None => text("framework-too-few"),
    };
    Cell::figure(said, percent)
}

/// The name of a place.
fn place(code: &str) -> Text {
    if code == ENGLAND {
        return text("release-england");
    }
    let region = council::ALL.iter().find(|council| council.region_code == code);
    match (region, council::find(code)) {
        (Some(council), _) => text("release-region").with("region", council.region),
        (None, Some(council)) => council.display_name.text(),
        (None, None) => code.text(),
    }
}
