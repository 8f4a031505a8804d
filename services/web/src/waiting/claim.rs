//! A claim to an entry, for those who decide on it.

use askama::Template;
use axum::extract::{Path, State as With};
use axum::response::Response;
use platform::{Error, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::claim::State;
use uuid::Uuid;

use super::edit::back;
use crate::claim::number;
use crate::error::Failure;
use crate::form::Form;
use crate::mail::Message;
use crate::read;
use crate::refusal;
use crate::site::Site;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "waiting/claim.html")]
struct Show {
    form: Form,
    title: Text,
    claim: pb::Claim,
    ulo: pb::Ulo,
}

impl Show {
    /// How the organisation says it is reached: whoever decides asks there.
    fn contact(&self) -> pb::Contact {
        self.ulo.contact.clone().unwrap_or_default()
    }
}

async fn fetch(visit: &Visit, id: &str) -> Result<pb::Claim, Failure> {
    staff::one_of(visit, &[Role::Manager, Role::Officer, Role::Operator])?;
    let request = pb::GetClaimRequest { name: format!("claims/{id}") };
    Ok(visit.services().claims().get_claim(visit.ask(request)?).await?.into_inner())
}

/// `GET /claims/{id}`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let claim = fetch(&visit, &id).await?;
    let form = Form::editing(&claim.etag);
    ask(&visit, claim, form).await
}

async fn ask(visit: &Visit, claim: pb::Claim, form: Form) -> Result<Response, Failure> {
    let form = form.onto(&Form::editing(&claim.etag));
    let ulo = read::ulo(visit, &claim.ulo).await?;
    let title = text("waiting-claim-title").with("ulo", &ulo.display_name);
    let page = visit.page(title.clone()).back(back(visit, &ulo.name)?).asking(&form);
    page.show(&Show { form, title, claim, ulo })
}

/// `POST /claims/{id}/accept`
pub(super) async fn accept(
    visit: Visit,
    With(site): With<Site>,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let claim = fetch(&visit, &id).await?;
    let request = pb::AcceptClaimRequest { name: claim.name.clone(), etag: form.etag().to_owned() };
    let answer = visit.services().claims().accept_claim(visit.ask(request)?).await;
    done(&visit, &site, claim, form, answer.map_err(Error::from), "waiting-claim-accepted").await
}

/// `POST /claims/{id}/refuse`
pub(super) async fn refuse(
    visit: Visit,
    With(site): With<Site>,
    Path(id): Path<String>,
    mut form: Form,
) -> Result<Response, Failure> {
    let claim = fetch(&visit, &id).await?;
    form.need("reason", text("waiting-claim-reason-needed"));
    if form.is_wrong() {
        return ask(&visit, claim, form).await;
    }
    let (etag, reason) = (form.etag().to_owned(), form.value("reason").to_owned());
    let request = pb::RefuseClaimRequest { name: claim.name.clone(), etag, reason };
    let answer = visit.services().claims().refuse_claim(visit.ask(request)?).await;
    done(&visit, &site, claim, form, answer.map_err(Error::from), "waiting-claim-refused").await
}

async fn done<T>(
    visit: &Visit,
    site: &Site,
    claim: pb::Claim,
    form: Form,
    answer: Result<T, Error>,
    said: &'static str,
) -> Result<Response, Failure> {
    match answer {
        Ok(_) => {
            // What was decided stands, whether or not the mail goes out: the claimant's page says it too.
            if mail(visit, site, &claim).await.is_err() {
                tracing::warn!("a claimant was not told what was decided");
            }
            Ok(visit.go_saying(&back(visit, &claim.ulo)?, said))
        }
        Err(error) => ask(visit, claim, refusal::retry(form, error)?).await,
    }
}

/// Tells the claimant that something was decided. Who that is only the site knows.
async fn mail(visit: &Visit, site: &Site, claim: &pb::Claim) -> Result<(), Error> {
    let account = claim.claimant.strip_prefix("accounts/").and_then(|id| Uuid::try_parse(id).ok());
    let Some(account) = account else { return Ok(()) };
    let Some(to) = site.accounts()?.email(account).await? else { return Ok(()) };
    let ulo = read::ulo(visit, &claim.ulo).await?.display_name;
    let link = format!("{}/{}/claim", site.url(), claim.ulo);
    let body = text("claim-mail-body").with("ulo", &ulo).with("link", &link).with("phone", site.phone());
    let subject = text("claim-mail-subject").with("ulo", &ulo).to_string();
    site.mail(&Message { to, subject, body: body.to_string(), link }).await
}
