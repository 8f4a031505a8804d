//! The nearest options are those of a menu over everything.

use proptest::prelude::*;

use super::nearest;
use crate::index::sets::council_number;
use crate::menu::tests::any::{any_inputs, any_offerings, built};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn they_are_everyone_the_rules_leave_in_by_distance(
        inputs in any_inputs(),
        offerings in any_offerings(),
        most in 1usize..12,
    ) {
        let index = built(offerings);
        let council = council_number(&inputs.frozen.council).unwrap();
        let far = |option: &crate::menu::MenuOption| (option.distance_km.unwrap_or(u16::MAX), option.offering);
        let everyone = crate::menu::first_options(&inputs, usize::MAX, |take| {
            index.all(inputs.wants.kind).iter().for_each(|entry| { take(entry); });
        });
        let mut everyone = everyone.unwrap();
        everyone.sort_by_key(far);
        everyone.truncate(most);
        let found = nearest(&inputs, &index, most).unwrap();
        prop_assert!(found.iter().all(|option| index.all(inputs.wants.kind).iter()
            .any(|entry| entry.offering.id == option.offering && entry.offering.councils.has(council))));
        prop_assert_eq!(found, everyone);
    }
}
