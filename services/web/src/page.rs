//! One page: the content of its own template inside the layout every page shares.

use std::any::Any;

use askama::{Template, Values};
use axum::http::StatusCode;
use axum::http::header::{self, HeaderValue};
use axum::response::{Html, IntoResponse, Response};

use crate::assets;
use crate::error::Failure;
use crate::form::Form;
use crate::nav::{self, Link};
use crate::view::{self, View};
use crate::visit::Visit;
use crate::words::{Locale, Say, Text};

/// A page about to be shown.
pub struct Page {
    visit: Visit,
    title: Text,
    status: StatusCode,
    wrong: bool,
    back: String,
    trail: Vec<(Text, String)>,
    wide: bool,
    large: bool,
}

impl Page {
    pub(crate) fn new(visit: Visit, title: Text) -> Self {
        Self {
            visit,
            title,
            status: StatusCode::OK,
            wrong: false,
            back: String::new(),
            trail: Vec::new(),
            wide: false,
            large: false,
        }
    }

    /// Shows a link back, for a page that asks something.
    #[must_use]
    pub fn back(mut self, path: impl Into<String>) -> Self {
        self.back = path.into();
        self
    }

    /// Shows where this page is: the pages above it, nearest last. Home is always the first.
    #[must_use]
    pub fn under(mut self, title: impl Say, path: impl Into<String>) -> Self {
        self.trail.push((title.text(), path.into()));
        self
    }

    /// Uses the whole width: for boards and tables.
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// Uses large print, on the screen and on paper: nothing smaller than 18 points.
    #[must_use]
    pub fn large(mut self, large: bool) -> Self {
        self.large = large;
        self
    }

    /// Says in the title, and in the status, when the form has something wrong.
    #[must_use]
    pub fn asking(mut self, form: &Form) -> Self {
        if form.is_stale() {
            (self.wrong, self.status) = (true, StatusCode::CONFLICT);
        } else if form.is_wrong() {
            (self.wrong, self.status) = (true, StatusCode::BAD_REQUEST);
        }
        self
    }

    pub(crate) fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Writes the page.
    ///
    /// # Errors
    /// [`Failure`] when the template cannot be written.
    pub fn show(self, content: &impl Template) -> Result<Response, Failure> {
        let values = Told { locale: self.visit.locale().clone(), csrf: self.visit.csrf().to_owned() };
        let content = content.render_with_values(&values)?;
        let layout = Layout {
            nav: nav::links(&self.visit),
            stylesheet: assets::STYLESHEET.path(),
            mark: assets::MARK.path(),
            content,
            page: &self,
        };
        let html = layout.render_with_values(&values)?;
        let mut response = (self.status, Html(html)).into_response();
        let caching = if self.visit.viewer().is_some() { "no-store" } else { "no-cache" };
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
        response.headers_mut().insert(header::CONTENT_LANGUAGE, language(self.visit.locale()));
        Ok(self.visit.forget_notice(response))
    }
}

fn language(locale: &Locale) -> HeaderValue {
    HeaderValue::from_str(&locale.lang()).unwrap_or(HeaderValue::from_static("en-GB"))
}

#[derive(Template)]
#[template(path = "layout.html")]
struct Layout<'a> {
    page: &'a Page,
    nav: Vec<Link>,
    stylesheet: String,
    mark: String,
    content: String,
}

/// What is the same for every text and form on a page.
struct Told {
    locale: Locale,
    csrf: String,
}

impl Values for Told {
    fn get_value<'a>(&'a self, key: &str) -> Option<&'a dyn Any> {
        match key {
            Locale::VALUE => Some(&self.locale),
            view::CSRF => Some(&self.csrf),
            _ => None,
        }
    }
}

/// A text as one value of a query string.
pub fn query(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
