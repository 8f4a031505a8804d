//! What is alike: two entries look like the same organisation when they share a register entry, or a plain name and
//! a postcode or a council. The same folding of text serves the text filter.

use std::collections::BTreeSet;

use platform::words::Word as _;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::{Details, Registration, Scheme};

/// Words that say a legal form or nothing, and so tell no two organisations apart.
const EMPTY_WORDS: [&str; 12] = [
    "and",
    "charitable",
    "charity",
    "cic",
    "cio",
    "company",
    "incorporated",
    "limited",
    "ltd",
    "organisation",
    "plc",
    "the",
];
/// Longer words are searched by their beginning: PostgreSQL refuses words of more than 2,046 bytes.
const LONGEST_WORD: usize = 60;

/// What look-alikes are found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// The name without capitals, accents, signs and empty words.
    pub plain_name: String,
    /// The postcode, when there is one.
    pub postcode: String,
    /// Where it works.
    pub councils: Vec<String>,
    /// Scheme and bare number of each register entry.
    pub registration_keys: Vec<String>,
}

impl Likeness {
    pub(super) fn of(details: &Details) -> Self {
        Self {
            plain_name: plain(&details.display_name),
            postcode: details.contact.as_ref().map(|contact| contact.postcode.clone()).unwrap_or_default(),
            councils: details.councils.clone(),
            registration_keys: details.registrations.iter().filter_map(registration_key).collect(),
        }
    }
}

/// Every word of a text once, folded, in order of the alphabet.
pub fn words(text: &str) -> Vec<String> {
    let words: BTreeSet<String> = folded(text).collect();
    words.into_iter().collect()
}

/// What the text filter asks of the words of an entry: each of these, by its beginning. `None` when there is no word.
pub fn all_of(text: &str) -> Option<String> {
    let terms: Vec<String> = words(text).iter().map(|word| format!("'{word}':*")).collect();
    (!terms.is_empty()).then(|| terms.join(" & "))
}

/// What a text filter asks: of nothing, all of it; of signs alone, which are in no text, `None`.
pub fn asked(text: &str) -> Option<Option<String>> {
    let terms = all_of(text);
    (terms.is_some() || text.is_empty()).then_some(terms)
}

/// Words without capitals, accents and signs.
fn folded(text: &str) -> impl Iterator<Item = String> {
    let folded: String =
        text.nfkd().flat_map(char::to_lowercase).filter(|c| !is_combining_mark(*c)).collect();
    let words: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(LONGEST_WORD).collect())
        .collect();
    words.into_iter()
}

fn plain(name: &str) -> String {
    let telling: Vec<String> = folded(name).filter(|word| !EMPTY_WORDS.contains(&word.as_str())).collect();
    if telling.is_empty() { name.to_lowercase() } else { telling.join(" ") }
}

/// `None` for a register we do not know: the same number in two of those proves nothing.
fn registration_key(registration: &Registration) -> Option<String> {
    let bare: String = registration.number.chars().filter(char::is_ascii_alphanumeric).collect();
    let bare = bare.to_uppercase();
    match registration.scheme {
        Scheme::Other => None,
        // Companies House numbers have eight digits, and lose their leading zeros in spreadsheets.
        Scheme::CompaniesHouse => Some(format!("{}:{bare:0>8}", registration.scheme.word())),
        scheme => Some(format!("{}:{bare}", scheme.word())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_accents_capitals_and_legal_form() {
        assert_eq!(plain("The Zoë & Avery Centre Ltd."), "zoe avery centre");
        assert_eq!(plain("ZOE AND AVERY CENTRE"), plain("Zoë & Avery Centre Limited"));
        assert_eq!(plain("The Charity"), "the charity", "a name of empty words is itself");
        assert_eq!(plain("🦋"), "🦋");
    }

    #[test]
    fn register_numbers_are_compared_bare() {
        let key = |scheme, number: &str| registration_key(&Registration { scheme, number: number.into() });
        assert_eq!(key(Scheme::CompaniesHouse, "1234567"), key(Scheme::CompaniesHouse, "0123 4567"));
        assert_eq!(key(Scheme::Cqc, "1-10").as_deref(), Some("cqc:110"));
        assert_ne!(key(Scheme::Cqc, "12"), key(Scheme::FcaMutuals, "12"));
        assert_eq!(key(Scheme::Other, "12"), None);
    }

    #[test]
    fn the_text_filter_is_safe_from_signs() {
        assert_eq!(
            all_of("Peer  support, O'Brien:*|!"),
            Some("'brien':* & 'o':* & 'peer':* & 'support':*".into())
        );
        assert_eq!(all_of(" '\\& "), None);
        assert_eq!(words(&"x".repeat(3000)), ["x".repeat(LONGEST_WORD)]);
    }
}
