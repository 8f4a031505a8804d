//! What the map can show of a council, and how deep each answer is coloured.

use proto::councils::v1 as pb;
use proto::councils::v1::element::Status;
use proto::councils::v1::framework::{Kind, UloCountBand};
use proto::councils::v1::strategy::Stage;
use reference::council;

use crate::error::Failure;
use crate::frameworks;
use crate::parts::table::Cell;
use crate::parts::tiles::Depth;
use crate::releases;
use crate::releases::released::{unmet_count, whole_wait};
use crate::strategies;
use crate::visit::Visit;
use crate::words::{Say, Text, text};

/// One thing the map can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    Band,
    Strategy,
    Brokerage,
    Advocacy,
    PeerSupport,
    Unmet,
    Wait,
    Control,
}

/// All of them, in the order they are offered.
pub(super) const MEASURES: [Measure; 8] = [
    Measure::Band,
    Measure::Strategy,
    Measure::Brokerage,
    Measure::Advocacy,
    Measure::PeerSupport,
    Measure::Unmet,
    Measure::Wait,
    Measure::Control,
];

/// What is known of one council.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub framework: pb::Framework,
    /// Of the newest release; empty when there is none.
    pub figures: pb::PlaceFigures,
    /// How the strategy goes that is required of it; none when none is.
    pub strategy: Stage,
}

impl Known {
    /// Every council.
    pub async fn all(visit: &Visit) -> Result<Vec<Self>, Failure> {
        let mut figures = releases::of_councils(visit).await?;
        let strategies = strategies::open_ones(visit).await?;
        let frameworks = frameworks::all(visit).await?.into_iter();
        let known = frameworks.map(|framework| {
            let place = figures.iter().position(|figures| framework.council.ends_with(&figures.place));
            let strategy = strategies.iter().find(|strategy| strategy.council == framework.council);
            Self {
                figures: place.map(|place| figures.swap_remove(place)).unwrap_or_default(),
                strategy: strategy.map(pb::Strategy::stage).unwrap_or_default(),
                framework,
            }
        });
        Ok(known.collect())
    }
}

/// What one council shows.
pub(super) struct Shown {
    pub short: Text,
    pub cell: Cell,
    pub depth: Depth,
}

type Keys = &'static [(Depth, &'static str)];

const BANDS: Keys =
    &[(Depth::One, "map-band-none"), (Depth::Two, "map-band-few"), (Depth::Four, "map-band-many")];
const STRATEGIES: Keys = &[
    (Depth::One, "map-strategy-late"),
    (Depth::Two, "map-strategy-required"),
    (Depth::Three, "map-strategy-written"),
    (Depth::Four, "map-strategy-none"),
];
const ELEMENTS: Keys = &[
    (Depth::One, "map-element-missing"),
    (Depth::Two, "map-element-partly"),
    (Depth::Four, "map-element-there"),
    (Depth::Unknown, "map-unknown"),
];
const UNMETS: Keys = &[
    (Depth::One, "map-unmet-1"),
    (Depth::Two, "map-unmet-2"),
    (Depth::Three, "map-unmet-3"),
    (Depth::Four, "map-unmet-4"),
    (Depth::Unknown, "map-few"),
];
const WAITS: Keys = &[
    (Depth::One, "map-wait-1"),
    (Depth::Two, "map-wait-2"),
    (Depth::Three, "map-wait-3"),
    (Depth::Four, "map-wait-4"),
    (Depth::Unknown, "map-few"),
];
const CONTROLS: Keys = &[
    (Depth::One, "map-control-1"),
    (Depth::Two, "map-control-2"),
    (Depth::Three, "map-control-3"),
    (Depth::Four, "map-control-4"),
    (Depth::Unknown, "map-few"),
];

impl Measure {
    /// The one of that word.
    pub fn named(word: &str) -> Option<Self> {
        MEASURES.into_iter().find(|measure| measure.word() == word)
    }

