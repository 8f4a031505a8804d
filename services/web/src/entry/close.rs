//! Closing an entry for good.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::ulos::v1 as pb;

use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::said::words_of;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};
use pb::ulo::CloseReason;

words_of! {
    /// Why an entry is closed.
    close_reason, CLOSE_REASONS: CloseReason {
        Ended => "entry-closed-ended",
        JoinedAnother => "entry-closed-joined",
        ChangedWork => "entry-closed-changed",
        Asked => "entry-closed-asked",
        ListedTwice => "entry-closed-twice",
        Mistake => "entry-closed-mistake",
    }
}

#[derive(Template)]
#[template(path = "entry/close.html")]
struct Closing {
    form: Form,
    title: Text,
    ulo: pb::Ulo,
}

/// `GET /ulos/{id}/edit/close`
pub(super) async fn closing(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let ulo = super::fetch(&visit, &id).await?;
    let form = Form::editing(&ulo.etag);
    ask(&visit, ulo, form)
}

fn ask(visit: &Visit, ulo: pb::Ulo, form: Form) -> Result<Response, Failure> {
    let title = text("entry-close-title").with("ulo", &ulo.display_name);
    let form = form.onto(&Form::editing(&ulo.etag));
    let page = visit.page(title.clone()).back(format!("/{}/edit", ulo.name)).asking(&form);
    page.show(&Closing { form, title, ulo })
}

/// `POST /ulos/{id}/edit/close`
pub(super) async fn close(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let now = super::fetch(&visit, &id).await?;
    form.need("close_reason", text("entry-close-needed"));
    if form.is_wrong() {
        return ask(&visit, now, form);
    }
    let request = pb::CloseUloRequest {
        name: now.name.clone(),
        etag: form.etag().to_owned(),
        close_reason: form.value("close_reason").parse().unwrap_or_default(),
    };
    match visit.services().ulos().close_ulo(visit.ask(request)?).await {
        Ok(ulo) => Ok(visit.go_saying(&format!("/{}/edit", ulo.into_inner().name), "entry-closed-done")),
        Err(status) => ask(&visit, now, refusal::retry(form, Error::from(status))?),
    }
}
