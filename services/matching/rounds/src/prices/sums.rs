//! Prices by area, need or both: where one more opening helps most.

use std::collections::BTreeMap;

/// What openings of one kind are worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum<K> {
    /// The area, need or both.
    pub key: K,
    /// The options.
    pub options: u32,
    /// Their openings.
    pub openings: u64,
    /// Their openings times their prices.
    pub worth: i128,
    /// What one more opening would save where it saves most.
    pub saving: i64,
    /// The option where that is; of several, the first.
    pub at: u32,
}

/// Sums prices by key, the highest saving first. An option counts under each of its keys.
pub fn sums<K: Ord + Clone, I: IntoIterator<Item = K>>(
    prices: &[i64],
    openings: &[u32],
    keys: impl Fn(u32) -> I,
) -> Vec<Sum<K>> {
    let mut by_key: BTreeMap<K, Sum<K>> = BTreeMap::new();
    for (option, (price, openings)) in (0..).zip(prices.iter().zip(openings)) {
        for key in keys(option) {
            let none =
                || Sum { key: key.clone(), options: 0, openings: 0, worth: 0, saving: *price, at: option };
            let sum = by_key.entry(key.clone()).or_insert_with(none);
            sum.options += 1;
            sum.openings += u64::from(*openings);
            sum.worth += i128::from(*price) * i128::from(*openings);
            if *price > sum.saving {
                (sum.saving, sum.at) = (*price, option);
            }
        }
    }
    let mut sums: Vec<Sum<K>> = by_key.into_values().collect();
    // Stable, so that equals stay in the order of their keys.
    sums.sort_by_key(|sum| (-sum.saving, -sum.worth));
    sums
}
