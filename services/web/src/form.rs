//! What a form needs to be shown again: everything typed, and everything wrong with it.
//!
//! A field has one name everywhere: the input's `name` and `id` here, the field of the message in the proto. So a
//! violation of `person.display_name` finds the input `display_name`, and the error summary links to it.

use axum::extract::{FromRequest, Request};
use platform::{Error, Violation};
use uuid::Uuid;

use crate::error::Failure;
use crate::visit::Visit;
use crate::words::{Say, Text, text};

/// The largest form accepted, in bytes.
pub const MAX_FORM: usize = 64 * 1024;
/// Fields the site itself sends along.
const OWN: [&str; 3] = ["csrf", "request_id", "etag"];

/// The values of a form and what is wrong with them.
#[derive(Debug, Clone, Default)]
pub struct Form {
    pairs: Vec<(String, String)>,
    wrong: Vec<Wrong>,
    theirs: Vec<(String, String)>,
    request_id: String,
    etag: String,
}

/// One thing wrong with a form.
#[derive(Debug, Clone)]
pub struct Wrong {
    /// The input it belongs to.
    pub field: String,
    /// What to do about it.
    pub text: Text,
}

impl Form {
    /// An empty form, with a request id of its own.
    pub fn new() -> Self {
        Self { request_id: Uuid::now_v7().to_string(), ..Self::default() }
    }

    /// A form with what is known already, for changing the version of a record this etag names.
    pub fn editing(etag: &str) -> Self {
        Self { etag: etag.to_owned(), ..Self::new() }
    }

    /// Fills in one value; a field of several values takes several.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.pairs.push((name.to_owned(), value.to_string()));
        self
    }

    /// The value of a field, trimmed; empty when there is none.
    pub fn value(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// Every value of a field.
    pub fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// Every value of a field, as a message takes them.
    pub fn list(&self, name: &str) -> Vec<String> {
        self.all(name).filter(|value| !value.is_empty()).map(str::to_owned).collect()
    }

    /// Whether this value of the field was chosen.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|chosen| chosen == value)
    }

    /// A whole number; none when the field is empty. Anything else typed is noted as wrong.
    pub fn number(&mut self, name: &str) -> Option<i64> {
        let typed = self.value(name).replace([',', ' '], "");
        if typed.is_empty() {
            return None;
        }
        let number = typed.parse().ok();
        if number.is_none() {
            self.note(name, text("form-number-wrong"));
        }
        number
    }

    /// An amount typed as pounds, in pence; none when the field is empty. Anything else typed is noted as wrong.
    pub fn pence(&mut self, name: &str) -> Option<i64> {
        let typed = self.value(name).replace(['£', ',', ' '], "");
        if typed.is_empty() {
            return None;
        }
        let pence = pence(&typed);
        if pence.is_none() {
            self.note(name, text("form-pounds-wrong"));
        }
        pence
    }

    /// A date typed in three boxes, as `2026-04-30`; empty when all are empty. What is no date stays as typed, so that
    /// the service says what is wrong with it.
    pub fn date(&self, name: &str) -> String {
        let part = |part: &str| self.value(&format!("{name}.{part}")).to_owned();
        let (day, month, year) = (part("day"), part("month"), part("year"));
        if day.is_empty() && month.is_empty() && year.is_empty() {
            return String::new();
        }
        format!("{year:0>4}-{month:0>2}-{day:0>2}")
    }

    /// The id that makes sending twice the same as sending once.
    pub fn request_id(&self) -> &str {
        &self.request_id
    }

    /// An id of its own for one of several things this form makes, the same when the form is sent again.
    pub fn request_id_for(&self, what: &str) -> String {
        let whole = Uuid::try_parse(&self.request_id).unwrap_or_default();
        Uuid::new_v5(&whole, what.as_bytes()).to_string()
    }

    /// The version of the record this form changes; empty when it makes a new one.
    pub fn etag(&self) -> &str {
        &self.etag
    }

    /// What is wrong, in the order it was found.
    pub fn wrong(&self) -> &[Wrong] {
        &self.wrong
    }

    /// What is wrong with one field.
    pub fn wrong_with(&self, name: &str) -> Option<&Text> {
        self.wrong.iter().find(|wrong| wrong.field == name).map(|wrong| &wrong.text)
    }

    /// What somebody else saved in this field meanwhile, when it differs from what was typed.
    pub fn theirs(&self, name: &str) -> Option<&str> {
        self.theirs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether somebody else changed the record meanwhile.
    pub fn is_stale(&self) -> bool {
        !self.theirs.is_empty()
    }

    /// Notes one thing wrong, in our own words.
    pub fn note(&mut self, field: &str, words: impl Say) {
        self.wrong.push(Wrong { field: field.to_owned(), text: words.text() });
    }

    /// Notes that a field must be filled in, unless it is.
    pub fn need(&mut self, field: &str, words: impl Say) {
        if self.value(field).is_empty() {
            self.note(field, words);
        }
    }

    /// Whether anything was noted as wrong.
    pub fn is_wrong(&self) -> bool {
        !self.wrong.is_empty()
    }

    /// The form with what an error says is wrong, to be shown again.
    ///
    /// # Errors
    /// The error itself, when it is not about what was typed.
    pub fn again(mut self, error: Error) -> Result<Self, Failure> {
        match error {
            Error::Invalid(violations) if !violations.is_empty() => {
                self.wrong.extend(violations.iter().map(Wrong::from));
                Ok(self)
            }
            Error::AlreadyExists { text, .. } => {
                self.note("", sentence(&text));
                Ok(self)
            }
            other => Err(other.into()),
        }
    }

    /// The form beside what the record says now, after somebody else changed it: what was typed is kept, each field that
    /// differs shows both, and sending again goes onto the new version.
    #[must_use]
    pub fn onto(mut self, now: &Self) -> Self {
        self.etag.clone_from(&now.etag);
        for (name, _) in &now.pairs {
            let saved = now.all(name).collect::<Vec<_>>().join(", ");
            let in_boxes = self.pairs.iter().any(|(key, _)| key == &format!("{name}.day"));
            let typed =
                if in_boxes { self.date(name) } else { self.all(name).collect::<Vec<_>>().join(", ") };
            if saved != typed && self.theirs(name).is_none() {
                self.theirs.push((name.clone(), saved));
            }
        }
        self
    }

    /// What was typed, without the fields the site sends along, to be sent once more.
    pub(crate) fn typed(&self) -> impl Iterator<Item = &(String, String)> {
        self.pairs.iter()
    }

    fn read(pairs: Vec<(String, String)>) -> (Self, String) {
        let own = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
        let csrf = own("csrf").unwrap_or_default();
        let request_id = own("request_id").unwrap_or_else(|| Uuid::now_v7().to_string());
        let etag = own("etag").unwrap_or_default();
        let pairs = pairs.into_iter().filter(|(key, _)| !OWN.contains(&key.as_str())).collect();
        (Self { pairs, request_id, etag, ..Self::default() }, csrf)
    }
}

