//! What the index finds is what looking at every option finds.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index as Any;

use super::any::{any_inputs, any_offerings, built};
use super::world::ulo_id;
use crate::index::brief::Brief;
use crate::index::facts::Ulo;
use crate::index::place::Point;
use crate::index::sets::council_number;
use crate::index::sieve::Sieve;
use crate::index::{Change, Entry, Index};
use crate::menu::candidate::{Asker, Asking, NEARBY_KM};
use crate::menu::edition::edition;
use crate::menu::make::make_of;
use crate::menu::rule::Rules;
use crate::menu::{Inputs, RULES_VERSION, make};

/// Who covers the council or is based nearby, found by asking everyone.
fn by_asking_everyone<'a>(inputs: &Inputs, index: &'a Index) -> Vec<Entry<'a>> {
    let (council, place) = (council_number(&inputs.frozen.council), inputs.frozen.place);
    let near = |entry: &Entry<'_>| {
        entry.base().zip(place).is_some_and(|(base, place)| base.km_to(place) <= NEARBY_KM)
    };
    let here = |entry: &Entry<'_>| council.is_some_and(|council| entry.offering.councils.has(council));
    index.all(inputs.wants.kind).into_iter().filter(|entry| here(entry) || near(entry)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_menu_through_the_index_is_the_menu_over_everything(
        inputs in any_inputs(),
        offerings in any_offerings(),
        seed: u64,
        moved in vec((0u128..10, prop::option::of((53.3..54.2, -2.4..-1.3))), 0..4),
        closed in vec(any::<Any>(), 0..4),
    ) {
        let mut index = built(offerings.clone());
        for (ulo, base) in moved {
            let before = index.all(inputs.wants.kind).iter().find(|entry| entry.ulo.id == ulo_id(ulo)).map(|entry| entry.ulo.clone());
            let base = base.map(|(north, east)| Point::new(north, east));
            if let Some(before) = before {
                index.take(Change::Ulo(ulo_id(ulo), Some(Ulo { base, ..before })));
            }
        }
        for closed in closed.into_iter().filter(|_| !offerings.is_empty()) {
            index.take(Change::Offering(closed.get(&offerings).id, None));
        }
        let through = make(&inputs, &index, RULES_VERSION, seed).unwrap();
        let brute = make_of(&inputs, by_asking_everyone(&inputs, &index), RULES_VERSION, seed).unwrap();
        prop_assert_eq!(
            serde_json::to_string(&through).unwrap(),
            serde_json::to_string(&brute).unwrap()
        );
        // Those further off who do not cover the council would change nothing but the list of why not.
        let all = make_of(&inputs, index.all(inputs.wants.kind), RULES_VERSION, seed).unwrap();
        prop_assert_eq!(&through.options, &all.options);
        prop_assert_eq!(&through.widenings, &all.widenings);
        prop_assert_eq!(through.fitting_total, all.fitting_total);
        prop_assert_eq!(through.shortfall_reason, all.shortfall_reason);
    }

    #[test]
    fn who_does_not_pass_the_sieve_is_left_out_by_a_rule(
        inputs in any_inputs(),
        offerings in any_offerings(),
    ) {
        let index = built(offerings);
        let council = council_number(&inputs.frozen.council).unwrap();
        let sieve = Sieve::of(&inputs.wants, council);
        let asker = Asker::of(&inputs, edition(RULES_VERSION).unwrap());
        let asking = Asking::of(&asker, &inputs.wants);
        for entry in index.all(inputs.wants.kind) {
            let candidate = asker.candidate(entry, 0);
            let brief = Brief::of(entry.offering, &entry.promised, entry.ulo.base);
            prop_assert!(
                sieve.passes(&brief, candidate.distance_km) || !Rules::broken(&asking, &candidate).is_empty(),
                "{brief:?} {:?}",
                entry.offering,
            );
        }
    }
}
