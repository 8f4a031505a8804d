//! Which organisations are counted as possible user-led ones: the same wherever they are counted.
//!
//! As in the study of 2006-7: every one of a kind that can be user-led, before anybody judged whether it is. What is judged
//! is told beside the count and takes nobody out of it; one shown to be user-led counts whatever its kind.

/// Kinds of organisations that are not user-led by what they are.
pub const OTHER_KINDS: &[&str] =
    &["brokerage_agency", "advocacy_charity", "council_in_house", "other_charity", "business", "other"];

/// Whether an organisation of that kind, in lower case and without the prefix of its enum, may be user-led.
pub fn may_be_user_led(kind: &str) -> bool {
    !OTHER_KINDS.contains(&kind)
}

/// Whether it is counted.
pub fn counts(may_be_user_led: bool, shown: bool) -> bool {
    may_be_user_led || shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_counts_whatever_its_kind_and_what_is_refuted_was_possible() {
        assert!(may_be_user_led("peer_support_group") && !may_be_user_led("business"));
        assert!(counts(true, false) && counts(false, true) && !counts(false, false));
    }
}
