//! Rounds of the sample: one that was run yesterday, and one that people can still enter.

use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate, TimeDelta, Utc};
use platform::{Caller, Error, Role, uk_time};
use proto::matching::v1 as pb;
use proto::matching::v1::opening_round::Rule;
use proto::matching::v1::request::{Kind, NeedByReason};
use proto::ulos::v1 as ulos_pb;
use proto::ulos::v1::offering::State;

use super::England;
use super::journey::agree;
use super::organisations::{Organisation, id};
use super::person::{self, Someone};

/// How long `matching` gets to hear of openings.
const PATIENCE: Duration = Duration::from_secs(5);

/// A round that closed the day before yesterday and was run a day later. Gives someone who was in it.
pub async fn run_one(england: &England, organisation: &Organisation) -> Result<Option<Someone>, Error> {
    england.clock.set(Utc::now() - TimeDelta::days(2));
    let today = uk_time::date(england.clock.now());
    let named = ("Places this autumn", Rule::FairOrder);
    let Some(scarce) = Scarce::open(england, organisation, named, (today, 2)).await? else { return Ok(None) };
    let last = scarce.enter(5).await?;
    england.clock.set(Utc::now() - TimeDelta::days(1));
    scarce.run().await?;
    Ok(last)
}

/// A round people can enter for two more weeks. Gives someone who is in it.
pub async fn open_one(england: &England, organisation: &Organisation) -> Result<Option<Someone>, Error> {
    let closes = uk_time::date(england.clock.now()) + Days::new(14);
    let named = ("Places this winter", Rule::MostHelped);
    let scarce = Scarce::open(england, organisation, named, (closes, 2)).await?;
    if let Some(scarce) = scarce { scarce.enter(4).await } else { Ok(None) }
}

/// A round of one organisation, and who manages it.
struct Scarce<'a> {
    england: &'a England,
    organisation: &'a Organisation,
    manager: String,
    offering: ulos_pb::Offering,
    round: pb::OpeningRound,
}

impl<'a> Scarce<'a> {
    /// Opens a round with so many openings of the first thing of the organisation that people ask for; nothing when there is none.
    async fn open(
        england: &'a England,
        organisation: &'a Organisation,
        (title, rule): (&str, Rule),
        (close_date, openings): (NaiveDate, i32),
    ) -> Result<Option<Self>, Error> {
        let manager =
            Caller { ulo: organisation.name.clone(), ..Caller::new(Role::Manager, "managers/sample") };
        let manager = england.token(&manager)?;
        let message = ulos_pb::ListOfferingsRequest {
            ulo: organisation.name.clone(),
            state: State::Open.into(),
            ..Default::default()
        };
        let listed =
            england.services.offerings().list_offerings(england.operate(message)?).await?.into_inner();
        let asked_for = |offering: &ulos_pb::Offering| {
            Kind::try_from(offering.kind).is_ok_and(|kind| kind != Kind::Unspecified)
        };
        let Some(offering) = listed.offerings.into_iter().find(asked_for) else { return Ok(None) };
        let offering = state(england, offering, openings).await?;
        let round = pb::OpeningRound {
            title: title.into(),
            rule: rule.into(),
            close_date: close_date.to_string(),
            owner: organisation.name.clone(),
            ..Default::default()
        };
        let message = pb::CreateOpeningRoundRequest { opening_round: Some(round), request_id: id() };
        let round =
            england.services.opening_rounds().create_opening_round(england.ask(&manager, message)?).await?;
        let mut scarce = Self { england, organisation, manager, offering, round: round.into_inner() };
        scarce.give(openings).await?;
        Ok(Some(scarce))
    }

