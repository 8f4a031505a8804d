//! What a release tells of made up quarters; the attack on the rule behind it is among the proofs.

use super::*;

const HIDDEN_FROM: [&str; 2] = ["E06000001", "E06000002"];

/// A quarter in which these councils had these requests for brokerage with nobody to help.
fn unmet(of: &[(&str, u32)]) -> Counted {
    let row = |unmet| Row { requests: [[0, unmet, 0, 0], [0; 4], [0; 4]], ..Row::default() };
    let councils = of.iter().map(|(code, count)| ((*code).to_owned(), row(*count))).collect();
    Counted { councils, ..Counted::default() }
}

fn published(counted: &Counted, earlier: Option<&Places>) -> Places {
    publish(counted, &Council::of_release(), earlier)
}

#[test]
fn every_place_of_england_has_its_figures() {
    let places = published(&Counted::default(), None);
    assert_eq!(places.len(), 153 + 9 + 1);
    let nothing = Row {
        requests: [[Shown(0); 4]; 3],
        control: [Shown(0); 3],
        waits: [Shown(0); 11],
        cases: [[Shown(0); 4]; 3],
    };
    assert!(places.values().all(|figures| figures.row == nothing && figures.answered == Shown(0)));
}

#[test]
fn a_small_number_is_hidden_and_the_sum_above_it_told() {
    let places = published(&unmet(&[(HIDDEN_FROM[0], 3), (HIDDEN_FROM[1], 40), ("E06000047", 60)]), None);
    let of = |code: &str| places[code].row.requests[0][1];
    assert_eq!((of(HIDDEN_FROM[0]), of("E06000047")), (Hidden, Shown(60)));
    assert_eq!(places[ENGLAND].asked[0], Shown(105));
    assert_eq!(places[HIDDEN_FROM[0]].asked[0], Hidden, "a whole is told where each part is");
    assert_eq!(places["E06000047"].asked[0], Shown(60));
}

#[test]
fn a_revision_keeps_hidden_what_was_hidden() {
    let first = published(&unmet(&[(HIDDEN_FROM[0], 3), ("E06000047", 60)]), None);
    let again = published(&unmet(&[(HIDDEN_FROM[0], 30), ("E06000047", 60)]), Some(&first));
    assert_eq!(again[HIDDEN_FROM[0]].row.requests[0][1], Hidden);
    assert_eq!(again["E06000047"].row.requests[0][1], Shown(60));
    let same = published(&unmet(&[(HIDDEN_FROM[0], 3), ("E06000047", 60)]), Some(&first));
    assert_eq!(same, first);
}

#[test]
fn the_only_part_of_a_sum_is_the_sum() {
    let row = Row { waits: [40; 11], ..Row::default() };
    let councils = HashMap::from([("E06000047".to_owned(), row)]);
    let days = Days { median: Some(12), ninetieth: Some(30) };
    let days_of = HashMap::from([(ENGLAND.to_owned(), [days; 11])]);
    let counted = Counted { councils, days: days_of, ..Counted::default() };
    let places = published(&counted, None);
    assert_eq!(
        (places[ENGLAND].row.waits, places["E06000047"].row.waits),
        ([Shown(40); 11], [Shown(40); 11])
    );
    assert_eq!(places[ENGLAND].days, [days; 11]);
    let again = published(&counted, Some(&places));
    assert_eq!(again, places);
}

#[test]
fn waits_are_told_beside_counts_that_are_told() {
    let days = Days { median: Some(12), ninetieth: Some(30) };
    assert_eq!(days.beside(Hidden), Days::default());
    assert_eq!(days.beside(Shown(0)), Days::default());
    assert_eq!(days.beside(Shown(25)), Days { median: Some(12), ninetieth: None });
    assert_eq!(days.beside(Shown(30)), days);
}

#[test]
fn shares_are_of_thirty_or_more() {
    let row = |better| Row { control: [better, 12, 0], ..Row::default() };
    let councils = HashMap::from([("E06000047".to_owned(), row(21)), ("E08000033".to_owned(), row(10))]);
    let places = published(&Counted { councils, ..Counted::default() }, None);
    assert_eq!(places["E06000047"].control_change().better_percent, Some(67), "20 of 30");
    assert_eq!(places["E08000033"].control_change().better_percent, None, "10 of 20");
}

#[test]
fn needs_stand_alone_and_a_revision_hides_what_changed() {
    let counted = |bsl, braille, large| Counted {
        needs: [("bsl", bsl), ("braille", braille), ("large_print", large)]
            .map(|(need, count)| (need.to_owned(), [count, 0]))
            .into(),
        ..Counted::default()
    };
    let first = published(&counted(40, 3, 20), None);
    let of = |places: &Places, need: &str| places[ENGLAND].needs[need][0];
    assert_eq!(["bsl", "braille"].map(|need| of(&first, need)), [Shown(40), Hidden]);
    let again = published(&counted(60, 30, 20), Some(&first));
    assert_eq!(["bsl", "braille", "large_print"].map(|need| of(&again, need)), [Hidden, Hidden, Shown(20)]);
    assert!(first["E06000047"].needs.is_empty());
}
