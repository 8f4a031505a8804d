//! The postcode directory of the Office for National Statistics, one line at a time: which column is which, in its old
//! and new headers, and what one line says. Nothing is allocated for a line.

use memchr::memchr;
use reference::place::{EAST, NORTH};

use super::{Entry, Postcode};

/// The point the directory gives to a postcode of which it knows none.
const NO_LATITUDE: f64 = 99.0;

/// A column that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Postcode,
    County,
    District,
    Latitude,
    Longitude,
    Terminated,
}

const COLUMNS: [Column; 6] = [
    Column::Postcode,
    Column::County,
    Column::District,
    Column::Latitude,
    Column::Longitude,
    Column::Terminated,
];

impl Column {
    /// How a message names it, whatever the header calls it.
    const fn names(self) -> &'static str {
        match self {
            Self::Postcode => "pcds (or pcd8, pcd7, pcd2, pcd)",
            Self::County => "cty26cd (or another year, or oscty)",
            Self::District => "lad26cd (or another year, or oslaua)",
            Self::Latitude => "lat",
            Self::Longitude => "long",
            Self::Terminated => "doterm",
        }
    }

    /// How well a header names this column; the best is taken. The year in a name moves with each release.
    fn rank(self, header: &str) -> Option<u32> {
        let place = |names: &[&str]| {
            names.iter().rev().position(|name| *name == header).and_then(|place| u32::try_from(place).ok())
        };
        match self {
            Self::Postcode => place(&["pcds", "pcd8", "pcd7", "pcd2", "pcd"]),
            Self::County => year("cty", header).or_else(|| place(&["oscty", "cty"])),
            Self::District => year("lad", header).or_else(|| place(&["oslaua", "laua"])),
            Self::Latitude => place(&["lat"]),
            Self::Longitude => place(&["long"]),
            Self::Terminated => place(&["doterm"]),
        }
    }

    /// Without these a line says nothing. Old files name no county where there is none to name.
    const fn required(self) -> bool {
        !matches!(self, Self::Terminated)
    }
}

/// The rank of a header such as `lad26cd`: later years first, before every older way to name it.
fn year(prefix: &str, header: &str) -> Option<u32> {
    let digits = header.strip_prefix(prefix)?.strip_suffix("cd")?;
    let two = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    two.then(|| digits.parse::<u32>().ok().map(|year| year + 10)).flatten()
}

/// Where the columns are in one file.
#[derive(Debug, Clone)]
pub struct Header {
    /// For each of [`COLUMNS`]: its place, and what this file calls it.
    places: [Option<usize>; 6],
    names: [String; 6],
    last: usize,
}

/// What a line says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Line {
    /// A postcode in England.
    Kept(Entry),
    /// A postcode of Wales, Scotland, Northern Ireland or an island.
    OutsideEngland,
    /// A postcode no longer in use.
    Terminated,
}

/// Why a line says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    column: Option<Column>,
    /// What is wrong.
    pub why: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

