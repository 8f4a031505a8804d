//! Writing down a review for the person: what they said by phone, face to face or on paper.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use proto::outcomes::v1 as pb;
use proto::outcomes::v1::review::{HelperKind, Mode, Respondent};

use crate::error::Failure;
use crate::fields::Choices;
use crate::form::Form;
use crate::refusal;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

/// Whose answers they can be, told of someone else.
const RESPONDENTS: &[(i32, &str)] = &[
    (Respondent::Self_ as i32, "caseload-review-by-self"),
    (Respondent::WithHelp as i32, "caseload-review-by-help"),
    (Respondent::Proxy as i32, "caseload-review-by-proxy"),
];

/// How they can have been told.
const MODES: &[(i32, &str)] = &[
    (Mode::Phone as i32, "caseload-review-by-phone"),
    (Mode::InPerson as i32, "caseload-review-in-person"),
    (Mode::Video as i32, "caseload-review-by-video"),
    (Mode::Post as i32, "caseload-review-by-post"),
];

/// The life of a review, told of someone else.
pub(super) fn state(state: i32) -> Text {
    text(match pb::review::State::try_from(state) {
        Ok(pb::review::State::Due) => "caseload-review-waits",
        Ok(pb::review::State::Answered) => "caseload-review-answered",
        Ok(pb::review::State::Declined) => "caseload-review-declined",
        Ok(pb::review::State::Lapsed) => "caseload-review-lapsed",
        _ => return Text::default(),
    })
}

/// What is asked of whom.
struct Asked {
    review: pb::Review,
    questions: pb::Instrument,
    person: Text,
}

#[derive(Template)]
#[template(path = "caseload/review.html")]
struct Answering {
    form: Form,
    title: Text,
    person: Text,
    questions: pb::Instrument,
    back: String,
}

impl Answering {
    /// The questions of the instrument, in its own words.
    fn items(&self) -> Vec<Choices<'_>> {
        let levels = |item: &'_ pb::Item, choices| {
            item.levels
                .iter()
                .fold(choices, |choices: Choices<'_>, level| choices.option(level.value, &level.label))
        };
        let items = self.questions.items.iter();
        items
            .map(|item| levels(item, Choices::one(&self.form, &item.item_id).label(&item.question)))
            .collect()
    }

    /// The formats the questions can have been in.
    fn formats(&self) -> Choices<'_> {
        let choices = Choices::one(&self.form, "format_used").label(text("caseload-review-format"));
        let choices = choices.option("standard", text("caseload-review-standard"));
        let codes = reference::access::INFORMATION_FORMAT.iter();
        codes.fold(choices, |choices, code| choices.option(code, said::access::item(code))).across()
    }
}

/// `GET /cases/{id}/reviews/{review}`
pub(super) async fn answering(
    visit: Visit,
    Path((id, review)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let asked = fetch(&visit, &id, &review).await?;
    let form = Form::editing(&asked.review.etag).with("format_used", "standard");
    ask(&visit, asked, form)
}

async fn fetch(visit: &Visit, id: &str, review: &str) -> Result<Asked, Failure> {
    staff::one_of(visit, &[Role::Broker])?;
    let request = pb::GetReviewRequest { name: format!("reviews/{review}") };
    let review = visit.services().reviews().get_review(visit.ask(request)?).await?.into_inner();
    if review.case != format!("cases/{id}") {
        return Err(Error::not_found(review.name).into());
    }
    let request = pb::GetInstrumentRequest { name: review.instrument.clone() };
    let questions = visit.services().instruments().get_instrument(visit.ask(request)?).await?.into_inner();
    let person = staff::name_of(staff::person(visit, &review.person).await?.as_ref());
    Ok(Asked { review, questions, person })
}

fn ask(visit: &Visit, asked: Asked, form: Form) -> Result<Response, Failure> {
    let Asked { review, questions, person } = asked;
    let title = text("caseload-review-title").with("stage", said::review::stage(review.stage));
    let form = form.onto(&Form::editing(&review.etag));
    let back = format!("/{}", review.case);
    let page = visit.page(title.clone()).back(&back).asking(&form);
    page.show(&Answering { form, title, person, questions, back })
}

/// `POST /cases/{id}/reviews/{review}`
pub(super) async fn answer(
    visit: Visit,
    Path((id, review)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Failure> {
    let asked = fetch(&visit, &id, &review).await?;
    let request = read(&mut form, &asked);
    if form.is_wrong() {
        return ask(&visit, asked, form);
    }
    match visit.services().reviews().answer_review(visit.ask(request)?).await {
        Ok(review) => Ok(visit.go_saying(&format!("/{}", review.into_inner().case), "caseload-review-saved")),
        Err(status) => ask(&visit, asked, refusal::retry(form, Error::from(status))?),
    }
}

fn read(form: &mut Form, asked: &Asked) -> pb::AnswerReviewRequest {
    form.need("respondent", text("caseload-review-who-needed"));
    form.need("mode", text("caseload-review-mode-needed"));
    let respondent = form.value("respondent").parse().unwrap_or_default();
    let mut helper_kind = form.value("helper_kind").parse().unwrap_or_default();
    if respondent == i32::from(Respondent::Self_) {
        helper_kind = HelperKind::Unspecified.into();
    } else if helper_kind == i32::from(HelperKind::Unspecified) {
        form.note("helper_kind", text("caseload-review-helper-needed"));
    }
    let mut answers = Vec::new();
    for item in &asked.questions.items {
        match form.value(&item.item_id).parse() {
            Ok(level) => answers.push(pb::Answer { item_id: item.item_id.clone(), level }),
            Err(_) if item.kind() == pb::item::Kind::Control => {
                form.note(&item.item_id, text("caseload-review-control-needed"));
            }
            Err(_) => {}
        }
    }
    pb::AnswerReviewRequest {
        name: asked.review.name.clone(),
        etag: form.etag().to_owned(),
        respondent,
        helper_kind,
        mode: form.value("mode").parse().unwrap_or_default(),
        format_used: form.value("format_used").to_owned(),
        answers,
        words: form.value("words").to_owned(),
    }
}
