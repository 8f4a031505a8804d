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
    /// What the ids of the options begin with.
    stem: String,
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
        let base = Base::new(form, name);
        Self { base, stem: name.to_owned(), form, kind: "radio", options: Vec::new(), across: false }
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

    /// Things to choose: a value and what it is called each.
    #[must_use]
    pub fn named(self, options: &[(String, Text)]) -> Self {
        options.iter().fold(self, |choices, (value, name)| choices.option(value, name))
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

    /// One more group of a question asked in several, known apart by a word; what is wrong is shown at the first.
    #[must_use]
    pub fn group(mut self, word: &str) -> Self {
        self.stem = format!("{}-{word}", self.base.name);
        (self.base.error, self.base.theirs) = (None, None);
        self
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
            0 => self.stem.clone(),
            count => format!("{}-{}", self.stem, count + 1),
        };
        let chosen = self.form.has(name, &value);
        self.tell_theirs(&value, &label);
        self.options.push(Choice { id, value, label, hint, chosen, apart });
        self
    }

    /// What somebody else saved is told by the labels, not by the values.
    fn tell_theirs(&mut self, value: &str, label: &Text) {
        let Some(saved) = self.form.theirs(self.base.name) else { return };
        if !saved.split(", ").any(|saved| saved == value) {
            return;
        }
        let first = !self.options.iter().any(|option| saved.split(", ").any(|saved| saved == option.value));
        let theirs = self.base.theirs.get_or_insert_default();
        if first {
            theirs.clear();
        }
        theirs.push(label.clone());
    }
}

field!(Choices);
