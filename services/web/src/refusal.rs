//! What a rule of the services says no to, explained on the form that was sent, with what else is possible.

use platform::{Error, Violation};

use crate::error::Failure;
use crate::form::{Form, sentence};
use crate::words::{Say as _, Text, text};

/// The form with what went wrong, to be shown again beside the record as it is now.
///
/// # Errors
/// The error itself, when showing the form again cannot help.
pub(crate) fn retry(mut form: Form, error: Error) -> Result<Form, Failure> {
    match error {
        Error::Refused { reason, text } => {
            form.note("", words(reason).unwrap_or_else(|| sentence(&text).text()));
            Ok(form)
        }
        Error::Stale => {
            form.note("", text("refusal-stale"));
            Ok(form)
        }
        other => form.again(other),
    }
}

/// The form beside the record as it is now, after somebody else changed it: both versions of each field, or, where only
/// other fields changed, a word that it did.
pub(crate) fn beside(form: Form, now: &Form) -> Form {
    let mut form = form.onto(now);
    if !form.is_stale() {
        form.note("", text("refusal-stale"));
    }
    form
}

/// As [`retry`] for a form that fills one row of a list, whose fields the service names by list and place.
///
/// # Errors
/// As [`retry`].
pub(crate) fn retry_row(form: Form, error: Error) -> Result<Form, Failure> {
    let Error::Invalid(mut violations) = error else { return retry(form, error) };
    for violation in &mut violations {
        let last = violation.field.rsplit(['.', '[']).next().unwrap_or_default().trim_end_matches(']');
        let last = if last.bytes().all(|byte| byte.is_ascii_digit()) { "" } else { last };
        violation.field = format!("row.{last}");
    }
    form.again(Error::Invalid(violations))
}

/// What is said of an entry of `list`, a field of the service, finds the row of the form it was typed in.
pub(crate) fn in_place(error: Error, list: &str, places: &[usize]) -> Error {
    let Error::Invalid(violations) = error else { return error };
    let moved = violations.into_iter().map(|violation| {
        let rest = violation.field.strip_prefix(list).and_then(|rest| rest.strip_prefix('['));
        let found = rest.and_then(|rest| rest.split_once(']'));
        let found = found.and_then(|(index, rest)| Some((places.get(index.parse::<usize>().ok()?)?, rest)));
        match found {
            Some((place, rest)) => Violation::new(format!("{list}[{place}]{rest}"), violation.text.clone()),
            None => violation,
        }
    });
    Error::Invalid(moved.collect())
}

fn words(reason: &str) -> Option<Text> {
    Some(text(match reason {
        "BROKER_FULL" => "refusal-broker-full",
        "BROKER_NOT_ACTIVE" => "refusal-broker-not-active",
        "REQUEST_ALREADY_ASKED" => "refusal-request-already-asked",
        "ROUND_NOT_TOLD" => "refusal-round-not-told",
        "OPENINGS_HELD" => "refusal-openings-held",
        "BROKER_RULED_OUT" => "refusal-broker-ruled-out",
        "BROKER_LEFT" => "refusal-broker-left",
        "BROKER_HAS_OPEN_CASES" => "refusal-broker-has-open-cases",
        "INTRODUCTION_EXPIRED" => "refusal-introduction-expired",
        "INTRODUCTION_NOT_OFFERED" => "refusal-introduction-not-offered",
        "CASE_CLOSED" => "refusal-case-closed",
        "STAGE_NOT_REACHABLE" => "refusal-stage-not-reachable",
        "REVIEW_TOO_EARLY" => "refusal-review-too-early",
        "REVIEW_NOT_DUE" => "refusal-review-not-due",
        "ULO_CLOSED" => "refusal-ulo-closed",
        "OFFERING_CLOSED" => "refusal-offering-closed",
        "OPENING_ROUND_NOT_OPEN" => "refusal-opening-round-not-open",
        "OPENING_ROUND_CLOSED" => "refusal-opening-round-closed",
        "OPENING_ROUND_NOT_CLOSED" => "refusal-opening-round-not-closed",
        "OPENING_ROUND_EMPTY" => "refusal-opening-round-empty",
        "OFFERING_IN_OTHER_ROUND" => "refusal-offering-in-other-round",
        "OPENINGS_NOT_STATED" => "refusal-openings-not-stated",
        "COUNTS_CHANGED" => "refusal-counts-changed",
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(form: &Form, field: &str) -> Option<String> {
        form.wrong_with(field).map(ToString::to_string)
    }

    #[test]
    fn a_refusal_is_told_in_our_words_or_else_in_the_service_s() {
        let full = retry(Form::new(), Error::refused("BROKER_FULL", "no")).expect("a form");
        assert!(said(&full, "").is_some_and(|said| said.contains("limit")));
        let other = retry(Form::new(), Error::refused("OTHER", "not today")).expect("a form");
        assert_eq!(said(&other, "").as_deref(), Some("Not today."));
    }

    #[test]
    fn what_is_wrong_with_an_entry_finds_its_row() {
        let error = Error::invalid("round.criteria[1].weight", "no");
        let Error::Invalid(moved) = in_place(error, "round.criteria", &[0, 3]) else {
            panic!("it is still wrong")
        };
        assert_eq!(moved.first().map(|violation| violation.field.as_str()), Some("round.criteria[3].weight"));
    }

    #[test]
    fn a_violation_in_a_row_finds_the_field_of_the_row() {
        let error = Error::invalid("broker.interests[2].detail", "say what it is");
        let form = retry_row(Form::new(), error).expect("a form");
        assert_eq!(said(&form, "detail").as_deref(), Some("Say what it is."));
        let error = Error::invalid("broker.interests[10]", "at most 10");
        assert!(said(&retry_row(Form::new(), error).expect("a form"), "").is_some());
    }
}
