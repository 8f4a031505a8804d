//! Radio buttons and checkboxes.

use askama::Template;

use super::{Base, field};
use crate::form::Form;
use crate::view::View;
use crate::words::{Say, Text, text};

/// One answer out of several, or any of them.
#[derive(Debug, Template)]
#[template(path = "parts/choices.html")]
pub struct Choices<'a> {
    base: Base<'a>,
    form: &'a Form,
    kind: &'static str,
    options: Vec<Choice>,
    across: bool,
}

#[derive(Debug)]
struct Choice {
    id: String,
    value: String,
    label: Text,
    hint: Text,
    chosen: bool,
    /// Set apart from the others by "or".
    apart: bool,
}

impl<'a> Choices<'a> {
    pub(crate) fn one(form: &'a Form, name: &'a str) -> Self {
        Self { base: Base::new(form, name), form, kind: "radio", options: Vec::new(), across: false }
    }

    pub(crate) fn many(form: &'a Form, name: &'a str) -> Self {
        Self { kind: "checkbox", ..Self::one(form, name) }
    }

    /// One thing to choose.
    #[must_use]
    pub fn option(self, value: impl ToString, label: impl Say) -> Self {
        self.add(value.to_string(), label.text(), Text::default(), false)
    }

    /// One thing to choose, explained.
    #[must_use]
    pub fn explained(self, value: impl ToString, label: impl Say, hint: impl Say) -> Self {
        self.add(value.to_string(), label.text(), hint.text(), false)
    }

    /// Things to choose: a value and the key of its words each.
    #[must_use]
    pub fn options<V: ToString>(mut self, options: &[(V, &'static str)]) -> Self {
        for (value, key) in options {
            self = self.option(value.to_string(), text(key));
        }
        self
    }

    /// The answer "I am not sure", set apart at the end; its value is `unsure`.
    #[must_use]
    pub fn or_unsure(self) -> Self {
        self.add("unsure".to_owned(), text("form-unsure"), Text::default(), true)
    }

    /// Another answer set apart at the end.
    #[must_use]
    pub fn or(self, value: impl ToString, label: impl Say) -> Self {
        self.add(value.to_string(), label.text(), Text::default(), true)
    }

    /// Puts short answers side by side where there is room.
    #[must_use]
    pub fn across(mut self) -> Self {
        self.across = true;
        self
    }

    /// The first has the name of the field as its id, so that the error summary links to it.
    fn add(mut self, value: String, label: Text, hint: Text, apart: bool) -> Self {
        let name = self.base.name;
        let id = match self.options.len() {
            0 => name.to_owned(),
            count => format!("{name}-{}", count + 1),
        };
        let chosen = self.form.has(name, &value);
        self.options.push(Choice { id, value, label, hint, chosen, apart });
        self
    }
}

field!(Choices);
