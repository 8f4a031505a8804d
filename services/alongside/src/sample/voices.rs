//! How people were heard in what the sample's councils decided: in three of five councils somebody wrote it down, some of it
//! changed things, and most organisations said how they were heard.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use platform::{Caller, Error, Role};
use proto::councils::v1 as pb;
use proto::councils::v1::voice::{Change, Involvement, Verdict};

use super::dice::Dice;
use super::organisations::{Organisation, id};
use super::{AT_ONCE, England};

/// What was decided, what people asked for, and what became of it in the best case.
const DECISIONS: [(&str, &str, &str); 6] = [
    (
        "Who runs the advice line",
        "Someone who answers in the evening, and a text service for Deaf people.",
        "The line is open on two evenings, and there is a text service.",
    ),
    (
        "The new rules for direct payments",
        "No receipts for small sums, and a person to ring.",
        "Receipts are asked for from £100, and each letter names a number to ring.",
    ),
    (
        "Where the day service moves to",
        "A place on a bus route, with a room for those who need quiet.",
        "It moves to the town hall, which has both.",
    ),
    (
        "The budget for advocacy next year",
        "Three-year contracts, so that good people stay.",
        "Contracts run for three years.",
    ),
    (
        "Charges for care at home",
        "No charge for the first hour, and a letter that says how it was worked out.",
        "The letter shows each step; the charge stays.",
    ),
    (
        "What the shop for equipment stocks",
        "Equipment to try before it is ordered.",
        "There are trial days every month.",
    ),
];
const NOTHING: [&str; 3] = [
    "The decision had been made by then.",
    "The money was not there, the council says.",
    "The committee preferred the option it had drawn up.",
];

/// Records the decisions of every council that records any.
pub async fn make(england: &England, organisations: &[Organisation], today: NaiveDate) -> Result<(), Error> {
    let mut speakers: BTreeMap<&str, Vec<&Organisation>> = BTreeMap::new();
    for organisation in organisations.iter().filter(|organisation| organisation.possibly_user_led) {
        speakers.entry(organisation.council).or_default().push(organisation);
    }
    stream::iter(reference::council::ALL.iter().enumerate())
        .map(|(number, council)| {
            let here = speakers.get(council.gss_code).cloned().unwrap_or_default();
            decide(england, england.dice("voices", number), council.gss_code, here, today)
        })
        .buffer_unordered(AT_ONCE)
        .try_collect()
        .await
}

async fn decide(
    england: &England,
    mut dice: Dice,
    code: &str,
    speakers: Vec<&Organisation>,
    today: NaiveDate,
) -> Result<(), Error> {
    if !dice.percent(60) {
        return Ok(());
    }
    for _ in 0..dice.between(1, 5) {
        let voice = decision(&mut dice, code, &speakers, today);
        let made = record(england, voice).await?;
        if !made.ulo.is_empty() && dice.percent(70) {
            judge(england, &mut dice, made).await?;
        }
    }
    Ok(())
}

/// One decision of the last three years. The earlier people were involved, the more they changed.
fn decision(dice: &mut Dice, code: &str, speakers: &[&Organisation], today: NaiveDate) -> pb::Voice {
    let (title, asked, changed) = dice.pick(&DECISIONS);
    let involvement = match dice.below(100) {
        0..20 => Involvement::BeforeOptions,
        20..60 => Involvement::OnOptions,
        60..85 => Involvement::After,
        _ => Involvement::NotAtAll,
    };
    let chance = match involvement {
        Involvement::BeforeOptions => 85,
        Involvement::OnOptions => 45,
        Involvement::After => 10,
        _ => 0,
    };
    let involved = involvement != Involvement::NotAtAll;
    let change = match dice.percent(chance) {
        true if dice.percent(35) => Change::All,
        true => Change::Some,
        false => Change::Nothing,
    };
    let speaks = involved && !speakers.is_empty() && dice.percent(80);
    let nothing = dice.pick(&NOTHING);
    pb::Voice {
        title: title.into(),
        decide_date: (today - Days::new(dice.between(10, 1_050).unsigned_abs())).to_string(),
        involvement: involvement.into(),
        ulo: if speaks { dice.pick(speakers).name.clone() } else { String::new() },
        asked: if involved { asked.into() } else { String::new() },
        change: change.into(),
        change_words: if change == Change::Nothing { nothing.into() } else { changed.into() },
        council: format!("councils/{code}"),
        ..pb::Voice::default()
    }
}

async fn record(england: &England, voice: pb::Voice) -> Result<pb::Voice, Error> {
    let officer = Caller::new(Role::Officer, format!("officers/{}", uuid::Uuid::now_v7()));
    let token = england.token(&Caller { council: voice.council.clone(), ..officer })?;
    let request = pb::CreateVoiceRequest { voice: Some(voice), request_id: id() };
    Ok(england.services.voices().create_voice(england.ask(&token, request)?).await?.into_inner())
}

/// What changed things was heard or better, mostly; the rest was not.
async fn judge(england: &England, dice: &mut Dice, voice: pb::Voice) -> Result<(), Error> {
    let better = voice.change() != Change::Nothing && dice.percent(80);
    let verdict = match (better, voice.involvement()) {
        (true, Involvement::BeforeOptions) => Verdict::Nurtured,
        (true, _) => Verdict::Heard,
        (false, Involvement::After) if dice.percent(60) => Verdict::Ignored,
        (false, _) => Verdict::Cosmetic,
    };
    let manager = Caller::new(Role::Manager, format!("managers/{}", id()));
    let token = england.token(&Caller { ulo: voice.ulo.clone(), ..manager })?;
    let request = pb::JudgeVoiceRequest {
        name: voice.name,
        etag: voice.etag,
        verdict: verdict.into(),
        words: String::new(),
    };
    england.services.voices().judge_voice(england.ask(&token, request)?).await?;
    Ok(())
}
