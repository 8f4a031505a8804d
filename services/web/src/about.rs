//! Help, your information, and using the site your way: what every page's head and foot lead to.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;

use crate::error::Failure;
use crate::open_referral;
use crate::site::Site;
use crate::view::View;
use crate::visit::Visit;
use crate::words::text;

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/help", get(help))
        .route("/privacy", get(privacy))
        .route("/accessibility", get(accessibility))
        .route("/open-data", get(open_data))
}

#[derive(Template)]
#[template(path = "about/help.html")]
struct Help {
    phone: String,
    phone_link: String,
}

#[derive(Template)]
#[template(path = "about/privacy.html")]
struct Privacy;

#[derive(Template)]
#[template(path = "about/accessibility.html")]
struct Accessibility {
    phone: String,
}

#[derive(Template)]
#[template(path = "about/open_data.html")]
struct OpenData {
    base: String,
}

async fn help(visit: Visit) -> Result<Response, Failure> {
    let site = visit.site();
    let content = Help { phone: site.phone().to_owned(), phone_link: site.phone_link() };
    visit.page(text("about-help-title")).show(&content)
}

async fn privacy(visit: Visit) -> Result<Response, Failure> {
    visit.page(text("about-privacy-title")).show(&Privacy)
}

async fn open_data(visit: Visit) -> Result<Response, Failure> {
    let base = format!("{}{}", visit.site().url(), open_referral::BASE);
    visit.page(text("about-data-title")).show(&OpenData { base })
}

async fn accessibility(visit: Visit) -> Result<Response, Failure> {
    let content = Accessibility { phone: visit.site().phone().to_owned() };
    visit.page(text("about-access-title")).show(&content)
}
