//! Pictures of numbers: always beside the same in words, never colour alone.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::words::{Say, Text};

/// Parts of a whole, each with its words and a bar: `bars().bar(label, said, 0.4)`.
#[derive(Debug, Default, Template)]
#[template(path = "parts/bars.html")]
pub struct Bars {
    bars: Vec<Bar>,
}

#[derive(Debug)]
struct Bar {
    label: Text,
    said: Text,
    /// How much of the whole line the bar takes, in tenths of a per cent.
    permille: i64,
}

impl Bar {
    fn percent(&self) -> String {
        format!("{}.{}", self.permille / 10, self.permille % 10)
    }
}

impl Bars {
    /// One part; `share` of 1 fills the line.
    #[must_use]
    pub fn bar(mut self, label: impl Say, said: impl Say, share: impl Into<Amount>) -> Self {
        self.bars.push(Bar { label: label.text(), said: said.text(), permille: share.into().permille() });
        self
    }
}

/// How long a bar is: a share of the whole line, or an amount in the unit of its chart.
#[derive(Debug, Clone, Copy)]
pub struct Amount(f64);

impl Amount {
    #[expect(clippy::cast_possible_truncation, reason = "0 to 1000 after clamping")]
    fn permille(self) -> i64 {
        (self.0.clamp(0.0, 1.0) * 1000.0).round() as i64
    }
}

impl From<f64> for Amount {
    fn from(share: f64) -> Self {
        Self(share)
    }
}

impl From<&f64> for Amount {
    fn from(share: &f64) -> Self {
        Self(*share)
    }
}

/// A chart of horizontal bars as an inline picture, named and described: `chart("waits").title(..).about(..).bar(..)`.
/// The table beside it is the page's own, from the same rows.
#[derive(Debug, Template)]
#[template(path = "parts/chart.html")]
pub struct Chart {
    id: String,
    title: Text,
    about: Text,
    bars: Vec<ChartBar>,
    /// The least that a bar across the whole picture stands for.
    whole: f64,
}

#[derive(Debug)]
struct ChartBar {
    label: Text,
    said: Text,
    value: f64,
}

/// The height of one row, in pixels.
const ROW: usize = 66;

impl Chart {
    pub(crate) fn new(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            title: Text::default(),
            about: Text::default(),
            bars: Vec::new(),
            whole: 0.0,
        }
    }

    /// What the picture shows.
    #[must_use]
    pub fn title(mut self, title: impl Say) -> Self {
        self.title = title.text();
        self
    }

    /// What it says, in a sentence.
    #[must_use]
    pub fn about(mut self, about: impl Say) -> Self {
        self.about = about.text();
        self
    }

    /// What a bar across the whole picture stands for, when that is known: the highest level of a scale.
    #[must_use]
    pub fn out_of(mut self, whole: impl Into<Amount>) -> Self {
        self.whole = whole.into().0;
        self
    }

    /// One bar: its name, its number in words, and its length in any unit, the same for all.
    #[must_use]
    pub fn bar(mut self, label: impl Say, said: impl Say, value: impl Into<Amount>) -> Self {
        self.bars.push(ChartBar { label: label.text(), said: said.text(), value: value.into().0.max(0.0) });
        self
    }

    fn height(&self) -> usize {
        ROW * self.bars.len()
    }

    fn rows(&self) -> Vec<ChartRow<'_>> {
        let most = self.bars.iter().map(|bar| bar.value).fold(self.whole, f64::max);
        let rows = self.bars.iter().zip((0..).step_by(ROW));
        rows.map(|(bar, top)| ChartRow {
            label: &bar.label,
            said: &bar.said,
            words_y: top + 20,
            bar_y: top + 30,
            percent: format!("{:.1}", if most > 0.0 { bar.value / most * 100.0 } else { 0.0 }),
        })
        .collect()
    }
}

struct ChartRow<'a> {
    label: &'a Text,
    said: &'a Text,
    words_y: usize,
    bar_y: usize,
    percent: String,
}

impl HtmlSafe for Bars {}
impl HtmlSafe for Chart {}
