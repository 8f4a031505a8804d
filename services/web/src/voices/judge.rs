//! What the organisation that spoke says: how it was heard.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use proto::councils::v1 as pb;

use super::{Decision, fetch, list, tables};
use crate::entry;
use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::text;

#[derive(Template)]
#[template(path = "voices/own.html")]
struct Own {
    decisions: Vec<Decision>,
}

#[derive(Template)]
#[template(path = "voices/judge.html")]
struct Judging {
    form: Form,
    voice: pb::Voice,
}

/// `GET /ulos/{id}/edit/voices`: the decisions in which an organisation spoke.
pub(super) async fn own(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    let decisions = list(&visit, "", &ulo.name).await?;
    visit.page(text("voice-own-title")).back(format!("/{}/edit", ulo.name)).show(&Own { decisions })
}

/// A decision, for the managers of the organisation that spoke.
async fn fetch_own(visit: &Visit, id: &str) -> Result<pb::Voice, Failure> {
    let caller = staff::one_of(visit, &[Role::Manager])?;
    let voice = fetch(visit, id).await?.voice;
    if caller.ulo == voice.ulo { Ok(voice) } else { Err(Error::Forbidden.into()) }
}

fn fill(voice: &pb::Voice) -> Form {
    let form = Form::editing(&voice.etag).with("words", &voice.verdict_words);
    if voice.verdict == 0 { form } else { form.with("verdict", voice.verdict) }
}

fn ask(visit: &Visit, voice: pb::Voice, form: Form) -> Result<Response, Failure> {
    let back = format!("/{}", voice.name);
    visit.page(text("voice-judge-title")).back(back).asking(&form).show(&Judging { form, voice })
}

/// `GET /voices/{id}/judge`
pub(super) async fn judging(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let voice = fetch_own(&visit, &id).await?;
    let form = fill(&voice);
    ask(&visit, voice, form)
}

/// `POST /voices/{id}/judge`
pub(super) async fn judge(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let voice = fetch_own(&visit, &id).await?;
    form.need("verdict", text("voice-verdict-needed"));
    if form.is_wrong() {
        return ask(&visit, voice, form);
    }
    let request = pb::JudgeVoiceRequest {
        name: voice.name.clone(),
        etag: form.etag().to_owned(),
        verdict: form.value("verdict").parse().unwrap_or_default(),
        words: form.value("words").to_owned(),
    };
    let judged = visit.services().voices().judge_voice(visit.ask(request)?).await;
    match judged.map_err(Error::from) {
        Ok(_) => Ok(visit.go_saying(&format!("/{}", voice.name), "voice-judged")),
        Err(Error::Stale) => {
            let form = refusal::beside(form, &fill(&voice));
            ask(&visit, voice, form)
        }
        Err(error) => ask(&visit, voice, refusal::retry(form, error)?),
    }
}
