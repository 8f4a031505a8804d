//! A field for a calendar date.

use askama::Template;

use super::{Base, field};
use crate::form::Form;
use crate::view::View;

/// Three boxes: day, month, year. A whole `2026-04-30` in the form fills them.
#[derive(Debug, Template)]
#[template(path = "parts/date_field.html")]
pub struct DateField<'a> {
    base: Base<'a>,
    day: String,
    month: String,
    year: String,
}

impl<'a> DateField<'a> {
    pub(crate) fn new(form: &'a Form, name: &'a str) -> Self {
        let typed = |part: &str| form.value(&format!("{name}.{part}")).to_owned();
        let mut parts = [typed("day"), typed("month"), typed("year")];
        if let [year, month, day] = form.value(name).split('-').collect::<Vec<_>>()[..] {
            let plain = |number: &str| number.trim_start_matches('0').to_owned();
            parts = [plain(day), plain(month), year.to_owned()];
        }
        let [day, month, year] = parts;
        Self { base: Base::new(form, name), day, month, year }
    }
}

field!(DateField);
