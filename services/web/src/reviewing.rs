//! Reviews: a person says how much control they have over their life, one question a page, and sees what changed.

mod change;
mod draft;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use platform::Error;
use proto::outcomes::v1 as pb;
use proto::outcomes::v1::item;
use proto::outcomes::v1::review::{Mode, Respondent};

use crate::cookie;
use crate::error::Failure;
use crate::fields::Choices;
use crate::form::Form;
use crate::home;
use crate::mine;
use crate::parts::Summary;
use crate::said;
use crate::site::Site;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Say as _, Text, text};
use draft::Draft;

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/home/reviews", get(change::show))
        .route("/home/reviews/{id}", get(begin))
        .route("/home/reviews/{id}/who", get(ask_who).post(who))
        .route("/home/reviews/{id}/check", get(check).post(send))
        .route("/home/reviews/{id}/decline", post(decline))
        .route("/home/reviews/{id}/question/{number}", get(question).post(answer))
}

/// A review and its questions.
struct Asked {
    review: pb::Review,
    items: Vec<pb::Item>,
}

impl Asked {
    async fn of(visit: &Visit, id: &str) -> Result<Self, Failure> {
        mine::me(visit)?;
        let review = mine::review(visit, &format!("reviews/{id}")).await?;
        let mut items = mine::instrument(visit, &review.instrument).await?.items;
        if visit.locale().is_easy_read() {
            items = items.into_iter().map(in_easy_read).collect();
        }
        Ok(Self { review, items })
    }

    fn path(&self, page: &str) -> String {
        format!("/home/{}/{page}", self.review.name)
    }

    fn draft(&self, headers: &HeaderMap) -> Draft {
        Draft::read(&self.review.name, cookie::ANSWERS.read(headers).unwrap_or_default())
    }

    /// Sends the browser on with the answers so far.
    fn keep(&self, visit: &Visit, draft: &Draft, page: &str) -> Response {
        cookie::ANSWERS.put(visit.go(&self.path(page)), &draft.written(&self.review.name))
    }
}

/// A question as Easy Read asks it.
fn in_easy_read(item: pb::Item) -> pb::Item {
    let levels = item.levels.into_iter();
    let levels = levels.map(|level| pb::Level { label: level.easy_read_label.clone(), ..level }).collect();
    pb::Item { question: item.easy_read_question.clone(), levels, ..item }
}

#[derive(Template)]
#[template(path = "reviewing/begin.html")]
struct Begin {
    form: Form,
    review: pb::Review,
    questions: usize,
    answers: Summary,
    due: bool,
}

async fn begin(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let asked = Asked::of(&visit, &id).await?;
    let given = |item: &pb::Item| {
        let answer = asked.review.answers.iter().find(|answer| answer.item_id == item.item_id);
        answer.map(|answer| level(item, answer.level)).unwrap_or_default()
    };
    let answers =
        asked.items.iter().fold(Summary::default(), |rows, item| rows.row(&item.question, given(item)));
    let title = text("review-title").with("stage", said::review::stage(asked.review.stage));
    let content = Begin {
        form: Form::editing(&asked.review.etag),
        due: home::is_due(&asked.review),
        questions: asked.items.len(),
        answers,
        review: asked.review,
    };
    visit.page(title).under(text("layout-nav-home"), "/home").show(&content)
}

/// The words of a level of an item.
fn level(item: &pb::Item, value: i32) -> Text {
    let level = item.levels.iter().find(|level| level.value == value);
    level.map(|level| level.label.text()).unwrap_or_default()
}

#[derive(Template)]
#[template(path = "reviewing/who.html")]
struct Who {
    form: Form,
}

async fn ask_who(visit: Visit, Path(id): Path<String>, headers: HeaderMap) -> Result<Response, Failure> {
    let asked = Asked::of(&visit, &id).await?;
    let draft = asked.draft(&headers);
    let form = Form::new().with("respondent", draft.respondent).with("helper_kind", draft.helper_kind);
    show_who(&visit, &asked, form)
}

fn show_who(visit: &Visit, asked: &Asked, form: Form) -> Result<Response, Failure> {
    let page = visit.page(text("review-who")).back(format!("/home/{}", asked.review.name)).asking(&form);
    page.show(&Who { form })
}

