//! Taking someone on, and saying no.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Caller, Error, Role};
use proto::brokers::v1 as pb;
use proto::brokers::v1::introduction::DeclineReason;

use super::proposal::{Considered, Proposed};
use crate::error::Failure;
use crate::fields::Choices;
use crate::form::Form;
use crate::parts::Bars;
use crate::refusal;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

/// Every reason for a no, in the order it is offered.
const REASONS: [DeclineReason; 7] = [
    DeclineReason::NoCapacity,
    DeclineReason::OutsideArea,
    DeclineReason::NotOurKindOfSupport,
    DeclineReason::CannotMeetAccessNeed,
    DeclineReason::ConflictOfInterest,
    DeclineReason::Safety,
    DeclineReason::Other,
];

#[derive(Template)]
#[template(path = "introductions/accept.html")]
struct Accepting {
    form: Form,
    title: Text,
    introduction: pb::Introduction,
    /// Who is proposed, in a sentence; empty once it is answered.
    proposed: Text,
    /// Who could take the person on now, in the order of the rule.
    able: Vec<Considered>,
    /// Who could not, and why.
    unable: Vec<Considered>,
    manager: bool,
}

impl Accepting {
    /// The choice of a manager: who, with what is said of each.
    fn who(&self) -> Choices<'_> {
        let choices = Choices::one(&self.form, "broker")
            .label(text("introduction-accept-who"))
            .hint(text("introduction-accept-who-hint"));
        self.able.iter().fold(choices, |choices, one| {
            let hint = text("introduction-accept-said")
                .with("said", one.line())
                .with("load", said::broker::load(&one.broker));
            choices.explained(&one.broker.name, &one.broker.display_name, hint)
        })
    }

    /// The load of a broker now, and with this case.
    fn loads(&self, broker: &pb::Broker) -> Bars {
        let open_weight = broker.open_weight.saturating_add(self.introduction.weight);
        let then = pb::Broker { open_weight, ..broker.clone() };
        let (load, share) = (said::broker::load, said::broker::share);
        Bars::default().bar(text("introduction-accept-now"), load(broker), share(broker)).bar(
            text("introduction-accept-then"),
            load(&then),
            share(&then),
        )
    }
}

/// `GET /introductions/{id}/accept`
pub(super) async fn accepting(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let introduction = super::fetch(&visit, &id).await?;
    ask_accept(&visit, introduction, None).await
}

/// Asks who takes the person on; `sent` is the form when it was sent before. At first the one proposed is chosen.
async fn ask_accept(
    visit: &Visit,
    introduction: pb::Introduction,
    sent: Option<Form>,
) -> Result<Response, Failure> {
    let caller = staff::of_ulo(visit)?;
    let manager = caller.role == Role::Manager;
    let proposed = Proposed::of(visit, &introduction).await?;
    if proposed.is_none() && sent.is_none() {
        return Ok(visit.go(&format!("/{}", introduction.name)));
    }
    let considered = proposed.iter().flat_map(Proposed::considered);
    let (able, unable) = considered.partition(|one| one.can(introduction.weight));
    let person = staff::person(visit, &introduction.person).await?;
    let title = text("introduction-accept-title").with("person", staff::name_of(person.as_ref()));
    let first = || {
        let broker = proposed.as_ref().map(Proposed::broker).unwrap_or_default();
        Form::editing(&introduction.etag).with("broker", broker)
    };
    let form = sent.unwrap_or_else(first).onto(&Form::editing(&introduction.etag));
    let back = format!("/{}", introduction.name);
    let page = visit.page(title.clone()).back(back).asking(&form);
    let proposed = proposed.as_ref().map_or_else(Text::default, Proposed::said);
    page.show(&Accepting { form, title, introduction, proposed, able, unable, manager })
}

/// `POST /introductions/{id}/accept`
pub(super) async fn accept(
    visit: Visit,
    Path(id): Path<String>,
    mut form: Form,
) -> Result<Response, Failure> {
    let caller = staff::of_ulo(&visit)?;
    let broker = chosen_broker(caller, &form);
    if broker.is_empty() {
        form.note("broker", text("introduction-accept-needed"));
        return ask_accept(&visit, super::fetch(&visit, &id).await?, Some(form)).await;
    }
    let request = pb::AcceptIntroductionRequest {
        name: format!("introductions/{id}"),
        etag: form.etag().to_owned(),
        broker,
    };
    match visit.services().introductions().accept_introduction(visit.ask(request)?).await {
        Ok(done) => Ok(visit.go_saying(&format!("/{}", done.into_inner().case), "introduction-accepted")),
        Err(status) => {
            let form = refusal::retry(form, Error::from(status))?;
            ask_accept(&visit, super::fetch(&visit, &id).await?, Some(form)).await
        }
    }
}

/// A broker takes people on themselves; a manager says who does.
fn chosen_broker(caller: &Caller, form: &Form) -> String {
    if caller.role == Role::Broker { caller.subject.clone() } else { form.value("broker").to_owned() }
}

#[derive(Template)]
#[template(path = "introductions/decline.html")]
struct Declining {
    form: Form,
    title: Text,
}

impl Declining {
    fn why(&self) -> Choices<'_> {
        let choices = Choices::one(&self.form, "decline_reason").label(text("introduction-decline-why"));
        REASONS
            .into_iter()
            .map(i32::from)
            .fold(choices, |choices, reason| choices.option(reason, said::case::decline_reason(reason)))
    }
}

/// `GET /introductions/{id}/decline`
pub(super) async fn declining(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let introduction = super::fetch(&visit, &id).await?;
    ask_decline(&visit, &introduction, Form::editing(&introduction.etag)).await
}

async fn ask_decline(
    visit: &Visit,
    introduction: &pb::Introduction,
    form: Form,
) -> Result<Response, Failure> {
    staff::of_ulo(visit)?;
    let person = staff::person(visit, &introduction.person).await?;
    let title = text("introduction-decline-title").with("person", staff::name_of(person.as_ref()));
    let form = form.onto(&Form::editing(&introduction.etag));
    let page = visit.page(title.clone()).back(format!("/{}", introduction.name)).asking(&form);
    page.show(&Declining { form, title })
}

/// `POST /introductions/{id}/decline`
pub(super) async fn decline(
    visit: Visit,
    Path(id): Path<String>,
    mut form: Form,
) -> Result<Response, Failure> {
    staff::of_ulo(&visit)?;
    form.need("decline_reason", text("introduction-decline-needed"));
    let reason = form.value("decline_reason").parse().unwrap_or_default();
    if reason == i32::from(DeclineReason::Other) {
        form.need("decline_note", text("introduction-decline-note-needed"));
    }
    if form.is_wrong() {
        return ask_decline(&visit, &super::fetch(&visit, &id).await?, form).await;
    }
    let request = pb::DeclineIntroductionRequest {
        name: format!("introductions/{id}"),
        etag: form.etag().to_owned(),
        decline_reason: reason,
        decline_note: form.value("decline_note").to_owned(),
    };
    match visit.services().introductions().decline_introduction(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying("/introductions", "introduction-declined")),
        Err(status) => {
            let form = refusal::retry(form, Error::from(status))?;
            ask_decline(&visit, &super::fetch(&visit, &id).await?, form).await
        }
    }
}
