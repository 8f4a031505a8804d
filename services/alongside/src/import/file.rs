//! The bytes of a CSV file as lines, and those as whatever an import reads of a line: all of them, or every place that
//! needs correcting. Every kind of file is read here, each with its [`Shape`].

use std::collections::HashMap;
use std::io::Read;

use councils::bad_line::BadLine;
use csv::ByteRecord;
use uuid::Uuid;

use super::ImportError;
use super::line::Line;

/// The largest file, in bytes.
pub const LARGEST: usize = 64_000_000;
/// More of anything than any country has.
const MOST_ROWS: usize = 50_000;
/// The largest cell, in bytes: the longest text there is room for, four bytes a letter, and then some.
const LARGEST_CELL: usize = 10_000;
/// What every request id of an import grows from.
const NAMESPACE: Uuid = Uuid::from_u128(0x6b1d_52a4_93c7_4f0e_8d36_71fe_02b9_c845);

/// What a kind of file looks like.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Every column the first line may name, in any order, and what its cells hold. Names are those of the records; cells
    /// with several things separate them by semicolons; empty cells are not said.
    pub columns: &'static [(&'static str, &'static str)],
    /// Columns that must be there.
    pub required: &'static [&'static str],
    /// What a line holds, for messages: "organisation".
    pub one: &'static str,
    /// The same of many: "organisations".
    pub many: &'static str,
}

impl Shape {
    /// The columns and what their cells hold, a line each: what a person who makes such a file has to know.
    pub fn help(&self) -> String {
        let line = |(column, about): &(&str, &str)| format!("  {column:<28} {about}\n");
        self.columns.iter().map(line).collect()
    }
}

/// Everything `row` reads of the lines of a file, each with an id that is worked out from what it holds.
///
/// # Errors
/// [`ImportError::Bad`] with every place that needs correcting.
pub fn read<R>(
    input: impl Read,
    shape: &Shape,
    row: impl FnMut(&mut Line<'_>, Uuid) -> R,
) -> Result<Vec<R>, ImportError> {
    let mut bytes = Vec::new();
    input.take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > LARGEST {
        return Err(ImportError::TooLarge);
    }
    rows(&bytes, shape, row).map_err(ImportError::Bad)
}

fn rows<R>(
    bytes: &[u8],
    shape: &Shape,
    mut row: impl FnMut(&mut Line<'_>, Uuid) -> R,
) -> Result<Vec<R>, Vec<BadLine>> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(vec![told(1, "", "the file is in UTF-16", "save it as CSV in UTF-8")]);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(bytes);
    let mut records = reader.byte_records().filter_map(Result::ok);
    let header = header(&records.next().unwrap_or_default(), shape)?;
    let (mut rows, mut bad, mut seen) = (Vec::new(), Vec::new(), HashMap::new());
    let mut lines = Lines { bytes, at: 0, line: 1 };
    for record in records {
        let number = lines.reach(record.position().map_or(0, csv::Position::byte));
        if rows.len() == MOST_ROWS {
            bad.push(told(number, "", &format!("this is more than 50,000 {}", shape.many), "split the file"));
            break;
        }
        if record.iter().all(|cell| cell.iter().all(u8::is_ascii_whitespace)) {
            continue;
        }
        match cells(&record, &header, number) {
            Err(wrong) => bad.extend(wrong),
            Ok(cells) => {
                let mut line = Line::new(number, cells.into_iter());
                let id = identity(&line, &mut seen);
                rows.push(row(&mut line, id));
                bad.extend(line.end());
            }
        }
    }
    if rows.is_empty() && bad.is_empty() {
        bad.push(told(2, "", &format!("there is no {} in the file", shape.one), "add one line for each"));
    }
    if bad.is_empty() { Ok(rows) } else { Err(bad) }
}

/// Counts lines. The reader's own count is one short where lines end in CR LF, and blank lines put it out again.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line on which the record that begins at `byte` says its first thing.
    fn reach(&mut self, byte: u64) -> u64 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(here) = self.bytes.get(self.at)
            && (self.at < byte || matches!(here, b'\r' | b'\n'))
        {
            let ends = match here {
                b'\n' => true,
                b'\r' => self.bytes.get(self.at + 1) != Some(&b'\n'),
                _ => false,
            };
            self.line += u64::from(ends);
            self.at += 1;
        }
        self.line
    }
}

/// Which column each cell of a line belongs to.
fn header(record: &ByteRecord, shape: &Shape) -> Result<Vec<&'static str>, Vec<BadLine>> {
    let (mut columns, mut bad) = (Vec::new(), Vec::new());
    for (index, cell) in record.iter().enumerate() {
        let name = String::from_utf8_lossy(cell).trim().to_lowercase();
        let place = format!("number {}", index + 1);
        match shape.columns.iter().map(|(column, _)| *column).find(|column| *column == name) {
            Some(column) if columns.contains(&column) => {
                bad.push(told(1, column, "this column comes twice", "leave one of them out"));
            }
            Some(column) => columns.push(column),
            None if record.len() == 1 && name.contains([';', '\t']) => {
                let remedy = "save the file with commas between cells";
                return Err(vec![told(1, "", "the cells are not separated by commas", remedy)]);
            }
            None => bad.push(told(1, &place, "no column has this name", &known_columns(shape))),
        }
    }
    for column in shape.required.iter().copied().filter(|column| !columns.contains(column)) {
        bad.push(told(1, column, "the first line does not name this column", "add the column"));
    }
    if bad.is_empty() { Ok(columns) } else { Err(bad) }
}

fn known_columns(shape: &Shape) -> String {
    let columns: Vec<&str> = shape.columns.iter().map(|(column, _)| *column).collect();
    format!("use: {}", columns.join(", "))
}

/// The cells of a record, each with its column.
fn cells<'a>(
    record: &'a ByteRecord,
    header: &[&'static str],
    number: u64,
) -> Result<Vec<(&'static str, &'a str)>, Vec<BadLine>> {
    if record.len() != header.len() {
        let why = format!("the line has {} cells and the first line {}", record.len(), header.len());
        return Err(vec![told(number, "", &why, "put cells that hold commas or quotes in quotes")]);
    }
    let (mut cells, mut bad) = (Vec::new(), Vec::new());
    for (column, cell) in header.iter().zip(record) {
        match std::str::from_utf8(cell) {
            _ if cell.len() > LARGEST_CELL => {
                bad.push(told(
                    number,
                    column,
                    "this is too long for any cell",
                    "check that quotes are closed",
                ));
            }
            Ok(text) => cells.push((*column, text)),
            Err(_) => bad.push(told(number, column, "this is not in UTF-8", "save the file as CSV in UTF-8")),
        }
    }
    if bad.is_empty() { Ok(cells) } else { Err(bad) }
}

/// The same for the same line in the same file, whatever the order of its columns. A line that comes twice is two
/// things that look the same, so each time it comes counts.
fn identity(line: &Line<'_>, seen: &mut HashMap<Uuid, u32>) -> Uuid {
    let cells: Vec<String> = line.cells().map(|(column, cell)| format!("{column}\u{1f}{cell}")).collect();
    let content = Uuid::new_v5(&NAMESPACE, cells.join("\u{1e}").as_bytes());
    let times = seen.entry(content).or_default();
    *times += 1;
    Uuid::new_v5(&content, &times.to_be_bytes())
}

fn told(line: u64, column: &str, why: &str, remedy: &str) -> BadLine {
    BadLine { line, column: column.to_owned(), why: why.to_owned(), remedy: remedy.to_owned() }
}
