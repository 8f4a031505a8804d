//! Councils from a CSV file an operator imports: corrections to names, regions, points and populations. Which councils
//! there are is a matter of releases, because every service must know them.

use std::collections::HashSet;
use std::io::Read;
use std::ops::RangeInclusive;

use csv::StringRecord;
use platform::db::Db;
use platform::{Clock, Error};
use reference::place::{EAST, NORTH};

use super::{Council, GssCode, Kind, Origin, rounded, seed};
use crate::bad_line::BadLine;

/// The columns of the file, in any order. Only `former_gss_code` may be left out.
const COLUMNS: [&str; 9] = [
    "gss_code",
    "former_gss_code",
    "name",
    "kind",
    "region_code",
    "region",
    "latitude",
    "longitude",
    "population_thousands",
];

/// Reads every council of a file.
///
/// # Errors
/// Every bad line, with what to do; then nothing of the file should be kept.
pub fn read(source: impl Read) -> Result<Vec<Council>, Vec<BadLine>> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(source);
    let headers = reader.headers().cloned().unwrap_or_default();
    let places = COLUMNS.map(|column| headers.iter().position(|header| header.eq_ignore_ascii_case(column)));
    let mut bad: Vec<BadLine> = COLUMNS
        .iter()
        .zip(places)
        .filter(|(column, place)| place.is_none() && **column != "former_gss_code")
        .map(|(column, _)| told(1, column, "the first line does not name this column", "add the column"))
        .collect();
    if !bad.is_empty() {
        return Err(bad);
    }
    let (mut councils, mut seen) = (Vec::new(), HashSet::new());
    for record in reader.records() {
        match record {
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                bad.push(told(
                    line,
                    "",
                    "the line cannot be read as CSV in UTF-8",
                    "check its commas and quotes",
                ));
            }
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                match council(&record, &places) {
                    Ok(council) if seen.insert(council.gss_code.clone()) => councils.push(council),
                    Ok(_) => {
                        bad.push(told(line, "gss_code", "this council came before", "leave one line out"))
                    }
                    Err((column, why, remedy)) => bad.push(told(line, column, why, remedy)),
                }
            }
        }
    }
    councils.sort_by(|one, other| one.gss_code.cmp(&other.gss_code));
    if bad.is_empty() { Ok(councils) } else { Err(bad) }
}

/// Keeps the councils of a file; says how many were not so before.
///
/// # Errors
/// What the database said; then none was kept.
pub async fn import(db: &Db, clock: &Clock, councils: &[Council]) -> Result<usize, Error> {
    let mut tx = db.begin().await?;
    let changed = seed::keep(&mut tx, councils, Origin::Import, clock).await?;
    tx.commit().await?;
    Ok(changed)
}

type Fault = (&'static str, &'static str, &'static str);

fn council(record: &StringRecord, places: &[Option<usize>; 9]) -> Result<Council, Fault> {
    let cell = |index: usize| places[index].and_then(|place| record.get(place)).unwrap_or_default();
    let text = |index: usize| {
        let text = cell(index);
        let fits = !text.is_empty() && text.chars().count() <= 100 && !text.chars().any(char::is_control);
        fits.then(|| text.to_owned()).ok_or((
            COLUMNS[index],
            "this is empty or too long",
            "give 1 to 100 letters",
        ))
    };
    let known = reference::council::ALL.iter().find(|council| council.gss_code == cell(0));
    let gss_code = known.and_then(|council| GssCode::new(council.gss_code)).ok_or((
        "gss_code",
        "no council with social care duties has this code",
        "check it; when it is a new council, use a newer version of Alongside",
    ))?;
    let former = cell(1);
    if !former.is_empty() && GssCode::new(former).is_none() {
        return Err(("former_gss_code", "this is no code", "give a code such as E08000016, or nothing"));
    }
    let kind = Kind::of_text(cell(3)).ok_or((
        "kind",
        "there is no such kind",
        "use county, unitary, metropolitan or london",
    ))?;
    let region_code = GssCode::parse_region("region_code", cell(4)).ok().filter(|code| !code.is_empty());
    let region_code =
        region_code.ok_or(("region_code", "there is no such region", "use E12000001 to E12000009"))?;
    let degrees = |index: usize, within: &RangeInclusive<f64>| {
        let number = cell(index).parse::<f64>().ok().filter(|degrees| within.contains(degrees));
        number.map(rounded).ok_or((
            COLUMNS[index],
            "this point is not in England",
            "give degrees such as 53.72",
        ))
    };
    let population = cell(8).parse::<i32>().ok().filter(|thousands| (0..=10_000).contains(thousands));
    Ok(Council {
        gss_code,
        former_gss_code: former.to_owned(),
        display_name: text(2)?,
        kind,
        region_code,
        region: text(5)?,
        latitude: degrees(6, &NORTH)?,
        longitude: degrees(7, &EAST)?,
        population_thousands: population.ok_or((
            "population_thousands",
            "this is no number of thousands",
            "give a whole number from 0 to 10000",
        ))?,
    })
}

fn told(line: u64, column: &str, why: &str, remedy: &str) -> BadLine {
    BadLine { line, column: column.to_owned(), why: why.to_owned(), remedy: remedy.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str =
        "gss_code,former_gss_code,name,kind,region_code,region,latitude,longitude,population_thousands\n";

    #[test]
    fn a_council_is_read_with_its_point_rounded() {
        let text = format!(
            "{HEADER}E08000033,,Calderdale,metropolitan,E12000003,Yorkshire and The Humber,53.7219,-1.8649,211\n"
        );
        let councils = read(text.as_bytes()).unwrap();
        assert_eq!((councils[0].latitude, councils[0].longitude), (53.72, -1.86));
        assert_eq!(councils[0].display_name, "Calderdale");
    }

    #[test]
    fn every_bad_line_is_told_and_nothing_is_kept() {
        let text = format!(
            "{HEADER}E08000033,,Calderdale,metropolitan,E12000003,Yorkshire and The Humber,53.72,-1.86,211\n\
             E08000099,,Nowhere,unitary,E12000003,Here,53,-1,1\n\
             E06000001,,Hartlepool,village,E12000001,North East,54.67,-1.26,94\n\
             E06000002,,Middlesbrough,unitary,E12000001,North East,0,-1.24,141\n\
             E08000033,,Again,metropolitan,E12000003,Here,53.72,-1.86,211\n\
             E06000003,too,few\n"
        );
        let bad = read(text.as_bytes()).unwrap_err();
        let told: Vec<(u64, &str)> = bad.iter().map(|bad| (bad.line, bad.column.as_str())).collect();
        assert_eq!(told, [(3, "gss_code"), (4, "kind"), (5, "latitude"), (6, "gss_code"), (7, "")]);
    }

    #[test]
    fn a_file_without_the_columns_says_which() {
        let bad = read("code,name\n".as_bytes()).unwrap_err();
        assert_eq!(bad.len(), 7);
        assert!(read("".as_bytes()).is_err());
    }
}
