//! Names that are plainly made up: every surname is a word for a sample.

use super::dice::Dice;

const FIRST: [&str; 48] = [
    "Avery", "Sam", "Robin", "Jo", "Alex", "Priya", "Kofi", "Mei", "Amara", "Tomasz", "Leila", "Owen",
    "Fatima", "Ruth", "Dev", "Nia", "Karim", "Grace", "Yusuf", "Ines", "Callum", "Zainab", "Harpreet",
    "Edith", "Mo", "Bronwen", "Chidi", "Sofia", "Arthur", "Noor", "Winston", "Hana", "Percy", "Adaeze",
    "Luca", "Shanice", "Iqbal", "Marta", "Desmond", "Parveen", "Eve", "Tunde", "Anya", "Frank", "Lakshmi",
    "Cora", "Idris", "Olive",
];
const LAST: [&str; 12] = [
    "Example",
    "Sample",
    "Specimen",
    "Instance",
    "Placeholder",
    "Pattern",
    "Template",
    "Demo",
    "Mockup",
    "Illustration",
    "Exemplar",
    "Draftwell",
];

/// Somebody.
pub fn person(dice: &mut Dice) -> String {
    format!("{} {}", dice.pick(&FIRST), dice.pick(&LAST))
}

const FLAVOUR: [&str; 24] = [
    "Open Door",
    "Our Voice",
    "Kingfisher",
    "Harbour",
    "Bridge",
    "Lantern",
    "Common Ground",
    "Speak Out",
    "Rowan",
    "Side by Side",
    "New Leaf",
    "Compass",
    "Beacon",
    "Willow",
    "Stepping Stones",
    "Hand in Hand",
    "Meadow",
    "Turning Point",
    "Skylark",
    "Kindling",
    "Anchor",
    "Patchwork",
    "Signal",
    "Thistle",
];

/// An organisation of that kind in that place.
pub fn organisation(dice: &mut Dice, place: &str, ending: &str) -> String {
    format!("{} {place} {ending} (sample)", dice.pick(&FLAVOUR))
}
