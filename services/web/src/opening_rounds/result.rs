//! What a round means for one person: that they wait for it, how it decides, what came of it and why, and how to check
//! that nobody chose the lottery.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::matching::v1 as pb;
use proto::matching::v1::opening_round::Rule;
use proto::matching::v1::opening_round_result::State;
use proto::matching::v1::round_refusal::Reason;

use super::owner;
use crate::choice;
use crate::error::Failure;
use crate::mine;
use crate::parts::Summary;
use crate::read;
use crate::said;
use crate::view::{self, View};
use crate::visit::Visit;
use crate::words::{Say as _, Text, text};

#[derive(Template)]
#[template(path = "opening_rounds/result.html")]
struct Show {
    result: pb::OpeningRoundResult,
    round: pb::OpeningRound,
    lead: Text,
    owner: Text,
    /// How it is decided, step by step.
    steps: Vec<Text>,
    /// What each was told that was liked better and went to others.
    refusals: Vec<(Text, Vec<Text>)>,
    counted: Summary,
    checks: Summary,
}

/// `GET /home/openingRoundResults/{id}`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    mine::me(&visit)?;
    let result = mine::opening_round_result(&visit, &format!("openingRoundResults/{id}")).await?;
    let round = mine::opening_round(&visit, &result.opening_round).await?;
    let mut refusals = Vec::new();
    for refusal in &result.refusals {
        refusals.push((called(&visit, &refusal.offering).await?, why(refusal)));
    }
    let content = Show {
        lead: lead(&visit, &result, &round).await?,
        owner: owner(&visit, &round.owner).await?,
        steps: steps(round.rule()),
        refusals,
        counted: counted(&result),
        checks: checks(&result, &round),
        result,
        round,
    };
    let page = visit.page(text("opening-round-result-title")).under(text("layout-nav-home"), "/home");
    page.under(text("choice-title"), format!("/home/{}", content.result.choice)).show(&content)
}

/// What whoever follows a choice should know of the round it is or was in; nothing when there is none to be had.
pub(crate) async fn waits(visit: &Visit, choice: &pb::Choice) -> Result<Option<Text>, Error> {
    if choice.opening_round_result.is_empty() {
        return Ok(None);
    }
    let found = read::if_there(mine::opening_round_result(visit, &choice.opening_round_result).await)?;
    let Some(result) = found else { return Ok(None) };
    let Some(round) = read::if_there(mine::opening_round(visit, &result.opening_round).await)? else {
        return Ok(None);
    };
    let key = match result.state() {
        State::Waiting => "opening-round-result-choice-waits",
        State::Late => "opening-round-result-choice-late",
        State::Placed => "opening-round-result-choice-placed",
        State::NotPlaced => "opening-round-result-choice-not-placed",
        State::Unspecified => return Ok(None),
    };
    let said = text(key).with("close", view::date(&round.close_date));
    Ok(Some(said.with("rule", said::opening_round::rule(round.rule))))
}

async fn lead(
    visit: &Visit,
    result: &pb::OpeningRoundResult,
    round: &pb::OpeningRound,
) -> Result<Text, Failure> {
    let close = view::date(&round.close_date);
    Ok(match result.state() {
        State::Waiting => text("opening-round-result-waits").with("close", close),
        State::Late => text("opening-round-result-late").with("close", close),
        State::Placed => text("opening-round-result-placed")
            .with("name", called(visit, &result.offering).await?)
            .with("rank", result.rank),
        State::NotPlaced => text("opening-round-result-not-placed"),
        State::Unspecified => Text::default(),
    })
}

/// What an offering is called, and whose it is.
async fn called(visit: &Visit, offering: &str) -> Result<Text, Failure> {
    let name = choice::called(visit, offering).await?;
    Ok(name.map_or_else(|| text("opening-round-offering-gone"), |name| name.text()))
}

