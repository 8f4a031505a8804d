//! Where the organisations of the sample are: the counts of the mapping study of 2006-7.

use councils::postcode::{Entry, Postcode};
use platform::Error;
use reference::council::{ALL, Council};

use super::dice::Dice;
use crate::store::Store;

/// How many organisations the study counted.
pub const POSSIBLE: usize = 647;
/// In how many councils of a hundred it counted none.
const PERCENT_NONE: usize = 12;
/// In how many of a hundred it counted one to five: just over half.
const PERCENT_FEW: usize = 52;
/// Two places too small for an organisation of their own.
const SMALLEST: [&str; 2] = ["E09000001", "E06000053"];

/// How many possible user-led organisations each council has. They sum to [`POSSIBLE`].
pub fn counts(mut dice: Dice) -> Vec<(&'static Council, usize)> {
    let none = (ALL.len() * PERCENT_NONE).div_ceil(100) - 1;
    let few = (ALL.len() * PERCENT_FEW).div_ceil(100);
    let mut councils: Vec<&Council> = ALL.iter().collect();
    dice.shuffle(&mut councils);
    // The larger the council the more organisations; the smallest two first of those with none.
    councils
        .sort_by_key(|council| (!SMALLEST.contains(&council.gss_code), council.population_thousands / 150));
    let mut order: Vec<&Council> = councils.split_off(SMALLEST.len());
    let mut with_none = councils;
    while with_none.len() < none {
        let at = dice.below(order.len() * 2 / 3);
        with_none.push(order.remove(at));
    }
    let many = order.split_off(few);
    let mut counts: Vec<(&Council, usize)> = with_none.into_iter().map(|council| (council, 0)).collect();
    counts.extend(order.into_iter().enumerate().map(|(index, council)| (council, index % 5 + 1)));
    let left = POSSIBLE - counts.iter().map(|(_, count)| count).sum::<usize>();
    let (each, over) = (left / many.len(), left % many.len());
    let big = many.into_iter().rev().enumerate();
    counts.extend(big.map(|(index, council)| (council, each + usize::from(index < over))));
    counts.sort_by_key(|(council, _)| council.gss_code);
    counts
}

/// Two made-up postcodes in each council's middle, so that "find support" has something to find before the
/// directory of the ONS is imported: the inward halves 1ZZ and 2ZZ.
pub async fn add_postcodes(store: &Store) -> Result<(), Error> {
    let mut entries = Vec::new();
    for (code, outward) in outward_codes() {
        let Some(council) = reference::council::find(code) else { continue };
        for inward in ["1ZZ", "2ZZ"] {
            let postcode = Postcode::of_bytes(format!("{outward}{inward}").as_bytes());
            let point = (council.latitude, council.longitude);
            entries.extend(postcode.map(|postcode| Entry::new(postcode, council, point)));
        }
    }
    let db = store.connect("councils").await?;
    councils::postcode::store::insert_many(db.pool(), &entries).await
}

/// A made-up postcode in the middle of a council.
pub fn postcode(council: &Council) -> String {
    let outward = outward_codes().find(|(code, _)| *code == council.gss_code);
    outward.map(|(_, outward)| format!("{outward} 1ZZ")).unwrap_or_default()
}

/// The outward code of the middle of each council.
pub fn outward_codes() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("outward.tsv").lines().filter_map(|line| line.split_once('\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_has_the_proportions_of_the_study() {
        let counts = counts(Dice::new(2006, "map", 0));
        let none = counts.iter().filter(|(_, count)| *count == 0).count();
        let few = counts.iter().filter(|(_, count)| (1..=5).contains(count)).count();
        assert_eq!(counts.iter().map(|(_, count)| count).sum::<usize>(), POSSIBLE);
        assert_eq!((none * 100 + 76) / 153, 12, "{none} councils with none");
        assert!(few * 2 > 153 && few * 100 < 153 * 55, "{few} councils with one to five");
        assert!(counts.iter().all(|(_, count)| *count < 20));
    }

    #[test]
    fn every_council_has_an_outward_code() {
        let codes: Vec<&str> = outward_codes().map(|(code, _)| code).collect();
        assert!(ALL.iter().all(|council| codes.contains(&council.gss_code)));
    }
}
