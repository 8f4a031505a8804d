//! Requests and menus in words: what matters, how much, and what would change the answer.

use proto::matching::v1::menu::ShortfallReason;
use proto::matching::v1::request::NeedByReason;
use proto::matching::v1::why_not::Rule;
use proto::matching::v1::{Factor, flag::Kind as FlagKind};

use super::{Number, value, words_of};
use crate::words::{Text, text};

words_of! {
    /// A thing that can matter to a person.
    factor, FACTORS: Factor {
        Nearness => "request-factor-near",
        Expertise => "request-factor-expert",
        LivedExperience => "request-factor-lived",
        Language => "request-factor-language",
        AccessDoneWell => "request-factor-access",
        ShortWait => "request-factor-wait",
        Independence => "request-factor-independent",
        UserLed => "request-factor-user-led",
        Continuity => "request-factor-known",
        Cost => "request-factor-cost",
    }
}

words_of! {
    /// Why support is needed by a date.
    need_by_reason, NEED_BY_REASONS: NeedByReason {
        LeavingCare => "request-need-leaving",
        Meeting => "request-need-meeting",
        SupportEnding => "request-need-ending",
        OtherDate => "request-need-other",
    }
}

words_of! {
    /// Why a menu has fewer than three options.
    shortfall, SHORTFALLS: ShortfallReason {
        NobodyHere => "request-few-nobody",
        FewHere => "request-few-here",
        OwnLimits => "request-few-limits",
        NotTakingOn => "request-few-full",
    }
}

words_of! {
    /// Why an offering is not an option.
    rule, RULES: Rule {
        OutOfArea => "request-rule-area",
        AdvocacyKind => "request-rule-advocacy",
        PeerSupportModel => "request-rule-model",
        WhoFor => "request-rule-who-for",
        DeliveryMode => "request-rule-mode",
        TooFar => "request-rule-far",
        Language => "request-rule-language",
        MustHave => "request-rule-must-have",
        Price => "request-rule-price",
        Avoided => "request-rule-avoided",
        Paused => "request-rule-paused",
        SaidNo => "request-rule-said-no",
        LowerScore => "request-rule-score",
        Unchecked => "request-rule-unchecked",
    }
}

words_of! {
    /// What to know before choosing. Ties of interest are said by [`super::offering::tie`].
    flag, FLAGS: FlagKind {
        NotRecentlyChecked => "request-flag-checked",
        NoOpeningNow => "request-flag-full",
        OpeningsUnknown => "request-flag-openings",
        DistanceUnknown => "request-flag-distance",
        Statutory => "request-flag-statutory",
    }
}

/// How much something matters, by its weight.
pub const WEIGHTS: &[(i32, &str)] = &[
    (1, "request-weight-little"),
    (2, "request-weight-some"),
    (3, "request-weight-lot"),
    (4, "request-weight-most"),
];

/// How much something matters.
pub fn weight(weight: impl Number) -> Text {
    let weight = value(weight);
    let known = WEIGHTS.iter().find(|(value, _)| *value == weight);
    known.map_or_else(|| text("request-weight-none"), |(_, key)| text(key))
}

/// A distance in whole km as people say it, in miles.
pub fn distance(km: impl Number) -> Text {
    match miles(value(km)) {
        0 => text("request-miles-under-one"),
        miles => text("request-miles").with("miles", miles),
    }
}

/// Whole km as whole miles.
pub fn miles(km: i32) -> i32 {
    (km.saturating_mul(1000) + 804) / 1609
}

/// Whole miles as whole km.
pub fn km(miles: i32) -> i32 {
    (miles.saturating_mul(1609) + 500) / 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn miles_come_back_as_they_were_typed() {
        for typed in 1..=186 {
            assert_eq!(miles(km(typed)), typed);
        }
        assert_eq!(distance(5).to_string(), "about 3 miles");
        assert_eq!(distance(0).to_string(), "less than a mile");
    }
}
