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
        total: whole(option.score / weights(option)),
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

/// The most an option could score: the person's weights together.
fn weights(option: &MenuOption) -> f64 {
    let sum: i32 = option.contributions.iter().map(|one| one.weight).sum();
    f64::from(sum.max(1))
}

/// A share of one as a whole number of a hundred.
#[expect(clippy::cast_possible_truncation, reason = "0 to 100 after clamping")]
fn whole(share: f64) -> i64 {
    (share.clamp(0.0, 1.0) * 100.0).round() as i64
}

impl Card {
    /// An id for the heading of the card.
    pub(crate) fn id(&self) -> String {
        self.option.offering.replace('/', "-")
    }

    /// What each thing that matters adds, as bars: the points together are the total.
    pub(crate) fn bars(&self) -> Bars {
        let all = weights(&self.option);
        self.option.contributions.iter().fold(Bars::default(), |bars, one| {
            let said =
                text("menu-points").with("points", whole(one.points / all)).with("most", most(one, all));
            bars.bar(said::request::factor(one.factor), said, one.points / all)
        })
    }
}

fn most(one: &Contribution, all: f64) -> i64 {
    whole(f64::from(one.weight) / all)
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