async fn who(
    visit: Visit,
    Path(id): Path<String>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Failure> {
    let asked = Asked::of(&visit, &id).await?;
    let mut draft = asked.draft(&headers);
    form.need("respondent", text("review-who-needed"));
    draft.respondent = form.value("respondent").parse().unwrap_or_default();
    let alone = draft.respondent == Respondent::Self_ as i32;
    if !alone {
        form.need("helper_kind", text("review-helper-needed"));
    }
    draft.helper_kind = if alone { 0 } else { form.value("helper_kind").parse().unwrap_or_default() };
    if form.is_wrong() {
        return show_who(&visit, &asked, form);
    }
    Ok(asked.keep(&visit, &draft, "question/1"))
}

#[derive(Template)]
#[template(path = "reviewing/question.html")]
struct Question {
    form: Form,
    item: pb::Item,
    number: usize,
    of: usize,
}

/// The levels of a question to choose from.
fn levels<'a>(form: &'a Form, item: &pb::Item) -> Choices<'a> {
    let asked = Choices::one(form, "level").label(&item.question).hint(&item.help).heading();
    item.levels.iter().fold(asked, |asked, level| asked.option(level.value, &level.label))
}

async fn question(
    visit: Visit,
    Path((id, number)): Path<(String, usize)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let asked = Asked::of(&visit, &id).await?;
    let level = asked.draft(&headers).level(number);
    show_question(&visit, &asked, number, Form::new().with("level", level))
}

fn show_question(visit: &Visit, asked: &Asked, number: usize, form: Form) -> Result<Response, Failure> {
    let item = number.checked_sub(1).and_then(|index| asked.items.get(index));
    let item = item.ok_or_else(|| Error::not_found("this question"))?.clone();
    let back = if number == 1 { "who".to_owned() } else { format!("question/{}", number - 1) };
    let page = visit.page(item.question.text()).back(asked.path(&back)).asking(&form);
    page.show(&Question { form, item, number, of: asked.items.len() })
}

async fn answer(
    visit: Visit,
    Path((id, number)): Path<(String, usize)>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Failure> {
    let asked = Asked::of(&visit, &id).await?;
    let item = number.checked_sub(1).and_then(|index| asked.items.get(index));
    if item.is_some_and(|item| item.kind() == item::Kind::Control) {
        form.need("level", text("review-answer-needed"));
    }
    if form.is_wrong() || item.is_none() {
        return show_question(&visit, &asked, number, form);
    }
    let mut draft = asked.draft(&headers);
    draft.set(number, form.value("level").parse().unwrap_or_default());
    let next =
        if number < asked.items.len() { format!("question/{}", number + 1) } else { "check".to_owned() };
    Ok(asked.keep(&visit, &draft, &next))
}

#[derive(Template)]
#[template(path = "reviewing/check.html")]
struct Check {
    form: Form,
    answers: Summary,
}

async fn check(visit: Visit, Path(id): Path<String>, headers: HeaderMap) -> Result<Response, Failure> {
    let asked = Asked::of(&visit, &id).await?;
    let form = Form::editing(&asked.review.etag);
    show_check(&visit, &asked, &asked.draft(&headers), form)
}

fn show_check(visit: &Visit, asked: &Asked, draft: &Draft, form: Form) -> Result<Response, Failure> {
    let who = said::review::respondent(draft.respondent);
    let mut answers = Summary::default().row(text("review-row-who"), who).change(asked.path("who"));
    if draft.helper_kind != 0 {
        answers = answers.and(said::review::helper(draft.helper_kind));
    }
    for (index, item) in asked.items.iter().enumerate() {
        let given = level(item, draft.level(index + 1));
        answers = answers.row(&item.question, given).change(asked.path(&format!("question/{}", index + 1)));
    }
    let back = asked.path(&format!("question/{}", asked.items.len()));
    visit.page(text("review-check")).back(back).asking(&form).show(&Check { form, answers })
}

async fn send(
    visit: Visit,
    Path(id): Path<String>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Failure> {
    let asked = Asked::of(&visit, &id).await?;
    let draft = asked.draft(&headers);
    let numbered = asked.items.iter().enumerate().map(|(index, item)| (item, draft.level(index + 1)));
    let answers = numbered.filter(|(_, level)| *level > 0);
    let message = pb::AnswerReviewRequest {
        name: asked.review.name.clone(),
        etag: form.etag().to_owned(),
        respondent: draft.respondent,
        helper_kind: draft.helper_kind,
        mode: Mode::Online.into(),
        format_used: visit.reading().format().to_owned(),
        answers: answers.map(|(item, level)| pb::Answer { item_id: item.item_id.clone(), level }).collect(),
        words: form.value("words").to_owned(),
    };
    match visit.services().reviews().answer_review(visit.ask(message)?).await {
        Ok(_) => Ok(cookie::ANSWERS.forget(visit.go_saying("/home/reviews", "review-sent"))),
        Err(status) => show_check(&visit, &asked, &draft, form.again(status.into())?),
    }
}

async fn decline(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    mine::me(&visit)?;
    let message = pb::DeclineReviewRequest { name: format!("reviews/{id}"), etag: form.etag().to_owned() };
    visit.services().reviews().decline_review(visit.ask(message)?).await?;
    Ok(cookie::ANSWERS.forget(visit.go_saying("/home", "review-declined")))
}
