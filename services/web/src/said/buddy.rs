//! Buddies in words: where an agreement stands, who pays, what the helped side says, why two suit and what speaks against it.

use proto::ulos::v1::buddying::{HelpedVerdict, Payer, State};
use proto::ulos::v1::suggestion_conflict::Kind;
use proto::ulos::v1::suggestion_part::Factor;

use super::words_of;

words_of! {
    /// Where an agreement stands.
    state, STATES: State {
        Proposed => "buddy-state-proposed",
        Accepted => "buddy-state-accepted",
        Declined => "buddy-state-declined",
        Ended => "buddy-state-ended",
    }
}

words_of! {
    /// Who pays.
    payer, PAYERS: Payer {
        Nobody => "buddy-payer-nobody",
        Helped => "buddy-payer-helped",
        Buddy => "buddy-payer-buddy",
        Council => "buddy-payer-council",
        Fund => "buddy-payer-fund",
        Other => "buddy-payer-other",
    }
}

words_of! {
    /// What the helped side says.
    verdict, VERDICTS: HelpedVerdict {
        Helped => "buddy-verdict-helped",
        HelpedInPart => "buddy-verdict-part",
        DidNotHelp => "buddy-verdict-not",
    }
}

words_of! {
    /// What earns points.
    factor, FACTORS: Factor {
        StageGap => "buddy-factor-stage",
        Nearness => "buddy-factor-near",
        Impairments => "buddy-factor-impairments",
        Languages => "buddy-factor-languages",
        FundingMix => "buddy-factor-money",
        Stability => "buddy-factor-stability",
    }
}

words_of! {
    /// What speaks against two.
    conflict, CONFLICTS: Kind {
        SameArea => "buddy-conflict-area",
        SameRound => "buddy-conflict-round",
        SameConsortium => "buddy-conflict-consortium",
        BuddiesAlready => "buddy-conflict-already",
        NoFreeHours => "buddy-conflict-hours",
        SameFunder => "buddy-conflict-funder",
        BuddyAtHighRisk => "buddy-conflict-risk",
    }
}
