//! Checking what is asked for, sending it off, and taking it back.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::matching::v1 as pb;
use proto::matching::v1::request::{Kind, State};

use super::{is_open, path};
use crate::error::Failure;
use crate::form::Form;
use crate::mine;
use crate::parts::Summary;
use crate::read;
use crate::refusal;
use crate::said;
use crate::view::{View, date, money};
use crate::visit::Visit;
use crate::words::{Say as _, Text, text};

#[derive(Template)]
#[template(path = "asking/check.html")]
struct Check {
    form: Form,
    request: pb::Request,
    draft: bool,
    /// Whether the person's record says which council they belong to.
    placed: bool,
    /// The request for the same that is not over yet; empty when there is none.
    before: String,
    avoided: Vec<String>,
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let request = mine::request(&visit, &format!("requests/{id}")).await?;
    if !is_open(&request) {
        return Ok(visit.go(&format!("/home/{}", request.name)));
    }
    check(&visit, request, None).await
}

async fn check(visit: &Visit, request: pb::Request, wrong: Option<Form>) -> Result<Response, Failure> {
    let placed = !mine::person(visit, &request.person).await?.council.is_empty();
    let avoided = avoided(visit, &request).await?;
    let form = wrong.unwrap_or_else(|| Form::editing(&request.etag));
    let draft = request.state() == State::Draft;
    let page = visit.page(text("asking-check")).back(format!("/home/{}", request.name)).asking(&form);
    let before = before(visit, &request).await?;
    page.show(&Check { form, draft, placed, before, avoided, request })
}

/// Another request of the person for the same that waits; empty when there is none.
async fn before(visit: &Visit, request: &pb::Request) -> Result<String, Failure> {
    let what = |request: &pb::Request| (request.kind, request.advocacy_kind, request.peer_support_model);
    let waits = |other: &pb::Request| {
        matches!(other.state(), State::Asked | State::Chosen | State::Unmet) && other.name != request.name
    };
    let all = mine::requests(visit, &request.person).await?;
    let same = all.into_iter().find(|other| waits(other) && what(other) == what(request));
    Ok(same.map(|same| same.name).unwrap_or_default())
}

/// What the organisations and brokers are called that the person does not want.
pub(crate) async fn avoided(visit: &Visit, request: &pb::Request) -> Result<Vec<String>, Failure> {
    let limits = request.constraints.clone().unwrap_or_default();
    let mut avoided = Vec::new();
    for ulo in &limits.avoid_ulos {
        avoided.extend(read::if_there(read::ulo(visit, ulo).await)?.map(|ulo| ulo.display_name));
    }
    for broker in &limits.avoid_brokers {
        avoided.extend(read::if_there(mine::broker(visit, broker).await)?.map(|broker| broker.display_name));
    }
    Ok(avoided)
}

/// Sends a draft off, and shows the menu made from it.
pub(super) async fn ask(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let request = mine::request(&visit, &format!("requests/{id}")).await?;
    if request.state() == State::Draft {
        let message = pb::AskRequestRequest { name: request.name.clone(), etag: form.etag().to_owned() };
        match visit.services().requests().ask_request(visit.ask(message)?).await.map_err(Error::from) {
            Ok(_) => {}
            Err(Error::Stale) => {
                let mut form = Form::editing(&request.etag);
                form.note("", text("asking-check-stale"));
                return check(&visit, request, Some(form)).await;
            }
            Err(error) => {
                let form = refusal::retry(Form::editing(&request.etag), error)?;
                return check(&visit, request, Some(form)).await;
            }
        }
    }
    send(&visit, &request.name, form.request_id()).await
}

/// Has a menu made for a request that was asked, and shows it.
pub(crate) async fn send(visit: &Visit, request: &str, request_id: &str) -> Result<Response, Failure> {
    let message = pb::CreateMenuRequest { request: request.to_owned(), request_id: request_id.to_owned() };
    match visit.services().menus().create_menu(visit.ask(message)?).await.map_err(Error::from) {
        Ok(menu) => Ok(visit.go(&format!("/home/{}", menu.into_inner().name))),
        Err(Error::Unavailable) => Ok(visit.go_saying(&format!("/home/{request}"), "asking-sent-wait")),
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn take_back(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let message = pb::WithdrawRequestRequest { name: format!("requests/{id}"), etag: form.etag().to_owned() };
    visit.services().requests().withdraw_request(visit.ask(message)?).await?;
    Ok(visit.go_saying("/home", "asking-taken-back"))
}

/// What is asked for, a row a question. With `change`, each row leads to its question.
pub(crate) fn asked_for(request: &pb::Request, avoided: &[String], change: bool) -> Summary {
    let to = |step: &str| match change {
        true => format!("{}?then=check", path(&request.name, step)),
        false => String::new(),
    };
    let limits = request.constraints.clone().unwrap_or_default();
    let mut rows = Summary::default().row(text("asking-row-kind"), said::offering::kind(request.kind));
    if request.kind() != Kind::SupportBrokerage {
        let sort = [
            said::offering::advocacy(request.advocacy_kind),
            said::offering::model(request.peer_support_model),
        ];
        rows = list(rows, text("asking-row-sort"), &sort, text("asking-any")).change(to("sort"));
    }
    let about: Vec<Text> = request.who_for.iter().map(said::offering::who_for).collect();
    rows = list(rows, text("asking-row-about"), &about, text("asking-not-said")).change(to("about"));
    let wishes: Vec<Text> = request.wishes.iter().map(wish).collect();
    rows = list(rows, text("asking-row-matters"), &wishes, text("asking-not-said")).change(to("matters"));
    let modes: Vec<Text> = limits.delivery_modes.iter().map(said::offering::mode).collect();
    rows = list(rows, text("asking-row-ways"), &modes, text("asking-any")).change(to("ways"));
    rows = rows
        .row(
            text("asking-row-far"),
            limits.max_distance_km.map_or(text("asking-any"), said::request::distance),
        )
        .row(
            text("asking-row-price"),
            limits.max_price_pence.map_or(text("asking-any"), |p| money(p).text()),
        );
    rows = list(
        rows,
        text("asking-row-languages"),
        &said::language::languages(&limits.languages),
        text("asking-any"),
    );
    let must = said::access::items(&limits.must_have);
    rows = list(rows, text("asking-row-must"), &must, text("asking-not-said")).change(to("must"));
    let by = match request.need_by_date.as_str() {
        "" => Vec::new(),
        day => vec![date(day).text(), said::request::need_by_reason(request.need_by_reason)],
    };
    rows = list(rows, text("asking-row-when"), &by, text("asking-when-none")).change(to("when"));
    if !avoided.is_empty() {
        let avoided: Vec<Text> = avoided.iter().map(|name| name.text()).collect();
        rows = list(rows, text("asking-row-avoid"), &avoided, Text::default());
    }
    if !limits.skills.is_empty() {
        let skills: Vec<Text> = limits.skills.iter().map(|code| said::broker::skill(code)).collect();
        rows = list(rows, text("asking-row-skills"), &skills, Text::default());
    }
    rows.row(text("asking-row-words"), &request.words).change(to("words"))
}

fn wish(wish: &pb::Wish) -> Text {
    text("asking-wish")
        .with("factor", said::request::factor(wish.factor))
        .with("weight", said::request::weight(wish.weight))
}

/// A row with a line each, or with what to say when there is none.
fn list(rows: Summary, label: Text, values: &[Text], none: Text) -> Summary {
    let mut values = values.iter().filter(|value| !value.is_empty());
    let Some(first) = values.next() else { return rows.row(label, none) };
    values.fold(rows.row(label, first), |rows, value| rows.and(value))
}
