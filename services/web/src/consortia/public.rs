//! Every consortium in being, for everyone.

use askama::Template;
use axum::response::Response;
use proto::ulos::v1 as pb;
use proto::ulos::v1::consortium::State;

use crate::asked::Asked;
use crate::error::Failure;
use crate::page;
use crate::said;
use crate::view::View;
use crate::visit::Visit;
use crate::words::text;

#[derive(Template)]
#[template(path = "consortia/public.html")]
struct List {
    consortia: Vec<pb::Consortium>,
    next: String,
}

/// Whether its members are user-led together.
fn verdict(consortium: &pb::Consortium) -> i32 {
    let user_led = consortium.together.as_ref().and_then(|together| together.user_led.as_ref());
    user_led.map_or(0, |test| test.verdict)
}

/// `GET /consortia?page=`
pub(super) async fn list(visit: Visit, asked: Asked) -> Result<Response, Failure> {
    let request = pb::ListConsortiaRequest {
        page_size: 20,
        page_token: asked.value("page").to_owned(),
        state: State::Active.into(),
        ..Default::default()
    };
    let found = visit.services().consortia().list_consortia(visit.ask(request)?).await?.into_inner();
    let next = match found.next_page_token.as_str() {
        "" => String::new(),
        token => format!("/consortia?page={}", page::query(token)),
    };
    let page = visit.page(text("consortium-all-title")).under(text("find-title"), "/find");
    page.show(&List { consortia: found.consortia, next })
}
