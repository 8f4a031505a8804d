//! Answers that are not pages, and the headers every answer has.

use axum::extract::Request;
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// What a page of ours may load and do: its own stylesheet, pictures and forms. No script at all.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      frame-ancestors 'none'; base-uri 'none'";

const SAFE: [(HeaderName, &str); 8] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// Sends the browser to a page of ours, to read it.
pub fn redirect(path: &str) -> Response {
    // Browsers read a backslash as a slash and drop tabs, so either could make `/` into another site's `//`.
    let odd = path.contains(|letter: char| letter == '\\' || letter.is_control());
    let path = if path.starts_with('/') && !path.starts_with("//") && !odd { path } else { "/" };
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

/// Puts the safety headers on every answer, and keeps what says nothing else out of caches.
pub(crate) async fn safely(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    put_headers(response.headers_mut());
    response
}

pub(crate) fn put_headers(headers: &mut HeaderMap) {
    for (name, value) in SAFE {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_stays_on_the_site() {
        for elsewhere in [
            "https://example.org/",
            "//example.org/",
            "javascript:alert(1)",
            "/a\r\nx: y",
            "/\\example.org",
            "/\t/example.org",
        ] {
            assert_eq!(redirect(elsewhere).headers()[header::LOCATION], "/", "{elsewhere}");
        }
        assert_eq!(redirect("/people/1").headers()[header::LOCATION], "/people/1");
    }
}
