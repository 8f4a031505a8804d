//! Reviews in words: when they ask, who answered, how.

use proto::outcomes::v1::change::Direction;
use proto::outcomes::v1::review::{HelperKind, Mode, Respondent, Stage, State};

use super::words_of;

words_of! {
    /// When a review asks.
    stage, STAGES: Stage {
        Start => "review-stage-start",
        ThreeMonths => "review-stage-three",
        TwelveMonths => "review-stage-twelve",
    }
}

words_of! {
    /// The life of a review.
    state, STATES: State {
        Due => "review-state-due",
        Answered => "review-state-answered",
        Declined => "review-state-declined",
        Lapsed => "review-state-lapsed",
    }
}

words_of! {
    /// Whose answers they are.
    respondent, RESPONDENTS: Respondent {
        Self_ => "review-by-self",
        WithHelp => "review-by-help",
        Proxy => "review-by-proxy",
    }
}

words_of! {
    /// Who helped, or answered for the person.
    helper, HELPERS: HelperKind {
        FamilyOrFriend => "review-helper-family",
        Peer => "review-helper-peer",
        PaidCarer => "review-helper-carer",
        Advocate => "review-helper-advocate",
        Broker => "review-helper-broker",
        CouncilWorker => "review-helper-council",
        SomeoneElse => "review-helper-other",
    }
}

words_of! {
    /// How the answers were given.
    mode, MODES: Mode {
        Online => "review-mode-online",
        Phone => "review-mode-phone",
        InPerson => "review-mode-person",
        Post => "review-mode-post",
        Video => "review-mode-video",
    }
}

words_of! {
    /// Which way control over daily life went, as a sentence.
    direction, DIRECTIONS: Direction {
        Better => "review-change-better",
        Same => "review-change-same",
        Worse => "review-change-worse",
        NoBaseline => "review-change-unknown",
    }
}
