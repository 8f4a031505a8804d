//! How somebody reads: every word, or Easy Read. It is asked on every page, and a need that is on record is met by
//! itself.

use axum::Router;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::post;
use proto::people::v1::Need;
use proto::people::v1::need::Category;

use crate::cookie;
use crate::error::Failure;
use crate::form::Form;
use crate::site::Site;
use crate::visit::Visit;
use crate::words::Locale;

const EASY: &str = "easy";
const ALL: &str = "all";

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new().route("/reading", post(choose))
}

/// How a browser is read to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    locale: Locale,
    chosen: bool,
}

impl Reading {
    /// What the browser holds; every word when it holds nothing.
    pub fn of(headers: &HeaderMap) -> Self {
        match cookie::READING.read(headers) {
            Some(EASY) => Self { locale: Locale::easy_read(), chosen: true },
            Some(ALL) => Self { locale: Locale::default(), chosen: true },
            _ => Self::default(),
        }
    }

    /// The words of the page.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// What goes on record as the format somebody was asked in.
    pub fn format(&self) -> &'static str {
        if self.locale.is_easy_read() { "easy_read" } else { "standard" }
    }

    /// Whether these needs ask for Easy Read and nobody has said otherwise in this browser.
    pub fn should_become_easy(&self, needs: &[Need]) -> bool {
        let easy = |need: &Need| need.category() == Category::InformationFormat && need.item == "easy_read";
        !self.chosen && needs.iter().any(easy)
    }
}

/// Has the browser read Easy Read from now on.
pub fn easily(response: Response) -> Response {
    cookie::READING.put(response, EASY)
}

/// `POST /reading`: from the foot of any page, and back to it.
async fn choose(visit: Visit, form: Form) -> Result<Response, Failure> {
    let words = if form.value("words") == EASY { EASY } else { ALL };
    Ok(cookie::READING.put(visit.go(form.value("page")), words))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use axum::http::header::COOKIE;

    use super::*;

    fn holding(cookie: &'static str) -> Reading {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_static(cookie));
        Reading::of(&headers)
    }

    fn need(category: Category, item: &str) -> Need {
        Need { category: category.into(), item: item.into(), ..Default::default() }
    }

    #[test]
    fn what_was_chosen_goes_before_what_is_on_record() {
        let needs =
            [need(Category::InformationFormat, "braille"), need(Category::InformationFormat, "easy_read")];
        assert!(holding("a=b").should_become_easy(&needs));
        assert!(!holding("__Host-reading=all").should_become_easy(&needs));
        assert!(!holding("__Host-reading=easy").should_become_easy(&needs));
        assert!(!holding("a=b").should_become_easy(&needs[..1]));
    }

    #[test]
    fn nothing_else_in_the_cookie_is_read() {
        assert!(holding("__Host-reading=easy").locale().is_easy_read());
        for other in ["__Host-reading=all", "__Host-reading=", "__Host-reading=<b>", "reading=easy"] {
            assert!(!holding(other).locale().is_easy_read(), "{other}");
        }
    }
}
