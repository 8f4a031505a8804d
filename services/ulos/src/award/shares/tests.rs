use proptest::prelude::*;

use super::*;

#[test]
fn whole_pence_and_nothing_lost() {
    assert_eq!(share(1_000, &[400, 600]), [400, 600]);
    assert_eq!(share(100, &[1, 1, 1]), [34, 33, 33]);
    assert_eq!(
        share(500, &[333, 333, 334]),
        [167, 166, 167],
        "of two who lost the same, the first gets the penny"
    );
    assert_eq!(share(1, &[5, 10]), [0, 1]);
    assert_eq!(share(5, &[0, 0]), [0, 0], "in no proportion");
}

proptest! {
    #[test]
    fn shares_come_to_the_sum(
        parts in proptest::collection::vec(1..=100_000_000_000_i64, 1..=12),
        sum in 1..=100_000_000_000_i64,
    ) {
        let shares = share(sum, &parts);
        prop_assert_eq!(shares.iter().sum::<i64>(), sum);
        let whole: i128 = parts.iter().map(|part| i128::from(*part)).sum();
        for (share, part) in shares.iter().zip(&parts) {
            let exact = i128::from(sum) * i128::from(*part);
            prop_assert!((i128::from(*share) * whole - exact).abs() < whole, "within a penny of its part");
        }
    }

    #[test]
    fn what_was_asked_for_in_full_is_shared_as_planned(
        parts in proptest::collection::vec(1..=100_000_000_000_i64, 1..=12),
    ) {
        prop_assert_eq!(share(parts.iter().sum(), &parts), parts);
    }
}
