//! Pausing, going on, leaving.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use proto::brokers::v1 as pb;

use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

/// `POST /brokers/{id}/pause`
pub(super) async fn pause(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let request = pb::PauseBrokerRequest { name: format!("brokers/{id}"), etag: form.etag().to_owned() };
    let broker = visit.services().brokers().pause_broker(visit.ask(request)?).await?.into_inner();
    Ok(visit.go_saying(&format!("/{}", broker.name), "broker-paused"))
}

/// `POST /brokers/{id}/resume`
pub(super) async fn resume(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let request = pb::ResumeBrokerRequest { name: format!("brokers/{id}"), etag: form.etag().to_owned() };
    let broker = visit.services().brokers().resume_broker(visit.ask(request)?).await?.into_inner();
    Ok(visit.go_saying(&format!("/{}", broker.name), "broker-resumed"))
}

#[derive(Template)]
#[template(path = "brokers/retire.html")]
struct Retiring {
    form: Form,
    title: Text,
    broker: pb::Broker,
}

/// `GET /brokers/{id}/retire`
pub(super) async fn retiring(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Manager, Role::Operator])?;
    let broker = super::to_keep(&visit, &id).await?;
    let form = Form::editing(&broker.etag);
    ask(&visit, broker, form)
}

fn ask(visit: &Visit, broker: pb::Broker, form: Form) -> Result<Response, Failure> {
    let title = text("broker-retire-title").with("broker", &broker.display_name);
    let form = form.onto(&Form::editing(&broker.etag));
    let page = visit.page(title.clone()).back(format!("/{}", broker.name)).asking(&form);
    page.show(&Retiring { form, title, broker })
}

/// `POST /brokers/{id}/retire`
pub(super) async fn retire(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Manager, Role::Operator])?;
    let request = pb::RetireBrokerRequest { name: format!("brokers/{id}"), etag: form.etag().to_owned() };
    match visit.services().brokers().retire_broker(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying("/team", "broker-retired")),
        Err(status) => {
            let form = refusal::retry(form, Error::from(status))?;
            ask(&visit, super::to_keep(&visit, &id).await?, form)
        }
    }
}