    /// The one asked for; how many organisations there are when none is.
    pub fn asked(word: &str) -> Self {
        Self::named(word).unwrap_or(Self::Band)
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Band => "organisations",
            Self::Strategy => "strategy",
            Self::Brokerage => "brokerage",
            Self::Advocacy => "advocacy",
            Self::PeerSupport => "peer-support",
            Self::Unmet => "unmet",
            Self::Wait => "wait",
            Self::Control => "control",
        }
    }

    pub fn title(self) -> Text {
        text(match self {
            Self::Band => "map-band",
            Self::Strategy => "map-strategy",
            Self::Brokerage => "framework-list-brokerage",
            Self::Advocacy => "framework-list-advocacy",
            Self::PeerSupport => "framework-list-peer",
            Self::Unmet => "release-unmet",
            Self::Wait => "framework-list-wait",
            Self::Control => "map-control",
        })
    }

    /// The sentence about all councils.
    pub fn lead(self) -> Text {
        text(match self {
            Self::Band => "map-lead-band",
            Self::Strategy => "map-lead-strategy",
            Self::Brokerage | Self::Advocacy | Self::PeerSupport => "map-lead-element",
            Self::Unmet => "map-lead-unmet",
            Self::Wait => "map-lead-wait",
            Self::Control => "map-lead-control",
        })
    }

    /// What each depth of colour means, least first.
    pub fn keys(self) -> Keys {
        match self {
            Self::Band => BANDS,
            Self::Strategy => STRATEGIES,
            Self::Brokerage | Self::Advocacy | Self::PeerSupport => ELEMENTS,
            Self::Unmet => UNMETS,
            Self::Wait => WAITS,
            Self::Control => CONTROLS,
        }
    }

    /// What it is in one council.
    pub fn of(self, known: &Known) -> Shown {
        let Known { framework, figures, strategy } = known;
        match self {
            Self::Band => band(framework),
            Self::Strategy => of_stage(*strategy),
            Self::Brokerage => element(framework, Kind::SupportBrokerage),
            Self::Advocacy => element(framework, Kind::Advocacy),
            Self::PeerSupport => element(framework, Kind::PeerSupport),
            Self::Unmet => unmet(figures),
            Self::Wait => wait(figures),
            Self::Control => control(figures),
        }
    }
}

fn band(framework: &pb::Framework) -> Shown {
    let (depth, short) = match framework.ulo_count_band() {
        UloCountBand::None | UloCountBand::Unspecified => (Depth::One, "0"),
        UloCountBand::OneToFive => (Depth::Two, "1–5"),
        UloCountBand::SixOrMore => (Depth::Four, "6+"),
    };
    let said = text("map-organisations").with("count", framework.ulo_count);
    Shown { short: short.text(), cell: Cell::figure(said, Some(framework.ulo_count)), depth }
}

fn of_stage(stage: Stage) -> Shown {
    let (depth, short) = match stage {
        Stage::Overdue => (Depth::One, "map-short-late"),
        Stage::Required => (Depth::Two, "map-short-due"),
        Stage::Written | Stage::OnTrack => (Depth::Three, "map-short-plan"),
        Stage::Unspecified | Stage::Closed => (Depth::Four, "map-short-none"),
    };
    Shown { short: text(short), cell: Cell::words(strategies::stage(stage)), depth }
}

fn element(framework: &pb::Framework, kind: Kind) -> Shown {
    let element = framework.elements.iter().find(|element| element.kind() == kind);
    let (depth, short, said) = match element.map(pb::Element::exists) {
        Some(Status::InPlace) => (Depth::Four, "map-short-yes", "map-element-there"),
        Some(Status::Partly) => (Depth::Two, "map-short-partly", "map-element-partly"),
        Some(Status::Missing) => (Depth::One, "map-short-no", "map-element-missing"),
        _ => (Depth::Unknown, "map-short-unknown", "map-unknown"),
    };
    Shown { short: text(short), cell: Cell::words(text(said)), depth }
}

