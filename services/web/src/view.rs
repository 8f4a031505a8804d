//! What every template may call: words, numbers, dates, fields and parts. A page's file says `use crate::view::View;`
//! and its template writes `{{ t("person-title") }}`.

use std::fmt;

use askama::filters::HtmlSafe;
use askama::{FastWritable, Template, Values};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
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
    fn money(&self, pence: impl Money) -> String {
        money(pence.pence())
    }

    /// A calendar date `2026-04-30` as `30 April 2026`; anything else as it is.
    fn date(&self, iso: &str) -> String {
        date(iso)
    }

    /// The day of a time, as `30 April 2026`; empty when there is none.
    fn day(&self, time: impl Moment) -> String {
        day(time)
    }

    /// A time, as `30 April 2026, 14:05`; empty when there is none.
    fn time(&self, time: impl Moment) -> String {
        let said = |time: NaiveDateTime| format!("{}, {}", long_date(time.date()), time.format("%H:%M"));
        wall(&time).map(said).unwrap_or_default()
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

/// An amount of money in pence, or a reference to one.
pub trait Money {
    /// The pence.
    fn pence(&self) -> i64;
}

impl Money for i64 {
    fn pence(&self) -> i64 {
        *self
    }
}

impl<T: Money> Money for &T {
    fn pence(&self) -> i64 {
        (**self).pence()
    }
}

/// A time as the wire or Rust has it, one that may not be there, or a reference to one.
pub trait Moment {
    /// The time.
    fn moment(&self) -> Option<DateTime<Utc>>;
}

impl Moment for DateTime<Utc> {
    fn moment(&self) -> Option<DateTime<Utc>> {
        Some(*self)
    }
}

impl Moment for prost_types::Timestamp {
    fn moment(&self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp(self.seconds, u32::try_from(self.nanos).ok()?)
    }
}

impl<T: Moment> Moment for Option<T> {
    fn moment(&self) -> Option<DateTime<Utc>> {
        self.as_ref()?.moment()
    }
}

impl<T: Moment> Moment for &T {
    fn moment(&self) -> Option<DateTime<Utc>> {
        (**self).moment()
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
pub fn day(time: impl Moment) -> String {
    wall(&time).map(|time| long_date(time.date())).unwrap_or_default()
}

fn wall(time: &impl Moment) -> Option<NaiveDateTime> {
    time.moment().map(on_the_wall)
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
