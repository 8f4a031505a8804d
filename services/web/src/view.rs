//! What every template may call: words, numbers, dates, fields and parts. A page's file says `use crate::view::View;`
//! and its template writes `{{ t("person-title") }}`.

use std::fmt;

use askama::filters::HtmlSafe;
use askama::{FastWritable, Template, Values};
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use platform::uk_time::on_the_wall;

use crate::fields::{Choices, DateField, TextField};
use crate::form::Form;
use crate::parts::{Bars, Chart, Pager, Problems, Steps, Summary, Tasks};
use crate::words::{Text, text, thousands};

/// The name of the form token in the values a page is rendered with.
pub(crate) const CSRF: &str = "csrf";

/// What every template may call. Nothing here needs the template itself: askama finds functions through it.
pub trait View {
    /// Words of ours by their key; `.with("name", value)` tells them something.
    fn t(&self, key: &'static str) -> Text {
        text(key)
    }

    /// An amount of pence as pounds: `£1,234.50`, `£12`.
    fn money(&self, pence: impl Into<Pence>) -> String {
        money(pence.into().0)
    }

    /// A calendar date `2026-04-30` as `30 April 2026`; anything else as it is.
    fn date(&self, iso: &str) -> String {
        date(iso)
    }

    /// The day of a time, as `30 April 2026`; empty when there is none.
    fn day<'a>(&self, time: impl Into<Option<&'a prost_types::Timestamp>>) -> String {
        day(time.into())
    }

    /// A time, as `30 April 2026, 14:05`; empty when there is none.
    fn time<'a>(&self, time: impl Into<Option<&'a prost_types::Timestamp>>) -> String {
        let said = |time: NaiveDateTime| format!("{}, {}", long_date(time.date()), time.format("%H:%M"));
        moment(time.into()).map(said).unwrap_or_default()
    }

    /// The hidden fields every posted form begins with: who may send it, once, and onto which version.
    fn hidden(&self, form: &Form) -> Hidden {
        Hidden { request_id: form.request_id().to_owned(), etag: form.etag().to_owned() }
    }

    /// The hidden field of a form that is only a button.
    fn token(&self) -> Hidden {
        Hidden { request_id: String::new(), etag: String::new() }
    }

    /// The summary of everything wrong with the form; nothing when nothing is.
    fn problems<'a>(&self, form: &'a Form) -> Problems<'a> {
        Problems::of(form)
    }

    /// A field for one line of text.
    fn text_field<'a>(&self, form: &'a Form, name: &'a str) -> TextField<'a> {
        TextField::new(form, name)
    }

    /// A field for a calendar date in three boxes.
    fn date_field<'a>(&self, form: &'a Form, name: &'a str) -> DateField<'a> {
        DateField::new(form, name)
    }

    /// One answer out of several.
    fn radios<'a>(&self, form: &'a Form, name: &'a str) -> Choices<'a> {
        Choices::one(form, name)
    }

    /// Any answers out of several.
    fn checkboxes<'a>(&self, form: &'a Form, name: &'a str) -> Choices<'a> {
        Choices::many(form, name)
    }

    /// A list of what is known: a row each, with a link to change it.
    fn summary(&self) -> Summary {
        Summary::default()
    }

    /// What there is to do, and how far each thing is.
    fn tasks(&self) -> Tasks {
        Tasks::default()
    }

    /// What happened, newest or oldest first, as given.
    fn steps(&self) -> Steps {
        Steps::default()
    }

    /// Parts of a whole with a bar each and the same in words.
    fn bars(&self) -> Bars {
        Bars::default()
    }

    /// A bar chart, drawn from the same rows as the table beside it.
    fn chart(&self, id: &str) -> Chart {
        Chart::new(id)
    }

    /// Links to the page before and the page after.
    fn pager(&self) -> Pager {
        Pager::default()
    }
}

impl<T: Template> View for T {}

/// An amount of money in pence.
#[derive(Debug, Clone, Copy)]
pub struct Pence(i64);

impl From<i64> for Pence {
    fn from(pence: i64) -> Self {
        Self(pence)
    }
}

impl From<&i64> for Pence {
    fn from(pence: &i64) -> Self {
        Self(*pence)
    }
}

/// An amount of pence as pounds.
pub fn money(pence: i64) -> String {
    let sign = if pence < 0 { "\u{2212}" } else { "" };
    let (pounds, rest) = (pence.unsigned_abs() / 100, pence.unsigned_abs() % 100);
    let pounds = thousands(&pounds.to_string());
    if rest == 0 { format!("{sign}£{pounds}") } else { format!("{sign}£{pounds}.{rest:02}") }
}

/// A calendar date `2026-04-30` as `30 April 2026`; anything else as it is.
pub fn date(iso: &str) -> String {
    NaiveDate::parse_from_str(iso, "%Y-%m-%d").map_or_else(|_| iso.to_owned(), long_date)
}

/// The day of a time, as `30 April 2026`; empty when there is none.
pub fn day(time: Option<&prost_types::Timestamp>) -> String {
    moment(time).map(|time| long_date(time.date())).unwrap_or_default()
}

fn moment(time: Option<&prost_types::Timestamp>) -> Option<NaiveDateTime> {
    let time = time?;
    DateTime::from_timestamp(time.seconds, u32::try_from(time.nanos).ok()?).map(on_the_wall)
}

fn long_date(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// Hidden fields of a form. The form token is the session's, put in while the page is written.
#[derive(Debug)]
pub struct Hidden {
    request_id: String,
    etag: String,
}

impl Hidden {
    fn write(&self, dest: &mut (impl fmt::Write + ?Sized), csrf: &str) -> fmt::Result {
        for (name, value) in [("csrf", csrf), ("request_id", &self.request_id), ("etag", &self.etag)] {
            if !value.is_empty() {
                let value = askama::filters::escape(value, askama::filters::Html).map_err(|_| fmt::Error)?;
                writeln!(dest, r#"<input type="hidden" name="{name}" value="{value}">"#)?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, "")
    }
}

impl FastWritable for Hidden {
    fn write_into(&self, dest: &mut dyn fmt::Write, values: &dyn Values) -> askama::Result<()> {
        let csrf = askama::get_value::<String>(values, CSRF).map(String::as_str).unwrap_or_default();
        Ok(self.write(dest, csrf)?)
    }
}

impl HtmlSafe for Hidden {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_as_pounds() {
        assert_eq!(money(0), "£0");
        assert_eq!(money(123_450), "£1,234.50");
        assert_eq!(money(12_000_000), "£120,000");
        assert_eq!(money(-5), "\u{2212}£0.05");
    }
}
