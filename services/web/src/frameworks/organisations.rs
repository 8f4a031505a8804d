//! The organisations of a council's area, whether they are user-led, when they were last checked; and checking one.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::Verdict;

use crate::error::Failure;
use crate::form::Form;
use crate::read;
use crate::refusal;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::when;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "frameworks/organisations.html")]
struct List {
    lead: Text,
    ulos: Vec<pb::Ulo>,
    council: Text,
    /// Where what waits for officers is.
    waiting: String,
    /// Whether whoever looks may check entries here.
    checks: bool,
    /// Whether whoever looks may see what they live on.
    sees_money: bool,
}

/// `GET /frameworks/{gss}/organisations`
pub(super) async fn list(visit: Visit, Path(gss): Path<String>) -> Result<Response, Failure> {
    let council = format!("councils/{gss}");
    if !reference::council::is_name(&council) {
        return Err(Error::not_found("this council").into());
    }
    let mut ulos = read::ulos_in(&visit, &council).await?;
    ulos.sort_by_cached_key(|ulo| ulo.display_name.to_lowercase());
    let shown = ulos.iter().filter(|ulo| verdict(ulo) == i32::from(Verdict::Met)).count();
    let stale = ulos.iter().filter(|ulo| ulo.stale).count();
    let content = List {
        lead: text("framework-ulos-lead").with("count", ulos.len()).with("shown", shown).with("stale", stale),
        waiting: format!("/frameworks/{gss}/waiting"),
        checks: may_check(&visit, &council),
        sees_money: may_see_money(&visit, &council),
        council: staff::council(&council),
        ulos,
    };
    let title = text("framework-ulos-title").with("council", &content.council);
    let framework = text("framework-title").with("council", &content.council);
    let page = visit.page(title).under(framework, format!("/frameworks/{gss}")).wide();
    page.show(&content)
}

fn verdict(ulo: &pb::Ulo) -> i32 {
    ulo.user_led.as_ref().map_or(0, |standing| standing.verdict)
}

fn checked(ulo: &pb::Ulo) -> Text {
    when::ago(ulo.verify_time.as_ref(), when::today())
}

/// An officer checks what is in their own council's area, an operator anything.
fn may_check(visit: &Visit, council: &str) -> bool {
    visit.viewer().is_some_and(|viewer| match viewer.caller().role {
        Role::Officer => viewer.caller().council == council,
        Role::Operator => true,
        _ => false,
    })
}

/// How safe organisations are concerns those who must see what is there: observers, and officers in their own council's area.
fn may_see_money(visit: &Visit, council: &str) -> bool {
    let observes = visit.viewer().is_some_and(|viewer| viewer.caller().role == Role::Observer);
    observes || may_check(visit, council)
}

#[derive(Template)]
#[template(path = "frameworks/verify.html")]
struct Verifying {
    form: Form,
    ulo: pb::Ulo,
    title: Text,
}

/// `GET /ulos/{id}/verify`
pub(super) async fn verifying(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Officer, Role::Operator])?;
    let ulo = read::ulo(&visit, &format!("ulos/{id}")).await?;
    let form = Form::editing(&ulo.etag);
    ask(&visit, ulo, form)
}

fn ask(visit: &Visit, ulo: pb::Ulo, form: Form) -> Result<Response, Failure> {
    let title = text("framework-verify-title").with("ulo", &ulo.display_name);
    let form = form.onto(&Form::editing(&ulo.etag));
    let page = visit.page(title.clone()).back(back(visit, &ulo)).asking(&form);
    page.show(&Verifying { form, ulo, title })
}

fn back(visit: &Visit, ulo: &pb::Ulo) -> String {
    match visit.viewer().map(|viewer| viewer.caller().council.as_str()) {
        Some(council) if !council.is_empty() => {
            format!("/{}/organisations", council.replacen("councils/", "frameworks/", 1))
        }
        _ => format!("/{}", ulo.name),
    }
}

/// `POST /ulos/{id}/verify`
pub(super) async fn verify(
    visit: Visit,
    Path(id): Path<String>,
    mut form: Form,
) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Officer, Role::Operator])?;
    let name = format!("ulos/{id}");
    form.need("verify_method", text("framework-verify-needed"));
    if form.is_wrong() {
        return ask(&visit, read::ulo(&visit, &name).await?, form);
    }
    let request = pb::VerifyUloRequest {
        name: name.clone(),
        etag: form.etag().to_owned(),
        verify_method: form.value("verify_method").parse().unwrap_or_default(),
    };
    match visit.services().ulos().verify_ulo(visit.ask(request)?).await {
        Ok(ulo) => Ok(visit.go_saying(&back(&visit, &ulo.into_inner()), "framework-verified")),
        Err(status) => {
            let form = refusal::retry(form, Error::from(status))?;
            ask(&visit, read::ulo(&visit, &name).await?, form)
        }
    }
}
