//! From stage to stage.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::brokers::v1 as pb;
use proto::brokers::v1::case::Stage;
use proto::brokers::v1::introduction::Kind;

use crate::error::Failure;
use crate::fields::Choices;
use crate::form::Form;
use crate::refusal;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

/// The stages a broker can move a case to. Agreeing a plan and sending it back are the person's, ending has its own page.
pub(super) fn moves(case: &pb::Case) -> &'static [Stage] {
    use Stage::{Arranging, Drafting, Exploring, GettingToKnow, Live, Review, Submitted};
    let plan = case.kind() == Kind::SupportBrokerage;
    match (case.stage(), plan) {
        (GettingToKnow, _) => &[Exploring],
        (Exploring, true) => &[Drafting, GettingToKnow],
        (Exploring, false) => &[Arranging, GettingToKnow],
        (Drafting, true) => &[Submitted, Exploring],
        (Submitted | Stage::Returned, true) => &[Drafting],
        (Stage::Agreed, true) => &[Arranging],
        (Arranging, true) => &[Live],
        (Arranging, false) => &[Live, Exploring],
        (Live, _) => &[Review, Arranging],
        (Review, true) => &[Live, Arranging, Drafting],
        (Review, false) => &[Live, Arranging],
        _ => &[],
    }
}

#[derive(Template)]
#[template(path = "caseload/move.html")]
struct Moving {
    form: Form,
    title: Text,
    case: pb::Case,
}

impl Moving {
    fn none(&self) -> bool {
        moves(&self.case).is_empty()
    }

    fn stages(&self) -> Choices<'_> {
        let choices = Choices::one(&self.form, "stage").label(text("caseload-move-where"));
        moves(&self.case).iter().map(|stage| i32::from(*stage)).fold(choices, |choices, stage| {
            choices.explained(stage, said::case::stage(stage), staff_hint(stage))
        })
    }
}

/// What moving there says, where it says more than the stage.
fn staff_hint(stage: i32) -> Text {
    match Stage::try_from(stage) {
        Ok(Stage::Submitted) => text("caseload-move-submitted-hint"),
        Ok(Stage::Live) => text("caseload-move-live-hint"),
        _ => Text::default(),
    }
}

/// `GET /cases/{id}/move`
pub(super) async fn moving(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    staff::of_ulo(&visit)?;
    let case = super::fetch(&visit, &id).await?;
    let form = Form::editing(&case.etag);
    ask(&visit, case, form).await
}

async fn ask(visit: &Visit, case: pb::Case, form: Form) -> Result<Response, Failure> {
    let person = super::title(visit, &case).await?;
    let title = text("caseload-move-title").with("person", person);
    let form = form.onto(&Form::editing(&case.etag));
    let page = visit.page(title.clone()).back(format!("/{}", case.name)).asking(&form);
    page.show(&Moving { form, title, case })
}

/// `POST /cases/{id}/move`, from its own page or from the board, where it goes back to.
pub(super) async fn go(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    staff::of_ulo(&visit)?;
    form.need("stage", text("caseload-move-needed"));
    let minutes = super::work::minutes(&mut form);
    if form.is_wrong() {
        return ask(&visit, super::fetch(&visit, &id).await?, form).await;
    }
    let request = pb::MoveCaseRequest {
        name: format!("cases/{id}"),
        etag: form.etag().to_owned(),
        stage: form.value("stage").parse().unwrap_or_default(),
        note: form.value("note").to_owned(),
        minutes,
    };
    match visit.services().cases().move_case(visit.ask(request)?).await {
        Ok(case) => {
            let case = case.into_inner().name;
            let next = if form.value("next").is_empty() {
                format!("/{case}")
            } else {
                form.value("next").to_owned()
            };
            Ok(visit.go_saying(&next, "caseload-moved"))
        }
        Err(status) => {
            let form = refusal::retry(form, Error::from(status))?;
            ask(&visit, super::fetch(&visit, &id).await?, form).await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(kind: Kind, stage: Stage) -> pb::Case {
        pb::Case { kind: kind.into(), stage: stage.into(), ..Default::default() }
    }

    #[test]
    fn a_broker_is_never_offered_the_decision_on_a_plan() {
        let stages = (0..=10).filter_map(|stage| Stage::try_from(stage).ok());
        for stage in stages {
            for kind in [Kind::SupportBrokerage, Kind::Advocacy, Kind::PeerSupport] {
                for to in moves(&case(kind, stage)) {
                    assert!(
                        !matches!(to, Stage::Agreed | Stage::Returned | Stage::Closed),
                        "{stage:?} to {to:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn support_without_a_plan_is_never_drafted() {
        assert_eq!(moves(&case(Kind::Advocacy, Stage::Exploring)), [Stage::Arranging, Stage::GettingToKnow]);
        assert!(!moves(&case(Kind::PeerSupport, Stage::Review)).contains(&Stage::Drafting));
    }
}
