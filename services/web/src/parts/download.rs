//! Tables as files: comma-separated values for programs, a spreadsheet for people.

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use chrono::{Datelike as _, NaiveDate};
use platform::Error;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::table::{Cell, Table, Value};
use crate::error::Failure;
use crate::view;
use crate::words::{Say, Text, text};

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// Comma-separated values, `.csv`.
    Csv,
    /// An Office Open XML workbook, `.xlsx`.
    Spreadsheet,
}

impl Kind {
    /// The stem of a file's name and its kind.
    pub fn of(file: &str) -> Option<(&str, Self)> {
        match file.split_once('.')? {
            (stem, "csv") => Some((stem, Self::Csv)),
            (stem, "xlsx") => Some((stem, Self::Spreadsheet)),
            _ => None,
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Spreadsheet => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Spreadsheet => "xlsx",
        }
    }
}

/// What a spreadsheet says of itself on its first sheet: what it is about, how it was made, and of which day it is.
#[derive(Debug)]
pub struct Cover {
    title: Text,
    methods: Vec<Text>,
    date: NaiveDate,
}

impl Cover {
    /// The cover of figures as they stood on that day.
    pub fn new(title: impl Say, date: NaiveDate) -> Self {
        Self { title: title.text(), methods: Vec::new(), date }
    }

    /// How the figures are made, a sentence each.
    #[must_use]
    pub fn methods(mut self, methods: impl IntoIterator<Item = Text>) -> Self {
        self.methods.extend(methods);
        self
    }
}

/// The table as a file to be kept under this name.
///
/// # Errors
/// [`Error::Internal`] when a workbook cannot be written.
pub fn download(stem: &str, kind: Kind, cover: &Cover, table: &Table) -> Result<Response, Failure> {
    let bytes = match kind {
        Kind::Csv => csv(table).into_bytes(),
        Kind::Spreadsheet => spreadsheet(cover, table).map_err(Error::internal)?,
    };
    let headers = [
        (header::CONTENT_TYPE, kind.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{stem}.{}\"", kind.extension())),
    ];
    Ok((headers, bytes).into_response())
}

/// The mark at its start tells spreadsheets that it is UTF-8.
fn csv(table: &Table) -> String {
    let mut out = format!("\u{feff}{}", line(table.heads().iter().map(ToString::to_string)));
    for (label, cells) in table.lines() {
        let cells = cells.iter().map(|cell| cell.said().to_string());
        out.push_str(&line(std::iter::once(label.to_string()).chain(cells)));
    }
    out
}

/// One line. What a spreadsheet would take for a formula is kept from being one.
fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<_> = cells.map(|cell| quoted(&cell)).collect();
    format!("{}\r\n", cells.join(","))
}

fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

/// Figures are numbers, everything else is text: so that what is hidden can never be added up as nothing.
fn spreadsheet(cover: &Cover, table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    write_cover(book.add_worksheet(), cover)?;
    write_table(book.add_worksheet(), table)?;
    book.save_to_buffer()
}

fn write_cover(sheet: &mut Worksheet, cover: &Cover) -> Result<(), XlsxError> {
    let strong = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap();
    sheet.set_name(text("table-cover-sheet").to_string())?.set_column_width(0, 90)?;
    sheet.write_string_with_format(0, 0, cover.title.to_string(), &strong)?;
    let day = text("table-cover-date").with("date", view::date(&cover.date.to_string()));
    sheet.write_string(1, 0, day.to_string())?;
    for (row, method) in (3..).zip(&cover.methods) {
        sheet.write_string_with_format(row, 0, method.to_string(), &wrapped)?;
    }
    Ok(())
}

