//! Councils and access codes as bits: what an option covers and promises is asked for hundreds of options a menu.

use std::collections::HashMap;
use std::sync::LazyLock;

use reference::{access, council};
use serde::{Deserialize, Serialize};

/// A set of the councils of England. Kept outside memory as their ONS codes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct Councils([u64; 3]);

/// A set of access codes. Kept outside memory as the codes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct Access(u128);

/// The place of a council in the list of all, from its name or ONS code.
pub fn council_number(name: &str) -> Option<usize> {
    static NUMBERS: LazyLock<HashMap<&'static str, usize>> =
        LazyLock::new(|| council::ALL.iter().map(|council| council.gss_code).zip(0..).collect());
    NUMBERS.get(name.strip_prefix("councils/").unwrap_or(name)).copied()
}

/// The code of an access need as this set counts it; a code that is on two lists counts once.
fn access_number(code: &str) -> Option<usize> {
    access::codes().position(|known| known == code)
}

impl Councils {
    /// The councils of these names or ONS codes; unknown ones are left out.
    pub fn of<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> Self {
        let mut set = Self::default();
        for number in names.into_iter().filter_map(|name| council_number(name.as_ref())) {
            set.0[number / 64] |= 1 << (number % 64);
        }
        set
    }

    /// Every council.
    pub fn all() -> Self {
        static ALL: LazyLock<Councils> =
            LazyLock::new(|| Councils::of(council::ALL.iter().map(|council| council.gss_code)));
        *ALL
    }

    /// What is in either.
    pub fn or(self, other: Self) -> Self {
        Self([self.0[0] | other.0[0], self.0[1] | other.0[1], self.0[2] | other.0[2]])
    }

    /// Whether the council of that number is one of them.
    pub fn has(&self, number: usize) -> bool {
        self.0.get(number / 64).is_some_and(|word| word & (1 << (number % 64)) != 0)
    }

    /// The numbers of the councils in it.
    pub fn numbers(self) -> impl Iterator<Item = usize> {
        (0..council::ALL.len()).filter(move |number| self.has(*number))
    }
}

impl Access {
    /// These codes; unknown ones are left out.
    pub fn of<S: AsRef<str>>(codes: impl IntoIterator<Item = S>) -> Self {
        let numbers = codes.into_iter().filter_map(|code| access_number(code.as_ref()));
        Self(numbers.fold(0, |bits, number| bits | 1 << number))
    }

    /// What is in either.
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both.
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is in this one alone.
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether nothing is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many codes are in it.
    pub fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// The numbers of the codes in it.
    pub fn numbers(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let number = left.trailing_zeros() as usize;
            left &= left.checked_sub(1)?;
            Some(number)
        })
    }

    /// The codes in it, each once, in alphabetical order.
    pub fn codes(self) -> Vec<&'static str> {
        static CODES: LazyLock<Vec<&'static str>> = LazyLock::new(|| access::codes().collect());
        let mut codes: Vec<&'static str> = self.numbers().map(|number| CODES[number]).collect();
        codes.sort_unstable();
        codes
    }
}

impl From<Vec<String>> for Councils {
    fn from(codes: Vec<String>) -> Self {
        Self::of(codes)
    }
}

impl From<Councils> for Vec<String> {
    fn from(set: Councils) -> Self {
        set.numbers().map(|number| council::ALL[number].gss_code.to_owned()).collect()
    }
}

impl From<Vec<String>> for Access {
    fn from(codes: Vec<String>) -> Self {
        Self::of(codes)
    }
}

impl From<Access> for Vec<String> {
    fn from(set: Access) -> Self {
        set.codes().into_iter().map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_bit_of_its_own_and_comes_back() {
        assert!(access::codes().count() <= 128);
        let mut codes: Vec<&str> = access::codes().collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(Access::of(&codes).codes(), codes);
    }

    #[test]
    fn every_council_comes_back_by_its_code() {
        let codes: Vec<String> = council::ALL.iter().map(|council| council.gss_code.to_owned()).collect();
        assert_eq!(Vec::<String>::from(Councils::of(&codes)), codes);
        assert!(Councils::of(["councils/E08000033"]).has(council_number("councils/E08000033").unwrap()));
        assert_eq!(council_number("councils/nowhere"), None);
    }
}