/// How a rule decides, one step after the other.
pub(crate) fn steps(rule: Rule) -> Vec<Text> {
    let keys: &[&'static str] = match rule {
        Rule::FairOrder => &[
            "opening-round-result-fair-1",
            "opening-round-result-fair-2",
            "opening-round-result-fair-3",
            "opening-round-result-fair-4",
        ],
        Rule::MostHelped => &[
            "opening-round-result-most-1",
            "opening-round-result-most-2",
            "opening-round-result-most-3",
            "opening-round-result-most-4",
            "opening-round-result-most-5",
        ],
        Rule::Unspecified => &[],
    };
    keys.iter().map(|key| text(key)).collect()
}

/// Why an offering went to others, and with how much more waiting it had not.
fn why(refusal: &pb::RoundRefusal) -> Vec<Text> {
    let reason = match refusal.reason() {
        Reason::NoOpenings => text("opening-round-result-why-none"),
        Reason::Urgency => text("opening-round-result-why-urgent"),
        Reason::Wait => match refusal.last_waited_weeks {
            Some(weeks) => text("opening-round-result-why-wait-weeks").with("weeks", weeks),
            None => text("opening-round-result-why-wait"),
        },
        Reason::Alternatives => text("opening-round-result-why-alternatives"),
        Reason::Lottery => text("opening-round-result-why-lottery"),
        Reason::Objective => text("opening-round-result-why-goal")
            .with("goal", said::opening_round::objective(refusal.objective)),
        Reason::Equal => text("opening-round-result-why-equal"),
        Reason::Unspecified => return Vec::new(),
    };
    let short =
        refusal.weeks_short.map(|weeks| text("opening-round-result-weeks-short").with("weeks", weeks));
    [reason].into_iter().chain(short).collect()
}

/// What counted for this person once it was decided.
fn counted(result: &pb::OpeningRoundResult) -> Summary {
    let band = text(match result.band {
        0 => "opening-round-result-band-0",
        1 => "opening-round-result-band-1",
        _ => "opening-round-result-band-2",
    });
    Summary::default()
        .row(text("opening-round-result-urgency"), band)
        .row(text("opening-round-result-waited"), text("supply-days").with("days", result.waited_days))
        .row(
            text("opening-round-result-alternatives"),
            text("table-number").with("count", result.alternatives),
        )
        .row(text("opening-round-result-ticket"), &result.ticket)
}

/// What whoever wants to check the lottery needs.
fn checks(result: &pb::OpeningRoundResult, round: &pb::OpeningRound) -> Summary {
    let rows = Summary::default().row(text("opening-round-commitment"), &round.seed_commitment);
    if round.seed.is_empty() {
        return rows;
    }
    rows.row(text("opening-round-seed"), &round.seed).row(text("opening-round-result-request"), bare(result))
}

/// The id of the request, 16 bytes in hexadecimal.
fn bare(result: &pb::OpeningRoundResult) -> String {
    result.request.trim_start_matches("requests/").replace('-', "")
}

impl Show {
    /// The request as the lottery's ticket reads it.
    fn request(&self) -> String {
        bare(&self.result)
    }

    fn is_over(&self) -> bool {
        matches!(self.result.state(), State::Placed | State::NotPlaced)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_which_step_decided_and_the_wait_only_where_it_is_told() {
        let wait = pb::RoundRefusal { reason: Reason::Wait.into(), ..Default::default() };
        assert_eq!(why(&wait).len(), 1);
        let told = pb::RoundRefusal { last_waited_weeks: Some(9), weeks_short: Some(2), ..wait };
        let said: Vec<String> = why(&told).iter().map(ToString::to_string).collect();
        assert!(said.len() == 2 && said[0].contains('9') && said[1].contains('2'), "{said:?}");
        let goal = pb::RoundRefusal {
            reason: Reason::Objective.into(),
            objective: pb::RoundObjective::Ranks.into(),
            ..Default::default()
        };
        assert!(why(&goal)[0].to_string().contains("first choice"), "{:?}", why(&goal));
    }
}
