//! Adding something an organisation did, and changing it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use prost_types::FieldMask;
use proto::ulos::v1 as pb;

use super::part::{Part, fill};
use super::{fetch, path};
use crate::entry;
use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::said;
use crate::view::View;
use crate::visit::Visit;
use crate::words::Text;

/// Whether a seat has a vote, with the keys of the words.
const VOTES: &[(i32, &str)] = &[(1, "activity-votes-yes"), (0, "activity-votes-no")];

#[derive(Template)]
#[template(path = "activities/edit.html")]
struct Editing {
    form: Form,
    ulo: pb::Ulo,
    part: Part,
    title: Text,
    /// The one that is changed; empty for a new one.
    name: String,
}

fn of_word(kind: &str) -> Result<Part, Failure> {
    Part::of_word(kind).ok_or_else(|| Error::not_found("this page").into())
}

/// `GET /ulos/{id}/edit/activities/new/{kind}`
pub(super) async fn adding(
    visit: Visit,
    Path((id, kind)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let part = of_word(&kind)?;
    let ulo = entry::fetch(&visit, &id).await?;
    ask(&visit, ulo, part, String::new(), Form::new())
}

fn ask(visit: &Visit, ulo: pb::Ulo, part: Part, name: String, form: Form) -> Result<Response, Failure> {
    let title = if name.is_empty() { part.adding() } else { part.changing() };
    let page = visit.page(title.clone()).back(path(&ulo)).asking(&form);
    page.show(&Editing { form, ulo, part, title, name })
}

/// `POST /ulos/{id}/edit/activities/new/{kind}`
pub(super) async fn add(
    visit: Visit,
    Path((id, kind)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Failure> {
    let part = of_word(&kind)?;
    let ulo = entry::fetch(&visit, &id).await?;
    let activity = part.read(&mut form, &ulo.name);
    if form.is_wrong() {
        return ask(&visit, ulo, part, String::new(), form);
    }
    let request_id = form.request_id().to_owned();
    let request = pb::CreateActivityRequest { activity: Some(activity), request_id };
    match visit.services().activities().create_activity(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying(&path(&ulo), "activity-added")),
        Err(status) => ask(&visit, ulo, part, String::new(), refusal::retry(form, Error::from(status))?),
    }
}

/// `GET /ulos/{id}/edit/activities/{activity}`
pub(super) async fn editing(
    visit: Visit,
    Path((id, activity)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (ulo, activity) = fetch(&visit, &id, &activity).await?;
    let form = fill(&activity);
    ask(&visit, ulo, Part::of(&activity), activity.name, form)
}

/// `POST /ulos/{id}/edit/activities/{activity}`
pub(super) async fn edit(
    visit: Visit,
    Path((id, activity)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Failure> {
    let (ulo, now) = fetch(&visit, &id, &activity).await?;
    let part = Part::of(&now);
    let sent = pb::Activity { name: now.name.clone(), ..part.read(&mut form, &ulo.name) };
    if form.is_wrong() {
        return ask(&visit, ulo, part, now.name, form);
    }
    let paths = vec!["date".to_owned(), part.word().to_owned()];
    let request = pb::UpdateActivityRequest { activity: Some(sent), update_mask: Some(FieldMask { paths }) };
    match visit.services().activities().update_activity(visit.ask(request)?).await.map_err(Error::from) {
        Ok(_) => Ok(visit.go_saying(&path(&ulo), "activity-saved")),
        Err(Error::Stale) => {
            let form = refusal::beside(form, &fill(&now));
            ask(&visit, ulo, part, now.name, form)
        }
        Err(error) => ask(&visit, ulo, part, now.name, refusal::retry(form, error)?),
    }
}
