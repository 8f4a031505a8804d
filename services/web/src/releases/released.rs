//! What was released of one place, in sentences and tables.

use prost_types::Timestamp;
use proto::councils::v1 as pb;
use proto::councils::v1::wait::Step;

use super::tables::Tables;
use crate::frameworks;
use crate::parts::download::Cover;
use crate::when;
use crate::words::{Say, Text, text};

/// One place in one quarter.
pub(crate) struct Released {
    pub quarter: Text,
    /// Where the whole release is.
    pub path: String,
    pub unmet: Text,
    pub wait: Text,
    pub gain: Text,
    pub tables: Tables,
    /// When it was released.
    pub made: Option<Timestamp>,
    methods: Vec<Text>,
}

impl Released {
    /// What a release says of a place, when it has it; its files begin with `files`.
    pub fn of(release: &pb::Release, place: &str, files: &str) -> Option<Self> {
        let figures = release.figures.iter().find(|figures| figures.place == place)?;
        Some(Self {
            quarter: frameworks::quarter(&release.quarter),
            path: format!("/{}", release.name),
            unmet: unmet(figures),
            wait: wait(figures),
            gain: gain(figures),
            tables: Tables::of(figures, files),
            methods: release.method_sentences.iter().map(|key| frameworks::method(key)).collect(),
            made: release.update_time,
        })
    }

    /// What a file of these figures says of itself.
    pub fn cover(&self, title: impl Say) -> Cover {
        let day = when::time(self.made.as_ref());
        Cover::new(title, day.map_or_else(when::today, platform::uk_time::date)).methods(self.methods.clone())
    }

    /// How the figures are made, a sentence each.
    pub fn methods(&self) -> &[Text] {
        &self.methods
    }
}

/// Requests nobody local could meet, as far as it can be told: how many, and whether some are hidden.
pub(crate) fn unmet_count(figures: &pb::PlaceFigures) -> (i32, bool) {
    let counts = || figures.requests.iter().filter_map(|requests| requests.unmet);
    (counts().filter_map(|count| count.value).sum(), counts().any(|count| count.hidden))
}

fn unmet(figures: &pb::PlaceFigures) -> Text {
    match unmet_count(figures) {
        (0, false) => text("release-unmet-none"),
        (0, true) => text("release-unmet-few"),
        (known, false) => text("release-unmet-lead").with("count", known),
        (known, true) => text("release-unmet-at-least").with("count", known),
    }
}

/// The step from asking to being taken on.
pub(crate) fn whole_wait(figures: &pb::PlaceFigures) -> Option<&pb::Wait> {
    figures.waits.iter().find(|wait| wait.step() == Step::AskedToAccepted)
}

fn wait(figures: &pb::PlaceFigures) -> Text {
    match whole_wait(figures).and_then(|wait| wait.median_days) {
        Some(days) => text("release-wait-lead").with("days", days),
        None => text("release-wait-unknown"),
    }
}

fn gain(figures: &pb::PlaceFigures) -> Text {
    let change = figures.control_change.unwrap_or_default();
    match (change.better_percent, change.answered.and_then(|count| count.value)) {
        (Some(percent), _) => text("release-control-lead").with("percent", percent),
        (None, Some(0)) => text("release-control-nobody"),
        (None, _) => text("release-control-few"),
    }
}
