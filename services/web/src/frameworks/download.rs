//! Tables as files: comma-separated values for programs, a spreadsheet for people.

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use platform::Error;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::table::Table;
use crate::error::Failure;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Csv,
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

/// The table as a file to be kept under this name.
pub(super) fn download(stem: &str, kind: Kind, table: &Table) -> Result<Response, Failure> {
    let bytes = match kind {
        Kind::Csv => csv(table).into_bytes(),
        Kind::Spreadsheet => spreadsheet(table).map_err(Error::internal)?,
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
fn spreadsheet(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let strong = Format::new().set_bold().set_text_wrap();
    sheet.set_freeze_panes(1, 1)?;
    for (column, head) in (0..).zip(table.heads()) {
        sheet.write_string_with_format(0, column, head.to_string(), &strong)?;
    }
    for (row, (label, cells)) in (1..).zip(table.lines()) {
        sheet.write_string(row, 0, label.to_string())?;
        for (column, cell) in (1..).zip(cells) {
            match cell.number() {
                Some(number) => sheet.write_number(row, column, number)?,
                None => sheet.write_string(row, column, cell.said().to_string())?,
            };
        }
    }
    sheet.autofit();
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::super::table::Cell;
    use super::*;
    use crate::words::{Text, text};

    fn a_table() -> Table {
        let heads = vec![text("framework-requests-kind"), text("framework-requests-unmet")];
        let said = |said: &'static str| Text::Plain(said.into());
        Table::new("requests", said("Requests"), heads)
            .row(said("=1+1"), vec![Cell::figure(said("25"), Some(25))])
            .row(said("b,c \"d\""), vec![Cell::words(said("Hidden to protect people"))])
    }

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        let lines = csv(&a_table());
        let lines: Vec<_> = lines.lines().skip(1).collect();
        assert_eq!(lines, ["'=1+1,25", "\"b,c \"\"d\"\"\",Hidden to protect people"]);
    }

    #[test]
    fn a_spreadsheet_is_a_whole_archive_and_its_name_is_read_with_care() {
        let bytes = spreadsheet(&a_table()).unwrap();
        assert!(bytes.starts_with(b"PK\x03\x04") && bytes.len() > 2_000, "{} bytes", bytes.len());
        assert_eq!(Kind::of("waits.xlsx"), Some(("waits", Kind::Spreadsheet)));
        for other in ["waits", "waits.csv.exe", "waits.xls", ""] {
            assert_eq!(Kind::of(other), None, "{other}");
        }
    }
}
