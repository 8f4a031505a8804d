//! Taking out something that was written down by mistake, after asking.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::ulos::v1 as pb;

use super::{fetch, path};
use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::view::View;
use crate::visit::Visit;
use crate::words::text;

#[derive(Template)]
#[template(path = "activities/withdraw.html")]
struct Asking {
    form: Form,
    back: String,
}

/// `GET /ulos/{id}/edit/activities/{activity}/withdraw`
pub(super) async fn ask_first(
    visit: Visit,
    Path((id, activity)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (ulo, activity) = fetch(&visit, &id, &activity).await?;
    ask(&visit, &ulo, &activity, Form::editing(&activity.etag))
}

fn ask(visit: &Visit, ulo: &pb::Ulo, activity: &pb::Activity, form: Form) -> Result<Response, Failure> {
    let form = form.onto(&Form::editing(&activity.etag));
    let back = path(ulo);
    visit.page(text("activity-withdraw-title")).back(&back).asking(&form).show(&Asking { form, back })
}

/// `POST /ulos/{id}/edit/activities/{activity}/withdraw`
pub(super) async fn withdraw(
    visit: Visit,
    Path((id, activity)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let (ulo, now) = fetch(&visit, &id, &activity).await?;
    let request = pb::WithdrawActivityRequest { name: now.name.clone(), etag: form.etag().to_owned() };
    match visit.services().activities().withdraw_activity(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying(&path(&ulo), "activity-withdrawn")),
        Err(status) => ask(&visit, &ulo, &now, refusal::retry(form, Error::from(status))?),
    }
}
