//! What the organisations of the sample did to last and to be heard: some trained their boards, some went out, a few changed
//! what others decided.

use chrono::{Days, NaiveDate};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use platform::Error;
use proto::ulos::v1 as pb;
use proto::ulos::v1::activity::What;
use proto::ulos::v1::training::{Group, Topic};

use super::dice::Dice;
use super::organisations::{Organisation, id};
use super::{AT_ONCE, England};

const AUDIENCES: [&str; 4] = [
    "Older people who live alone",
    "Young people leaving school",
    "People who use a day centre",
    "Families of people with a learning disability",
];
const PLACES: [&str; 4] = ["The market", "The library", "A health centre", "A community hall"];
const CHANGES: [(&str, &str); 3] = [
    ("How direct payments are paid out", "People can choose between a card and a bank account."),
    ("The form that asks for an assessment", "It is shorter, and there is an Easy Read form."),
    ("Opening hours of the advice line", "It is open on two evenings a week."),
];

/// Tells what those did that tell it; `first` always does.
pub async fn make(
    england: &England,
    organisations: &[Organisation],
    first: &str,
    today: NaiveDate,
) -> Result<(), Error> {
    let told = organisations.iter().enumerate().flat_map(|(number, organisation)| {
        let mut dice = england.dice("doings", number);
        let tells = organisation.name == first || (organisation.possibly_user_led && dice.percent(38));
        if tells { doings(&mut dice, organisation, organisation.name == first, today) } else { Vec::new() }
    });
    stream::iter(told.collect::<Vec<_>>())
        .map(|activity| record(england, activity))
        .buffer_unordered(AT_ONCE)
        .try_collect()
        .await
}

async fn record(england: &England, activity: pb::Activity) -> Result<(), Error> {
    let request = pb::CreateActivityRequest { activity: Some(activity), request_id: id() };
    england.services.activities().create_activity(england.operate(request)?).await?;
    Ok(())
}

fn doings(dice: &mut Dice, organisation: &Organisation, all: bool, today: NaiveDate) -> Vec<pb::Activity> {
    let mut done = Vec::new();
    let board = i32::try_from(dice.between(5, 12)).unwrap_or(8);
    let whole = dice.percent(60);
    if all || dice.percent(55) {
        let trained_count = if whole { board } else { board / 2 };
        done.push(training(Group::Board, Topic::Governance, (trained_count, board)));
    }
    if all || dice.percent(35) {
        let topic = dice.pick(&[Topic::Business, Topic::Finance, Topic::Safeguarding, Topic::Supporting]);
        done.push(training(Group::Staff, topic, (3, 5)));
    }
    if all || dice.percent(45) {
        done.push(What::Outreach(pb::Outreach {
            audience: dice.pick(&AUDIENCES).into(),
            place: dice.pick(&PLACES).into(),
            reached_count: i32::try_from(dice.between(8, 160)).unwrap_or(40),
        }));
    }
    if all || dice.percent(15) {
        let named = reference::council::find(organisation.council).map_or("", |council| council.display_name);
        let (decision, change) = dice.pick(&CHANGES);
        done.push(What::Influence(pb::Influence {
            decision: decision.into(),
            partner: format!("{named} Council"),
            change: change.into(),
        }));
    }
    if all || board % 4 == 1 {
        done.push(What::Seat(pb::Seat {
            body: "Health and wellbeing board".into(),
            council: format!("councils/{}", organisation.council),
            votes: board % 3 == 0,
            end_date: String::new(),
        }));
    }
    let dated = |what| {
        // A few boards were trained too long ago.
        let days = u64::try_from(dice.between(10, 1300)).unwrap_or_default();
        let date = (today - Days::new(days)).to_string();
        pb::Activity { ulo: organisation.name.clone(), date, what: Some(what), ..Default::default() }
    };
    done.into_iter().map(dated).collect()
}

fn training(group: Group, topic: Topic, (trained_count, group_size): (i32, i32)) -> What {
    What::Training(pb::Training {
        group: group.into(),
        topic: topic.into(),
        trained_count,
        group_size,
        valid_until_date: String::new(),
    })
}
