//! A council with adult social services duties: what it is called, of what kind it is and where.
//!
//! Reference data: Alongside's own list, which an operator may correct by importing a file. Nobody else changes it.

pub mod file;
pub(crate) mod rpc;
mod seed;
pub mod store;
mod wire;

use platform::Violation;

pub(crate) use seed::Seed;

platform::words! {
    /// The kinds of council.
    pub enum Kind {
        /// A county council, above district councils.
        County = "county",
        /// One council for everything, outside the big cities.
        Unitary = "unitary",
        /// A metropolitan district.
        Metropolitan = "metropolitan",
        /// A London borough or the City of London.
        London = "london",
    }
}

platform::words! {
    /// Where a council's record came from.
    pub enum Origin {
        /// Alongside's own list.
        Release = "release",
        /// A file an operator imported.
        Import = "import",
    }
}

/// A code of the Office for National Statistics for a place in England: E and eight digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct GssCode(String);

impl GssCode {
    /// The code, when it is shaped like one.
    pub fn new(code: &str) -> Option<Self> {
        let digits = code.strip_prefix('E')?;
        let shaped = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
        shaped.then(|| Self(code.to_owned()))
    }

    /// Reads a name such as `councils/E08000033`; `field` is where a violation points.
    ///
    /// # Errors
    /// A [`Violation`] when the name is of another collection or holds no code.
    pub fn parse(field: &str, collection: &str, name: &str) -> Result<Self, Violation> {
        name.strip_prefix(collection)
            .and_then(|rest| rest.strip_prefix('/'))
            .and_then(Self::new)
            .ok_or_else(|| Violation::new(field, format!("give a name such as {collection}/E08000033")))
    }

    /// Reads a name that may be left out.
    ///
    /// # Errors
    /// A [`Violation`] when something is given that is not such a name.
    pub fn parse_optional(field: &str, collection: &str, name: &str) -> Result<Option<Self>, Violation> {
        if name.is_empty() { Ok(None) } else { Self::parse(field, collection, name).map(Some) }
    }

    /// The code of a region to list by; empty is every region.
    ///
    /// # Errors
    /// A [`Violation`] when something is given that is no code of a region of England.
    pub fn parse_region(field: &str, code: &str) -> Result<String, Violation> {
        let known = reference::council::ALL.iter().any(|council| council.region_code == code);
        (code.is_empty() || known)
            .then(|| code.to_owned())
            .ok_or_else(|| Violation::new(field, "give the code of a region, E12000001 to E12000009"))
    }

    /// The code itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One council.
#[derive(Debug, Clone, PartialEq)]
pub struct Council {
    pub(crate) gss_code: GssCode,
    pub(crate) former_gss_code: String,
    pub(crate) display_name: String,
    pub(crate) kind: Kind,
    pub(crate) region_code: String,
    pub(crate) region: String,
    /// Degrees north, to 0.01.
    pub(crate) latitude: f64,
    /// Degrees east, to 0.01.
    pub(crate) longitude: f64,
    pub(crate) population_thousands: i32,
}

impl Council {
    /// The councils of Alongside's own list, by code.
    pub fn of_release() -> Vec<Self> {
        let mut councils: Vec<Self> = reference::council::ALL.iter().filter_map(Self::of_reference).collect();
        councils.sort_by(|one, other| one.gss_code.cmp(&other.gss_code));
        councils
    }

    fn of_reference(council: &reference::council::Council) -> Option<Self> {
        Some(Self {
            gss_code: GssCode::new(council.gss_code)?,
            former_gss_code: council.former_gss_code.to_owned(),
            display_name: council.display_name.to_owned(),
            kind: Kind::of_text(council.kind)?,
            region_code: council.region_code.to_owned(),
            region: council.region.to_owned(),
            latitude: council.latitude,
            longitude: council.longitude,
            population_thousands: i32::try_from(council.population_thousands).ok()?,
        })
    }

    /// Its name on the wire.
    pub fn name(&self) -> String {
        format!("councils/{}", self.gss_code.as_str())
    }
}

impl Kind {
    /// The kind as lists of councils write it.
    fn of_text(text: &str) -> Option<Self> {
        match text {
            "county" => Some(Self::County),
            "unitary" => Some(Self::Unitary),
            "metropolitan" => Some(Self::Metropolitan),
            "london" | "london_borough" => Some(Self::London),
            _ => None,
        }
    }
}

/// Rounds a coordinate to 0.01 degree, about a kilometre: nothing finer is ever kept.
pub(crate) fn rounded(degrees: f64) -> f64 {
    (degrees * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_council_of_the_release_is_read() {
        let councils = Council::of_release();
        assert_eq!(councils.len(), 153);
        assert!(councils.windows(2).all(|pair| pair[0].gss_code < pair[1].gss_code), "by code, each once");
    }

    #[test]
    fn codes_are_told_from_other_words() {
        assert!(GssCode::new("E08000033").is_some());
        for wrong in ["", "E0800003", "E080000333", "W06000001", "e08000033", "E0800003é"] {
            assert_eq!(GssCode::new(wrong), None, "{wrong}");
        }
        assert!(GssCode::parse("name", "councils", "frameworks/E08000033").is_err());
        assert!(GssCode::parse_region("region_code", "E12000007").is_ok());
        assert!(GssCode::parse_region("region_code", "E12000010").is_err());
    }
}
