//! The page of one request: how it stands, what was asked, and what came of it.

use askama::Template;
use axum::response::Response;
use proto::matching::v1::request::State;
use proto::matching::v1::{Choice, Menu, Request};

use super::or_nothing;
use crate::asking;
use crate::error::Failure;
use crate::form::Form;
use crate::mine;
use crate::parts::Summary;
use crate::said;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "home/request.html")]
struct Show {
    form: Form,
    request: Request,
    asked: Summary,
    menus: Vec<Menu>,
    choices: Vec<Choice>,
}

pub(super) async fn show(visit: &Visit, name: &str) -> Result<Response, Failure> {
    let request = mine::request(visit, name).await?;
    if request.state() == State::Draft {
        return Ok(visit.go(&asking::path(name, "check")));
    }
    let avoided = asking::avoided(visit, &request).await?;
    let content = Show {
        form: Form::editing(&request.etag),
        asked: asking::asked_for(&request, &avoided, false),
        menus: or_nothing(mine::menus(visit, name).await)?,
        choices: or_nothing(mine::choices(visit, name).await)?,
        request,
    };
    let title = said::offering::kind(content.request.kind);
    visit.page(title).under(text("layout-nav-home"), "/home").show(&content)
}

/// How a request stands, in a sentence.
fn state(request: &Request) -> Text {
    text(match request.state() {
        State::Draft => "home-request-draft",
        State::Asked => "home-request-asked",
        State::Chosen => "home-request-chosen",
        State::Placed => "home-request-placed",
        State::Unmet => "home-request-unmet",
        State::Withdrawn => "home-request-withdrawn",
        State::Closed => "home-request-closed",
        State::Unspecified => return Text::default(),
    })
}

impl Show {
    /// Whether a menu can be made and chosen from now.
    fn can_look(&self) -> bool {
        matches!(self.request.state(), State::Asked | State::Unmet)
    }

    /// Whether it can still be taken back.
    fn can_take_back(&self) -> bool {
        matches!(self.request.state(), State::Asked | State::Unmet | State::Chosen)
    }

    /// The newest menu that has something on it.
    fn newest(&self) -> Option<&Menu> {
        self.menus.first()
    }
}
