//! What brokers of the sample do: answer introductions and take cases from stage to stage.

use chrono::TimeDelta;
use platform::Error;
use proto::brokers::v1 as pb;
use proto::brokers::v1::case::{CloseReason, Stage};
use proto::brokers::v1::introduction::{DeclineReason, Kind, State};
use proto::matching::v1 as matching_pb;
use proto::matching::v1::choice;

use super::super::dice::Dice;
use super::super::team::{Member, Teams};
use super::super::{England, day};
use super::{Journey, answers};

/// A case someone of the sample has.
pub struct Work {
    pub case: pb::Case,
    token: String,
    /// In which fortnight it began.
    began: usize,
    /// How many of its reviews have come up.
    asked: usize,
}

/// What became of an introduction.
pub enum Answer {
    /// A case was opened.
    Opened(Box<Work>),
    /// Nobody answered yet.
    Waits,
    /// There is nothing left to wait for.
    Ended,
}

/// Answers the introduction a choice waits on, or not.
pub async fn answer(
    england: &England,
    teams: &Teams,
    dice: &mut Dice,
    choice: &matching_pb::Choice,
    fortnight: usize,
) -> Result<Answer, Error> {
    if choice.state() != choice::State::Offering {
        return Ok(Answer::Ended);
    }
    // A choice that is between two introductions, or an organisation that lets the time pass.
    if choice.current_introduction.is_empty() || dice.percent(9) {
        return Ok(Answer::Waits);
    }
    let ulo = introduction(england, &choice.current_introduction).await?;
    let Some(member) = teams.freest(&ulo.ulo) else { return Ok(Answer::Waits) };
    if ulo.state() != State::Offered {
        return Ok(Answer::Waits);
    }
    let token = england.token(&member.caller())?;
    if dice.percent(10) {
        return decline(england, &token, ulo, DeclineReason::NotOurKindOfSupport).await;
    }
    let message = pb::AcceptIntroductionRequest {
        name: ulo.name.clone(),
        etag: ulo.etag.clone(),
        broker: member.name.clone(),
    };
    let mut introductions = england.services.introductions();
    match introductions.accept_introduction(england.ask(&token, message)?).await.map_err(Error::from) {
        Ok(accepted) => open(england, token, member, &accepted.into_inner().case, fortnight).await,
        Err(Error::Refused { reason: "BROKER_FULL", .. }) => {
            decline(england, &token, ulo, DeclineReason::NoCapacity).await
        }
        Err(Error::Refused { .. } | Error::Stale) => Ok(Answer::Waits),
        Err(error) => Err(error),
    }
}

async fn introduction(england: &England, name: &str) -> Result<pb::Introduction, Error> {
    let token = england.token(&platform::Caller::service("matching"))?;
    let message = pb::GetIntroductionRequest { name: name.to_owned() };
    Ok(england.services.introductions().get_introduction(england.ask(&token, message)?).await?.into_inner())
}

async fn decline(
    england: &England,
    token: &str,
    introduction: pb::Introduction,
    reason: DeclineReason,
) -> Result<Answer, Error> {
    let message = pb::DeclineIntroductionRequest {
        name: introduction.name,
        etag: introduction.etag,
        decline_reason: reason.into(),
        decline_note: "We are sorry that we cannot help this time.".into(),
    };
    let mut introductions = england.services.introductions();
    match introductions.decline_introduction(england.ask(token, message)?).await.map_err(Error::from) {
        // Its time ran out meanwhile, which is an answer too.
        Ok(_) | Err(Error::Refused { .. } | Error::Stale) => Ok(Answer::Waits),
        Err(error) => Err(error),
    }
}

async fn open(
    england: &England,
    token: String,
    member: &Member,
    case: &str,
    began: usize,
) -> Result<Answer, Error> {
    let message = pb::GetCaseRequest { name: case.to_owned() };
    let case = england.services.cases().get_case(england.ask(&token, message)?).await?.into_inner();
    member.count(1);
    Ok(Answer::Opened(Box::new(Work { case, token, began, asked: 0 })))
}

