//! Scoring a bid: what it says, and points and words for each criterion, kept as the assessor goes.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::ulos::v1 as pb;
use proto::ulos::v1::assessment::{Score, State};

use super::{assess, get, sections};
use crate::error::Failure;
use crate::form::Form;
use crate::parts::Summary;
use crate::parts::table::{Cell, Table};
use crate::refusal;
use crate::said;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

/// What points mean.
pub(super) const POINTS: &[(i32, &str)] = &[
    (0, "assess-points-0"),
    (1, "assess-points-1"),
    (2, "assess-points-2"),
    (3, "assess-points-3"),
    (4, "assess-points-4"),
    (5, "assess-points-5"),
];

#[derive(Template)]
#[template(path = "fund/score.html")]
struct Show {
    form: Form,
    one: pb::Assessment,
    bidder: String,
    /// What the bid says; nothing for who stood aside.
    summary: Option<Summary>,
    rows: Vec<Row>,
    /// What was given by all, once this one is.
    given: Option<Table>,
    cancel: String,
}

/// The fields of one criterion.
struct Row {
    criterion: pb::Criterion,
    points: String,
    comment: String,
}

fn rows(round: &pb::Round) -> Vec<Row> {
    let row = |(index, criterion): (usize, &pb::Criterion)| Row {
        criterion: criterion.clone(),
        points: format!("scores[{index}].points"),
        comment: format!("scores[{index}].comment"),
    };
    round.criteria.iter().enumerate().map(row).collect()
}

/// `GET /assessments/{id}`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let one = get::assessment(&visit, &id).await?;
    let round = get::round(&visit, &one.round).await?;
    let form = fill(&one, &round);
    ask(&visit, one, round, form).await
}

async fn ask(visit: &Visit, one: pb::Assessment, round: pb::Round, form: Form) -> Result<Response, Failure> {
    let id = one.bid.trim_start_matches("bids/");
    let bid = match one.state() {
        State::StoodAside => None,
        _ => Some(get::bid(visit, id).await?),
    };
    let given = match one.state() {
        State::Given => Some(given(&get::assessments(visit, &one.bid).await?, &round)),
        _ => None,
    };
    let bidder = match &bid {
        Some(bid) => assess::bidder(visit, bid).await?,
        None => String::new(),
    };
    let content = Show {
        summary: bid.as_ref().map(|bid| sections::summary(bid, false)),
        rows: rows(&round),
        cancel: format!("/{}/assess", round.name),
        bidder,
        given,
        form,
        one,
    };
    let page = visit.page(text("assess-one-title")).back(&content.cancel).asking(&content.form);
    page.show(&content)
}

/// What was given, an assessor a row: without names.
pub(super) fn given(all: &[pb::Assessment], round: &pb::Round) -> Table {
    let mut heads = vec![text("assess-who"), text("assess-score")];
    heads.extend(round.criteria.iter().map(|criterion| crate::words::Say::text(&criterion.title)));
    heads.push(text("assess-comment"));
    let given = all.iter().filter(|one| one.state() == State::Given);
    let table = Table::new("given", text("assess-given-table"), heads);
    given.zip(1..).fold(table, |table, (one, number): (_, i32)| {
        let label = match one.own {
            true => text("assess-who-me"),
            false => text("assess-who-other").with("number", number),
        };
        let mut cells = vec![permille(one.score_permille)];
        cells.extend((1..).zip(&round.criteria).map(|(number, _): (i32, _)| {
            let score = one.scores.iter().find(|score| score.criterion == number);
            Cell::figure(points(score), score.map(|score| score.points))
        }));
        cells.push(Cell::words(&one.comment));
        table.row(label, cells)
    })
}

fn points(score: Option<&Score>) -> Text {
    let Some(score) = score else { return Text::default() };
    match score.comment.is_empty() {
        true => text("table-number").with("count", score.points),
        false => text("assess-points-why").with("points", score.points).with("why", &score.comment),
    }
}

/// Thousandths as a percentage with one decimal.
pub(super) fn permille(permille: i32) -> Cell {
    let said = text("assess-percent").with("percent", format!("{}.{}", permille / 10, permille % 10));
    Cell::figure(said, Some(f64::from(permille) / 10.0))
}

/// The form with what is known.
fn fill(one: &pb::Assessment, round: &pb::Round) -> Form {
    let form = Form::editing(&one.etag).with("comment", &one.comment);
    rows(round).into_iter().zip(1..).fold(form, |form, (row, number): (_, i32)| {
        match one.scores.iter().find(|score| score.criterion == number) {
            Some(score) => form.with(&row.points, score.points).with(&row.comment, &score.comment),
            None => form,
        }
    })
}

/// `POST /assessments/{id}`
pub(super) async fn save(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let one = get::assessment(&visit, &id).await?;
    let round = get::round(&visit, &one.round).await?;
    let scores = read(&mut form, &round);
    if form.is_wrong() {
        return ask(&visit, one, round, form).await;
    }
    let (name, etag, comment) = (one.name.clone(), form.etag().to_owned(), form.value("comment").to_owned());
    let sent = pb::Assessment { name, etag, scores, comment, ..Default::default() };
    let update_mask = get::mask(&["scores", "comment"]);
    let request = pb::UpdateAssessmentRequest { assessment: Some(sent), update_mask };
    let mut assessments = visit.services().assessments();
    let kept = match assessments.update_assessment(visit.ask(request)?).await.map_err(Error::from) {
        Ok(kept) => kept.into_inner(),
        Err(error) => {
            let form = refusal::retry(form, error)?.onto(&Form::editing(&one.etag));
            return ask(&visit, one, round, form).await;
        }
    };
    if form.value("then") != "give" {
        return Ok(visit.go_saying(&format!("/{}", kept.name), "assess-saved"));
    }
    let request = pb::SubmitAssessmentRequest { name: kept.name.clone(), etag: kept.etag.clone() };
    match assessments.submit_assessment(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying(&format!("/{}", kept.name), "assess-given")),
        Err(status) => {
            let form = refusal::retry(form, Error::from(status))?.onto(&Form::editing(&kept.etag));
            ask(&visit, kept, round, form).await
        }
    }
}

/// What was typed. Words for a criterion without points are noted: neither is lost.
fn read(form: &mut Form, round: &pb::Round) -> Vec<Score> {
    let mut scores = Vec::new();
    for (row, criterion) in rows(round).into_iter().zip(1..) {
        let points = form.value(&row.points).parse().ok();
        let comment = form.value(&row.comment).to_owned();
        match points {
            Some(points) => scores.push(Score { criterion, points, comment }),
            None if comment.is_empty() && form.value("then") != "give" => {}
            None => form.note(&row.points, text("assess-points-needed")),
        }
    }
    scores
}

impl Show {
    fn state(&self) -> Text {
        said::fund::assessed(self.one.state)
    }
}
