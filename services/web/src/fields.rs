//! The fields of a form, each with its label, hint and error tied together. Made in templates by [`View`](crate::view::View):
//! `{{ text_field(form, "display_name").label(t("person-name")).hint(t("person-name-hint")) }}`.

mod choices;
mod date;
mod text;

pub use choices::Choices;
pub use date::DateField;
pub use text::TextField;

use crate::form::Form;
use crate::words::{Say as _, Text, text};

/// What every field has.
#[derive(Debug)]
pub(crate) struct Base<'a> {
    pub name: &'a str,
    pub label: Text,
    pub hint: Text,
    /// Whether the label is the question of the page, and so its heading.
    pub heading: bool,
    pub error: Option<&'a Text>,
    /// What somebody else saved meanwhile; nothing when it is the same.
    pub theirs: Option<Vec<Text>>,
}

impl<'a> Base<'a> {
    fn new(form: &'a Form, name: &'a str) -> Self {
        Self {
            name,
            label: Text::default(),
            hint: Text::default(),
            heading: false,
            error: form.wrong_with(name),
            theirs: form.theirs(name).map(|theirs| vec![saved(theirs)]),
        }
    }

    /// The ids of what describes the input, for `aria-describedby`.
    pub fn described_by(&self) -> String {
        let parts = [
            ("hint", !self.hint.is_empty()),
            ("theirs", self.theirs.is_some()),
            ("error", self.error.is_some()),
        ];
        let ids = parts.iter().filter(|(_, there)| *there).map(|(part, _)| format!("{}-{part}", self.name));
        ids.collect::<Vec<_>>().join(" ")
    }
}

/// What was saved, as it is shown.
fn saved(theirs: &str) -> Text {
    if theirs.is_empty() { text("form-not-given") } else { theirs.text() }
}

/// The setters every field has, and the mark that its template escapes for itself.
macro_rules! field {
    ($field:ident) => {
        impl $field<'_> {
            /// What is asked.
            #[must_use]
            pub fn label(mut self, label: impl $crate::words::Say) -> Self {
                self.base.label = label.text();
                self
            }

            /// Help with answering.
            #[must_use]
            pub fn hint(mut self, hint: impl $crate::words::Say) -> Self {
                self.base.hint = hint.text();
                self
            }

            /// Makes the label the heading of the page: for a page that asks this one thing.
            #[must_use]
            pub fn heading(mut self) -> Self {
                self.base.heading = true;
                self
            }
        }

        impl askama::filters::HtmlSafe for $field<'_> {}
    };
}
pub(crate) use field;
