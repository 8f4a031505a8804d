//! One option of a menu, as its card shows it.

use proto::matching::v1::flag::Kind as FlagKind;
use proto::matching::v1::{Contribution, Flag, MenuOption};
use proto::ulos::v1::{Offering, Ulo};

use super::{Records, budget};
use crate::error::Failure;
use crate::fit;
use crate::mine;
use crate::organisation;
use crate::parts::Bars;
use crate::read;
use crate::said;
use crate::visit::Visit;
use crate::words::{Text, text};

/// From this score on a factor is a reason for an option, and below it something that fits less.
const A_REASON: f64 = 0.55;

/// What a card shows.
pub(crate) struct Card {
    pub option: MenuOption,
    pub offering: Offering,
    pub ulo: Ulo,
    /// The broker who would do it; empty when nobody in particular would.
    pub broker: String,
    pub reasons: Vec<Text>,
    pub less: Vec<Text>,
    /// How much of what matters it fits, of 100.
    pub total: i64,
    pub flags: Vec<Text>,
    pub unknown_access: Vec<Text>,
    pub distance: Text,
    /// How many more people could start now, when that was said lately.
    pub openings: Option<i32>,
    pub budget: Text,
    pub checked: Text,
    /// How many people are before whoever chooses this now; empty while a place is free.
    pub queue: Text,
}

/// The card of an option; nothing when its record is gone.
pub(crate) async fn card(
    visit: &Visit,
    option: &MenuOption,
    records: &Records,
    weekly: Option<i64>,
) -> Result<Option<Card>, Failure> {
    let Some((offering, ulo)) = records.get(&option.offering, &option.ulo) else { return Ok(None) };
    let broker = match option.broker.as_str() {
        "" => None,
        name => read::if_there(mine::broker(visit, name).await)?,
    };
    let (reasons, less) = option.contributions.iter().partition::<Vec<_>, _>(|one| one.score >= A_REASON);
    Ok(Some(Card {
        offering: offering.clone(),
        ulo: ulo.clone(),
        broker: broker.map(|broker| broker.display_name).unwrap_or_default(),
        reasons: reasons.into_iter().map(fit::why).collect(),
        less: less.into_iter().map(fit::why).collect(),
        total: Sum::of(&option.contributions).total(),
        flags: option.flags.iter().filter(|flag| flag.kind() != FlagKind::AccessUnknown).map(flag).collect(),
        unknown_access: unknown_access(&option.flags),
        distance: distance(option),
        openings: option.openings.filter(|_| !has(option, FlagKind::OpeningsUnknown)),
        budget: budget::against(option.price_pence, option.price_basis(), weekly),
        checked: organisation::checked(ulo),
        queue: Text::default(),
        option: option.clone(),
    }))
}

fn has(option: &MenuOption, kind: FlagKind) -> bool {
    option.flags.iter().any(|flag| flag.kind() == kind)
}

/// The scores of an option in whole tenths of a hundredth, so that what is shown adds up to the last digit.
struct Sum {
    /// Each thing that matters: its weight, and how far it is so in thousandths.
    parts: Vec<(i64, i64)>,
}

impl Sum {
    #[expect(clippy::cast_possible_truncation, reason = "0 to 1000 after clamping")]
    fn of(contributions: &[Contribution]) -> Self {
        let thousandths = |score: f64| (score.clamp(0.0, 1.0) * 1000.0).round() as i64;
        let part = |one: &Contribution| (i64::from(one.weight), thousandths(one.score));
        Self { parts: contributions.iter().map(part).collect() }
    }

    fn points(&self) -> i64 {
        self.parts.iter().map(|(weight, score)| weight * score).sum()
    }

    fn weights(&self) -> i64 {
        self.parts.iter().map(|(weight, _)| weight).sum::<i64>().max(1)
    }

    /// The mean, of 100.
    fn total(&self) -> i64 {
        let tens = 10 * self.weights();
        (self.points() + tens / 2) / tens
    }
}

/// Thousandths as hundredths: `925` is `92.5`, `900` is `90`.
fn hundredths(thousandths: i64) -> String {
    match thousandths % 10 {
        0 => (thousandths / 10).to_string(),
        tenth => format!("{}.{tenth}", thousandths / 10),
    }
}

impl Card {
    /// An id for the heading of the card.
    pub(crate) fn id(&self) -> String {
        self.option.offering.replace('/', "-")
    }

    /// The same for whoever has these people, or a round, before them: then nobody can start now.
    pub(crate) fn behind(self, queue: Text) -> Self {
        Self { openings: self.openings.filter(|_| queue.is_empty()), queue, ..self }
    }

    /// What each thing that matters adds, as bars: how far it is so, times how much it matters.
    pub(crate) fn bars(&self) -> Bars {
        let sum = Sum::of(&self.option.contributions);
        let all = sum.weights() as f64;
        self.option.contributions.iter().zip(&sum.parts).fold(
            Bars::default(),
            |bars, (one, (weight, score))| {
                let said = text("menu-points").with("score", hundredths(*score)).with("weight", *weight);
                let said = said.with("points", hundredths(weight * score));
                bars.bar(said::request::factor(one.factor), said, one.points / all)
            },
        )
    }

    /// How the points of the bars make the total.
    pub(crate) fn added(&self) -> Text {
        let sum = Sum::of(&self.option.contributions);
        let said = text("menu-added").with("points", hundredths(sum.points()));
        said.with("weights", sum.weights()).with("total", sum.total())
    }
}

fn distance(option: &MenuOption) -> Text {
    match option.distance_km {
        _ if option.remote => text("menu-distance-none"),
        Some(km) => text("menu-distance").with("distance", said::request::distance(km)),
        None => text("menu-distance-unknown"),
    }
}

/// One thing to know before choosing, as a sentence.
fn flag(flag: &Flag) -> Text {
    let tie = said::offering::tie(flag.kind);
    match flag.kind() {
        FlagKind::NotRecentlyChecked
        | FlagKind::NoOpeningNow
        | FlagKind::OpeningsUnknown
        | FlagKind::DistanceUnknown
        | FlagKind::Statutory => said::request::flag(flag.kind),
        _ if flag.of_broker => text("menu-tie-broker").with("tie", tie),
        _ => text("menu-tie").with("tie", tie),
    }
}

fn unknown_access(flags: &[Flag]) -> Vec<Text> {
    let unknown = flags.iter().filter(|flag| flag.kind() == FlagKind::AccessUnknown);
    unknown.map(|flag| said::access::item(&flag.code)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_adds_up() {
        let part = |weight: i32, score: f64| Contribution { weight, score, ..Contribution::default() };
        let sum = Sum::of(&[part(3, 0.8547), part(1, 0.5), part(4, 1.0)]);
        assert_eq!(sum.parts, [(3, 855), (1, 500), (4, 1000)]);
        assert_eq!((hundredths(3 * 855).as_str(), hundredths(sum.points()).as_str()), ("256.5", "706.5"));
        assert_eq!((sum.weights(), sum.total()), (8, 88));
        assert_eq!(Sum::of(&[]).total(), 0);
    }
}
