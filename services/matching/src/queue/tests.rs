use super::*;

fn queue(openings: i64, held: i64, taken: i64, waiting: i64) -> Queue {
    Queue { openings: Some(openings), held, taken, waiting }
}

#[test]
fn whoever_comes_when_others_are_before_every_place_waits() {
    assert_eq!(queue(2, 1, 0, 0).ahead(), 0, "a place is free");
    assert_eq!(queue(2, 2, 0, 0).ahead(), 2);
    assert_eq!(queue(1, 1, 0, 3).ahead(), 4);
    assert_eq!(queue(3, 1, 2, 0).ahead(), 1, "two are gone, the third is held");
    assert_eq!(queue(2, 1, 0, 1).ahead(), 2, "the free place is for whoever waits");
}

#[test]
fn where_nothing_is_left_or_nothing_was_said_nobody_waits() {
    for open in [queue(0, 0, 0, 0), queue(2, 1, 2, 3), queue(1, 0, 4, 0)] {
        assert_eq!((open.places(), open.ahead()), (Some(0), 0));
    }
    assert_eq!((Queue::default().places(), Queue::default().ahead()), (None, 0));
}
