//! The front page with its three doors, and what is behind the first two for somebody who is not signed in.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use platform::Role;

use crate::error::Failure;
use crate::form::Form;
use crate::site::Site;
use crate::view::View;
use crate::visit::Visit;
use crate::words::text;

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new().route("/", get(front)).route("/ask", get(ask)).route("/join", get(join))
}

#[derive(Template)]
#[template(path = "front/front.html")]
struct Front {
    form: Form,
}

#[derive(Template)]
#[template(path = "front/ask.html")]
struct Ask;

#[derive(Template)]
#[template(path = "front/join.html")]
struct Join;

async fn front(visit: Visit) -> Result<Response, Failure> {
    visit.page(text("front-title")).show(&Front { form: Form::new() })
}

/// What asking is like. Somebody who can ask goes straight on.
async fn ask(visit: Visit) -> Result<Response, Failure> {
    let role = visit.viewer().map(|viewer| viewer.caller().role);
    if matches!(role, Some(Role::Person | Role::Supporter)) {
        return Ok(visit.go("/home/requests/new"));
    }
    visit.page(text("front-ask-title")).show(&Ask)
}

async fn join(visit: Visit) -> Result<Response, Failure> {
    visit.page(text("front-join-title")).show(&Join)
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::{Request, StatusCode};
    use http_body_util::BodyExt as _;
    use tower::ServiceExt as _;

    use crate::site::Site;

    async fn get(path: &str) -> (StatusCode, String) {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        let response = crate::router(Site::default()).oneshot(request).await.expect("a response");
        let status = response.status();
        let bytes = response.into_body().collect().await.expect("a body").to_bytes();
        (status, String::from_utf8(bytes.to_vec()).expect("UTF-8"))
    }

    #[tokio::test]
    async fn the_pages_that_ask_no_service_are_there_and_light() {
        for path in ["/", "/ask", "/join", "/find", "/councils", "/help", "/privacy", "/accessibility"] {
            let (status, html) = get(path).await;
            assert_eq!(status, StatusCode::OK, "{path}");
            assert_eq!(html.matches("<h1").count(), 1, "{path}");
            assert!(html.len() < 100_000, "{path} weighs {}", html.len());
        }
    }

    #[tokio::test]
    async fn a_page_whose_service_is_away_says_so() {
        let (status, html) = get("/find?postcode=HX1+1AA").await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(html.contains("back in a moment"), "{html}");
    }
}
