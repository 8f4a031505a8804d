//! Files of comma-separated values, as spreadsheets open them.

use axum::http::header;
use axum::response::{IntoResponse as _, Response};

/// One line. What a spreadsheet would take for a formula is kept from being one.
pub(super) fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<_> = cells.map(|cell| quoted(&cell)).collect();
    format!("{}\r\n", cells.join(","))
}

fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

/// The file, to be kept under this name. The mark at its start tells spreadsheets that it is UTF-8.
pub(super) fn download(name: &str, lines: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, format!("\u{feff}{lines}")).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        let cells = ["a", "b,c", "say \"hi\"", "=1+1", "-5"].map(str::to_owned);
        assert_eq!(line(cells.into_iter()), "a,\"b,c\",\"say \"\"hi\"\"\",'=1+1,'-5\r\n");
    }
}
