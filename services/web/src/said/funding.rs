//! Money in words: what it is for, how sure it is, what happens at its end, how safe an organisation is.

use proto::ulos::v1::funding::{Certainty, Kind, Renewal};
use proto::ulos::v1::outlook::{Reason, Risk};

use super::words_of;

words_of! {
    /// What money is for.
    kind, KINDS: Kind {
        Core => "funding-kind-core",
        Project => "funding-kind-project",
        Contract => "funding-kind-contract",
        Earned => "funding-kind-earned",
        Trust => "funding-kind-trust",
    }
}

words_of! {
    /// What happens at the end of a term.
    renewal, RENEWALS: Renewal {
        ByItself => "funding-renewal-itself",
        Negotiated => "funding-renewal-negotiated",
        InCompetition => "funding-renewal-competition",
        None => "funding-renewal-none",
    }
}

words_of! {
    /// How sure money is.
    certainty, CERTAINTIES: Certainty {
        Decided => "funding-certainty-decided",
        HopedFor => "funding-certainty-hoped",
    }
}

words_of! {
    /// How likely it is that an organisation cannot go on.
    risk, RISKS: Risk {
        Low => "funding-risk-low",
        Raised => "funding-risk-raised",
        High => "funding-risk-high",
        NotEvidenced => "funding-risk-unknown",
    }
}

words_of! {
    /// Why a risk is what it is.
    reason, REASONS: Reason {
        RunwayUnderThreeMonths => "funding-reason-three-months",
        RunwayUnderSixMonths => "funding-reason-six-months",
        FunderOverThreeQuarters => "funding-reason-three-quarters",
        FunderOverHalf => "funding-reason-half",
        HalfEndsInSixMonths => "funding-reason-half-ends",
        QuarterEndsInTwelveMonths => "funding-reason-quarter-ends",
        NoCore => "funding-reason-no-core",
        RestsOnHope => "funding-reason-hope",
    }
}

/// The colour a risk is shown in, beside its words.
pub fn risk_tag(risk: impl super::Number) -> &'static str {
    match Risk::try_from(super::value(risk)) {
        Ok(Risk::Low) => "good",
        Ok(Risk::Raised) => "warm",
        Ok(Risk::High) => "act",
        _ => "calm",
    }
}
