//! Whatever is read as a version of the rules or as what a menu was made from is refused or can be used.

use proptest::prelude::*;
use proptest::sample::Index as Any;

use super::any::{any_inputs, any_offerings, built};
use crate::index::sets::{Access, Councils};
use crate::menu::edition::edition;
use crate::menu::{Inputs, Made, RULES_VERSION, make};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_other_version_of_the_rules_is_known(version in "\\PC{0,8}|[0-9]{1,3}|[1234][ .0]") {
        prop_assert_eq!(edition(&version).is_some(), ["1", "2", "3", "4"].contains(&version.as_str()));
    }

    #[test]
    fn unknown_councils_and_access_are_left_out(names in prop::collection::vec("\\PC{0,12}|E0[0-9]{7}", 0..6)) {
        for code in Vec::<String>::from(Councils::of(&names)) {
            prop_assert!(names.iter().any(|name| name.strip_prefix("councils/").unwrap_or(name) == code));
        }
        prop_assert!(Access::of(&names).codes().iter().all(|code| names.iter().any(|name| name == code)));
    }

    #[test]
    fn spoilt_inputs_are_refused_or_make_a_menu(
        inputs in any_inputs(),
        offerings in any_offerings(),
        seed: u64,
        spoilt in prop::collection::vec((any::<Any>(), prop_oneof![any::<u8>(), b'0'..=b'9']), 1..4),
    ) {
        let mut text = serde_json::to_vec(&inputs).unwrap();
        for (place, byte) in spoilt {
            *place.get_mut(&mut text) = byte;
        }
        if let Ok(read) = serde_json::from_slice::<Inputs>(&text) {
            let index = built(offerings);
            let made = make(&read, &index, RULES_VERSION, seed).unwrap();
            let again: Inputs = serde_json::from_str(&serde_json::to_string(&read).unwrap()).unwrap();
            prop_assert_eq!(&make(&again, &index, RULES_VERSION, seed).unwrap(), &made);
            let kept: Made = serde_json::from_str(&serde_json::to_string(&made).unwrap()).unwrap();
            prop_assert_eq!(kept, made);
        }
    }
}

/// What was kept before these were asked is read as it was.
#[test]
fn menus_of_before_are_still_read() {
    let made: Made =
        serde_json::from_str(r#"{"options":[],"why_nots":[],"why_not_total":0,"shortfall_reason":null}"#)
            .unwrap();
    assert_eq!((made.fitting_total, made.widenings), (0, Vec::new()));
}