impl Journey {
    /// One fortnight of support. False when it is over and everything was said.
    pub async fn work(
        &mut self,
        england: &England,
        work: &mut Work,
        fortnight: usize,
    ) -> Result<bool, Error> {
        let Some(someone) = self.someone.clone() else { return Ok(false) };
        // A token lasts five minutes, which is long enough for the whole sample; a fresh one costs little.
        self.answered += answers::give(england, &mut self.dice, &someone, work, fortnight).await?;
        if work.case.state() == pb::case::State::Closed {
            return Ok(work.asked < answers::STAGES);
        }
        if self.dice.percent(78) {
            self.step(england, work, &someone.token).await?;
        }
        Ok(true)
    }

    async fn step(&mut self, england: &England, work: &mut Work, person: &str) -> Result<(), Error> {
        let stage = work.case.stage();
        if stage == Stage::Submitted {
            let agreed = self.dice.percent(85);
            let message = pb::AgreePlanRequest {
                name: work.case.name.clone(),
                etag: work.case.etag.clone(),
                agreed,
                note: if agreed { String::new() } else { "Please leave Tuesdays free.".into() },
            };
            work.case =
                england.services.cases().agree_plan(england.ask(person, message)?).await?.into_inner();
            return Ok(());
        }
        let done = matches!(stage, Stage::Live | Stage::Review) && self.dice.percent(7);
        if done || self.dice.percent(1) {
            return self.close(england, work, done).await;
        }
        let Some(next) = next(work.case.kind(), stage) else { return Ok(()) };
        let message = pb::MoveCaseRequest {
            name: work.case.name.clone(),
            etag: work.case.etag.clone(),
            stage: next.into(),
            note: "A made-up note about a made-up meeting.".into(),
            minutes: took(stage, work.began),
        };
        work.case =
            england.services.cases().move_case(england.ask(&work.token, message)?).await?.into_inner();
        self.plan_next(england, work).await
    }

    async fn plan_next(&mut self, england: &England, work: &mut Work) -> Result<(), Error> {
        let now = england.clock.now();
        let case = pb::Case {
            next_action: self
                .dice
                .pick(&["Ring to agree a time", "Visit at home", "Write to the council"])
                .into(),
            next_action_date: day(now + TimeDelta::days(self.dice.between(3, 30))),
            first_contact_time: work.case.first_contact_time.or(platform::when::stamp(now)),
            ..work.case.clone()
        };
        let mut paths = vec!["next_action".to_owned(), "next_action_date".to_owned()];
        if work.case.first_contact_time.is_none() {
            paths.push("first_contact_time".to_owned());
        }
        let message =
            pb::UpdateCaseRequest { case: Some(case), update_mask: Some(prost_types::FieldMask { paths }) };
        work.case =
            england.services.cases().update_case(england.ask(&work.token, message)?).await?.into_inner();
        Ok(())
    }

    async fn close(&self, england: &England, work: &mut Work, done: bool) -> Result<(), Error> {
        let reason = if done { CloseReason::Done } else { CloseReason::PersonStopped };
        let message = pb::CloseCaseRequest {
            name: work.case.name.clone(),
            etag: work.case.etag.clone(),
            close_reason: reason.into(),
            note: String::new(),
        };
        work.case =
            england.services.cases().close_case(england.ask(&work.token, message)?).await?.into_inner();
        Ok(())
    }
}

impl Work {
    /// How many fortnights it has gone on, and which review comes next.
    pub(super) fn due(&self, fortnight: usize) -> (usize, usize) {
        (fortnight.saturating_sub(self.began), self.asked)
    }

    /// Counts a review as having come up.
    pub(super) fn asked(&mut self) {
        self.asked += 1;
    }
}

/// How long a step takes, in minutes: writing a plan the longest.
fn took(stage: Stage, began: usize) -> i32 {
    let base = match stage {
        Stage::Exploring => 240,
        Stage::Drafting | Stage::Returned => 330,
        Stage::Arranging => 300,
        _ => 120,
    };
    base + i32::try_from(began * 7 % 12).unwrap_or_default() * 15
}

fn next(kind: Kind, stage: Stage) -> Option<Stage> {
    let planned = kind == Kind::SupportBrokerage;
    match stage {
        Stage::GettingToKnow => Some(Stage::Exploring),
        Stage::Exploring if planned => Some(Stage::Drafting),
        Stage::Exploring => Some(Stage::Arranging),
        Stage::Drafting => Some(Stage::Submitted),
        Stage::Returned => Some(Stage::Drafting),
        Stage::Agreed => Some(Stage::Arranging),
        Stage::Arranging => Some(Stage::Live),
        _ => None,
    }
}
