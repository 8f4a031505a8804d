//! Who is proposed for an introduction and why not the others, in words.

use std::collections::HashMap;

use platform::Error;
use proto::brokers::v1 as pb;
use proto::brokers::v1::candidate::Reason;
use proto::brokers::v1::proposal::Basis;
use reference::access;

use crate::said;
use crate::staff;
use crate::visit::Visit;
use crate::words::{Say as _, Text, text};

/// The proposal beside the team it was made from.
#[derive(Debug)]
pub(super) struct Proposed {
    proposal: pb::Proposal,
    team: HashMap<String, pb::Broker>,
}

/// One broker and what is said of them.
#[derive(Debug)]
pub(super) struct Considered {
    pub broker: pb::Broker,
    pub candidate: pb::Candidate,
    /// Why they are proposed, or what speaks against them; how much they would carry.
    pub said: Vec<Text>,
}

impl Proposed {
    /// Asks for the proposal of an introduction; nothing once it is answered.
    ///
    /// # Errors
    /// What the services said.
    pub(super) async fn of(
        visit: &Visit,
        introduction: &pb::Introduction,
    ) -> Result<Option<Self>, crate::error::Failure> {
        let name = introduction.name.replacen("introductions/", "proposals/", 1);
        let asked = visit.ask(pb::GetProposalRequest { name })?;
        let proposal = match visit.services().proposals().get_proposal(asked).await.map_err(Error::from) {
            Err(Error::Refused { .. }) => return Ok(None),
            answer => answer?.into_inner(),
        };
        let team = staff::brokers(visit, &introduction.ulo).await?;
        let team = team.into_iter().map(|broker| (broker.name.clone(), broker)).collect();
        Ok(Some(Self { proposal, team }))
    }

    /// Who is proposed: `brokers/…`; empty when nobody is.
    pub(super) fn broker(&self) -> &str {
        &self.proposal.broker
    }

    /// The proposal in a sentence.
    pub(super) fn said(&self) -> Text {
        let Some(broker) = self.team.get(&self.proposal.broker) else {
            return text("introduction-proposal-nobody");
        };
        let key = match self.proposal.basis() {
            Basis::Named => "introduction-proposal-named",
            Basis::Continuity => "introduction-proposal-known",
            Basis::LeastLoad | Basis::Unspecified => "introduction-proposal-load",
        };
        text(key).with("broker", &broker.display_name)
    }

    /// Everyone who was considered, in the order of the rule.
    pub(super) fn considered(&self) -> Vec<Considered> {
        let found = self.proposal.candidates.iter();
        let found = found.filter_map(|candidate| Some((candidate, self.team.get(&candidate.broker)?)));
        found.map(|(candidate, broker)| self.one(candidate, broker)).collect()
    }

    fn one(&self, candidate: &pb::Candidate, broker: &pb::Broker) -> Considered {
        let mut said = Vec::new();
        if candidate.place == 1 {
            said.push(text("introduction-proposed"));
        }
        if candidate.knows_person {
            said.push(text("introduction-knows"));
        }
        said.extend(candidate.reasons().map(|reason| against(reason, candidate, self.proposal.weight)));
        if candidate.place > 0 {
            let then = candidate.open_weight + candidate.asked_weight + self.proposal.weight;
            said.push(text("introduction-would-carry").with("then", then).with("limit", candidate.limit_now));
        }
        if !candidate.unknown.is_empty() {
            said.push(text("introduction-unknown").with("what", codes(&candidate.unknown)));
        }
        Considered { broker: broker.clone(), candidate: candidate.clone(), said }
    }
}

impl Considered {
    /// Whether they can take the person on all the same: the rule only proposes.
    pub(super) fn can(&self, weight: i32) -> bool {
        let ruled_out = self.candidate.reasons().any(|reason| reason == Reason::RuledOut);
        !ruled_out && said::broker::has_room(&self.broker, weight)
    }

    /// Everything said of them, as one text.
    pub(super) fn line(&self) -> Text {
        let said: Vec<String> = self.said.iter().map(ToString::to_string).collect();
        said.join(" ").text()
    }
}

fn against(reason: Reason, candidate: &pb::Candidate, weight: i32) -> Text {
    let then = candidate.open_weight + candidate.asked_weight + weight;
    match reason {
        Reason::Unspecified => Text::default(),
        Reason::RuledOut => text("introduction-against-ruled-out"),
        Reason::Paused => text("introduction-against-paused"),
        Reason::OverLimit => {
            text("introduction-against-limit").with("then", then).with("limit", candidate.caseload_limit)
        }
        Reason::Newcomer => text("introduction-against-newcomer")
            .with("percent", candidate.limit_percent)
            .with("limit", candidate.limit_now)
            .with("then", then),
        Reason::OtherSide => text("introduction-against-other-side"),
        Reason::OutOfArea => text("introduction-against-area"),
        Reason::Language => text("introduction-against-language"),
        Reason::Skill => {
            let skills = candidate.missing.iter().filter(|code| !access::is_known(code));
            text("introduction-against-skill")
                .with("what", list(skills.map(|code| said::broker::skill(code))))
        }
        Reason::Access => {
            let lacked: Vec<String> =
                candidate.missing.iter().filter(|code| access::is_known(code)).cloned().collect();
            text("introduction-against-access").with("what", codes(&lacked))
        }
    }
}

fn codes(codes: &[String]) -> String {
    list(said::access::items(codes).into_iter())
}

fn list(said: impl Iterator<Item = Text>) -> String {
    said.map(|text| text.to_string()).collect::<Vec<_>>().join("; ")
}