fn write_table(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let strong = Format::new().set_bold().set_text_wrap();
    sheet.set_name(text("table-sheet").to_string())?.set_freeze_panes(1, 1)?;
    for (column, head) in (0..).zip(table.heads()) {
        sheet.write_string_with_format(0, column, head.to_string(), &strong)?;
    }
    for (row, (label, cells)) in (1..).zip(table.lines()) {
        sheet.write_string(row, 0, label.to_string())?;
        for (column, cell) in (1..).zip(cells) {
            write_cell(sheet, row, column, cell)?;
        }
    }
    sheet.autofit();
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a spreadsheet knows no other number")]
fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
    let money = Format::new().set_num_format("£#,##0.00");
    let day = Format::new().set_num_format("d mmmm yyyy");
    match cell.value() {
        Value::Words => sheet.write_string(row, column, cell.said().to_string())?,
        Value::Number(number) => match unit(&cell.said().to_string(), number) {
            Some(unit) => {
                sheet.write_number_with_format(row, column, number, &Format::new().set_num_format(unit))?
            }
            None => sheet.write_number(row, column, number)?,
        },
        Value::Money(pence) => sheet.write_number_with_format(row, column, pence as f64 / 100.0, &money)?,
        Value::Date(date) => match excel_date(date) {
            Some(date) => sheet.write_datetime_with_format(row, column, date, &day)?,
            None => sheet.write_string(row, column, cell.said().to_string())?,
        },
    };
    Ok(())
}

/// The format that shows a number with the words it is said with, such as `12 in 100`; nothing when there are none.
fn unit(said: &str, number: f64) -> Option<String> {
    #[expect(clippy::cast_possible_truncation, reason = "only whole numbers are written in groups")]
    let grouped = text("table-number").with("count", number as i64).to_string();
    let forms = [(number.to_string(), "General"), (grouped, "#,##0")];
    let (before, after, digits) = forms.iter().find_map(|(shown, digits)| {
        let (before, after) = said.split_once(shown.as_str())?;
        Some((before, after, digits))
    })?;
    let quoted = |words: &str| match words.replace(['"', '\\'], "") {
        words if words.is_empty() => words,
        words => format!("\"{words}\""),
    };
    let unit = format!("{}{digits}{}", quoted(before), quoted(after));
    (unit != *digits).then_some(unit)
}

/// Workbooks know no day before 1900.
fn excel_date(date: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_table() -> Table {
        let heads = vec![text("framework-requests-kind"), text("framework-requests-unmet")];
        let said = |said: &'static str| Text::Plain(said.into());
        Table::new("requests", said("Requests"), heads)
            .row(said("=1+1"), vec![Cell::count(25)])
            .row(said("b,c \"d\""), vec![Cell::words(said("Hidden to protect people"))])
    }

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        let lines = csv(&a_table());
        let lines: Vec<_> = lines.lines().skip(1).collect();
        assert_eq!(lines, ["'=1+1,25", "\"b,c \"\"d\"\"\",Hidden to protect people"]);
    }

    #[test]
    fn a_number_keeps_the_words_it_is_said_with() {
        let shown = |said, number| unit(said, number).unwrap_or_default();
        assert_eq!(shown("12 in 100", 12.0), "General\" in 100\"");
        assert_eq!(shown("about 2.5 days", 2.5), "\"about \"General\" days\"");
        assert_eq!(shown("1,234 \"people\"", 1234.0), "#,##0\" people\"");
        assert_eq!((shown("12", 12.0), shown("1,234", 1234.0), shown("Hidden", 3.0)), Default::default());
    }

    #[test]
    fn a_spreadsheet_is_a_whole_archive_and_its_name_is_read_with_care() {
        let day = NaiveDate::from_ymd_opt(2026, 4, 30).unwrap();
        let cover = Cover::new("Requests", day).methods([text("framework-method-source")]);
        let table = a_table().row("Kept", vec![Cell::money(123), Cell::date("2026-04-30")]);
        let bytes = spreadsheet(&cover, &table).unwrap();
        assert!(bytes.starts_with(b"PK\x03\x04") && bytes.len() > 2_000, "{} bytes", bytes.len());
        assert_eq!(Kind::of("waits.xlsx"), Some(("waits", Kind::Spreadsheet)));
        for other in ["waits", "waits.csv.exe", "waits.xls", ""] {
            assert_eq!(Kind::of(other), None, "{other}");
        }
    }
}
