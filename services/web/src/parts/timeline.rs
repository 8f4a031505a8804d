//! A timeline as an inline picture: a bar for each thing from its first day to its last, years below, a line for today.
//!
//! What is sure is filled and what is hoped for is hatched, and the words over each bar say which; the table beside it is the
//! page's own, from the same rows.

use askama::Template;
use askama::filters::HtmlSafe;
use chrono::{Datelike as _, Months, NaiveDate};

use crate::view::View;
use crate::words::{Say, Text};

/// The height of one row, of what is above the rows and of what is below, in pixels.
const ROW: usize = 84;
const TOP: usize = 34;
const BOTTOM: usize = 30;
/// How far back and ahead the picture goes at most, and ahead at least, in months.
const BACK: Months = Months::new(12);
const AHEAD: Months = Months::new(60);
const LEAST_AHEAD: Months = Months::new(12);
/// The longest name that fits beside nothing else on a small screen.
const LONGEST_NAME: usize = 26;

/// The picture: `Timeline::new("money", today).title(..).about(..).bar(label, said, first, last, true)`.
#[derive(Debug, Template)]
#[template(path = "parts/timeline.html")]
pub struct Timeline {
    id: String,
    title: Text,
    about: Text,
    today: NaiveDate,
    bars: Vec<Bar>,
}

#[derive(Debug)]
struct Bar {
    label: String,
    said: Text,
    first: NaiveDate,
    last: NaiveDate,
    sure: bool,
}

struct Row<'a> {
    label: &'a str,
    said: &'a Text,
    sure: bool,
    name_y: usize,
    said_y: usize,
    bar_y: usize,
    left: String,
    width: String,
}

impl Timeline {
    /// A picture of how things stand on a day.
    pub fn new(id: &str, today: NaiveDate) -> Self {
        let (title, about) = (Text::default(), Text::default());
        Self { id: id.to_owned(), title, about, today, bars: Vec::new() }
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

    /// One bar: its name, its words, its days, and whether it is sure. What was over before the picture begins is left out.
    #[must_use]
    pub fn bar(mut self, label: &str, said: impl Say, days: (NaiveDate, NaiveDate), sure: bool) -> Self {
        let (first, last) = days;
        if self.today.checked_sub_months(BACK).is_none_or(|start| last >= start) {
            self.bars.push(Bar { label: shortened(label), said: said.text(), first, last, sure });
        }
        self
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.bars.is_empty()
    }

    /// The first and the last day drawn.
    fn span(&self) -> (NaiveDate, NaiveDate) {
        let back = self.today.checked_sub_months(BACK).unwrap_or(NaiveDate::MIN);
        let ahead = |months| self.today.checked_add_months(months).unwrap_or(NaiveDate::MAX);
        let first = self.bars.iter().map(|bar| bar.first).min().unwrap_or(self.today);
        let last = self.bars.iter().map(|bar| bar.last).max().unwrap_or(self.today);
        (first.clamp(back, self.today), last.clamp(ahead(LEAST_AHEAD), ahead(AHEAD)))
    }

    /// Where a day lies, in tenths of a per cent of the width.
    fn permille(&self, day: NaiveDate) -> i64 {
        let (first, last) = self.span();
        let whole = (last - first).num_days().max(1);
        ((day - first).num_days() * 1000 / whole).clamp(0, 1000)
    }

    fn rows(&self) -> Vec<Row<'_>> {
        let rows = self.bars.iter().zip((TOP..).step_by(ROW));
        rows.map(|(bar, top)| {
            let (left, right) = (self.permille(bar.first), self.permille(bar.last));
            Row {
                label: &bar.label,
                said: &bar.said,
                sure: bar.sure,
                name_y: top + 20,
                said_y: top + 42,
                bar_y: top + 50,
                left: percent(left),
                width: percent((right - left).max(6)),
            }
        })
        .collect()
    }

    /// The first of January of each year that begins within the picture, with room for its number.
    fn years(&self) -> Vec<(String, i32)> {
        let (first, last) = self.span();
        let begins = (first.year()..=last.year()).filter_map(|year| NaiveDate::from_ymd_opt(year, 1, 1));
        let places = begins.map(|day| (self.permille(day), day.year()));
        places
            .filter(|(place, _)| (60..=920).contains(place))
            .map(|(place, year)| (percent(place), year))
            .collect()
    }

    fn today_x(&self) -> String {
        percent(self.permille(self.today))
    }

    /// On which side of its line today is written, so that it is never cut off.
    fn today_anchor(&self) -> &'static str {
        if self.permille(self.today) > 500 { "end" } else { "start" }
    }

    fn foot(&self) -> usize {
        TOP + ROW * self.bars.len()
    }

    fn height(&self) -> usize {
        self.foot() + BOTTOM
    }
}

fn percent(permille: i64) -> String {
    format!("{}.{}", permille / 10, permille % 10)
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= LONGEST_NAME {
        return name.to_owned();
    }
    let kept: String = name.chars().take(LONGEST_NAME - 1).collect();
    format!("{}…", kept.trim_end())
}

impl HtmlSafe for Timeline {}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn drawn(bars: &[(&str, &str)]) -> Timeline {
        let empty = Timeline::new("x", day("2026-07-01"));
        bars.iter().fold(empty, |picture, (first, last)| {
            picture.bar("A Trust", "said", (day(first), day(last)), true)
        })
    }

    #[test]
    fn every_bar_lies_within_the_picture_however_long_it_runs() {
        let picture = drawn(&[
            ("1990-01-01", "2999-12-31"),
            ("2026-07-01", "2026-07-01"),
            ("2020-01-01", "2025-06-30"),
        ]);
        assert_eq!(picture.span(), (day("2025-07-01"), day("2031-07-01")));
        let rows = picture.rows();
        assert_eq!(rows.len(), 2, "what was over a year ago is not drawn");
        assert_eq!((rows[0].left.as_str(), rows[0].width.as_str()), ("0.0", "100.0"));
        assert_eq!(rows[1].width, "0.6", "a day can be seen");
        assert_eq!((picture.today_x().as_str(), picture.today_anchor()), ("16.6", "start"));
        assert!(drawn(&[]).is_empty());
    }

    #[test]
    fn years_are_marked_where_they_begin() {
        let years: Vec<i32> =
            drawn(&[("2026-01-01", "2029-12-31")]).years().into_iter().map(|(_, year)| year).collect();
        assert_eq!(years, [2027, 2028, 2029]);
    }

    #[test]
    fn long_names_are_cut_where_they_end_in_letters() {
        assert_eq!(shortened(&"é".repeat(40)).chars().count(), LONGEST_NAME);
        assert_eq!(shortened("A Trust"), "A Trust");
    }
}
