//! What the organisations of the sample live on: many tell nothing, some are steady, some lose money soon, a few are at high
//! risk, with and without a plan for the people they support.

use chrono::{Days, Months, NaiveDate};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use platform::Error;
use proto::ulos::v1 as pb;
use proto::ulos::v1::funding::{Certainty, Kind, Renewal};

use super::dice::Dice;
use super::organisations::{Organisation, id};
use super::{AT_ONCE, England};

const TRUSTS: [&str; 5] = [
    "The Harbour Lights Trust (sample)",
    "The Long Barn Foundation (sample)",
    "The Kestrel Fund (sample)",
    "The Two Bridges Charity (sample)",
    "The Orchard Row Trust (sample)",
];
/// Those that give what a lottery brings in.
const LOTTERIES: [&str; 2] =
    ["The Lucky Lantern Lottery Fund (sample)", "The Seven Balls Good Causes Fund (sample)"];
/// What the health service buys and pays for.
const HEALTH: [&str; 3] = [
    "Example Valley Integrated Care Board (sample)",
    "Example Coast NHS Trust (sample)",
    "Example Hills Mental Health NHS Trust (sample)",
];
/// What organisations earn, and what people give them.
const OWN: [&str; 4] = [
    "Members and sales",
    "Disability equality training sold to others",
    "Access audits sold to others",
    "Donations and a sponsored walk",
];
const PLAN: &str = "A neighbouring organisation would take over the groups and the open cases.\n\
                    Everyone would be told three months before, and asked whom they want.";

/// How an organisation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lot {
    Steady,
    LosesSoon,
    AtRisk,
    /// It lives without a council.
    Elsewhere,
    /// It is small, and lives on what people give and pay.
    OnItsOwn,
}

/// Tells of the money of those that tell it; `first` always does, and is at risk without a plan.
pub async fn make(
    england: &England,
    organisations: &[Organisation],
    first: &str,
    today: NaiveDate,
) -> Result<(), Error> {
    let told = organisations.iter().enumerate().filter_map(|(number, organisation)| {
        let mut dice = england.dice("money", number);
        let lot = match dice.below(100) {
            _ if organisation.name == first => Lot::AtRisk,
            0..=54 => return None,
            55..=69 => Lot::Steady,
            70..=76 => Lot::Elsewhere,
            77..=80 => Lot::OnItsOwn,
            81..=92 => Lot::LosesSoon,
            _ => Lot::AtRisk,
        };
        organisation.possibly_user_led.then_some((organisation, dice, lot))
    });
    stream::iter(told.collect::<Vec<_>>())
        .map(|(organisation, dice, lot)| {
            let planned = organisation.name != first;
            tell(england, organisation, dice, lot, planned, today)
        })
        .buffer_unordered(AT_ONCE)
        .try_collect()
        .await
}

async fn tell(
    england: &England,
    organisation: &Organisation,
    mut dice: Dice,
    lot: Lot,
    planned: bool,
    today: NaiveDate,
) -> Result<(), Error> {
    let most = if lot == Lot::OnItsOwn { 30 } else { 220 };
    let monthly = dice.between(15, most) * 10_000;
    for funding in fundings(&mut dice, organisation, lot, monthly, today) {
        let request = pb::CreateFundingRequest { funding: Some(funding), request_id: id() };
        england.services.fundings().create_funding(england.operate(request)?).await?;
    }
    let months = match lot {
        Lot::Steady | Lot::Elsewhere => dice.between(7, 14),
        Lot::OnItsOwn => dice.between(2, 6),
        Lot::LosesSoon => dice.between(4, 8),
        Lot::AtRisk => dice.between(1, 3),
    };
    let age = u64::try_from(dice.between(5, 200)).unwrap_or_default();
    let plan = lot == Lot::AtRisk && planned && dice.percent(50);
    let finance = pb::Finance {
        ulo: organisation.name.clone(),
        reserves_pence: Some(monthly * months),
        monthly_cost_pence: Some(monthly),
        statement_date: (today - Days::new(age)).to_string(),
        closure_plan: if plan { PLAN.into() } else { String::new() },
        ..Default::default()
    };
    let request = pb::CreateFinanceRequest { finance: Some(finance), request_id: id() };
    england.services.finances().create_finance(england.operate(request)?).await?;
    Ok(())
}

