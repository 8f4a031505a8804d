//! Claiming the entry of an organisation: whoever works there asks to keep it, and once that is shown to be true gets a
//! manager's seat. Open to anyone who signed in by e-mail; the address itself never leaves the site.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use platform::{Error, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::claim::{Proof, State as Stands};

use crate::account::Seat;
use crate::error::Failure;
use crate::form::Form;
use crate::read;
use crate::refusal;
use crate::sign_in;
use crate::site::Site;
use crate::view::View;
use crate::visit::{Viewer, Visit};
use crate::words::{Text, text};

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/ulos/{id}/claim", get(show).post(send))
        .route("/ulos/{id}/claim/begin", post(begin))
        .route("/ulos/{id}/claim/withdraw", post(withdraw))
}

/// Whether a path is that of a claim: the one page for who has no seat yet, beside being welcomed.
pub(crate) fn is_path(path: &str) -> bool {
    let id = path.strip_prefix("/ulos/").and_then(|rest| rest.strip_suffix("/claim"));
    id.is_some_and(|id| uuid::Uuid::try_parse(id).is_ok())
}

/// What whoever decides and whoever claims call a claim when they talk: the end of its name.
pub(crate) fn number(claim: &pb::Claim) -> String {
    let plain: Vec<char> = claim.name.chars().filter(char::is_ascii_alphanumeric).collect();
    plain.iter().skip(plain.len().saturating_sub(6)).collect::<String>().to_uppercase()
}

#[derive(Template)]
#[template(path = "claim/show.html")]
struct Show {
    form: Form,
    title: Text,
    ulo: pb::Ulo,
    /// The newest claim of whoever looks.
    claim: Option<pb::Claim>,
    domain: String,
}

impl Show {
    fn stands(&self) -> Stands {
        self.claim.as_ref().map_or(Stands::Unspecified, pb::Claim::state)
    }

    /// Why it is accepted.
    fn proof(&self) -> Text {
        match self.claim.as_ref().map(pb::Claim::proof) {
            Some(Proof::Domain) => text("claim-proof-domain").with("domain", &self.domain),
            Some(Proof::Manager) => text("claim-proof-manager"),
            Some(Proof::Council) => text("claim-proof-council"),
            _ => text("claim-proof-operator"),
        }
    }
}

/// `GET /ulos/{id}/claim`
async fn show(visit: Visit, State(site): State<Site>, Path(id): Path<String>) -> Result<Response, Failure> {
    ask(&visit, &site, &id, Form::new()).await
}

async fn ask(visit: &Visit, site: &Site, id: &str, form: Form) -> Result<Response, Failure> {
    let viewer = signed_in(visit)?;
    let ulo = read::ulo(visit, &format!("ulos/{id}")).await?;
    let claim = newest(visit, viewer, &ulo.name).await?;
    let title = text("claim-title").with("ulo", &ulo.display_name);
    let domain = domain(site, viewer).await?;
    let page = visit.page(title.clone()).back(format!("/{}", ulo.name)).asking(&form);
    page.show(&Show { form, title, ulo, claim, domain })
}

/// Somebody with an address, in whatever capacity they are here.
fn signed_in(visit: &Visit) -> Result<&Viewer, Failure> {
    Ok(visit.viewer().ok_or(Error::Unauthenticated)?)
}

/// The domain at which whoever looks reads mail.
async fn domain(site: &Site, viewer: &Viewer) -> Result<String, Failure> {
    let email = site.accounts()?.email(viewer.account()).await?.ok_or(Error::Unauthenticated)?;
    Ok(email.as_str().rsplit_once('@').map(|(_, domain)| domain.to_owned()).unwrap_or_default())
}

fn claimant(viewer: &Viewer) -> String {
    format!("accounts/{}", viewer.account())
}

/// The newest claim of whoever looks to that entry.
async fn newest(visit: &Visit, viewer: &Viewer, ulo: &str) -> Result<Option<pb::Claim>, Failure> {
    let (ulo, claimant) = (ulo.to_owned(), claimant(viewer));
    let request = pb::ListClaimsRequest { page_size: 1, ulo, claimant, ..Default::default() };
    let listed = visit.services().claims().list_claims(visit.services().as_site(request)?).await?;
    Ok(listed.into_inner().claims.pop())
}

/// `POST /ulos/{id}/claim`
async fn send(
    visit: Visit,
    State(site): State<Site>,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let viewer = signed_in(&visit)?;
    let ulo = format!("ulos/{id}");
    let claim = pb::Claim {
        ulo: ulo.clone(),
        claimant: claimant(viewer),
        domain: domain(&site, viewer).await?,
        note: form.value("note").to_owned(),
        ..Default::default()
    };
    let managed = site.accounts()?.is_managed(&ulo).await?;
    let request_id = form.request_id().to_owned();
    let request = pb::CreateClaimRequest { claim: Some(claim), managed, request_id };
    match visit.services().claims().create_claim(visit.services().as_site(request)?).await {
        Ok(_) => Ok(visit.go(&format!("/{ulo}/claim"))),
        Err(status) => ask(&visit, &site, &id, refusal::retry(form, status.into())?).await,
    }
}

/// `POST /ulos/{id}/claim/begin`: the seat of who showed that they work there.
async fn begin(
    visit: Visit,
    State(site): State<Site>,
    Path(id): Path<String>,
    mut form: Form,
) -> Result<Response, Failure> {
    let viewer = signed_in(&visit)?;
    let ulo = format!("ulos/{id}");
    let claim = newest(&visit, viewer, &ulo).await?.filter(|claim| claim.state() == Stands::Accepted);
    let claim = claim.ok_or(Error::Forbidden)?;
    form.need("display_name", text("claim-name-needed"));
    if form.is_wrong() {
        return ask(&visit, &site, &id, form).await;
    }
    let name = platform::text::required("display_name", form.value("display_name"), 120);
    match name {
        Ok(name) => {
            let subject = claim.name.replacen("claims/", "managers/", 1);
            let seat = Seat::new(Role::Manager, subject, name).of_ulo(&ulo);
            sign_in::sit_down(&visit, &site, &seat, &format!("/{ulo}/edit")).await
        }
        Err(violation) => ask(&visit, &site, &id, form.again(violation.into())?).await,
    }
}

/// `POST /ulos/{id}/claim/withdraw`
async fn withdraw(
    visit: Visit,
    State(site): State<Site>,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let viewer = signed_in(&visit)?;
    let claim = newest(&visit, viewer, &format!("ulos/{id}")).await?;
    let claim = claim.ok_or_else(|| Error::not_found("this claim"))?;
    let request = pb::WithdrawClaimRequest { name: claim.name, etag: form.etag().to_owned() };
    match visit.services().claims().withdraw_claim(visit.services().as_site(request)?).await {
        Ok(_) => Ok(visit.go_saying(&format!("/ulos/{id}"), "claim-withdrawn")),
        Err(status) => ask(&visit, &site, &id, refusal::retry(form, status.into())?).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_page_of_a_claim_is_one() {
        assert!(is_path("/ulos/018f0000-0000-7000-8000-000000000000/claim"));
        for other in ["/ulos//claim", "/ulos/x/claim", "//evil.example/claim", "/claim", ""] {
            assert!(!is_path(other), "{other}");
        }
    }

    #[test]
    fn a_claim_is_called_by_the_end_of_its_name() {
        let name = "claims/018f0000-0000-7000-8000-0000000abcde".to_owned();
        assert_eq!(number(&pb::Claim { name, ..Default::default() }), "0ABCDE");
    }
}
