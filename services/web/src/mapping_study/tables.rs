//! The tables of the mapping study.

use proto::ulos::v1 as pb;
use proto::ulos::v1::band_count::Band;
use proto::ulos::v1::factor_share::Factor;

use super::percent;
use crate::parts::table::{Cell, Table};
use crate::said;
use crate::words::{Say as _, Text, text};

/// Every table of the study, in reading order.
pub(super) struct Tables {
    pub then: Table,
    pub bands: Table,
    pub kinds: Table,
    pub classes: Table,
    pub stages: Table,
    pub who_for: Table,
    pub funding: Table,
    pub factors: Table,
    pub localities: Table,
}

impl Tables {
    pub fn of(study: &pb::MappingStudy) -> Self {
        let file = |table: Table, stem: &str| table.file(format!("/mapping-study/{stem}"));
        let of = |id: &'static str, caption: &'static str, rows: Vec<(Text, i32)>, all: i32| {
            file(counted(id, caption, "mapping-study-organisations", rows, all), id)
        };
        let counts = |id, caption, rows| of(id, caption, rows, study.possible_count);
        // Who says nothing says no "no": what only some tell is of those.
        let told = |share: Option<pb::ShareOf>| share.unwrap_or_default();
        Self {
            then: file(then_and_now(study), "then"),
            bands: file(bands(study), "bands"),
            kinds: counts(
                "kinds",
                "mapping-study-kinds",
                said_of(&study.kinds, |one| (one.kind, one.count), said::organisation::kind),
            ),
            classes: counts(
                "classes",
                "mapping-study-classes",
                said_of(&study.classes, |one| (one.class, one.count), said::evidence::class),
            ),
            stages: counts(
                "stages",
                "mapping-study-stages",
                said_of(&study.stages, |one| (one.stage, one.count), said::evidence::stage),
            ),
            who_for: of(
                "who-for",
                "mapping-study-who-for",
                said_of(&study.who_for, |one| (one.who_for, one.count), said::offering::who_for),
                told(study.who_for_told).count,
            ),
            funding: of(
                "funding",
                "mapping-study-funding",
                said_of(&study.funding_kinds, |one| (one.kind, one.count), said::funding::kind),
                told(study.council_funded).of,
            ),
            factors: file(factors(study), "factors"),
            localities: file(localities(study), "localities"),
        }
    }

    /// The table whose files have this stem.
    pub fn named(&self, stem: &str) -> Option<&Table> {
        match stem {
            "then" => Some(&self.then),
            "bands" => Some(&self.bands),
            "kinds" => Some(&self.kinds),
            "classes" => Some(&self.classes),
            "stages" => Some(&self.stages),
            "who-for" => Some(&self.who_for),
            "funding" => Some(&self.funding),
            "factors" => Some(&self.factors),
            "localities" => Some(&self.localities),
            _ => None,
        }
    }
}

fn said_of<T>(counts: &[T], read: fn(&T) -> (i32, i32), said: fn(i32) -> Text) -> Vec<(Text, i32)> {
    counts.iter().map(read).map(|(value, count)| (said(value), count)).collect()
}

fn counted(id: &str, caption: &'static str, head: &'static str, rows: Vec<(Text, i32)>, all: i32) -> Table {
    let heads = [caption, head, "mapping-study-share"].map(text).to_vec();
    rows.into_iter().fold(Table::new(id, text(caption), heads), |table, (label, count)| {
        table.row(label, vec![Cell::count(count), share(count, all)])
    })
}

fn share(count: i32, of: i32) -> Cell {
    match percent(count, of) {
        Some(percent) => Cell::figure(text("framework-percent").with("percent", percent), Some(percent)),
        None => Cell::words(text("mapping-study-not-recorded")),
    }
}

/// The figures of 2006-7 as far as they are known, beside today's.
fn then_and_now(study: &pb::MappingStudy) -> Table {
    let localities = i32::try_from(study.localities.len()).unwrap_or_default();
    let in_band = |band: Band| study.bands.iter().find(|one| one.band() == band).map_or(0, |one| one.count);
    let (funded, trusts) = (study.council_funded.unwrap_or_default(), study.trust_funded.unwrap_or_default());
    let heads = ["mapping-study-question", "mapping-study-then", "mapping-study-now"].map(text).to_vec();
    Table::new("then", text("mapping-study-then-table"), heads)
        .row(text("mapping-study-then-possible"), vec![Cell::count(647), Cell::count(study.possible_count)])
        .row(text("mapping-study-then-none"), vec![share(12, 100), share(in_band(Band::None), localities)])
        .row(
            text("mapping-study-then-few"),
            vec![Cell::words(text("mapping-study-over-half")), share(in_band(Band::OneToFive), localities)],
        )
        .row(
            text("mapping-study-then-governance"),
            vec![
                Cell::words(text("mapping-study-few")),
                share(study.governance_listed_count, study.possible_count),
            ],
        )
        .row(
            text("mapping-study-then-funder"),
            vec![Cell::words(text("mapping-study-councils-first")), share(funded.count, funded.of)],
        )
        .row(
            text("mapping-study-then-trusts"),
            vec![Cell::words(text("mapping-study-trusts-next")), share(trusts.count, trusts.of)],
        )
        .row(
            text("mapping-study-then-group"),
            vec![
                Cell::words(said::organisation::kind(i32::from(pb::ulo::Kind::ImpairmentGroup))),
                Cell::words(largest(study)),
            ],
        )
}

/// The kind there are most of.
fn largest(study: &pb::MappingStudy) -> Text {
    let most = study.kinds.iter().max_by_key(|one| one.count).filter(|one| one.count > 0);
    most.map_or_else(|| text("mapping-study-not-recorded"), |one| said::organisation::kind(one.kind))
}

fn bands(study: &pb::MappingStudy) -> Table {
    let localities = i32::try_from(study.localities.len()).unwrap_or_default();
    let rows = study.bands.iter().map(|one| (said::study::band(one.band), one.count)).collect();
    counted("bands", "mapping-study-bands", "mapping-study-localities", rows, localities)
}

fn factors(study: &pb::MappingStudy) -> Table {
    let heads = [
        "mapping-study-factor",
        "mapping-study-factor-then",
        "mapping-study-there",
        "mapping-study-of",
        "mapping-study-share",
    ]
    .map(text);
    study.factors.iter().fold(
        Table::new("factors", text("mapping-study-factors"), heads.to_vec()),
        |table, one| {
            let of = one.share.unwrap_or_default();
            table.row(
                said::study::factor(one.factor),
                vec![named(one.factor()), Cell::count(of.count), Cell::count(of.of), share(of.count, of.of)],
            )
        },
    )
}

/// Whether the first study named it; it gives no figures of any.
fn named(factor: Factor) -> Cell {
    Cell::words(text(match factor {
        Factor::OneFunder | Factor::Unspecified => "mapping-study-factor-not-named",
        _ => "mapping-study-factor-named",
    }))
}

fn localities(study: &pb::MappingStudy) -> Table {
    let heads =
        ["framework-list-council", "mapping-study-organisations", "mapping-study-bands"].map(text).to_vec();
    let mut rows: Vec<_> =
        study.localities.iter().map(|one| (crate::staff::council(&one.council), one)).collect();
    rows.sort_by_cached_key(|(name, _)| name.to_string());
    rows.into_iter().fold(
        Table::new("localities", text("mapping-study-by-locality"), heads),
        |table, (name, one)| {
            table.row_to(
                name.text(),
                one.council.replacen("councils/", "/frameworks/", 1),
                vec![Cell::count(one.count), Cell::words(said::study::band(one.band))],
            )
        },
    )
}
