//! What the sample's councils do about having no user-led organisation: most write a plan sooner or later, some keep to it,
//! some fall behind, some never write one; one was reviewed, and by now needs another.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, Utc};
use platform::{Caller, Error, Role, uk_time};
use proto::councils::v1 as pb;
use proto::councils::v1::strategy::State;

use super::England;
use super::dice::Dice;

/// What councils do, what it costs in pounds, and in how many days they promise it.
const ACTIONS: [(&str, i64, (i64, i64)); 5] = [
    ("Ask disabled and older people what they want, and pay them for it", 6_000, (40, 90)),
    ("Find a user-led organisation nearby that shares what it knows", 4_000, (80, 150)),
    ("Rooms with step-free access, and rent for two years", 24_000, (120, 260)),
    ("A paid worker for the founding group, two days a week", 31_000, (150, 320)),
    ("Core money promised for three years", 120_000, (300, 420)),
];
/// How long after the start the one is reviewed, in fortnights: a review holds for a year, and so this one is over.
const REVIEWED: usize = 10;

/// What one council means to do, the same every time.
struct Course {
    /// The fortnight in which it writes its plan; none when it never does.
    writes: Option<usize>,
    /// Whether it keeps to its plan.
    keeps: bool,
    actions: usize,
    dice: Dice,
}

impl Course {
    fn of(england: &England, council: &str) -> Self {
        let place = reference::council::ALL.iter().position(|one| council.ends_with(one.gss_code));
        let mut dice = england.dice("strategy", place.unwrap_or_default());
        let writes = dice.percent(70).then(|| 4 + dice.below(24));
        Self { writes, keeps: dice.percent(60), actions: 3 + dice.below(3), dice }
    }
}

/// What every council without an organisation does in a fortnight.
pub async fn act(england: &England, fortnight: usize) -> Result<(), Error> {
    let now = england.clock.now();
    let request = pb::ListStrategiesRequest { page_size: 100, ..Default::default() };
    let listed = england.services.strategies().list_strategies(england.operate(request)?).await?;
    let mut met = BTreeSet::new();
    for strategy in listed.into_inner().strategies.into_iter().rev() {
        let reviewed = met.is_empty();
        if !met.insert(strategy.council.clone()) {
            // It must have another one, and has time.
            continue;
        }
        let course = Course::of(england, &strategy.council);
        match strategy.state() {
            State::Required if reviewed || course.writes.is_some_and(|writes| fortnight >= writes) => {
                write(england, strategy, course, now).await?;
            }
            State::Written if reviewed && fortnight >= REVIEWED => review(england, &strategy).await?,
            State::Written if course.keeps => finish(england, strategy, now).await?,
            _ => {}
        }
    }
    Ok(())
}

/// Writes the plan with its actions.
async fn write(
    england: &England,
    strategy: pb::Strategy,
    mut course: Course,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let token = officer(england, &strategy)?;
    let request = pb::WriteStrategyRequest {
        name: strategy.name,
        etag: strategy.etag,
        aim: "An organisation that disabled and older people here run themselves, with money that lasts."
            .into(),
        responsible: "Assistant director of adult social care (sample)".into(),
        buddy: String::new(),
    };
    let mut strategies = england.services.strategies();
    let mut written = strategies.write_strategy(england.ask(&token, request)?).await?.into_inner();
    for (title, pounds, (soonest, latest)) in ACTIONS.into_iter().take(course.actions) {
        let due = uk_time::date(now) + Days::new(course.dice.between(soonest, latest).unsigned_abs());
        let action = pb::StrategyAction {
            title: title.into(),
            due_date: due.to_string(),
            cost_pence: pounds * 100,
            responsible: "Commissioning manager for inclusion (sample)".into(),
            ..pb::StrategyAction::default()
        };
        written = set(england, &token, written, 0, action).await?;
    }
    Ok(())
}

/// Says of what is nearly due that it is done.
async fn finish(england: &England, mut strategy: pb::Strategy, now: DateTime<Utc>) -> Result<(), Error> {
    let (today, soon) = (uk_time::date(now), uk_time::date(now) + Days::new(21));
    let token = officer(england, &strategy)?;
    for (number, action) in (1..).zip(strategy.actions.clone()) {
        if action.done_date.is_empty() && action.due_date <= soon.to_string() {
            let done = pb::StrategyAction { done_date: today.to_string(), ..action };
            strategy = set(england, &token, strategy, number, done).await?;
        }
    }
    Ok(())
}

async fn set(
    england: &England,
    token: &str,
    strategy: pb::Strategy,
    number: i32,
    action: pb::StrategyAction,
) -> Result<pb::Strategy, Error> {
    let pb::Strategy { name, etag, .. } = strategy;
    let request = pb::SetStrategyActionRequest { name, etag, number, action: Some(action) };
    let set = england.services.strategies().set_strategy_action(england.ask(token, request)?).await?;
    Ok(set.into_inner())
}

async fn review(england: &England, strategy: &pb::Strategy) -> Result<(), Error> {
    let request = pb::ReviewStrategyRequest {
        name: strategy.name.clone(),
        etag: strategy.etag.clone(),
        reason:
            "The organisation next door takes people from here for now, and they say it serves them well."
                .into(),
    };
    england.services.strategies().review_strategy(england.operate(request)?).await?;
    Ok(())
}

fn officer(england: &England, strategy: &pb::Strategy) -> Result<String, Error> {
    let officer = Caller::new(Role::Officer, format!("officers/{}", uuid::Uuid::now_v7()));
    england.token(&Caller { council: strategy.council.clone(), ..officer })
}
