//! What the map can show of a council, and how deep each answer is coloured.

use proto::councils::v1 as pb;
use proto::councils::v1::element::Status;
use proto::councils::v1::framework::{Kind, UloCountBand};
use proto::councils::v1::wait::Step;
use reference::council;

use crate::parts::table::Cell;
use crate::parts::tiles::Depth;
use crate::words::{Say, Text, text};

/// One thing the map can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    Band,
    Brokerage,
    Advocacy,
    PeerSupport,
    Wait,
    Control,
}

/// All of them, in the order they are offered.
pub(super) const MEASURES: [Measure; 6] = [
    Measure::Band,
    Measure::Brokerage,
    Measure::Advocacy,
    Measure::PeerSupport,
    Measure::Wait,
    Measure::Control,
];

/// What one council shows.
pub(super) struct Shown {
    pub short: Text,
    pub cell: Cell,
    pub depth: Depth,
}

type Keys = &'static [(Depth, &'static str)];

const BANDS: Keys =
    &[(Depth::One, "map-band-none"), (Depth::Two, "map-band-few"), (Depth::Four, "map-band-many")];
const ELEMENTS: Keys = &[
    (Depth::One, "map-element-missing"),
    (Depth::Two, "map-element-partly"),
    (Depth::Four, "map-element-there"),
    (Depth::Unknown, "map-unknown"),
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
            Self::Brokerage => "brokerage",
            Self::Advocacy => "advocacy",
            Self::PeerSupport => "peer-support",
            Self::Wait => "wait",
            Self::Control => "control",
        }
    }

    pub fn title(self) -> Text {
        text(match self {
            Self::Band => "map-band",
            Self::Brokerage => "framework-list-brokerage",
            Self::Advocacy => "framework-list-advocacy",
            Self::PeerSupport => "framework-list-peer",
            Self::Wait => "framework-list-wait",
            Self::Control => "map-control",
        })
    }

    /// The sentence about all councils.
    pub fn lead(self) -> Text {
        text(match self {
            Self::Band => "map-lead-band",
            Self::Brokerage | Self::Advocacy | Self::PeerSupport => "map-lead-element",
            Self::Wait => "map-lead-wait",
            Self::Control => "map-lead-control",
        })
    }

    /// What each depth of colour means, least first.
    pub fn keys(self) -> Keys {
        match self {
            Self::Band => BANDS,
            Self::Brokerage | Self::Advocacy | Self::PeerSupport => ELEMENTS,
            Self::Wait => WAITS,
            Self::Control => CONTROLS,
        }
    }

    /// What it is in one council.
    pub fn of(self, framework: &pb::Framework) -> Shown {
        match self {
            Self::Band => band(framework),
            Self::Brokerage => element(framework, Kind::SupportBrokerage),
            Self::Advocacy => element(framework, Kind::Advocacy),
            Self::PeerSupport => element(framework, Kind::PeerSupport),
            Self::Wait => wait(framework),
            Self::Control => control(framework),
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

fn wait(framework: &pb::Framework) -> Shown {
    let whole = framework.waits.iter().find(|wait| wait.step() == Step::AskedToAccepted);
    let Some(days) = whole.and_then(|wait| wait.median_days) else { return unknown() };
    let depth = match days {
        ..=14 => Depth::One,
        15..=28 => Depth::Two,
        29..=56 => Depth::Three,
        _ => Depth::Four,
    };
    let said = text("framework-days").with("days", days);
    Shown { short: text("map-short-days").with("days", days), cell: Cell::figure(said, Some(days)), depth }
}

fn control(framework: &pb::Framework) -> Shown {
    let Some(percent) = framework.control_change.as_ref().and_then(|change| change.better_percent) else {
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
        let waits = |days: Option<i32>| pb::Framework {
            waits: vec![pb::Wait {
                step: Step::AskedToAccepted.into(),
                median_days: days,
                ..Default::default()
            }],
            ..Default::default()
        };
        let shares = |percent: Option<i32>| pb::Framework {
            control_change: Some(pb::ControlChange { better_percent: percent, ..Default::default() }),
            ..Default::default()
        };
        let days = [None, Some(0), Some(14), Some(15), Some(29), Some(57)].map(waits);
        let percents = [None, Some(0), Some(39), Some(40), Some(50), Some(60), Some(100)].map(shares);
        for framework in days.iter().chain(&percents) {
            for measure in MEASURES {
                let depth = measure.of(framework).depth;
                assert!(measure.keys().iter().any(|(known, _)| *known == depth), "{measure:?} {depth:?}");
            }
        }
        assert_eq!(Measure::Wait.of(&waits(Some(14))).depth, Depth::One);
        assert_eq!(Measure::Wait.of(&waits(Some(15))).depth, Depth::Two);
        assert_eq!(
            Measure::Control.of(&shares(None)).depth,
            Depth::Unknown,
            "hidden is never told as little"
        );
    }
}