/// Requests nobody local could help with. What is hidden is more than nothing, and how much is not told.
fn unmet(figures: &pb::PlaceFigures) -> Shown {
    let (count, hidden) = unmet_count(figures);
    if figures.requests.is_empty() || (count == 0 && hidden) {
        return unknown();
    }
    let depth = match count {
        ..=0 => Depth::One,
        1..=20 => Depth::Two,
        21..=50 => Depth::Three,
        _ => Depth::Four,
    };
    let key = if hidden { "map-unmet-at-least" } else { "table-number" };
    let said = text(key).with("count", count);
    Shown { short: text("table-number").with("count", count), cell: Cell::figure(said, Some(count)), depth }
}

fn wait(figures: &pb::PlaceFigures) -> Shown {
    let Some(days) = whole_wait(figures).and_then(|wait| wait.median_days) else { return unknown() };
    let depth = match days {
        ..=14 => Depth::One,
        15..=28 => Depth::Two,
        29..=56 => Depth::Three,
        _ => Depth::Four,
    };
    let said = text("framework-days").with("days", days);
    Shown { short: text("map-short-days").with("days", days), cell: Cell::figure(said, Some(days)), depth }
}

fn control(figures: &pb::PlaceFigures) -> Shown {
    let Some(percent) = figures.control_change.as_ref().and_then(|change| change.better_percent) else {
        return unknown();
    };
    let depth = match percent {
        ..40 => Depth::One,
        40..50 => Depth::Two,
        50..60 => Depth::Three,
        _ => Depth::Four,
    };
    let said = text("framework-percent").with("percent", percent);
    Shown {
        short: text("map-short-percent").with("percent", percent),
        cell: Cell::figure(said, Some(percent)),
        depth,
    }
}

/// Hidden to protect people, or nobody yet: told as not known, never as little.
fn unknown() -> Shown {
    Shown { short: text("map-short-unknown"), cell: Cell::words(text("map-few")), depth: Depth::Unknown }
}

/// The region of a council.
pub(super) fn region(framework: &pb::Framework) -> Cell {
    let found = council::find(framework.council.trim_start_matches("councils/"));
    Cell::words(found.map(|council| council.region).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_depth_a_council_can_have_has_its_meaning() {
        let of = |figures| Known { figures, ..Known::default() };
        let waits = |median_days: Option<i32>| {
            let step = pb::wait::Step::AskedToAccepted.into();
            let wait = pb::Wait { step, median_days, ..Default::default() };
            of(pb::PlaceFigures { waits: vec![wait], ..Default::default() })
        };
        let shares = |percent: Option<i32>| {
            let change = pb::ControlChange { better_percent: percent, ..Default::default() };
            of(pb::PlaceFigures { control_change: Some(change), ..Default::default() })
        };
        let unmets = |value: Option<i32>| {
            let unmet = Some(pb::SmallNumber { value, hidden: value.is_none() });
            let requests = vec![pb::RequestFigures { unmet, ..Default::default() }];
            of(pb::PlaceFigures { requests, ..Default::default() })
        };
        let days = [None, Some(0), Some(14), Some(15), Some(29), Some(57)].map(waits);
        let percents = [None, Some(0), Some(39), Some(40), Some(50), Some(60), Some(100)].map(shares);
        let counts = [None, Some(0), Some(10), Some(20), Some(25), Some(50), Some(55)].map(unmets);
        let stages = [Stage::Unspecified, Stage::Required, Stage::Written, Stage::OnTrack, Stage::Overdue];
        let stages = stages.map(|strategy| Known { strategy, ..Known::default() });
        for known in days.iter().chain(&percents).chain(&counts).chain(&stages) {
            for measure in MEASURES {
                let depth = measure.of(known).depth;
                assert!(measure.keys().iter().any(|(known, _)| *known == depth), "{measure:?} {depth:?}");
            }
        }
        assert_eq!(Measure::Wait.of(&waits(Some(14))).depth, Depth::One);
        assert_eq!(Measure::Unmet.of(&unmets(Some(0))).depth, Depth::One);
        assert_eq!(Measure::Unmet.of(&unmets(None)).depth, Depth::Unknown);
        assert_eq!(Measure::Wait.of(&waits(Some(15))).depth, Depth::Two);
        assert_eq!(
            Measure::Control.of(&shares(None)).depth,
            Depth::Unknown,
            "hidden is never told as little"
        );
    }
}
