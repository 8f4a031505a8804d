//! Taking out a grant that fell through or was a mistake, after asking.

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
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "funding/withdraw.html")]
struct Asking {
    form: Form,
    title: Text,
    back: String,
}

/// `GET /ulos/{id}/edit/fundings/{funding}/withdraw`
pub(super) async fn ask_first(
    visit: Visit,
    Path((id, funding)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (ulo, funding) = fetch(&visit, &id, &funding).await?;
    ask(&visit, &ulo, &funding, Form::editing(&funding.etag))
}

fn ask(visit: &Visit, ulo: &pb::Ulo, funding: &pb::Funding, form: Form) -> Result<Response, Failure> {
    let title = text("funding-withdraw-title").with("funder", &funding.funder);
    let form = form.onto(&Form::editing(&funding.etag));
    let back = path(ulo);
    visit.page(title.clone()).back(&back).asking(&form).show(&Asking { form, title, back })
}

/// `POST /ulos/{id}/edit/fundings/{funding}/withdraw`
pub(super) async fn withdraw(
    visit: Visit,
    Path((id, funding)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let (ulo, now) = fetch(&visit, &id, &funding).await?;
    let request = pb::WithdrawFundingRequest { name: now.name.clone(), etag: form.etag().to_owned() };
    match visit.services().fundings().withdraw_funding(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying(&path(&ulo), "funding-withdrawn")),
        Err(status) => ask(&visit, &ulo, &now, refusal::retry(form, Error::from(status))?),
    }
}