    /// Gives the round its openings, as soon as `matching` has heard of them.
    async fn give(&mut self, openings: i32) -> Result<(), Error> {
        let began = Instant::now();
        loop {
            let message = pb::SetOpeningsRequest {
                name: self.round.name.clone(),
                etag: self.round.etag.clone(),
                offering: self.offering.name.clone(),
                openings,
            };
            let message = self.england.ask(&self.manager, message)?;
            match self.england.services.opening_rounds().set_openings(message).await.map_err(Error::from) {
                Ok(round) => self.round = round.into_inner(),
                Err(Error::Refused { .. } | Error::NotFound(_)) if began.elapsed() < PATIENCE => {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
                Err(error) => return Err(error),
            }
            return Ok(());
        }
    }

    /// So many people of the council ask and, where their menu has it, choose it. The second one needs it soon. Gives the
    /// last of them.
    async fn enter(&self, people: usize) -> Result<Option<Someone>, Error> {
        let mut last = None;
        for number in 0..people {
            let mut dice = self.england.dice(&self.round.title, number);
            let Some(council) = reference::council::find(self.organisation.council) else { return Ok(None) };
            let someone = person::sign_up_in(self.england, &mut dice, council).await?;
            if self.choose(&someone, number == 1).await? {
                last = Some(someone);
            }
        }
        Ok(last)
    }

    /// Says whether there was something to choose.
    async fn choose(&self, someone: &Someone, soon: bool) -> Result<bool, Error> {
        let (england, token) = (self.england, &someone.token);
        let today = uk_time::date(england.clock.now());
        let request = pb::Request {
            person: someone.name.clone(),
            kind: self.offering.kind,
            need_by_date: if soon { (today + Days::new(10)).to_string() } else { String::new() },
            need_by_reason: if soon { NeedByReason::LeavingCare.into() } else { 0 },
            ..Default::default()
        };
        let message = pb::CreateRequestRequest { request: Some(request), request_id: id() };
        let request =
            england.services.requests().create_request(england.ask(token, message)?).await?.into_inner();
        let message = pb::AskRequestRequest { name: request.name, etag: request.etag };
        let request =
            england.services.requests().ask_request(england.ask(token, message)?).await?.into_inner();
        let message = pb::CreateMenuRequest { request: request.name.clone(), request_id: id() };
        let menu = england.services.menus().create_menu(england.ask(token, message)?).await?.into_inner();
        if !menu.options.iter().any(|option| option.offering == self.offering.name) {
            return Ok(false);
        }
        agree(england, someone, self.organisation.name.clone()).await?;
        let choice = pb::Choice {
            request: request.name,
            menu: menu.name,
            kind: pb::choice::Kind::One.into(),
            picks: vec![self.offering.name.clone()],
            ..Default::default()
        };
        let message = pb::CreateChoiceRequest {
            choice: Some(choice),
            request_id: id(),
            ahead_told: i32::MAX,
            round_told: self.round.close_date.clone(),
        };
        england.services.choices().create_choice(england.ask(token, message)?).await?;
        Ok(true)
    }

    /// Runs it, if anyone has entered.
    async fn run(&self) -> Result<(), Error> {
        let mut rounds = self.england.services.opening_rounds();
        let message = pb::GetOpeningRoundRequest { name: self.round.name.clone() };
        let round = rounds.get_opening_round(self.england.ask(&self.manager, message)?).await?.into_inner();
        if round.entries == 0 {
            return Ok(());
        }
        let (name, etag) = (round.name.clone(), round.etag.clone());
        let message = pb::SimulateOpeningRoundRequest { name, etag, rule: 0, openings: Vec::new() };
        let told =
            rounds.simulate_opening_round(self.england.ask(&self.manager, message)?).await?.into_inner();
        let both = told.now.unwrap_or_default();
        let message = pb::RunOpeningRoundRequest {
            name: round.name,
            etag: round.etag,
            fair_order_told: both.fair_order.map_or(0, |figures| figures.helped),
            most_helped_told: both.most_helped.map_or(0, |figures| figures.helped),
        };
        rounds.run_opening_round(self.england.ask(&self.manager, message)?).await?;
        Ok(())
    }
}

/// States how many openings an offering has.
async fn state(
    england: &England,
    offering: ulos_pb::Offering,
    openings: i32,
) -> Result<ulos_pb::Offering, Error> {
    let offering = ulos_pb::Offering { openings: Some(openings), ..offering };
    let update_mask = Some(prost_types::FieldMask { paths: vec!["openings".into()] });
    let message = ulos_pb::UpdateOfferingRequest { offering: Some(offering), update_mask };
    Ok(england.services.offerings().update_offering(england.operate(message)?).await?.into_inner())
}
