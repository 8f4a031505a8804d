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
    let waited = |count| Waited { count, median_days: 12 }.wait();
    assert_eq!(waited(0), Wait { median_days: None, count: SmallNumber::Shown(0) });
    assert_eq!(waited(7), Wait { median_days: None, count: SmallNumber::Hidden });
    assert_eq!(waited(8), Wait { median_days: Some(12), count: SmallNumber::Shown(10) });
}

#[test]
fn the_share_who_gained_is_of_rounded_numbers() {
    let change = Change { better: 21, same: 12, worse: 0 }.published();
    assert_eq!(change.answered, SmallNumber::Shown(35));
    assert_eq!(change.better_percent, Some(57), "20 of 35");
    let few = Change { better: 2, same: 40, worse: 0 }.published();
    assert_eq!((few.better, few.better_percent), (SmallNumber::Hidden, None));
}
