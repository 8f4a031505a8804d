//! The rule at its edges; the attack on many tables is among the proofs.

use super::SmallNumber::{Hidden, Shown};
use super::Tree;

/// A sum, the sums of its parts, and their parts.
fn tree(regions: &[&[u32]]) -> Tree {
    let mut tree = Tree::default();
    for region in regions {
        let above = tree.add(Tree::TOP);
        for count in *region {
            let place = tree.add(above);
            tree.count(place, *count);
        }
    }
    tree
}

#[test]
fn safe_sums_are_shown_with_their_parts() {
    let figures = tree(&[&[20, 40], &[0, 30]]).figures();
    assert_eq!(figures, [90, 60, 20, 40, 30, 0, 30].map(Shown));
}

#[test]
fn a_sum_that_leaves_a_hidden_part_open_is_shown() {
    assert_eq!(tree(&[&[4, 4, 4]]).figures(), [Shown(10), Shown(10), Hidden, Hidden, Hidden]);
}

#[test]
fn a_sum_that_would_tell_is_hidden() {
    // 13 to 17 could only be 6 and 7, or 7 and 7; so would the whole, which is the same.
    assert_eq!(tree(&[&[7, 7]]).figures(), [Hidden; 4]);
}

#[test]
fn a_part_of_the_same_sum_is_hidden_first() {
    assert_eq!(tree(&[&[9, 1]]).figures(), [Shown(10), Shown(10), Hidden, Hidden]);
}

#[test]
fn hidden_sums_do_not_say_that_every_part_is_one() {
    assert_eq!(tree(&[&[1, 1, 1, 1, 1, 7]]).figures()[1], Hidden);
    assert_eq!(tree(&[&[2, 1, 1, 1, 1, 7]]).figures()[1], Shown(15));
}

#[test]
fn a_revision_without_hidden_figures_takes_the_new_ones() {
    let earlier = tree(&[&[20, 40]]).figures();
    assert_eq!(tree(&[&[25, 40]]).revised(&earlier), [65, 65, 25, 40].map(Shown));
}

#[test]
fn a_revision_hides_what_changed_beside_what_is_hidden() {
    let earlier = tree(&[&[20, 40, 3]]).figures();
    assert_eq!(earlier, [Shown(65), Shown(65), Shown(20), Shown(40), Hidden]);
    assert_eq!(tree(&[&[25, 40, 3]]).revised(&earlier), [Hidden, Hidden, Hidden, Shown(40), Hidden]);
}

#[test]
fn what_was_hidden_stays_hidden() {
    let earlier = tree(&[&[20, 40, 3]]).figures();
    assert_eq!(tree(&[&[20, 40, 10]]).revised(&earlier)[4], Hidden);
    assert_eq!(tree(&[&[20, 40, 0]]).revised(&earlier)[4], Hidden);
}

#[test]
fn the_same_counts_are_the_same_figures_again() {
    let tree = tree(&[&[9, 1], &[3, 3, 30], &[7, 7]]);
    let figures = tree.figures();
    assert_eq!(tree.figures(), figures);
    assert_eq!(tree.revised(&figures), figures);
}

#[test]
fn a_revision_hides_the_sums_above_what_it_newly_hides() {
    // 29 and 31 are both shown as 30: that they are would say that the two found later are 4 at most.
    let earlier = tree(&[&[0], &[6], &[5, 18]]).figures();
    let revised = tree(&[&[2], &[6], &[5, 18]]).revised(&earlier);
    assert_eq!(earlier[0], Shown(30));
    assert_eq!(revised[..3], [Hidden; 3]);
}
