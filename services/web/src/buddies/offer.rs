//! What an organisation offers to others, and its agreements.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use prost_types::FieldMask;
use proto::ulos::v1 as pb;

use super::{Named, agreements, named, offer_of};
use crate::entry;
use crate::error::Failure;
use crate::evidence;
use crate::form::Form;
use crate::read;
use crate::refusal;
use crate::said;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

const PATHS: [&str; 4] = ["hours_per_month", "topics", "end_date", "words"];

/// The stage from which an organisation can be a buddy.
const STRONG: i32 = 3;

#[derive(Template)]
#[template(path = "buddies/own.html")]
struct Own {
    ulo: pb::Ulo,
    offer: Option<pb::BuddyOffer>,
    agreements: Vec<Named>,
    /// Whether it has come far enough to offer.
    strong: bool,
}

#[derive(Template)]
#[template(path = "buddies/offer.html")]
struct Offering {
    form: Form,
    title: Text,
    back: String,
}

/// `GET /ulos/{id}/edit/buddies`
pub(super) async fn own(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    let maturity = read::if_there(evidence::maturity(&visit, &ulo.name).await)?;
    let found = agreements(&visit, &ulo.name, "").await?;
    let content = Own {
        offer: offer_of(&visit, &ulo.name).await?,
        agreements: named(&visit, found.into_iter().take(50)).await?,
        strong: maturity.is_some_and(|maturity| maturity.published_stage >= STRONG),
        ulo,
    };
    visit.page(text("buddy-title")).back(format!("/{}/edit", content.ulo.name)).show(&content)
}

fn ask(visit: &Visit, ulo: &str, form: Form) -> Result<Response, Failure> {
    let (title, back) = (text("buddy-offer-title"), format!("/{ulo}/edit/buddies"));
    visit.page(title.clone()).back(&back).asking(&form).show(&Offering { form, title, back })
}

fn fill(offer: &pb::BuddyOffer) -> Form {
    let form = Form::editing(&offer.etag)
        .with("hours_per_month", offer.hours_per_month)
        .with("end_date", &offer.end_date)
        .with("words", &offer.words);
    offer.topics.iter().fold(form, |form, topic| form.with("topics", topic))
}

/// `GET /ulos/{id}/edit/buddies/offer`
pub(super) async fn offering(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    let form = offer_of(&visit, &ulo.name).await?.map_or_else(Form::new, |offer| fill(&offer));
    ask(&visit, &ulo.name, form)
}

/// `POST /ulos/{id}/edit/buddies/offer`
pub(super) async fn offer(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?.name;
    form.need("topics", text("buddy-topics-needed"));
    form.need("hours_per_month", text("buddy-hours-needed"));
    let hours = form.number("hours_per_month").unwrap_or_default();
    let wanted = pb::BuddyOffer {
        ulo: ulo.clone(),
        etag: form.etag().to_owned(),
        hours_per_month: i32::try_from(hours).unwrap_or(i32::MAX),
        topics: form.all("topics").filter_map(|topic| topic.parse().ok()).collect(),
        end_date: form.date("end_date"),
        words: form.value("words").to_owned(),
        ..pb::BuddyOffer::default()
    };
    if form.is_wrong() {
        return ask(&visit, &ulo, form);
    }
    let now = offer_of(&visit, &ulo).await?;
    let kept = keep(&visit, now.as_ref(), wanted, form.request_id()).await;
    match (kept, now) {
        (Ok(_), _) => Ok(visit.go_saying(&format!("/{ulo}/edit/buddies"), "buddy-offer-kept")),
        (Err(Error::Stale), Some(now)) => ask(&visit, &ulo, refusal::beside(form, &fill(&now))),
        (Err(error), _) => ask(&visit, &ulo, refusal::retry(form, error)?),
    }
}

/// Changes the offer there is, or makes one.
async fn keep(
    visit: &Visit,
    now: Option<&pb::BuddyOffer>,
    wanted: pb::BuddyOffer,
    request_id: &str,
) -> Result<pb::BuddyOffer, Error> {
    let mut offers = visit.services().buddy_offers();
    let kept = match now {
        None => {
            let request_id = request_id.to_owned();
            let request = pb::CreateBuddyOfferRequest { buddy_offer: Some(wanted), request_id };
            offers.create_buddy_offer(visit.ask(request)?).await?
        }
        Some(now) => {
            let buddy_offer = Some(pb::BuddyOffer { name: now.name.clone(), ..wanted });
            let update_mask = Some(FieldMask { paths: PATHS.map(str::to_owned).to_vec() });
            let request = pb::UpdateBuddyOfferRequest { buddy_offer, update_mask };
            offers.update_buddy_offer(visit.ask(request)?).await?
        }
    };
    Ok(kept.into_inner())
}

/// `POST /ulos/{id}/edit/buddies/withdraw`
pub(super) async fn withdraw(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?.name;
    let offer = offer_of(&visit, &ulo).await?.ok_or_else(|| Error::not_found("an offer"))?;
    let request = pb::WithdrawBuddyOfferRequest { name: offer.name, etag: form.etag().to_owned() };
    visit.services().buddy_offers().withdraw_buddy_offer(visit.ask(request)?).await?;
    Ok(visit.go_saying(&format!("/{ulo}/edit/buddies"), "buddy-offer-withdrawn"))
}