impl From<&Violation> for Wrong {
    fn from(violation: &Violation) -> Self {
        let field = violation.field.split_once('.').map_or(&*violation.field, |(_, field)| field);
        Self { field: field.to_owned(), text: in_own_words(&violation.text) }
    }
}

/// What the services say about a field, in words that fit a form.
fn in_own_words(said: &str) -> Text {
    match said {
        "enter something here" => text("form-needed"),
        "give a date such as 2026-04-30" => text("form-date-wrong"),
        other => sentence(other).text(),
    }
}

/// A service's lower-case clause as a sentence.
pub(crate) fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    let end = if clause.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let visit = request.extensions().get::<Visit>().cloned();
        let read = axum::Form::<Vec<(String, String)>>::from_request(request, state).await;
        let axum::Form(pairs) = read.map_err(|rejection| Failure::Unread(rejection.status()))?;
        let (form, csrf) = Self::read(pairs);
        match visit {
            Some(visit) if visit.accepts(&csrf) => Ok(form),
            _ => Err(Failure::Resend(form)),
        }
    }
}

/// Digits of pounds, perhaps a point and one or two digits of pence.
fn pence(typed: &str) -> Option<i64> {
    let (pounds, rest) = typed.split_once('.').unwrap_or((typed, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(pounds) || !digits(rest) || rest.len() > 2 {
        return None;
    }
    let rest: i64 = format!("{rest:0<2}").parse().ok()?;
    let pounds: i64 = pounds.parse().ok()?;
    pounds.checked_mul(100)?.checked_add(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(pairs: &[(&str, &str)]) -> Form {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Form::read(pairs).0
    }

    #[test]
    fn everything_typed_is_kept_and_the_own_fields_apart() {
        let form = posted(&[
            ("csrf", "x"),
            ("request_id", "r"),
            ("etag", "e"),
            ("kind", "a"),
            ("kind", "b"),
            ("note", " hi "),
        ]);
        assert_eq!((form.request_id(), form.etag()), ("r", "e"));
        assert_eq!(form.list("kind"), ["a", "b"]);
        assert_eq!(form.value("note"), "hi");
        assert_eq!(form.typed().count(), 3);
    }

    #[test]
    fn a_violation_finds_its_input() {
        let error = Error::invalid("person.display_name", "enter something here");
        let form = posted(&[("display_name", "")]).again(error).expect("a form");
        assert_eq!(
            form.wrong_with("display_name").map(ToString::to_string).as_deref(),
            Some("Fill this in.")
        );
    }

    #[test]
    fn an_error_about_something_else_is_not_shown_in_the_form() {
        assert!(posted(&[]).again(Error::Forbidden).is_err());
    }

    #[test]
    fn money_typed_as_pounds_is_pence() {
        let pence = |typed| posted(&[("amount_pence", typed)]).pence("amount_pence");
        assert_eq!(pence("£1,200.5"), Some(120_050));
        for wrong in ["", "-1", "1.234", "1.", "x", ".5", "99999999999999999999", "٣"] {
            assert_eq!(pence(wrong), None, "{wrong}");
        }
        let mut form = posted(&[("amount_pence", "lots")]);
        form.pence("amount_pence");
        assert!(form.is_wrong());
    }

    #[test]
    fn a_date_in_three_boxes_is_one_date() {
        let form = posted(&[("end_date.day", "3"), ("end_date.month", "4"), ("end_date.year", "2027")]);
        assert_eq!(form.date("end_date"), "2027-04-03");
        assert_eq!(posted(&[]).date("end_date"), "");
    }

    #[test]
    fn a_stale_form_shows_both_versions_and_goes_onto_the_new_one() {
        let now = Form::editing("2").with("display_name", "Sam").with("pronouns", "they");
        let form = posted(&[("etag", "1"), ("display_name", "Sammy"), ("pronouns", "they")]).onto(&now);
        assert_eq!(form.etag(), "2");
        assert_eq!((form.theirs("display_name"), form.theirs("pronouns")), (Some("Sam"), None));
    }
}
