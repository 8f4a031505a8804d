//! What a service costs a person, as far as its feed says.

use proto::ulos::v1::offering::PriceBasis;
use serde_json::Value;

use super::fields::{list, number, text};

/// Free when there are costs and each is nothing; an amount when it is the only one and its words say what it is for.
/// Anything else is not said: having no cost in the feed is not being free.
#[expect(clippy::cast_possible_truncation, reason = "pounds within the bounds of a price")]
pub(super) fn price(service: &Value) -> (i64, PriceBasis) {
    let costs = list(service, "cost_options");
    let amounts: Vec<Option<f64>> = costs.iter().map(|cost| number(cost, "amount")).collect();
    match (amounts.as_slice(), costs) {
        ([_, ..], _) if amounts.iter().all(|amount| *amount == Some(0.0)) => (0, PriceBasis::Free),
        ([Some(amount)], [cost]) if (0.01..=10_000.0).contains(amount) => match basis(cost) {
            PriceBasis::Unspecified => (0, PriceBasis::Unspecified),
            basis => ((amount * 100.0).round() as i64, basis),
        },
        _ => (0, PriceBasis::Unspecified),
    }
}

/// What an amount is for, when the words beside it say one thing.
fn basis(cost: &Value) -> PriceBasis {
    const TELLING: [(&str, PriceBasis); 3] =
        [("hour", PriceBasis::PerHour), ("month", PriceBasis::PerMonth), ("plan", PriceBasis::PerPlan)];
    let said = ["option", "amount_description"].map(|name| text(cost, name).to_lowercase());
    let mut told = TELLING.iter().filter(|(word, _)| said.iter().any(|said| said.contains(word)));
    match (told.next(), told.next()) {
        (Some((_, basis)), None) => *basis,
        _ => PriceBasis::Unspecified,
    }
}
