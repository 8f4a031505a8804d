//! The questions asked of an area, and what of its figures leaves the service.

use super::*;

#[test]
fn support_that_is_not_there_is_missing_in_every_way() {
    let element = Support::default().element();
    assert_eq!(
        (element.exists, element.accessible, element.user_led_link),
        (Status::Missing, Status::Missing, Status::Missing)
    );
}

#[test]
fn support_exists_in_part_while_all_of_it_is_paused() {
    let paused = Support { offerings: 2, ..Support::default() };
    assert_eq!(paused.exists(), Status::Partly);
    assert_eq!(Support { open: 1, ..paused }.exists(), Status::InPlace);
}

#[test]
fn silence_about_access_is_not_known_and_never_a_no() {
    let silent = Support { offerings: 2, open: 2, ..Support::default() };
    assert_eq!(silent.accessible(), Status::NotKnown);
    assert_eq!(Support { saying_access: 1, ..silent }.accessible(), Status::Partly);
    assert_eq!(Support { saying_access: 2, ..silent }.accessible(), Status::InPlace);
}

#[test]
fn an_organisation_that_has_not_shown_it_is_user_led_is_not_known() {
    let none = Support { offerings: 2, ..Support::default() };
    assert_eq!(none.user_led_link(), Status::Missing);
    assert_eq!(Support { maybe_user_led: 2, ..none }.user_led_link(), Status::NotKnown);
    assert_eq!(Support { maybe_user_led: 1, user_led: 1, ..none }.user_led_link(), Status::InPlace);
}

#[test]
fn the_bands_are_those_of_the_mapping() {
    assert_eq!([0, 1, 5, 6].map(Band::of), [Band::None, Band::OneToFive, Band::OneToFive, Band::SixOrMore]);
}

#[test]
fn a_median_of_too_few_is_not_told() {
    let waited = |count| Waited { count, median_days: 12, ninetieth_days: 40, ..Waited::default() }.wait();
    let told = |count| (waited(count).median_days, waited(count).count, waited(count).ninetieth_days);
    assert_eq!(told(0), (None, SmallNumber::Shown(0), None));
    assert_eq!(told(7), (None, SmallNumber::Hidden, None));
    assert_eq!(told(8), (Some(12), SmallNumber::Shown(10), None));
    assert_eq!(told(29), (Some(12), SmallNumber::Shown(30), None), "29 are too few for nine of ten");
    assert_eq!(told(30), (Some(12), SmallNumber::Shown(30), Some(40)));
}

#[test]
fn those_who_wait_now_are_told_apart_and_from_eight_on() {
    let waited = |waiting| Waited { waiting, waiting_median_days: 9, ..Waited::default() }.wait();
    assert_eq!((waited(7).waiting, waited(7).waiting_median_days), (SmallNumber::Hidden, None));
    assert_eq!((waited(8).waiting, waited(8).waiting_median_days), (SmallNumber::Shown(10), Some(9)));
    assert_eq!((waited(8).count, waited(8).median_days), (SmallNumber::Shown(0), None));
}

#[test]
fn what_organisations_have_adds_up_and_ties_count_of_those_that_may_be_user_led() {
    let one = Behind {
        ulo: uuid::Uuid::now_v7(),
        standing: Standing::Shown,
        offerings: 2,
        open: 1,
        saying_access: 2,
        contract: false,
        grant: true,
        seat: false,
    };
    let maybe = Behind { standing: Standing::NotShown, seat: true, grant: false, ..one.clone() };
    let other = Behind { standing: Standing::Other, contract: true, ..one.clone() };
    let support = Support::of(&[one, maybe, other]);
    assert_eq!((support.offerings, support.open, support.saying_access), (6, 3, 6));
    assert_eq!((support.user_led, support.maybe_user_led), (2, 2));
    assert_eq!((support.organisations, support.user_led_organisations), (3, 1));
    assert_eq!(support.element().links, [false, true, false, true], "a contract with another is no tie");
}

#[test]
fn a_referral_is_told_from_eight_introductions_on() {
    let links = |referrals| Support { referrals, ..Support::default() }.element().links;
    assert_eq!(links(7), [false; 4]);
    assert_eq!(links(8), [false, false, true, false]);
    let paid = Support { contract: true, grant: true, ..Support::default() };
    assert_eq!(paid.element().links, [true, true, false, false]);
}

#[test]
fn the_share_who_gained_is_of_rounded_numbers() {
    let change = Change { better: 21, same: 12, worse: 0 }.published();
    assert_eq!(change.answered, SmallNumber::Shown(35));
    assert_eq!(change.better_percent, Some(57), "20 of 35");
    let few = Change { better: 2, same: 40, worse: 0 }.published();
    assert_eq!((few.better, few.better_percent), (SmallNumber::Hidden, None));
}
