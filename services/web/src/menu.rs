//! The menu: who fits what was asked for, why, what to know before choosing, and why not the others.

mod budget;
pub(crate) mod card;
mod change;
mod left;
mod wider;

use std::collections::HashMap;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use platform::Error;
use proto::matching::v1::request::State;
use proto::matching::v1::{Menu, Request, Wish};
use proto::ulos::v1::{Offering, Ulo};

use crate::asking;
use crate::error::Failure;
use crate::form::Form;
use crate::mine;
use crate::queue;
use crate::read;
use crate::said;
use crate::site::Site;
use crate::view::View;
use crate::visit::Visit;
use crate::words::text;
use card::Card;
use left::Left;
use wider::Wider;

/// How many options are shown at first; the others are behind a link.
const AT_FIRST: usize = 5;

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/home/menus/{id}", get(show))
        .route("/home/menus/{id}/change", post(change))
        .route("/home/menus/{id}/widen", post(widen))
        .route("/home/menus/{id}/weights", post(weigh))
        .route("/home/menus/{id}/avoid", post(avoid))
        .route("/home/requests/{id}/menu", post(again))
}

#[derive(Template)]
#[template(path = "menu/show.html")]
struct Show {
    form: Form,
    menu: Menu,
    request: Request,
    cards: Vec<Card>,
    more: Vec<Card>,
    /// Single changes that would bring more in.
    wider: Vec<Wider>,
    /// Those a change would bring in.
    left: Vec<Left>,
    /// Those nothing would.
    beyond: Vec<Left>,
    /// The address of a newer menu; empty when this is the newest.
    newer: String,
    /// Whether a choice can be made from this menu now.
    open: bool,
}

async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    mine::me(&visit)?;
    let menu = mine::menu(&visit, &format!("menus/{id}")).await?;
    let request = mine::request(&visit, &menu.request).await?;
    let newest = mine::menus(&visit, &request.name).await?.into_iter().next();
    let newer = newest.filter(|newest| newest.name != menu.name).map(|newest| newest.name);
    let records = Records::of(&visit, &menu).await?;
    let weekly = budget::weekly(&mine::current_budgets(&visit, &request.person).await.unwrap_or_default());
    let mut cards = Vec::new();
    let queues = queue::of_all(&visit, menu.options.iter().map(|option| &option.offering)).await?;
    for option in &menu.options {
        let queue = queue::before_choosing(queues.get(&option.offering));
        cards.extend(card::card(&visit, option, &records, weekly).await?.map(|card| card.behind(queue)));
    }
    let more = cards.split_off(cards.len().min(AT_FIRST));
    let others = menu.why_nots.iter().filter_map(|not| left::left(not, &records));
    let (left, beyond) = others.partition(|one| !one.changes.is_empty());
    let wider = wider::wider(&visit, &menu).await?;
    let content = Show {
        form: weights(&request),
        wider,
        left,
        beyond,
        open: newer.is_none() && matches!(request.state(), State::Asked | State::Unmet),
        newer: newer.map(|name| format!("/home/{name}")).unwrap_or_default(),
        menu,
        request,
        cards,
        more,
    };
    let count = content.menu.options.len();
    visit.page(text("menu-title").with("count", count)).under(text("layout-nav-home"), "/home").show(&content)
}

/// The organisations and offerings of a menu by their names.
#[derive(Default)]
pub(crate) struct Records {
    ulos: HashMap<String, Ulo>,
    offerings: HashMap<String, Offering>,
}

impl Records {
    /// Reads what a menu names: most of it with two questions, as most of it is in one area.
    async fn of(visit: &Visit, menu: &Menu) -> Result<Self, Error> {
        let inputs = menu.inputs.clone().unwrap_or_default();
        let council = inputs.frozen.map(|frozen| frozen.council).unwrap_or_default();
        let mut records = Self::default();
        if !council.is_empty() {
            let offerings = read::offerings(visit, &council, "", inputs.kind).await?;
            records.offerings = offerings.into_iter().map(|one| (one.name.clone(), one)).collect();
            let ulos = read::ulos_in(visit, &council).await?;
            records.ulos = ulos.into_iter().map(|one| (one.name.clone(), one)).collect();
        }
        let options = menu.options.iter().map(|option| (&option.offering, &option.ulo));
        let others = menu.why_nots.iter().map(|not| (&not.offering, &not.ulo));
        for (offering, ulo) in options.chain(others) {
            records.add(visit, offering, ulo).await?;
        }
        Ok(records)
    }

