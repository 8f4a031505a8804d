//! Adopting a solution of another organisation, and saying how it went.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use prost_types::FieldMask;
use proto::ulos::v1 as pb;

use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::when;
use crate::words::text;

#[derive(Template)]
#[template(path = "solutions/adopt.html")]
struct Adopting {
    form: Form,
    solution: pb::Solution,
    /// Whether it was adopted before.
    before: bool,
}

/// What there is: the solution, and the adoption of it by the manager's own organisation.
async fn known(visit: &Visit, id: &str) -> Result<(pb::Solution, String, Option<pb::Adoption>), Failure> {
    let ulo = staff::one_of(visit, &[Role::Manager])?.ulo.clone();
    let solution = super::fetch(visit, id).await?;
    let of_it = super::adoptions(visit, &solution.name, &ulo).await?;
    Ok((solution, ulo, of_it.into_iter().next()))
}

fn fill(adoption: &pb::Adoption) -> Form {
    Form::editing(&adoption.etag)
        .with("adopt_date", &adoption.adopt_date)
        .with("verdict", adoption.verdict)
        .with("words", &adoption.words)
}

fn ask(visit: &Visit, solution: pb::Solution, before: bool, form: Form) -> Result<Response, Failure> {
    let back = format!("/{}", solution.name);
    let page = visit.page(text("solution-adopt-title")).back(back).asking(&form);
    page.show(&Adopting { form, solution, before })
}

/// `GET /solutions/{id}/adopt`
pub(super) async fn adopting(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (solution, _, adoption) = known(&visit, &id).await?;
    let today = when::today().to_string();
    let form =
        adoption.as_ref().map_or_else(|| Form::new().with("adopt_date", today).with("verdict", 0), fill);
    ask(&visit, solution, adoption.is_some(), form)
}

/// `POST /solutions/{id}/adopt`
pub(super) async fn adopt(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let (solution, ulo, now) = known(&visit, &id).await?;
    let mut adoption = pb::Adoption {
        adopt_date: form.date("adopt_date"),
        verdict: form.value("verdict").parse().unwrap_or_default(),
        words: form.value("words").to_owned(),
        solution: solution.name.clone(),
        ulo,
        ..Default::default()
    };
    let mut adoptions = visit.services().adoptions();
    let kept = match &now {
        None => {
            let request_id = form.request_id().to_owned();
            let request = pb::CreateAdoptionRequest { adoption: Some(adoption), request_id };
            adoptions.create_adoption(visit.ask(request)?).await
        }
        Some(now) => {
            (adoption.name, adoption.etag) = (now.name.clone(), form.etag().to_owned());
            let update_mask =
                Some(FieldMask { paths: ["adopt_date", "verdict", "words"].map(str::to_owned).to_vec() });
            let request = pb::UpdateAdoptionRequest { adoption: Some(adoption), update_mask };
            adoptions.update_adoption(visit.ask(request)?).await
        }
    };
    match kept.map_err(Error::from) {
        Ok(_) => Ok(visit.go_saying(&format!("/{}", solution.name), "solution-adoption-kept")),
        Err(error) => ask(&visit, solution, now.is_some(), refusal::retry(form, error)?),
    }
}
