//! Giving a case to another broker of the team: for the manager, who sees every load first.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use proto::brokers::v1 as pb;

use crate::error::Failure;
use crate::fields::Choices;
use crate::form::Form;
use crate::refusal;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "caseload/transfer.html")]
struct Transferring {
    form: Form,
    title: Text,
    case: pb::Case,
    able: Vec<pb::Broker>,
    unable: Vec<pb::Broker>,
}

impl Transferring {
    fn who(&self) -> Choices<'_> {
        let choices = Choices::one(&self.form, "broker").label(text("caseload-transfer-who"));
        self.able.iter().fold(choices, |choices, broker| {
            choices.explained(&broker.name, &broker.display_name, said::broker::load(broker))
        })
    }
}

/// `GET /cases/{id}/transfer`
pub(super) async fn transferring(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Manager])?;
    let case = super::fetch(&visit, &id).await?;
    let form = Form::editing(&case.etag);
    ask(&visit, case, form).await
}

async fn ask(visit: &Visit, case: pb::Case, form: Form) -> Result<Response, Failure> {
    let mut team = staff::brokers(visit, &case.ulo).await?;
    team.retain(|broker| broker.name != case.broker);
    let (able, unable) = team.into_iter().partition(|broker| said::broker::has_room(broker, case.weight));
    let title = text("caseload-transfer-title").with("person", super::title(visit, &case).await?);
    let form = form.onto(&Form::editing(&case.etag));
    let page = visit.page(title.clone()).back(format!("/{}", case.name)).asking(&form);
    page.show(&Transferring { form, title, case, able, unable })
}

/// `POST /cases/{id}/transfer`
pub(super) async fn transfer(
    visit: Visit,
    Path(id): Path<String>,
    mut form: Form,
) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Manager])?;
    form.need("broker", text("caseload-transfer-needed"));
    if form.is_wrong() {
        return ask(&visit, super::fetch(&visit, &id).await?, form).await;
    }
    let request = pb::TransferCaseRequest {
        name: format!("cases/{id}"),
        etag: form.etag().to_owned(),
        broker: form.value("broker").to_owned(),
    };
    match visit.services().cases().transfer_case(visit.ask(request)?).await {
        Ok(case) => Ok(visit.go_saying(&format!("/{}", case.into_inner().name), "caseload-transferred")),
        Err(status) => {
            let form = refusal::retry(form, Error::from(status))?;
            ask(&visit, super::fetch(&visit, &id).await?, form).await
        }
    }
}