/// Two to four of them. What each brings is a part of what the organisation costs.
fn fundings(
    dice: &mut Dice,
    organisation: &Organisation,
    lot: Lot,
    monthly: i64,
    today: NaiveDate,
) -> Vec<pb::Funding> {
    let council = format!("councils/{}", organisation.council);
    let named = reference::council::find(organisation.council).map_or("", |council| council.display_name);
    let of_council = |kind, part| Grant {
        funder: format!("{named} Council"),
        council: council.clone(),
        ..Grant::new(kind, part)
    };
    let by = |funder: &str, kind, part| Grant { funder: funder.into(), ..Grant::new(kind, part) };
    let trust = |dice: &mut Dice, kind, part| by(dice.pick(&TRUSTS), kind, part);
    let lottery = |dice: &mut Dice, kind, part| by(dice.pick(&LOTTERIES), kind, part);
    let health = |dice: &mut Dice, kind, part| by(dice.pick(&HEALTH), kind, part);
    let earned = |dice: &mut Dice, part| Grant {
        renewal: Renewal::ByItself,
        ..by(dice.pick(&OWN), Kind::Earned, part)
    };
    let grants = match lot {
        Lot::Steady => vec![
            Grant { months: (-12, 30), ..of_council(Kind::Core, 45) },
            Grant { months: (-6, 30), ..trust(dice, Kind::Core, 30) },
            Grant { months: (-10, 14), ..lottery(dice, Kind::Trust, 20) },
            Grant { months: (-8, 16), ..earned(dice, 12) },
        ],
        Lot::Elsewhere => vec![
            Grant { months: (-14, 22), ..lottery(dice, Kind::Core, 40) },
            Grant { months: (-7, 29), renewal: Renewal::InCompetition, ..health(dice, Kind::Contract, 35) },
            Grant { months: (-4, 20), ..trust(dice, Kind::Project, 20) },
            Grant { months: (-11, 13), ..earned(dice, 15) },
        ],
        Lot::OnItsOwn => vec![
            Grant { months: (-10, 14), ..earned(dice, 55) },
            Grant { months: (-5, 7), renewal: Renewal::None, ..trust(dice, Kind::Trust, 40) },
        ],
        Lot::LosesSoon => vec![
            Grant { months: (-31, 5), renewal: Renewal::InCompetition, ..of_council(Kind::Contract, 50) },
            Grant { months: (-18, 18), ..trust(dice, Kind::Core, 25) },
            Grant { months: (-9, 15), ..earned(dice, 15) },
            Grant { months: (3, 27), certainty: Certainty::HopedFor, ..health(dice, Kind::Project, 30) },
        ],
        Lot::AtRisk => vec![
            Grant { months: (-20, 4), renewal: Renewal::None, ..of_council(Kind::Contract, 80) },
            Grant { months: (-10, 2), renewal: Renewal::None, ..lottery(dice, Kind::Project, 10) },
            Grant { months: (4, 28), certainty: Certainty::HopedFor, ..trust(dice, Kind::Core, 60) },
        ],
    };
    grants.into_iter().map(|grant| grant.wanted(&organisation.name, monthly, today)).collect()
}

/// A grant by the part it pays of what a month costs, in per cent, and by the months from today it runs.
struct Grant {
    kind: Kind,
    funder: String,
    council: String,
    part: i64,
    months: (i32, i32),
    renewal: Renewal,
    certainty: Certainty,
}

impl Grant {
    fn new(kind: Kind, part: i64) -> Self {
        Self {
            kind,
            funder: String::new(),
            council: String::new(),
            part,
            months: (0, 12),
            renewal: Renewal::Negotiated,
            certainty: Certainty::Decided,
        }
    }

    fn wanted(self, ulo: &str, monthly: i64, today: NaiveDate) -> pb::Funding {
        let (from, to) = self.months;
        let start_date = moved(today, from);
        let end_date = moved(today, to).pred_opt().unwrap_or(today);
        pb::Funding {
            ulo: ulo.to_owned(),
            kind: self.kind.into(),
            funder: self.funder,
            council: self.council,
            amount_pence: monthly * self.part / 100 * i64::from(to - from),
            start_date: start_date.to_string(),
            end_date: end_date.to_string(),
            renewal: self.renewal.into(),
            certainty: self.certainty.into(),
            ..Default::default()
        }
    }
}

/// The same day, so many months later or earlier.
fn moved(day: NaiveDate, months: i32) -> NaiveDate {
    let by = Months::new(months.unsigned_abs());
    let moved = if months < 0 { day.checked_sub_months(by) } else { day.checked_add_months(by) };
    moved.unwrap_or(day)
}