impl Header {
    /// Finds the columns in the first line of a file.
    ///
    /// # Errors
    /// What is missing, each as the directory names it.
    pub fn read(line: &[u8]) -> Result<Self, Vec<&'static str>> {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        let headers: Vec<String> = cells(line)
            .map(|cell| String::from_utf8_lossy(cell.unwrap_or_default()).trim().to_lowercase())
            .collect();
        let places = COLUMNS.map(|column| {
            let ranked = headers.iter().enumerate();
            let ranked = ranked.filter_map(|(place, header)| Some((column.rank(header)?, place)));
            ranked.max().map(|(_, place)| place)
        });
        let missing: Vec<&'static str> = COLUMNS
            .into_iter()
            .zip(places)
            .filter(|(column, place)| column.required() && place.is_none())
            .map(|(column, _)| column.names())
            .collect();
        if !missing.is_empty() {
            return Err(missing);
        }
        let names =
            places.map(|place| place.and_then(|place| headers.get(place).cloned()).unwrap_or_default());
        Ok(Self { places, names, last: places.into_iter().flatten().max().unwrap_or_default() })
    }

    /// What this file calls the column of a fault; nothing when the whole line is at fault.
    pub fn name_of(&self, fault: &Fault) -> &str {
        fault.column.map_or("", |column| &self.names[column as usize])
    }

    /// Reads one line, without its line end.
    ///
    /// # Errors
    /// The first thing wrong with it.
    pub fn line(&self, line: &[u8]) -> Result<Line, Fault> {
        let [postcode, county, district, latitude, longitude, terminated] = self.cells_of(line)?;
        if !terminated.is_empty() {
            return month(terminated).map(|()| Line::Terminated);
        }
        // Only counties look after social care above districts; everywhere else the district does.
        let (column, code) =
            if county.starts_with(b"E10") { (Column::County, county) } else { (Column::District, district) };
        if matches!(code.first(), Some(b'W' | b'S' | b'N' | b'L' | b'M')) {
            return Ok(Line::OutsideEngland);
        }
        let council = council_of(column, code)?;
        let postcode = Postcode::of_bytes(postcode).ok_or(Fault {
            column: Some(Column::Postcode),
            why: "this is not shaped like a postcode",
            remedy: "correct it or leave the line out",
        })?;
        let latitude = degrees(Column::Latitude, latitude)?;
        let longitude = degrees(Column::Longitude, longitude)?;
        let point = if latitude >= NO_LATITUDE {
            (council.latitude, council.longitude)
        } else if NORTH.contains(&latitude) && EAST.contains(&longitude) {
            (latitude, longitude)
        } else {
            return Err(Fault {
                column: Some(Column::Latitude),
                why: "this point is not in England",
                remedy: "correct the latitude and longitude, in degrees",
            });
        };
        Ok(Line::Kept(Entry::new(postcode, council, point)))
    }

    /// The cells of the columns that are read, in the order of [`COLUMNS`].
    fn cells_of<'l>(&self, line: &'l [u8]) -> Result<[&'l [u8]; 6], Fault> {
        let mut found: [&[u8]; 6] = [&[]; 6];
        let mut read = 0;
        for (place, cell) in cells(line).enumerate().take(self.last + 1) {
            let cell = cell.ok_or(Fault {
                column: None,
                why: "a quotation mark is opened and not closed",
                remedy: "close it or leave the line out",
            })?;
            for (index, wanted) in self.places.iter().enumerate() {
                if *wanted == Some(place) {
                    found[index] = cell;
                }
            }
            read = place + 1;
        }
        if read <= self.last {
            let places = COLUMNS.into_iter().zip(self.places);
            let beyond =
                places.filter_map(|(column, place)| Some((place.filter(|place| *place >= read)?, column)));
            let cut = beyond.min_by_key(|(place, _)| *place).map(|(_, column)| column);
            return Err(Fault {
                column: cut,
                why: "the line ends before this column",
                remedy: "check that the file came whole; fetch it again when it did not",
            });
        }
        Ok(found)
    }
}

fn council_of(column: Column, code: &[u8]) -> Result<&'static reference::council::Council, Fault> {
    let known = std::str::from_utf8(code).ok().and_then(reference::council::find);
    known.ok_or(Fault {
        column: Some(column),
        why: match code {
            [] => "no council is named",
            [b'E', b'0', b'7', ..] => "this is a district, and its county is not named",
            _ => "no council with social care duties has this code",
        },
        remedy: "check the code; when it is a new council, use a newer version of Alongside",
    })
}

/// The month a postcode went out of use, such as 199606.
fn month(cell: &[u8]) -> Result<(), Fault> {
    let is_month = cell.len() == 6 && cell.iter().all(u8::is_ascii_digit);
    is_month.then_some(()).ok_or(Fault {
        column: Some(Column::Terminated),
        why: "this is not a month",
        remedy: "give a year and month such as 199606, or nothing while the postcode is in use",
    })
}

fn degrees(column: Column, cell: &[u8]) -> Result<f64, Fault> {
    let number = std::str::from_utf8(cell).ok().and_then(|text| text.trim().parse::<f64>().ok());
    number.filter(|degrees| degrees.is_finite()).ok_or(Fault {
        column: Some(column),
        why: "this is not a number of degrees",
        remedy: "give degrees such as 53.72, or 99.999999 and 0 when not known",
    })
}

/// The cells of a line, quotation marks around them left out; nothing for one whose marks are never closed.
fn cells(line: &[u8]) -> impl Iterator<Item = Option<&[u8]>> {
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        let line = rest?;
        let Some(quoted) = line.strip_prefix(b"\"") else {
            let end = memchr(b',', line);
            rest = end.and_then(|end| line.get(end + 1..));
            return Some(Some(end.map_or(line, |end| &line[..end])));
        };
        let Some(close) = memchr(b'"', quoted) else {
            rest = None;
            return Some(None);
        };
        let after = &quoted[close + 1..];
        let end = memchr(b',', after);
        rest = end.and_then(|end| after.get(end + 1..));
        Some(Some(&quoted[..close]))
    })
}

#[cfg(test)]
mod tests;
