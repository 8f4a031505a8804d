//! The formats of a document: one form to add one, a button to remove each.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use prost_types::FieldMask;
use proto::ulos::v1 as pb;
use proto::ulos::v1::guidance_format::Kind;

use crate::error::Failure;
use crate::fields::Choices;
use crate::form::Form;
use crate::refusal;
use crate::said;
use crate::ties::without;
use crate::view::View;
use crate::visit::Visit;
use crate::words::text;

#[derive(Template)]
#[template(path = "guidance/formats.html")]
struct List {
    form: Form,
    guidance: pb::Guidance,
}

impl List {
    fn kinds(&self) -> Choices<'_> {
        let kinds = Choices::one(&self.form, "kind").label(text("guidance-kind-ask"));
        kinds.options(said::guidance::KINDS)
    }

    fn languages(&self) -> Choices<'_> {
        let languages = Choices::one(&self.form, "language").label(text("guidance-language-ask"));
        languages.hint(text("guidance-language-hint")).across().options(said::language::LANGUAGES)
    }
}

/// `GET /guidances/{id}/formats`
pub(super) async fn list(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let guidance = super::fetch_own(&visit, &id).await?;
    ask(&visit, guidance, Form::new().with("language", "en"))
}

fn ask(visit: &Visit, guidance: pb::Guidance, form: Form) -> Result<Response, Failure> {
    let form = form.onto(&Form::editing(&guidance.etag));
    let page = visit.page(text("guidance-formats")).back(format!("/{}", guidance.name)).asking(&form);
    page.show(&List { form, guidance })
}

/// `POST /guidances/{id}/formats`
pub(super) async fn add(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let guidance = super::fetch_own(&visit, &id).await?;
    form.need("kind", text("guidance-kind-needed"));
    form.need("link", text("guidance-link-needed"));
    let format = typed(&mut form);
    if form.is_wrong() {
        return ask(&visit, guidance, form);
    }
    let mut formats = guidance.formats.clone();
    formats.push(format);
    save(&visit, guidance, formats, form).await
}

fn typed(form: &mut Form) -> pb::GuidanceFormat {
    let mut number = |name: &str| form.number(name).map(|number| i32::try_from(number).unwrap_or(i32::MAX));
    let (pages, minutes, size_kilobytes) = (number("pages"), number("minutes"), number("size_kilobytes"));
    let kind = form.value("kind").parse().unwrap_or_default();
    // What is signed is in the language it is signed in.
    let language = if kind == i32::from(Kind::BslVideo) { "bfi" } else { form.value("language") };
    pb::GuidanceFormat {
        kind,
        language: language.to_owned(),
        link: form.value("link").to_owned(),
        pages,
        minutes,
        size_kilobytes,
    }
}

/// `POST /guidances/{id}/formats/remove`
pub(super) async fn remove(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let guidance = super::fetch_own(&visit, &id).await?;
    let formats = without(&guidance.formats, &form).ok_or(Error::Stale)?;
    save(&visit, guidance, formats, form).await
}

async fn save(
    visit: &Visit,
    guidance: pb::Guidance,
    formats: Vec<pb::GuidanceFormat>,
    form: Form,
) -> Result<Response, Failure> {
    let (name, etag) = (guidance.name.clone(), form.etag().to_owned());
    let sent = pb::Guidance { name, etag, formats, ..Default::default() };
    let update_mask = Some(FieldMask { paths: vec!["formats".to_owned()] });
    let request = pb::UpdateGuidanceRequest { guidance: Some(sent), update_mask };
    match visit.services().guidances().update_guidance(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying(&format!("/{}/formats", guidance.name), "guidance-kept")),
        Err(status) => ask(visit, guidance, refusal::retry_row(form, Error::from(status))?),
    }
}
