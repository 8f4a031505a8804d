//! One table of figures, and the picture and the file made from the same rows.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::parts::Chart;
use crate::view::View;
use crate::words::{Say, Text};

/// A table of figures.
#[derive(Debug, Template)]
#[template(path = "frameworks/table.html")]
pub(super) struct Table {
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

/// One figure or answer.
#[derive(Debug)]
pub(super) struct Cell {
    said: Text,
    number: Option<f64>,
}

impl Cell {
    /// An answer in words.
    pub fn words(said: impl Say) -> Self {
        Self { said: said.text(), number: None }
    }

    /// A figure, with how it is said; nothing to draw when it is hidden or not known.
    pub fn figure(said: impl Say, number: Option<i32>) -> Self {
        Self { said: said.text(), number: number.map(f64::from) }
    }

    /// How it is said.
    pub fn said(&self) -> &Text {
        &self.said
    }

    /// The figure, when it is one and known.
    pub fn number(&self) -> Option<f64> {
        self.number
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
            chart.bar(&row.label, &cell.said, cell.number.unwrap_or_default())
        })
    }

    /// Whether a column, counted with the labels, holds figures.
    fn is_number(&self, column: &usize) -> bool {
        let cells = self.rows.iter().filter_map(|row| row.cells.get(column.checked_sub(1)?));
        cells.into_iter().any(|cell| cell.number.is_some())
    }

    /// Whether a column has anything to draw.
    pub fn has_figures(&self, column: usize) -> bool {
        self.rows
            .iter()
            .filter_map(|row| row.cells.get(column))
            .any(|cell| cell.number.is_some_and(|n| n > 0.0))
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
