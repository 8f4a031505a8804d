//! Cases and introductions in words: stages, why they end, why someone says no.

use proto::brokers::v1::case::{CloseReason, Stage};
use proto::brokers::v1::introduction::DeclineReason;

use super::words_of;
use crate::words::{Text, text};

words_of! {
    /// A stage of a case.
    stage, STAGES: Stage {
        GettingToKnow => "case-stage-know",
        Exploring => "case-stage-exploring",
        Drafting => "case-stage-drafting",
        Submitted => "case-stage-submitted",
        Returned => "case-stage-returned",
        Agreed => "case-stage-agreed",
        Arranging => "case-stage-arranging",
        Live => "case-stage-live",
        Review => "case-stage-review",
        Closed => "case-stage-closed",
    }
}

words_of! {
    /// What a stage means for the person.
    stage_means, STAGE_MEANINGS: Stage {
        GettingToKnow => "case-means-know",
        Exploring => "case-means-exploring",
        Drafting => "case-means-drafting",
        Submitted => "case-means-submitted",
        Returned => "case-means-returned",
        Agreed => "case-means-agreed",
        Arranging => "case-means-arranging",
        Live => "case-means-live",
        Review => "case-means-review",
        Closed => "case-means-closed",
    }
}

words_of! {
    /// Why a case ended.
    close_reason, CLOSE_REASONS: CloseReason {
        Done => "case-closed-done",
        PersonStopped => "case-closed-person",
        PersonChoseAnother => "case-closed-another",
        LostTouch => "case-closed-lost-touch",
        MovedAway => "case-closed-moved",
        NoBudget => "case-closed-budget",
        OrganisationStopped => "case-closed-organisation",
        ConflictOfInterest => "case-closed-interest",
        Safety => "case-closed-safety",
        Died => "case-closed-died",
        Other => "case-closed-other",
    }
}

words_of! {
    /// Why an organisation said no, in kind words.
    decline_reason, DECLINE_REASONS: DeclineReason {
        NoCapacity => "case-declined-capacity",
        OutsideArea => "case-declined-area",
        NotOurKindOfSupport => "case-declined-kind",
        CannotMeetAccessNeed => "case-declined-access",
        ConflictOfInterest => "case-declined-interest",
        Safety => "case-declined-safety",
        Other => "case-declined-other",
    }
}

/// Why an organisation said no, by the code in an attempt: `no_capacity`.
pub fn decline_code(code: &str) -> Text {
    let name = format!("DECLINE_REASON_{}", code.to_ascii_uppercase());
    DeclineReason::from_str_name(&name).map_or_else(Text::default, |reason| decline_reason(reason as i32))
}

/// Time worked, in hours and minutes.
pub fn time(minutes: i32) -> Text {
    text("case-time").with("hours", minutes / 60).with("minutes", minutes % 60)
}
