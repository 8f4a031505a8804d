//! Why an option fits: the sentences of the matching rules in words, with the facts they name.

use proto::matching::v1::Contribution;

use crate::said;
use crate::view::money;
use crate::words::{Text, text};

/// The sentences matching can give, that name no fact: the sentence and the key of its words.
const PLAIN: [&str; 20] = [
    "fit-nearness-remote",
    "fit-nearness-at-home",
    "fit-nearness-unknown",
    "fit-expertise-everyone",
    "fit-expertise-other",
    "fit-expertise-not-asked",
    "fit-lived-experience-peers",
    "fit-lived-experience-unknown",
    "fit-language-not-spoken",
    "fit-language-not-asked",
    "fit-access-unknown",
    "fit-access-not-asked",
    "fit-short-wait-unknown",
    "fit-independence-free",
    "fit-user-led-met",
    "fit-user-led-not-met",
    "fit-user-led-not-evidenced",
    "fit-continuity-known",
    "fit-continuity-new",
    "fit-cost-free",
];

/// Why one factor adds what it adds. A sentence we have no words for is said by the factor alone.
pub(crate) fn why(contribution: &Contribution) -> Text {
    let number = |key: &str| fact(contribution, key).parse::<i64>().unwrap_or_default();
    let price = || money(number("pence"));
    match contribution.sentence.as_str() {
        "fit-nearness-km" => text("fit-nearness-km").with("distance", said::request::distance(number("km"))),
        "fit-expertise-named" => {
            text("fit-expertise-named").with("named", number("named")).with("asked", number("asked"))
        }
        "fit-lived-experience-share" => {
            text("fit-lived-experience-share").with("from", number("from")).with("of", number("of"))
        }
        "fit-language-spoken" => {
            let language = said::language::language(fact(contribution, "language"));
            text("fit-language-spoken").with("language", language)
        }
        "fit-access-all" => text("fit-access-all").with("needed", number("needed")),
        "fit-access-some" => {
            text("fit-access-some").with("promised", number("promised")).with("needed", number("needed"))
        }
        "fit-short-wait-days" => text("fit-short-wait-days").with("days", number("days")),
        "fit-short-wait-no-opening" => text("fit-short-wait-no-opening"),
        "fit-independence-ties" => text("fit-independence-ties").with("ties", number("ties")),
        "fit-cost-per-hour" => text("fit-cost-per-hour").with("price", price()),
        "fit-cost-per-plan" => text("fit-cost-per-plan").with("price", price()),
        "fit-cost-per-month" => text("fit-cost-per-month").with("price", price()),
        "fit-cost-sliding" => text("fit-cost-sliding").with("price", price()),
        other => match PLAIN.iter().find(|known| **known == other) {
            Some(key) => text(key),
            None => said::request::factor(contribution.factor),
        },
    }
}

fn fact<'a>(contribution: &'a Contribution, key: &str) -> &'a str {
    let found = contribution.facts.iter().find(|fact| fact.key == key);
    found.map(|fact| fact.value.as_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proto::matching::v1::Fact;

    use super::*;

    fn contribution(sentence: &str, facts: &[(&str, &str)]) -> Contribution {
        let facts = facts.iter().map(|(key, value)| Fact { key: (*key).into(), value: (*value).into() });
        Contribution {
            factor: 1,
            sentence: sentence.to_owned(),
            facts: facts.collect(),
            ..Default::default()
        }
    }

    #[test]
    fn a_sentence_is_said_with_its_facts() {
        let said = |sentence, facts| why(&contribution(sentence, facts)).to_string();
        assert_eq!(said("fit-nearness-km", &[("km", "5")]), "It is about 3 miles from you.");
        assert_eq!(said("fit-cost-per-hour", &[("pence", "3250")]), "It costs £32.50 an hour.");
        assert_eq!(
            said("fit-language-spoken", &[("language", "bfi")]),
            "You can talk in British Sign Language."
        );
        assert_eq!(said("another-version", &[]), "Close to me, or no travel at all");
    }
}
