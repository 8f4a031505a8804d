//! Trying a round before it is decided: both rules beside each other, with the places there are and with others.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::matching::v1 as pb;
use proto::matching::v1::opening_round::State;

use super::show::offering;
use super::{fetch_own, figures};
use crate::asked::Asked;
use crate::error::Failure;
use crate::form::Form;
use crate::parts::table::Table;
use crate::refusal;
use crate::said;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "opening_rounds/try.html")]
struct Try {
    form: Form,
    round: pb::OpeningRound,
    /// Each offering: the field of its places, and what it is called.
    fields: Vec<(String, Text)>,
    lead: Text,
    table: Table,
    /// Who gains and who loses by what is tried; nothing while nothing is.
    moved: Option<Text>,
}

/// `GET /openingRounds/{id}/try`, `?rule=2&offerings-…=3`
pub(super) async fn show(visit: Visit, Path(id): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let round = fetch_own(&visit, &id).await?;
    if round.state() != State::Open {
        return Ok(visit.go(&format!("/{}", round.name)));
    }
    let tries = !asked.value("rule").is_empty();
    let mut form = if tries { asked.form() } else { filled(&round) };
    let change = read(&mut form, &round);
    let simulation = match simulate(&visit, change).await {
        Ok(simulation) => simulation,
        Err(error @ (Error::Invalid(_) | Error::Refused { .. })) => {
            form = refusal::retry(form, error)?;
            simulate(&visit, plain(&round)).await?
        }
        Err(error) => return Err(error.into()),
    };
    let (now, then) = (simulation.now.clone().unwrap_or_default(), simulation.then.clone());
    let moved = (tries && !form.is_wrong()).then(|| moved(&simulation));
    let content = Try {
        fields: fields(&visit, &round).await?,
        lead: figures::lead(&now),
        table: figures::table(&now, moved.as_ref().and(then.as_ref())),
        moved,
        form,
        round,
    };
    let page = visit.page(text("opening-round-try")).back(format!("/{}", content.round.name)).wide();
    page.asking(&content.form).show(&content)
}

/// What changes nothing: the round as it is.
fn plain(round: &pb::OpeningRound) -> pb::SimulateOpeningRoundRequest {
    let (name, etag) = (round.name.clone(), round.etag.clone());
    pb::SimulateOpeningRoundRequest { name, etag, ..Default::default() }
}

/// How many each rule helps as it stands, and the whole comparison.
pub(super) async fn as_it_stands(visit: &Visit, round: &pb::OpeningRound) -> Result<pb::Simulation, Error> {
    simulate(visit, plain(round)).await
}

async fn simulate(visit: &Visit, change: pb::SimulateOpeningRoundRequest) -> Result<pb::Simulation, Error> {
    let mut rounds = visit.services().opening_rounds();
    Ok(rounds.simulate_opening_round(visit.ask(change)?).await?.into_inner())
}

/// The field of an offering's places.
fn field(offering: &str) -> String {
    offering.replace('/', "-")
}

fn filled(round: &pb::OpeningRound) -> Form {
    let form = Form::new().with("rule", round.rule);
    round.openings.iter().fold(form, |form, one| form.with(&field(&one.offering), one.openings))
}

/// What is tried: a rule, and other places where the number differs. Notes what is no number.
fn read(form: &mut Form, round: &pb::OpeningRound) -> pb::SimulateOpeningRoundRequest {
    let rule = form.value("rule").parse().unwrap_or_default();
    let mut openings = Vec::new();
    for one in &round.openings {
        let typed = form.number(&field(&one.offering));
        let tried = typed.map_or(one.openings, |number| i32::try_from(number).unwrap_or(i32::MAX));
        if tried != one.openings {
            openings.push(pb::RoundOpenings { openings: tried, ..one.clone() });
        }
    }
    pb::SimulateOpeningRoundRequest { rule, openings, ..plain(round) }
}

async fn fields(visit: &Visit, round: &pb::OpeningRound) -> Result<Vec<(String, Text)>, Failure> {
    let mut fields = Vec::new();
    for one in &round.openings {
        fields.push((field(&one.offering), offering(visit, &one.offering).await?));
    }
    Ok(fields)
}

fn moved(simulation: &pb::Simulation) -> Text {
    text("opening-round-moved").with("gain", simulation.gain).with("lose", simulation.lose)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_tried() {
        let one = |offering: &str, openings| pb::RoundOpenings {
            offering: offering.to_owned(),
            openings,
            ..Default::default()
        };
        let round = pb::OpeningRound {
            openings: vec![one("offerings/a", 2), one("offerings/b", 3)],
            rule: 1,
            ..Default::default()
        };
        assert_eq!(read(&mut filled(&round), &round).openings, []);
        let mut form = Form::new().with("rule", 2).with("offerings-a", 0).with("offerings-b", "x");
        let change = read(&mut form, &round);
        assert_eq!((change.rule, change.openings), (2, vec![one("offerings/a", 0)]));
        assert!(form.wrong_with("offerings-b").is_some());
    }
}
