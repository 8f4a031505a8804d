//! Opening rounds in words: the rules, how far one is, what decided.

use proto::matching::v1::RoundObjective;
use proto::matching::v1::opening_round::{Rule, State};

use super::words_of;

words_of! {
    /// By which rule places are given.
    rule, RULES: Rule {
        FairOrder => "opening-round-result-rule-fair",
        MostHelped => "opening-round-result-rule-most",
    }
}

words_of! {
    /// How far a round is.
    state, STATES: State {
        Open => "opening-round-state-open",
        Run => "opening-round-state-run",
        Cancelled => "opening-round-state-cancelled",
    }
}

words_of! {
    /// What the second rule looks for, in its order.
    objective, OBJECTIVES: RoundObjective {
        Helped => "opening-round-result-goal-helped",
        Ranks => "opening-round-result-goal-ranks",
        WorstOff => "opening-round-result-goal-worst",
        Floors => "opening-round-result-goal-floors",
        Fit => "opening-round-result-goal-fit",
    }
}
