//! Everything of a council's area that waits for its officers.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use proto::ulos::v1 as pb;

use crate::claim::number;
use crate::error::Failure;
use crate::read;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::when;
use crate::words::{Say as _, Text, text};

#[derive(Template)]
#[template(path = "waiting/queue.html")]
struct Queue {
    council: Text,
    lead: Text,
    edits: Vec<(Text, pb::Edit)>,
    claims: Vec<(Text, pb::Claim)>,
    stale: Vec<pb::Ulo>,
}

/// `GET /frameworks/{gss}/waiting`
pub(super) async fn show(visit: Visit, Path(gss): Path<String>) -> Result<Response, Failure> {
    let council = format!("councils/{gss}");
    let caller = staff::one_of(&visit, &[Role::Officer, Role::Operator])?;
    if !reference::council::is_name(&council) {
        return Err(Error::not_found("this council").into());
    }
    if caller.role == Role::Officer && caller.council != council {
        return Err(Error::Forbidden.into());
    }
    let ulos = read::ulos_in(&visit, &council).await?;
    let named = |name: &str| ulos.iter().find(|ulo| ulo.name == name).map(|ulo| ulo.display_name.text());
    let edits = super::edits(&visit, "").await?.into_iter();
    let edits: Vec<_> = edits.filter_map(|edit| Some((named(&edit.ulo)?, edit))).collect();
    let claims = super::claims(&visit, "").await?.into_iter();
    let claims: Vec<_> = claims.filter_map(|claim| Some((named(&claim.ulo)?, claim))).collect();
    let mut stale: Vec<pb::Ulo> = ulos.iter().filter(|ulo| ulo.stale).cloned().collect();
    stale.sort_by_key(super::leaves);
    let lead = text("waiting-lead").with("edits", edits.len()).with("claims", claims.len());
    let council = staff::council(&council);
    let content = Queue { lead: lead.with("stale", stale.len()), council, edits, claims, stale };
    let framework = text("framework-title").with("council", &content.council);
    let page = visit.page(text("waiting-title")).under(framework, format!("/frameworks/{gss}")).wide();
    page.show(&content)
}

/// What of the entry a change is about.
pub(super) fn about(edit: &pb::Edit) -> Vec<Text> {
    edit.fields.iter().map(|field| super::edit::label(field)).collect()
}

fn since(stamp: Option<&prost_types::Timestamp>) -> Text {
    when::ago(stamp, when::today())
}
