//! One person's way through: asking, choosing, being supported, saying what changed.

mod answers;
mod asking;
mod working;

use platform::Error;
use proto::matching::v1 as matching_pb;
use proto::people::v1 as people_pb;

use super::England;
use super::dice::Dice;
use super::organisations::id;
use super::person::{self, Someone};
use super::team::Teams;

pub use working::Work;

/// Where someone is.
pub enum Now {
    /// Not here yet.
    Coming,
    /// Has a menu and thinks about it.
    Thinking(Box<(matching_pb::Request, matching_pb::Menu)>),
    /// Has chosen; the name of the choice.
    Choosing(String),
    /// Is being supported.
    Working(Box<Work>),
    /// Nothing more will happen by itself.
    Settled,
}

/// One person's way through the sample.
pub struct Journey {
    /// In which fortnight they come.
    pub arrives: usize,
    pub someone: Option<Someone>,
    pub now: Now,
    /// Reviews answered.
    pub answered: usize,
    pub dice: Dice,
}

impl Journey {
    /// Someone who is still to come.
    pub fn new(mut dice: Dice, fortnights: usize) -> Self {
        // More people came as time went on.
        let arrives = dice.below(fortnights).max(dice.below(fortnights));
        Self { arrives, someone: None, now: Now::Coming, answered: 0, dice }
    }

    /// What this person does by themselves in one fortnight, before anyone answers them.
    pub async fn act(&mut self, england: &England, fortnight: usize) -> Result<(), Error> {
        match std::mem::replace(&mut self.now, Now::Settled) {
            Now::Coming if fortnight < self.arrives => self.now = Now::Coming,
            Now::Coming => self.arrive(england).await?,
            Now::Thinking(asked) => self.decide(england, &asked.0, &asked.1).await?,
            Now::Choosing(choice) => self.now = Now::Choosing(choice),
            Now::Working(mut work) => {
                self.now = match self.work(england, &mut work, fortnight).await? {
                    true => Now::Working(work),
                    false => Now::Settled,
                };
            }
            Now::Settled => {}
        }
        Ok(())
    }

    async fn arrive(&mut self, england: &England) -> Result<(), Error> {
        let someone = person::sign_up(england, &mut self.dice).await?;
        self.someone = Some(someone.clone());
        let roll = self.dice.below(100);
        if roll < 8 {
            return Ok(());
        }
        let request = asking::describe(&mut self.dice, &someone);
        let message = matching_pb::CreateRequestRequest { request: Some(request), request_id: id() };
        let mut requests = england.services.requests();
        let request = requests.create_request(england.ask(&someone.token, message)?).await?.into_inner();
        if roll < 14 {
            return Ok(());
        }
        let message = matching_pb::AskRequestRequest { name: request.name.clone(), etag: request.etag };
        let request = requests.ask_request(england.ask(&someone.token, message)?).await?.into_inner();
        let message = matching_pb::CreateMenuRequest { request: request.name.clone(), request_id: id() };
        let menu = england.services.menus().create_menu(england.ask(&someone.token, message)?).await?;
        self.now = Now::Thinking(Box::new((request, menu.into_inner())));
        Ok(())
    }

    async fn decide(
        &mut self,
        england: &England,
        request: &matching_pb::Request,
        menu: &matching_pb::Menu,
    ) -> Result<(), Error> {
        let Some(someone) = self.someone.clone() else { return Ok(()) };
        if menu.options.is_empty() {
            return Ok(());
        }
        if self.dice.percent(4) {
            return asking::withdraw(england, &someone, request).await;
        }
        if self.dice.percent(7) {
            return Ok(());
        }
        let choice = asking::choose(&mut self.dice, request, menu);
        for pick in &choice.picks {
            let ulo =
                menu.options.iter().find(|option| option.offering == *pick).map(|option| option.ulo.clone());
            agree(england, &someone, ulo.unwrap_or_default()).await?;
        }
        let none = choice.picks.is_empty();
        let message = matching_pb::CreateChoiceRequest {
            choice: Some(choice),
            request_id: id(),
            // They are told, and choose all the same.
            ahead_told: i32::MAX,
            round_told: String::new(),
        };
        let choice = england.services.choices().create_choice(england.ask(&someone.token, message)?).await?;
        if !none {
            self.now = Now::Choosing(choice.into_inner().name);
        }
        Ok(())
    }

    /// The choice someone waits on, if they do.
    pub fn waits_on(&self) -> Option<(&str, &Someone)> {
        match (&self.now, &self.someone) {
            (Now::Choosing(choice), Some(someone)) => Some((choice, someone)),
            _ => None,
        }
    }

    /// What the organisation asked does about it in this fortnight.
    pub async fn be_answered(
        &mut self,
        england: &England,
        teams: &Teams,
        fortnight: usize,
    ) -> Result<bool, Error> {
        let Some((name, someone)) = self.waits_on() else { return Ok(false) };
        let (name, someone) = (name.to_owned(), someone.clone());
        let message = matching_pb::GetChoiceRequest { name };
        let choice =
            england.services.choices().get_choice(england.ask(&someone.token, message)?).await?.into_inner();
        match working::answer(england, teams, &mut self.dice, &choice, fortnight).await? {
            working::Answer::Opened(work) => {
                self.now = Now::Working(work);
                Ok(true)
            }
            working::Answer::Waits => Ok(false),
            working::Answer::Ended => {
                self.now = Now::Settled;
                Ok(false)
            }
        }
    }
}

/// Agrees that an organisation sees what it needs to see.
pub async fn agree(england: &England, someone: &Someone, ulo: String) -> Result<(), Error> {
    use people_pb::consent::{Purpose, Shared};
    let consent = people_pb::Consent {
        person: someone.name.clone(),
        recipient: ulo,
        purpose: Purpose::Introduction.into(),
        shared: vec![Shared::NameAndContact.into(), Shared::Needs.into(), Shared::AboutMe.into()],
        wording_version: "choice-1".into(),
        format_shown: "standard".into(),
        expire_time: platform::when::stamp(england.clock.now() + chrono::TimeDelta::days(365)),
        ..Default::default()
    };
    let message = people_pb::CreateConsentRequest { consent: Some(consent), request_id: id() };
    england.services.consents().create_consent(england.ask(&someone.token, message)?).await?;
    Ok(())
}
