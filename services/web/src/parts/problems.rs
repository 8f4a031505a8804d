//! The summary of everything wrong with a form.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::form::{Form, Wrong};
use crate::view::View;

/// Stands above the form; each problem links to its field.
#[derive(Debug, Template)]
#[template(path = "parts/problems.html")]
pub struct Problems<'a> {
    wrong: &'a [Wrong],
    stale: bool,
}

impl<'a> Problems<'a> {
    pub(crate) fn of(form: &'a Form) -> Self {
        Self { wrong: form.wrong(), stale: form.is_stale() }
    }
}

impl HtmlSafe for Problems<'_> {}
