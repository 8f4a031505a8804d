//! One table of figures, and the picture and the file made from the same rows.

use askama::Template;
use askama::filters::HtmlSafe;
use chrono::NaiveDate;

use super::Chart;
use crate::view::{self, View};
use crate::words::{Say, Text, text};

/// A table of figures.
#[derive(Debug, Template)]
#[template(path = "parts/table.html")]
pub struct Table {
    id: String,
    caption: Text,
    heads: Vec<Text>,
    rows: Vec<Row>,
    /// Where the same table is as a file, but for the kind of file; empty when it has none.
    file: String,
}

#[derive(Debug)]
struct Row {
    label: Text,
    /// Where the row leads; empty when nowhere.
    path: String,
    cells: Vec<Cell>,
}

/// One figure or answer: how it is said, and what it is to a program.
#[derive(Debug)]
pub struct Cell {
    said: Text,
    value: Value,
}

/// What a cell is in a spreadsheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// Words, or what is hidden or not known: never a number that could be added up.
    Words,
    /// A count, a share or a measure.
    Number(f64),
    /// An amount of pence.
    Money(i64),
    /// A calendar date.
    Date(NaiveDate),
}

impl Cell {
    /// An answer in words.
    pub fn words(said: impl Say) -> Self {
        Self { said: said.text(), value: Value::Words }
    }

    /// A count.
    pub fn count(count: i32) -> Self {
        Self::figure(text("table-number").with("count", count), Some(count))
    }

    /// A figure, with how it is said; nothing to draw when it is hidden or not known.
    pub fn figure(said: impl Say, number: Option<impl Into<f64>>) -> Self {
        let value = number.map_or(Value::Words, |number| Value::Number(number.into()));
        Self { said: said.text(), value }
    }

    /// An amount of pence.
    pub fn money(pence: i64) -> Self {
        Self { said: Text::Plain(view::money(pence).into()), value: Value::Money(pence) }
    }

    /// A calendar date `2026-04-30`; anything else is words.
    pub fn date(iso: &str) -> Self {
        let value = crate::when::date(iso).map_or(Value::Words, Value::Date);
        Self { said: Text::Plain(view::date(iso).into()), value }
    }

    /// How it is said.
    pub fn said(&self) -> &Text {
        &self.said
    }

    /// What it is to a program.
    pub fn value(&self) -> Value {
        self.value
    }

    /// How long its bar is, when it is an amount that is known: money in pounds.
    #[expect(clippy::cast_precision_loss, reason = "the length of a bar")]
    fn number(&self) -> Option<f64> {
        match self.value {
            Value::Number(number) => Some(number),
            Value::Money(pence) => Some(pence as f64 / 100.0),
            Value::Words | Value::Date(_) => None,
        }
    }
}

impl Table {
    /// A table with the heads of its columns, the first of them over the labels.
    pub fn new(id: &str, caption: impl Say, heads: Vec<Text>) -> Self {
        Self { id: id.to_owned(), caption: caption.text(), heads, rows: Vec::new(), file: String::new() }
    }

    /// Where the files of it are, but for their kind.
    #[must_use]
    pub fn file(mut self, path: String) -> Self {
        self.file = path;
        self
    }

    /// One row.
    #[must_use]
    pub fn row(self, label: impl Say, cells: Vec<Cell>) -> Self {
        self.row_to(label, String::new(), cells)
    }

    /// One row whose label is a link.
    #[must_use]
    pub fn row_to(mut self, label: impl Say, path: String, cells: Vec<Cell>) -> Self {
        self.rows.push(Row { label: label.text(), path, cells });
        self
    }

    /// The picture of one column.
    pub fn chart(&self, id: &str, column: usize, about: impl Say) -> Chart {
        let chart =
            Chart::new(id).title(self.heads.get(column + 1).cloned().unwrap_or_default()).about(about);
        let cells = self.rows.iter().filter_map(|row| Some((row, row.cells.get(column)?)));
        cells.fold(chart, |chart, (row, cell)| {
            chart.bar(&row.label, &cell.said, cell.number().unwrap_or_default())
        })
    }

    /// Whether a column, counted with the labels, holds figures.
    fn is_number(&self, column: &usize) -> bool {
        let cells = self.rows.iter().filter_map(|row| row.cells.get(column.checked_sub(1)?));
        cells.into_iter().any(|cell| cell.number().is_some())
    }

    /// Whether a column has anything to draw.
    pub fn has_figures(&self, column: usize) -> bool {
        self.rows
            .iter()
            .filter_map(|row| row.cells.get(column))
            .any(|cell| cell.number().is_some_and(|n| n > 0.0))
    }

    /// The heads of its columns, the first of them over the labels.
    pub fn heads(&self) -> &[Text] {
        &self.heads
    }

    /// The label and the cells of each row.
    pub fn lines(&self) -> impl Iterator<Item = (&Text, &[Cell])> {
        self.rows.iter().map(|row| (&row.label, row.cells.as_slice()))
    }
}

impl HtmlSafe for Table {}
