//! Recording a decision and changing it, for the council's officers.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use prost_types::FieldMask;
use proto::councils::v1 as pb;

use super::{fetch, show};
use crate::error::Failure;
use crate::form::Form;
use crate::read;
use crate::refusal;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Say as _, Text, text};

const PATHS: [&str; 7] = ["title", "decide_date", "involvement", "ulo", "asked", "change", "change_words"];

#[derive(Template)]
#[template(path = "voices/edit.html")]
struct Editing {
    form: Form,
    title: Text,
    back: String,
    /// Organisations that may have spoken, with what they are called.
    speakers: Vec<(String, Text)>,
}

/// Where a form is: what it is called, where it goes back to, and of which council.
struct Place<'a> {
    title: Text,
    back: String,
    council: &'a str,
}

impl<'a> Place<'a> {
    fn new(council: &'a str) -> Self {
        let back = format!("/{}/voices", council.replacen("councils/", "frameworks/", 1));
        Self { title: text("voice-new-title"), back, council }
    }

    fn of(voice: &'a pb::Voice) -> Self {
        Self { title: text("voice-edit-title"), back: format!("/{}", voice.name), council: &voice.council }
    }

    /// Asks, with the organisations of the area, and the one that is named already.
    async fn ask(self, visit: &Visit, form: Form) -> Result<Response, Failure> {
        let here = read::ulos_in(visit, self.council).await?.into_iter();
        let mut speakers: Vec<(String, Text)> = here.map(|ulo| (ulo.name, ulo.display_name.text())).collect();
        let named = form.value("ulo");
        if !named.is_empty() && speakers.iter().all(|(name, _)| name != named) {
            speakers.push((named.to_owned(), super::speaker(visit, named).await?));
        }
        let Self { title, back, .. } = self;
        let page = visit.page(title.clone()).back(&back).asking(&form);
        page.show(&Editing { form, title, back, speakers })
    }
}

/// That whoever looks is an officer of that council.
fn own(visit: &Visit, council: &str) -> Result<(), Failure> {
    let caller = staff::one_of(visit, &[Role::Officer])?;
    if caller.council == council { Ok(()) } else { Err(Error::Forbidden.into()) }
}

/// `GET /frameworks/{gss}/voices/new`
pub(super) async fn adding(visit: Visit, Path(gss): Path<String>) -> Result<Response, Failure> {
    let council = show::known(&gss)?;
    own(&visit, &council)?;
    Place::new(&council).ask(&visit, Form::new()).await
}

/// `POST /frameworks/{gss}/voices/new`
pub(super) async fn add(visit: Visit, Path(gss): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let council = show::known(&gss)?;
    own(&visit, &council)?;
    let voice = pb::Voice { council: council.clone(), ..told(&mut form) };
    if form.is_wrong() {
        return Place::new(&council).ask(&visit, form).await;
    }
    let request_id = form.request_id().to_owned();
    let request = pb::CreateVoiceRequest { voice: Some(voice), request_id };
    match visit.services().voices().create_voice(visit.ask(request)?).await {
        Ok(made) => Ok(visit.go_saying(&format!("/{}", made.into_inner().name), "voice-kept")),
        Err(status) => Place::new(&council).ask(&visit, refusal::retry(form, Error::from(status))?).await,
    }
}

fn told(form: &mut Form) -> pb::Voice {
    for (field, key) in [
        ("title", "voice-title-needed"),
        ("involvement", "voice-involvement-needed"),
        ("change", "voice-change-needed"),
        ("change_words", "voice-change-words-needed"),
    ] {
        form.need(field, text(key));
    }
    pb::Voice {
        title: form.value("title").to_owned(),
        decide_date: form.date("decide_date"),
        involvement: form.value("involvement").parse().unwrap_or_default(),
        ulo: form.value("ulo").to_owned(),
        asked: form.value("asked").to_owned(),
        change: form.value("change").parse().unwrap_or_default(),
        change_words: form.value("change_words").to_owned(),
        ..pb::Voice::default()
    }
}

fn fill(voice: &pb::Voice) -> Form {
    Form::editing(&voice.etag)
        .with("title", &voice.title)
        .with("decide_date", &voice.decide_date)
        .with("involvement", voice.involvement)
        .with("ulo", &voice.ulo)
        .with("asked", &voice.asked)
        .with("change", voice.change)
        .with("change_words", &voice.change_words)
}

/// A decision, for its council's officers.
async fn fetch_own(visit: &Visit, id: &str) -> Result<pb::Voice, Failure> {
    staff::one_of(visit, &[Role::Officer])?;
    let voice = fetch(visit, id).await?.voice;
    own(visit, &voice.council)?;
    Ok(voice)
}

/// `GET /voices/{id}/edit`
pub(super) async fn editing(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let voice = fetch_own(&visit, &id).await?;
    Place::of(&voice).ask(&visit, fill(&voice)).await
}

/// `POST /voices/{id}/edit`
pub(super) async fn edit(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let now = fetch_own(&visit, &id).await?;
    let voice = pb::Voice { name: now.name.clone(), etag: form.etag().to_owned(), ..told(&mut form) };
    if form.is_wrong() {
        return Place::of(&now).ask(&visit, form).await;
    }
    let update_mask = Some(FieldMask { paths: PATHS.map(str::to_owned).to_vec() });
    let request = pb::UpdateVoiceRequest { voice: Some(voice), update_mask };
    let updated = visit.services().voices().update_voice(visit.ask(request)?).await;
    let form = match updated.map_err(Error::from) {
        Ok(_) => return Ok(visit.go_saying(&format!("/{}", now.name), "voice-kept")),
        Err(Error::Stale) => refusal::beside(form, &fill(&now)),
        Err(error) => refusal::retry(form, error)?,
    };
    Place::of(&now).ask(&visit, form).await
}
