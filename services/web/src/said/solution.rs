//! Solutions in words: what they are about, where they stand, and what adopters say.

use proto::ulos::v1::adoption::AdopterVerdict;
use proto::ulos::v1::solution::{State, Topic};

use super::words_of;
use crate::words::{Text, text};

words_of! {
    /// What a solution is about.
    topic, TOPICS: Topic {
        Starting => "solution-topic-starting",
        Funding => "solution-topic-funding",
        Governance => "solution-topic-governance",
        Training => "solution-topic-training",
        Outreach => "solution-topic-outreach",
        Influence => "solution-topic-influence",
        PeerSupport => "solution-topic-peer",
        Advocacy => "solution-topic-advocacy",
        Brokerage => "solution-topic-brokerage",
        Access => "solution-topic-access",
        Other => "solution-topic-other",
    }
}

words_of! {
    /// Where a solution stands.
    state, STATES: State {
        Draft => "solution-state-draft",
        Published => "solution-state-published",
        Withdrawn => "solution-state-withdrawn",
    }
}

words_of! {
    /// How a solution went for someone who adopted it.
    said_verdict, VERDICTS: AdopterVerdict {
        Unspecified => "solution-verdict-early",
        Worked => "solution-verdict-worked",
        WorkedInPart => "solution-verdict-part",
        DidNotWork => "solution-verdict-not",
    }
}

/// How a solution went for someone who adopted it.
pub fn verdict(value: impl super::Number) -> Text {
    let said = said_verdict(value);
    if said.is_empty() { text("solution-verdict-early") } else { said }
}
