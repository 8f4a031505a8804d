//! The site: accessible pages over the services, rendered here, working without any script.
//!
//! It keeps only who is signed in and what was mailed; everything else it asks the services for, in the name of whoever
//! is looking. **Invariant:** only this crate writes HTML, and it writes no words of its own: they are in `locales/`.
//!
//! - [`page`], [`view`], [`fields`], [`parts`], [`words`], [`assets`], [`nav`]: how a page is written
//! - [`said`], [`read`], [`asked`]: values of the services in words, records from them, what an address asks for
//! - [`visit`], [`form`], [`error`], [`respond`], [`cookie`]: what came in and what goes out
//! - [`site`], [`services`], [`Accounts`], [`sign_in`]: what it runs with, and who is signed in

pub mod about;
mod account;
mod accounts;
pub mod activities;
pub mod asked;
pub mod asking;
pub mod assets;
pub mod brokers;
pub mod buddies;
pub mod budget;
pub mod caseload;
pub mod choice;
pub mod choosing;
pub mod claim;
pub mod consents;
pub mod consortia;
pub mod contact;
pub mod cookie;
pub mod council;
pub mod entry;
pub mod erase;
pub mod error;
pub mod evidence;
pub mod fields;
pub mod find;
pub mod fit;
pub mod form;
pub mod frameworks;
pub mod front;
pub mod fund;
pub mod funding;
pub mod governance;
pub mod guidance;
pub mod home;
pub mod introductions;
mod link;
pub mod look_alikes;
mod mail;
mod mailbox;
pub mod map;
pub mod mapping_study;
pub mod menu;
pub mod mine;
pub mod nav;
pub mod needs;
pub mod offerings;
pub mod open_referral;
pub mod opening_rounds;
pub mod options;
pub mod organisation;
pub mod page;
pub mod parts;
mod prices;
pub mod profile;
pub mod queue;
mod read;
pub mod reading;
mod refusal;
mod releases;
pub mod respond;
pub mod reviewing;
pub mod said;
mod sample;
mod secret;
pub mod services;
mod session;
pub mod sign_in;
pub mod site;
pub mod solutions;
mod staff;
pub mod strategies;
pub mod support;
pub mod supporters;
pub mod team;
mod ties;
pub mod view;
pub mod visit;
pub mod voices;
mod waiting;
pub mod welcome;
mod when;
pub mod words;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use platform::Error;
use sqlx::migrate::Migrator;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;

use crate::error::Failure;
use crate::site::Site;

pub use crate::account::{Email, Seat};
pub use crate::accounts::Accounts;
pub use crate::sample::SampleSeat;

/// What brings the site's schema up to date.
pub static MIGRATOR: Migrator = sqlx::migrate!("../../migrations/web");

/// Every page of the site.
pub fn router(site: Site) -> Router {
    let pages = Router::new()
        .merge(front::routes())
        .merge(find::routes())
        .merge(council::routes())
        .merge(options::routes())
        .merge(organisation::routes())
        .merge(look_alikes::routes())
        .merge(about::routes())
        .merge(reading::routes())
        .merge(introductions::routes())
        .merge(caseload::routes())
        .merge(frameworks::routes())
        .merge(map::routes())
        .merge(releases::routes())
        .merge(mapping_study::routes())
        .merge(team::routes())
        .merge(brokers::routes())
        .merge(entry::routes())
        .merge(fund::routes())
        .merge(governance::routes())
        .merge(funding::routes())
        .merge(activities::routes())
        .merge(evidence::routes())
        .merge(solutions::routes())
        .merge(guidance::routes())
        .merge(strategies::routes())
        .merge(voices::routes())
        .merge(buddies::routes())
        .merge(offerings::routes())
        .merge(opening_rounds::routes())
        .merge(claim::routes())
        .merge(consortia::routes())
        .merge(waiting::routes())
        .merge(sign_in::routes())
        .merge(mailbox::routes())
        .merge(welcome::routes())
        .merge(profile::routes())
        .merge(contact::routes())
        .merge(needs::routes())
        .merge(budget::routes())
        .merge(supporters::routes())
        .merge(consents::routes())
        .merge(erase::routes())
        .merge(home::routes())
        .merge(asking::routes())
        .merge(menu::routes())
        .merge(choosing::routes())
        .merge(choice::routes())
        .merge(support::routes())
        .merge(reviewing::routes())
        .fallback(error::nowhere)
        .method_not_allowed_fallback(error::not_sent);
    around(pages, site)
}

/// What stands around every page, outermost first: safety headers, the visit, panics, forms from other sites, size.
/// Files and the open directory stand apart: they are the same for everyone, so nobody is looked up for them.
fn around(pages: Router<Site>, site: Site) -> Router {
    let layers = ServiceBuilder::new()
        .layer(middleware::from_fn_with_state(site.clone(), visit::begin))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(CsrfLayer::new().with_rejection_response(|_| Failure::Foreign.into_response()))
        .layer(DefaultBodyLimit::max(form::MAX_FORM));
    let files = Router::new().route("/static/{name}", get(assets::file));
    pages
        .layer(layers)
        .merge(files)
        .merge(open_referral::routes())
        .layer(middleware::from_fn(respond::safely))
        .with_state(site)
}

/// A page that broke: the visitor sees the page of our fault, and what was said goes to the log by its kind alone.
fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    let mut response = Failure::Error(Error::internal("a page panicked")).into_response();
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

#[cfg(test)]
mod samples;
