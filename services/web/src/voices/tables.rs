//! The tables of decisions: by year, and one by one.

use proto::councils::v1 as pb;
use proto::councils::v1::voice::Verdict;

use super::Decision;
use crate::parts::table::{Cell, Table};
use crate::said;
use crate::words::{Text, text};

/// How the figures are made.
pub const METHODS: [&str; 4] =
    ["voice-method-who", "voice-method-changed", "voice-method-verdict", "voice-method-kept"];
/// Which column of the years holds the share changed.
pub const CHANGED: usize = 3;

const VERDICTS: [Verdict; 4] = [Verdict::Nurtured, Verdict::Heard, Verdict::Cosmetic, Verdict::Ignored];

/// The share of the newest year, in a sentence.
pub fn lead(years: &[pb::VoiceYear]) -> Text {
    match years.first() {
        None => text("voice-lead-none"),
        Some(year) => text("voice-lead")
            .with("year", year.year.to_string())
            .with("changed", year.changed_count)
            .with("count", year.decision_count)
            .with("percent", percent(year.changed_permille)),
    }
}

/// A row a year.
pub fn by_year(years: &[pb::VoiceYear]) -> Table {
    let heads = [
        "voice-year",
        "voice-year-decisions",
        "voice-year-before",
        "voice-year-changed",
        "voice-year-share",
        "voice-year-judged",
        "voice-verdict-nurtured",
        "voice-verdict-heard",
        "voice-verdict-cosmetic",
        "voice-verdict-ignored",
    ];
    let table = Table::new("by-year", text("voice-years"), heads.map(text).to_vec());
    years.iter().fold(table, |table, year| {
        let given = |verdict: Verdict| year.verdicts.iter().find(|given| given.verdict() == verdict);
        let share = percent(year.changed_permille);
        let counted = [year.decision_count, year.before_options_count, year.changed_count].map(Cell::count);
        let shared = Cell::figure(text("framework-percent").with("percent", share), Some(share));
        let verdicts = VERDICTS.map(|verdict| Cell::count(given(verdict).map_or(0, |given| given.count)));
        let cells = counted.into_iter().chain([shared, Cell::count(year.judged_count)]).chain(verdicts);
        table.row(year.year.to_string(), cells.collect())
    })
}

/// A row a decision.
pub fn decisions(decisions: &[Decision]) -> Table {
    let heads = [
        "voice-title",
        "voice-date",
        "voice-involvement",
        "voice-speaker",
        "voice-asked",
        "voice-change",
        "voice-change-words",
        "voice-verdict",
        "voice-verdict-words",
    ];
    let table = Table::new("decisions", text("voice-decisions"), heads.map(text).to_vec());
    decisions.iter().fold(table, |table, Decision { voice, speaker }| {
        let cells = vec![
            Cell::date(&voice.decide_date),
            Cell::words(said::voice::involvement(voice.involvement)),
            Cell::words(speaker),
            Cell::words(&voice.asked),
            Cell::words(said::voice::change(voice.change)),
            Cell::words(&voice.change_words),
            Cell::words(verdict(voice)),
            Cell::words(&voice.verdict_words),
        ];
        table.row_to(&voice.title, format!("/{}", voice.name), cells)
    })
}

/// What the organisation says; that it has not said when it could.
pub fn verdict(voice: &pb::Voice) -> Text {
    match (voice.verdict(), voice.ulo.as_str()) {
        (Verdict::Unspecified, "") => text("voice-verdict-nobody"),
        (Verdict::Unspecified, _) => text("voice-verdict-open"),
        _ => said::voice::verdict(voice.verdict),
    }
}

/// Of 1,000 as of 100, to the nearest.
fn percent(permille: i32) -> i32 {
    (permille + 5) / 10
}
