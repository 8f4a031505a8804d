//! Who the person would rather not have, and what whoever supports them must be good at: asked when it is known which
//! organisations it is about, kept with the request, and told to those organisations.

use proto::brokers::v1::Broker;
use proto::brokers::v1::broker::State;
use proto::matching::v1::{Constraints, Request};

use super::picks::Pick;
use crate::asking;
use crate::error::Failure;
use crate::fields::Choices;
use crate::form::Form;
use crate::said;
use crate::staff;
use crate::visit::Visit;
use crate::words::text;

/// Says that the form has been seen: what is not ticked in it is not wanted.
const SEEN: &str = "wishes";

/// Those who could support the person, by the organisation they work for.
pub(super) struct Wishes {
    brokers: Vec<(Broker, String)>,
}

impl Wishes {
    /// Everyone of the organisations picked who has not left.
    pub(super) async fn of(visit: &Visit, picks: &[Pick]) -> Result<Self, Failure> {
        let mut brokers: Vec<(Broker, String)> = Vec::new();
        for pick in picks {
            if brokers.iter().any(|(broker, _)| broker.ulo == pick.ulo) {
                continue;
            }
            let team = staff::brokers(visit, &pick.ulo).await?.into_iter();
            let takes_on = team.filter(|broker| broker.state() == State::Active);
            brokers.extend(takes_on.map(|broker| (broker, pick.ulo_name.clone())));
        }
        Ok(Self { brokers })
    }

    /// Whether there is anyone to speak of.
    pub(super) fn is_empty(&self) -> bool {
        self.brokers.is_empty()
    }

    /// The form with what the request says already, the first time it is shown.
    pub(super) fn fill(&self, form: Form, request: &Request) -> Form {
        if form.has(SEEN, "seen") {
            return form;
        }
        let limits = request.constraints.clone().unwrap_or_default();
        let form = limits.avoid_brokers.iter().fold(form, |form, name| form.with("avoid_brokers", name));
        limits.skills.iter().fold(form, |form, code| form.with("skills", code))
    }

    /// Whom the person would rather not have.
    pub(super) fn avoid<'a>(&self, form: &'a Form) -> Choices<'a> {
        let choices = Choices::many(form, "avoid_brokers")
            .label(text("choosing-avoid"))
            .hint(text("choosing-avoid-hint"));
        self.brokers.iter().fold(choices, |choices, (broker, ulo)| {
            choices.explained(&broker.name, &broker.display_name, ulo)
        })
    }

    /// What they must be good at: only what somebody here is.
    pub(super) fn skills<'a>(&self, form: &'a Form) -> Choices<'a> {
        let choices =
            Choices::many(form, "skills").label(text("choosing-skills")).hint(text("choosing-skills-hint"));
        let here =
            |code: &str| self.brokers.iter().any(|(broker, _)| broker.skills.iter().any(|it| it == code));
        let known = said::broker::SKILLS.iter().filter(|(code, _)| here(code));
        known.fold(choices, |choices, (code, key)| choices.option(code, text(key)))
    }

    /// Whether anybody here says what they are good at.
    pub(super) fn has_skills(&self) -> bool {
        self.brokers.iter().any(|(broker, _)| !broker.skills.is_empty())
    }

    /// Keeps what was wished with the request, when it is something new.
    pub(super) async fn keep(&self, visit: &Visit, request: Request, form: &Form) -> Result<(), Failure> {
        if !form.has(SEEN, "seen") {
            return Ok(());
        }
        let before = request.constraints.clone().unwrap_or_default();
        let now = self.wished(&before, form);
        if now != before {
            let request = Request { constraints: Some(now), ..request };
            asking::update(visit, request, &["constraints"]).await?;
        }
        Ok(())
    }

    /// The limits with what the form says of these people; who works elsewhere stays as they were.
    fn wished(&self, before: &Constraints, form: &Form) -> Constraints {
        let here = |name: &str| self.brokers.iter().any(|(broker, _)| broker.name == name);
        let elsewhere = before.avoid_brokers.iter().filter(|name| !here(name)).cloned();
        let avoided = form.list("avoid_brokers").into_iter().filter(|name| here(name));
        let avoid_brokers = elsewhere.chain(avoided).collect();
        Constraints { avoid_brokers, skills: form.list("skills"), ..before.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_works_elsewhere_stays_ruled_out_and_what_is_unticked_does_not() {
        let broker = |name: &str| (Broker { name: name.to_owned(), ..Broker::default() }, String::new());
        let wishes = Wishes { brokers: vec![broker("brokers/1"), broker("brokers/2")] };
        let before = Constraints {
            avoid_brokers: vec!["brokers/1".to_owned(), "brokers/9".to_owned()],
            skills: vec!["benefits".to_owned()],
            ..Constraints::default()
        };
        let form = Form::new().with("avoid_brokers", "brokers/2").with("avoid_brokers", "brokers/8");
        let now = wishes.wished(&before, &form);
        assert_eq!(
            (now.avoid_brokers, now.skills.len()),
            (vec!["brokers/9".to_owned(), "brokers/2".to_owned()], 0)
        );
    }
}
