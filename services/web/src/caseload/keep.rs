//! What a broker keeps up to date on a case: the next step, the first contact, the points it takes.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use chrono::{DateTime, NaiveTime, Utc};
use platform::{Error, uk_time};
use prost_types::{FieldMask, Timestamp};
use proto::brokers::v1 as pb;

use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::when;
use crate::words::{Text, text};

/// One page of what is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Next,
    FirstContact,
    Weight,
}

impl Part {
    fn parse(word: &str) -> Result<Self, Error> {
        match word {
            "next" => Ok(Self::Next),
            "first-contact" => Ok(Self::FirstContact),
            "weight" => Ok(Self::Weight),
            _ => Err(Error::not_found("this page")),
        }
    }

    fn paths(self) -> &'static [&'static str] {
        match self {
            Self::Next => &["next_action", "next_action_date"],
            Self::FirstContact => &["first_contact_time"],
            Self::Weight => &["weight"],
        }
    }

    fn title(self) -> Text {
        text(match self {
            Self::Next => "caseload-next-title",
            Self::FirstContact => "caseload-contact-title",
            Self::Weight => "caseload-weight-title",
        })
    }

    /// The form with what is known.
    fn fill(self, case: &pb::Case) -> Form {
        let form = Form::editing(&case.etag);
        match self {
            Self::Next => {
                form.with("next_action", &case.next_action).with("next_action_date", &case.next_action_date)
            }
            Self::FirstContact => form,
            Self::Weight => form.with("weight", case.weight),
        }
    }

    /// The case with what was typed.
    fn read(self, form: &mut Form, case: &pb::Case) -> pb::Case {
        let mut sent =
            pb::Case { name: case.name.clone(), etag: form.etag().to_owned(), ..Default::default() };
        match self {
            Self::Next => {
                form.value("next_action").clone_into(&mut sent.next_action);
                sent.next_action_date = form.date("next_action_date");
            }
            Self::FirstContact => match when::date(&form.date("first_contact_time")) {
                Some(day) => sent.first_contact_time = moment(day, case.create_time.as_ref(), Utc::now()),
                None => form.note("first_contact_time", text("form-date-wrong")),
            },
            Self::Weight => {
                form.need("weight", text("caseload-weight-needed"));
                sent.weight =
                    form.number("weight").and_then(|weight| i32::try_from(weight).ok()).unwrap_or(0);
            }
        }
        sent
    }
}

/// A moment on that day: noon, or, where noon could not be, the nearest moment between the opening and now.
fn moment(day: chrono::NaiveDate, opened: Option<&Timestamp>, now: DateTime<Utc>) -> Option<Timestamp> {
    let noon = day.and_time(NaiveTime::from_hms_opt(12, 0, 0)?).and_utc();
    let opened = when::time(opened);
    let on_that_day = |time: &DateTime<Utc>| uk_time::date(*time) == day;
    let at = match opened.filter(on_that_day) {
        Some(opened) => opened,
        None if on_that_day(&now) => now.min(noon),
        None => noon,
    };
    Some(Timestamp { seconds: at.timestamp(), nanos: i32::try_from(at.timestamp_subsec_nanos()).ok()? })
}

#[derive(Template)]
#[template(path = "caseload/keep.html")]
struct Keeping {
    form: Form,
    part: Part,
    person: Text,
    case: pb::Case,
}

/// `GET /cases/{id}/{part}`
pub(super) async fn keeping(
    visit: Visit,
    Path((id, part)): Path<(String, String)>,
) -> Result<Response, Failure> {
    staff::of_ulo(&visit)?;
    let part = Part::parse(&part)?;
    let case = super::fetch(&visit, &id).await?;
    let form = part.fill(&case);
    ask(&visit, case, part, form).await
}

async fn ask(visit: &Visit, case: pb::Case, part: Part, form: Form) -> Result<Response, Failure> {
    let person = super::title(visit, &case).await?;
    let page = visit.page(part.title()).back(format!("/{}", case.name)).asking(&form);
    page.show(&Keeping { form, part, person, case })
}

/// `POST /cases/{id}/{part}`
pub(super) async fn keep(
    visit: Visit,
    Path((id, part)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Failure> {
    staff::of_ulo(&visit)?;
    let part = Part::parse(&part)?;
    let now = super::fetch(&visit, &id).await?;
    let case = part.read(&mut form, &now);
    if form.is_wrong() {
        return ask(&visit, now, part, form).await;
    }
    let paths = part.paths().iter().map(|path| (*path).to_owned()).collect();
    let request = pb::UpdateCaseRequest { case: Some(case), update_mask: Some(FieldMask { paths }) };
    match visit.services().cases().update_case(visit.ask(request)?).await.map_err(Error::from) {
        Ok(case) => Ok(visit.go_saying(&format!("/{}", case.into_inner().name), "caseload-saved")),
        Err(Error::Stale) => {
            let form = refusal::beside(form, &part.fill(&now));
            ask(&visit, now, part, form).await
        }
        Err(error) => ask(&visit, now, part, refusal::retry(form, error)?).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_contact_is_between_the_opening_and_now() {
        let time = |text: &str| text.parse::<DateTime<Utc>>().expect("a time");
        let (opened, now) = (time("2026-12-01T15:00:00Z"), time("2026-12-03T09:00:00Z"));
        let opened = Timestamp { seconds: opened.timestamp(), nanos: 0 };
        let at = |day: &str| {
            let day = when::date(day).expect("a day");
            moment(day, Some(&opened), now).and_then(|stamp| when::time(Some(&stamp))).expect("a moment")
        };
        assert_eq!(at("2026-12-01"), time("2026-12-01T15:00:00Z"));
        assert_eq!(at("2026-12-02"), time("2026-12-02T12:00:00Z"));
        assert_eq!(at("2026-12-03"), now);
    }
}
