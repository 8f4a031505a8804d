//! A field for text.

use askama::Template;

use super::{Base, field};
use crate::form::Form;
use crate::view::View;
use crate::words::{Say as _, Text};

/// A field for one line of text, or for several with [`rows`](Self::rows).
#[derive(Debug, Template)]
#[template(path = "parts/text_field.html")]
pub struct TextField<'a> {
    base: Base<'a>,
    value: String,
    kind: &'a str,
    mode: &'a str,
    autocomplete: &'a str,
    width: &'a str,
    prefix: Text,
    rows: u8,
}

impl<'a> TextField<'a> {
    pub(crate) fn new(form: &'a Form, name: &'a str) -> Self {
        Self {
            base: Base::new(form, name),
            // What no page can hold is shown as the sign for it; what was typed stays as it was for the services to refuse.
            value: form.value(name).replace('\0', "\u{fffd}"),
            kind: "text",
            mode: "",
            autocomplete: "off",
            width: "wide",
            prefix: Text::default(),
            rows: 0,
        }
    }

    /// Several lines.
    #[must_use]
    pub fn rows(mut self, rows: u8) -> Self {
        self.rows = rows;
        self
    }

    /// What the browser may fill in for its owner: `given-name`, `email`, `postal-code`.
    #[must_use]
    pub fn autocomplete(mut self, token: &'a str) -> Self {
        self.autocomplete = token;
        self
    }

    /// An e-mail address.
    #[must_use]
    pub fn email(mut self) -> Self {
        (self.mode, self.autocomplete) = ("email", "email");
        self
    }

    /// A telephone number.
    #[must_use]
    pub fn phone(mut self) -> Self {
        (self.kind, self.autocomplete) = ("tel", "tel");
        self
    }

    /// A whole number.
    #[must_use]
    pub fn number(mut self) -> Self {
        (self.mode, self.width) = ("numeric", "short");
        self
    }

    /// An amount of money, typed in pounds.
    #[must_use]
    pub fn pounds(mut self) -> Self {
        (self.mode, self.width, self.prefix) = ("decimal", "short", "£".text());
        self
    }

    /// A short field, such as one for a postcode.
    #[must_use]
    pub fn short(mut self) -> Self {
        self.width = "short";
        self
    }
}

field!(TextField);
