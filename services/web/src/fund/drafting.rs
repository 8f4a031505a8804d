//! Drawing a round up.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use platform::{Error, Role, uk_time};
use proto::ulos::v1 as pb;

use super::get;
use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::when;
use crate::words::{Text, text};

/// How many criteria can be typed.
const CRITERIA: usize = 6;
const FIELDS: &[&str] = &[
    "display_name",
    "purpose",
    "amount_pence",
    "most_per_bid_pence",
    "sites",
    "criteria",
    "open_time",
    "close_time",
    "decision_date",
];

#[derive(Template)]
#[template(path = "fund/drafting.html")]
struct Drafting {
    form: Form,
    title: Text,
    rows: Vec<Row>,
    cancel: String,
}

/// The fields of one criterion.
struct Row {
    number: usize,
    title: String,
    about: String,
    weight: String,
}

fn rows() -> Vec<Row> {
    let row = |index: usize| Row {
        number: index + 1,
        title: format!("criteria[{index}].title"),
        about: format!("criteria[{index}].about"),
        weight: format!("criteria[{index}].weight"),
    };
    (0..CRITERIA).map(row).collect()
}

/// `GET /rounds/new`
pub(super) async fn new(visit: Visit) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Operator])?;
    ask(&visit, Form::new(), text("round-new"), "/rounds".into())
}

fn ask(visit: &Visit, form: Form, title: Text, cancel: String) -> Result<Response, Failure> {
    let page = visit.page(&title).back(&cancel).asking(&form);
    page.show(&Drafting { form, title, rows: rows(), cancel })
}

/// `POST /rounds/new`
pub(super) async fn create(visit: Visit, mut form: Form) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Operator])?;
    let (round, places) = read(&mut form);
    if form.is_wrong() {
        return ask(&visit, form, text("round-new"), "/rounds".into());
    }
    let request_id = form.request_id().to_owned();
    let request = pb::CreateRoundRequest { round: Some(round), request_id };
    match visit.services().rounds().create_round(visit.ask(request)?).await {
        Ok(round) => Ok(visit.go_saying(&format!("/{}", round.into_inner().name), "round-saved")),
        Err(status) => {
            let form =
                refusal::retry(form, refusal::in_place(Error::from(status), "round.criteria", &places))?;
            ask(&visit, form, text("round-new"), "/rounds".into())
        }
    }
}

/// `GET /rounds/{id}/edit`
pub(super) async fn editing(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Operator])?;
    let round = get::round(&visit, &format!("rounds/{id}")).await?;
    ask(&visit, fill(&round), text("round-edit"), format!("/rounds/{id}"))
}

/// `POST /rounds/{id}/edit`
pub(super) async fn edit(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Operator])?;
    let path = format!("/rounds/{id}");
    let (round, places) = read(&mut form);
    if form.is_wrong() {
        return ask(&visit, form, text("round-edit"), path);
    }
    let round = pb::Round { name: format!("rounds/{id}"), etag: form.etag().to_owned(), ..round };
    let request = pb::UpdateRoundRequest { round: Some(round), update_mask: get::mask(FIELDS) };
    match visit.services().rounds().update_round(visit.ask(request)?).await.map_err(Error::from) {
        Ok(_) => Ok(visit.go_saying(&path, "round-saved")),
        Err(Error::Stale) => {
            let now = get::round(&visit, &format!("rounds/{id}")).await?;
            ask(&visit, refusal::beside(form, &fill(&now)), text("round-edit"), path)
        }
        Err(error) => {
            let form = refusal::retry(form, refusal::in_place(error, "round.criteria", &places))?;
            ask(&visit, form, text("round-edit"), path)
        }
    }
}

/// The form with what is known.
fn fill(round: &pb::Round) -> Form {
    let pounds =
        |pence: i64| format!("{}.{:02}", pence / 100, pence % 100).trim_end_matches(".00").to_owned();
    let day = |stamp, back| {
        when::time(stamp)
            .map(|time| uk_time::date(time - TimeDelta::seconds(back)))
            .map(|day| day.to_string())
    };
    let form = Form::editing(&round.etag)
        .with("display_name", &round.display_name)
        .with("purpose", &round.purpose)
        .with("amount_pence", pounds(round.amount_pence))
        .with("most_per_bid_pence", pounds(round.most_per_bid_pence))
        .with("sites", round.sites)
        .with("open_time", day(round.open_time.as_ref(), 0).unwrap_or_default())
        .with("close_time", day(round.close_time.as_ref(), 1).unwrap_or_default())
        .with("decision_date", &round.decision_date);
    round.criteria.iter().zip(rows()).fold(form, |form, (one, row)| {
        form.with(&row.title, &one.title).with(&row.about, &one.about).with(&row.weight, one.weight)
    })
}

/// What was typed, and in which rows the criteria stand.
fn read(form: &mut Form) -> (pb::Round, Vec<usize>) {
    let number = |form: &mut Form, name: &str| {
        let typed = form.number(name).unwrap_or_default();
        i32::try_from(typed).unwrap_or(i32::MAX)
    };
    let mut criteria = Vec::new();
    let mut places = Vec::new();
    for (place, row) in rows().into_iter().enumerate() {
        let typed = [&row.title, &row.about, &row.weight].iter().any(|name| !form.value(name).is_empty());
        if typed {
            let weight = number(form, &row.weight);
            let (title, about) = (form.value(&row.title).to_owned(), form.value(&row.about).to_owned());
            criteria.push(pb::Criterion { title, about, weight });
            places.push(place);
        }
    }
    let day = |form: &mut Form, name: &str, after| {
        let iso = form.date(name);
        let day = when::date(&iso).and_then(|day| day.checked_add_days(Days::new(after)));
        if day.is_none() {
            form.note(name, text("form-date-wrong"));
        }
        day.and_then(midnight).and_then(platform::when::stamp)
    };
    let round = pb::Round {
        display_name: form.value("display_name").to_owned(),
        purpose: form.value("purpose").to_owned(),
        amount_pence: form.pence("amount_pence").unwrap_or_default(),
        most_per_bid_pence: form.pence("most_per_bid_pence").unwrap_or_default(),
        sites: number(form, "sites"),
        criteria,
        open_time: day(form, "open_time", 0),
        close_time: day(form, "close_time", 1),
        decision_date: form.date("decision_date"),
        ..Default::default()
    };
    (round, places)
}

/// The moment a day begins on a clock in England.
fn midnight(day: NaiveDate) -> Option<DateTime<Utc>> {
    let naive = day.and_hms_opt(0, 0, 0)?;
    let utc = naive.and_utc();
    if uk_time::on_the_wall(utc) == naive { Some(utc) } else { utc.checked_sub_signed(TimeDelta::hours(1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_summer_and_winter() {
        let begins = |day: &str| midnight(day.parse().expect("a day")).expect("a time").to_rfc3339();
        assert_eq!(begins("2026-07-01"), "2026-06-30T23:00:00+00:00");
        assert_eq!(begins("2026-12-01"), "2026-12-01T00:00:00+00:00");
        assert_eq!(begins("2026-03-29"), "2026-03-29T00:00:00+00:00");
    }
}
