//! Sharing a sum out as it was planned, to the penny.

/// Shares of `sum` in the proportions of `parts`: whole pence that come to `sum` exactly. What rounding leaves over goes,
/// a penny each, to those who lost most by it.
pub fn share(sum: i64, parts: &[i64]) -> Vec<i64> {
    let whole: i128 = parts.iter().map(|part| i128::from(*part)).sum();
    if whole <= 0 {
        return parts.iter().map(|_| 0).collect();
    }
    let exact = |part: i64| i128::from(sum) * i128::from(part);
    let mut shares: Vec<i128> = parts.iter().map(|part| exact(*part) / whole).collect();
    let left = i128::from(sum) - shares.iter().sum::<i128>();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|index| {
        let lost = parts.get(*index).map_or(0, |part| exact(*part) % whole);
        (std::cmp::Reverse(lost), *index)
    });
    for index in order.into_iter().take(usize::try_from(left).unwrap_or_default()) {
        if let Some(share) = shares.get_mut(index) {
            *share += 1;
        }
    }
    shares.into_iter().map(|share| i64::try_from(share).unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests;
