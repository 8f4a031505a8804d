//! The page of declared ties, the same for a broker and for an offering: one form to add a tie, a button to remove each.

use askama::Template;
use axum::response::Response;

use crate::error::Failure;
use crate::form::Form;
use crate::said;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

/// What the page is about.
#[derive(Debug, Template)]
#[template(path = "ties/list.html")]
pub(crate) struct Ties {
    /// Where the page is.
    pub path: String,
    /// Where it goes back to.
    pub back: String,
    /// The version of the record the ties belong to.
    pub etag: String,
    /// Each tie in words.
    pub ties: Vec<Text>,
    /// What is being added.
    pub form: Form,
}

impl Ties {
    /// Shows the page, onto the present version of the record.
    pub fn show(mut self, visit: &Visit) -> Result<Response, Failure> {
        self.form = self.form.onto(&Form::editing(&self.etag));
        let page = visit.page(text("ties-title")).back(&self.back).asking(&self.form);
        page.show(&self)
    }
}

/// A tie in a sentence, with what was said about it.
pub(crate) fn said(kind: i32, detail: &str) -> Text {
    let kind = said::offering::tie(kind);
    if detail.is_empty() { kind } else { text("organisation-tie").with("kind", kind).with("detail", detail) }
}

/// A list without the row a form names; nothing when there is no such row.
pub(crate) fn without<T: Clone>(rows: &[T], form: &Form) -> Option<Vec<T>> {
    let row: usize = form.value("row").parse().ok().filter(|row| *row < rows.len())?;
    let kept = rows.iter().enumerate().filter(|(index, _)| *index != row);
    Some(kept.map(|(_, kept)| kept.clone()).collect())
}
