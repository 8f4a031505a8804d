//! The words of the site. They live in `locales/<locale>/<area>.ftl`, never in templates or Rust: here and in templates
//! a text is only its key and what it is told.
//!
//! A key begins with the name of its file: `person-name-hint` is in `person.ftl`. The tests hold both ends: every key
//! that is used exists, and every key that exists is used.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use askama::{FastWritable, Values};
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader as _, langid, static_loader};

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "en-GB",
        customise: |bundle| {
            bundle.set_use_isolating(false);
            bundle.set_formatter(Some(|value, _| grouped(value)));
        },
    };
}

/// The language a page is written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locale(LanguageIdentifier);

impl Locale {
    /// The name of the locale in the values a page is rendered with.
    pub(crate) const VALUE: &'static str = "locale";

    /// English in short sentences, hard words explained: what those keys say that are not plain enough as they are.
    pub fn easy_read() -> Self {
        Self(langid!("en-GB-easyread"))
    }

    /// Whether it is Easy Read.
    pub fn is_easy_read(&self) -> bool {
        *self == Self::easy_read()
    }

    /// The language as the `lang` attribute has it: Easy Read is no registered variant, so it is a private one.
    pub fn lang(&self) -> String {
        self.0.to_string().replace("-easyread", "-x-easyread")
    }

    /// The way the language is written, as the `dir` attribute has it.
    pub fn dir(&self) -> &'static str {
        const RIGHT_TO_LEFT: [&str; 8] = ["ar", "dv", "fa", "he", "ps", "sd", "ur", "yi"];
        if RIGHT_TO_LEFT.contains(&self.0.language.as_str()) { "rtl" } else { "ltr" }
    }
}

impl Default for Locale {
    fn default() -> Self {
        Self(langid!("en-GB"))
    }
}

/// A text to be shown: words of ours by their key, or what somebody wrote.
#[derive(Debug, Clone)]
pub enum Text {
    /// Words of ours, with what they are told.
    Key(Cow<'static, str>, Vec<(&'static str, Arg)>),
    /// What somebody wrote, as it is.
    Plain(Cow<'static, str>),
}

/// The words whose key came from outside, if there are any.
pub(crate) fn known(key: &str) -> Option<Text> {
    let plain = key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    LOCALES.try_lookup(&Locale::default().0, key).filter(|_| plain)?;
    Some(Text::Key(Cow::Owned(key.to_owned()), Vec::new()))
}

/// The words with this key.
pub fn text(key: &'static str) -> Text {
    Text::Key(Cow::Borrowed(key), Vec::new())
}

impl Text {
    /// Tells the words something: `text("menu-distance").with("miles", 3)`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Say) -> Self {
        if let Self::Key(_, args) = &mut self {
            args.push((name, value.arg()));
        }
        self
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Plain(plain) if plain.is_empty())
    }

    /// The words in a language, not escaped for anything.
    pub fn say(&self, locale: &Locale) -> String {
        let (key, args) = match self {
            Self::Plain(plain) => return plain.to_string(),
            Self::Key(key, args) => (key, args),
        };
        let args: HashMap<Cow<'static, str>, FluentValue<'static>> =
            args.iter().map(|(name, arg)| (Cow::Borrowed(*name), arg.value(locale))).collect();
        let said = if args.is_empty() {
            LOCALES.try_lookup(&locale.0, key)
        } else {
            LOCALES.try_lookup_with_args(&locale.0, key, &args)
        };
        said.unwrap_or_else(|| key.to_string())
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain(Cow::Borrowed(""))
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(&Locale::default()))
    }
}

impl FastWritable for Text {
    fn write_into(&self, dest: &mut dyn fmt::Write, values: &dyn Values) -> askama::Result<()> {
        let said = match askama::get_value::<Locale>(values, Locale::VALUE) {
            Ok(locale) => self.say(locale),
            Err(_) => self.say(&Locale::default()),
        };
        Ok(dest.write_str(&said)?)
    }
}

/// Whatever can be shown: texts, what somebody wrote, numbers, and references to them.
pub trait Say {
    /// As a text.
    fn text(&self) -> Text;

    /// As something a text is told.
    fn arg(&self) -> Arg {
        Arg::Text(self.text())
    }
}

/// Something a text is told.
#[derive(Debug, Clone)]
pub enum Arg {
    /// A number, which the words may count by.
    Number(i64),
    /// Other words, or what somebody wrote.
    Text(Text),
}

impl Arg {
    fn value(&self, locale: &Locale) -> FluentValue<'static> {
        match self {
            Self::Number(number) => FluentValue::from(*number),
            Self::Text(text) => FluentValue::from(text.say(locale)),
        }
    }
}

impl<T: Say + ?Sized> Say for &T {
    fn text(&self) -> Text {
        (**self).text()
    }

    fn arg(&self) -> Arg {
        (**self).arg()
    }
}

impl Say for Text {
    fn text(&self) -> Text {
        self.clone()
    }
}

impl Say for str {
    fn text(&self) -> Text {
        Text::Plain(Cow::Owned(self.to_owned()))
    }
}

impl Say for String {
    fn text(&self) -> Text {
        self.as_str().text()
    }
}

macro_rules! numbers {
    ($($number:ty),+) => {$(
        impl Say for $number {
            fn text(&self) -> Text {
                Text::Plain(Cow::Owned(self.to_string()))
            }

            fn arg(&self) -> Arg {
                Arg::Number(i64::try_from(*self).unwrap_or(i64::MAX))
            }
        }
    )+};
}

numbers!(i32, i64, u32, u64, usize);

/// Numbers with a comma between thousands.
fn grouped(value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    if number.value.fract() != 0.0 {
        return None;
    }
    let digits = format!("{:.0}", number.value.abs());
    let sign = if number.value < 0.0 { "\u{2212}" } else { "" };
    Some(format!("{sign}{}", thousands(&digits)))
}

/// Digits with a comma between thousands.
pub(crate) fn thousands(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests;