    /// Reads an offering and its organisation, unless they are there already.
    pub(crate) async fn add(&mut self, visit: &Visit, offering: &str, ulo: &str) -> Result<(), Error> {
        if !self.offerings.contains_key(offering)
            && let Some(found) = read::if_there(read::offering(visit, offering).await)?
        {
            self.offerings.insert(offering.to_owned(), found);
        }
        if !self.ulos.contains_key(ulo)
            && let Some(found) = read::if_there(read::ulo(visit, ulo).await)?
        {
            self.ulos.insert(ulo.to_owned(), found);
        }
        Ok(())
    }

    fn get(&self, offering: &str, ulo: &str) -> Option<(&Offering, &Ulo)> {
        self.offerings.get(offering).zip(self.ulos.get(ulo))
    }
}

/// Makes the smallest change that brings one of the others in, and shows the menu made from that.
async fn change(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let menu = mine::menu(&visit, &format!("menus/{id}")).await?;
    let not = menu.why_nots.iter().find(|not| not.offering == form.value("offering"));
    let not = not.ok_or_else(|| Error::not_found("this offering"))?;
    let mut request = mine::request(&visit, &menu.request).await?;
    change::apply(&not.smallest_change, &not.ulo, &mut request);
    let request = asking::update(&visit, request, change::MASK).await?;
    asking::send(&visit, &request.name, &form.request_id_for(&request.etag)).await
}

/// Makes one change that would bring more in, and shows the menu made from that.
async fn widen(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let menu = mine::menu(&visit, &format!("menus/{id}")).await?;
    let which: Option<usize> = form.value("which").parse().ok();
    let widening = which.and_then(|which| menu.widenings.get(which));
    let widening = widening.ok_or_else(|| Error::not_found("this change"))?;
    let mut request = mine::request(&visit, &menu.request).await?;
    change::apply(widening.change.as_slice(), &widening.ulo, &mut request);
    let request = asking::update(&visit, request, change::MASK).await?;
    asking::send(&visit, &request.name, &form.request_id_for(&request.etag)).await
}

/// How much each thing matters, as the form shows it.
fn weights(request: &Request) -> Form {
    let wishes = request.wishes.iter();
    wishes.fold(Form::new(), |form, wish| form.with(asking::weight_field(wish.factor), wish.weight))
}

/// Weighs what matters anew, and shows the menu made from that.
async fn weigh(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let menu = mine::menu(&visit, &format!("menus/{id}")).await?;
    let mut request = mine::request(&visit, &menu.request).await?;
    let wishes = said::request::FACTORS.iter().filter_map(|(factor, _)| {
        let weight = form.value(asking::weight_field(*factor)).parse().ok().filter(|weight| *weight > 0)?;
        Some(Wish { factor: *factor, weight })
    });
    request.wishes = wishes.collect();
    let request = asking::update(&visit, request, &["wishes"]).await?;
    asking::send(&visit, &request.name, &form.request_id_for(&request.etag)).await
}

/// Leaves an organisation out from now on.
async fn avoid(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let menu = mine::menu(&visit, &format!("menus/{id}")).await?;
    let mut request = mine::request(&visit, &menu.request).await?;
    let limits = request.constraints.get_or_insert_default();
    let ulo = form.value("ulo").to_owned();
    if !limits.avoid_ulos.contains(&ulo) {
        limits.avoid_ulos.push(ulo);
    }
    let request = asking::update(&visit, request, &["constraints"]).await?;
    asking::send(&visit, &request.name, &form.request_id_for(&request.etag)).await
}

/// Looks again, with everything as it was asked.
async fn again(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    asking::send(&visit, &format!("requests/{id}"), form.request_id()).await
}
