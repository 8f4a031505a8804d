//! The 153 councils of England with adult social services responsibilities.
//!
//! Facts from ONS and OS open data (Open Government Licence v3: contains OS data, Crown copyright and database right)
//! and mySociety's names and codes of local authorities (CC BY 4.0), corrected: county points are centroids weighted
//! by the population of their districts, and regions and the codes of Barnsley and Sheffield are brought up to date.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The table, one line a council.
const TABLE: &str = include_str!("councils.tsv");

/// One council.
#[derive(Debug, Clone, PartialEq)]
pub struct Council {
    /// ONS code, `E08000033`.
    pub gss_code: &'static str,
    /// The code it had before its last change, or nothing.
    pub former_gss_code: &'static str,
    /// What it is called.
    pub display_name: &'static str,
    /// The same in 8 letters at most, for maps; no two alike.
    pub short_name: &'static str,
    /// `county`, `unitary`, `metropolitan` or `london_borough`.
    pub kind: &'static str,
    /// ONS code of the region.
    pub region_code: &'static str,
    /// What the region is called.
    pub region: &'static str,
    /// Its column and row on the map of one tile a council, from 0 in the north west: neighbours stay near each other, and
    /// England keeps its outline.
    pub tile: (u8, u8),
    /// Degrees north of a representative point, to 0.01.
    pub latitude: f64,
    /// Degrees east of that point, to 0.01.
    pub longitude: f64,
    /// Thousands of people living there in 2020.
    pub population_thousands: u32,
}

/// Every council, by ONS code.
pub static ALL: LazyLock<Vec<Council>> = LazyLock::new(|| TABLE.lines().skip(1).filter_map(parse).collect());

/// The council of an ONS code, present or former.
pub fn find(gss_code: &str) -> Option<&'static Council> {
    static BY_CODE: LazyLock<HashMap<&'static str, &'static Council>> = LazyLock::new(|| {
        let former = ALL.iter().filter(|council| !council.former_gss_code.is_empty());
        let former = former.map(|council| (council.former_gss_code, council));
        former.chain(ALL.iter().map(|council| (council.gss_code, council))).collect()
    });
    BY_CODE.get(gss_code).copied()
}

/// Whether a name is that of a council of today, `councils/E08000033`.
pub fn is_name(name: &str) -> bool {
    let code = name.strip_prefix("councils/").unwrap_or_default();
    find(code).is_some_and(|council| council.gss_code == code)
}

fn parse(line: &'static str) -> Option<Council> {
    let cells: Vec<&'static str> = line.split('\t').collect();
    let [
        code,
        former_gss_code,
        display_name,
        kind,
        region_code,
        region,
        latitude,
        longitude,
        population,
        rest @ ..,
    ] = cells.as_slice()
    else {
        return None;
    };
    let [short_name, column, row] = rest else { return None };
    Some(Council {
        gss_code: code,
        former_gss_code,
        display_name,
        short_name,
        kind,
        region_code,
        region,
        tile: (column.parse().ok()?, row.parse().ok()?),
        latitude: latitude.parse().ok()?,
        longitude: longitude.parse().ok()?,
        population_thousands: population.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_153_councils_in_nine_regions() {
        let regions: std::collections::HashSet<_> = ALL.iter().map(|council| council.region_code).collect();
        assert_eq!((ALL.len(), regions.len()), (153, 9));
        let of_kind = |kind: &str| ALL.iter().filter(|council| council.kind == kind).count();
        assert_eq!(["county", "unitary", "metropolitan", "london_borough"].map(of_kind), [21, 63, 36, 33]);
    }

    #[test]
    fn every_council_has_a_tile_and_a_short_name_of_its_own() {
        let tiles: std::collections::HashSet<_> = ALL.iter().map(|council| council.tile).collect();
        let names: std::collections::HashSet<_> = ALL.iter().map(|council| council.short_name).collect();
        assert_eq!((tiles.len(), names.len()), (153, 153));
        assert!(names.iter().all(|name| (3..=8).contains(&name.len())));
    }

    #[test]
    fn a_former_code_finds_the_council_of_today() {
        assert_eq!(find("E08000016").map(|council| council.gss_code), Some("E08000038"));
        assert!(is_name("councils/E08000033") && !is_name("councils/E08000016"));
    }
}
