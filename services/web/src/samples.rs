//! Every part of the kit, on sample pages. With `KIT_FOLDER` set the pages are kept there, to be looked at.

use askama::Template;
use axum::response::Response;
use http_body_util::BodyExt as _;
use platform::{Error, Role};

use crate::account::Seat;
use crate::assets;
use crate::form::Form;
use crate::parts::Progress;
use crate::view::View;
use crate::visit::tests::{viewer, visit};
use crate::words::Say as _;

#[derive(Template)]
#[template(path = "samples/front.html")]
struct Front {
    form: Form,
}

#[derive(Template)]
#[template(path = "samples/question.html")]
struct Question {
    form: Form,
}

#[derive(Template)]
#[template(path = "samples/menu.html")]
struct Menu;

#[derive(Template)]
#[template(path = "samples/board.html")]
struct Board;

fn wrong_form() -> Form {
    let error = Error::Invalid(vec![
        platform::Violation::new("person.display_name", "enter what we should call you"),
        platform::Violation::new("person.contact_route", "choose one"),
        platform::Violation::new("person.end_date", "give a date such as 2026-04-30"),
    ]);
    let form = Form::editing("7")
        .with("formats", "easy_read")
        .with("note", "<b>\"kept\"</b>")
        .with("end_date.day", "31");
    form.again(error).expect("a form")
}

async fn html(name: &str, response: Response) -> String {
    let bytes = response.into_body().collect().await.expect("a body").to_bytes();
    let html = String::from_utf8(bytes.to_vec()).expect("UTF-8");
    if let Ok(folder) = std::env::var("KIT_FOLDER") {
        let sheet = concat!("file://", env!("CARGO_MANIFEST_DIR"), "/static/alongside.css");
        let page = html.replace(&assets::STYLESHEET.path(), sheet);
        std::fs::write(format!("{folder}/{name}.html"), page).expect("written");
    }
    html
}

#[tokio::test]
async fn every_part_can_be_shown() {
    let person = Seat::new(Role::Person, "people/1", "Avery Example");
    let supporter = Seat::new(Role::Supporter, "supporters/1", "Avery Example").acting_for("people/2", "Sam");
    let supporter = viewer(supporter);
    let broker = viewer(Seat::new(Role::Broker, "brokers/1", "Avery Example"));

    let page = visit(None, "/").page("Support you choose".text());
    let front = html("front", page.show(&Front { form: Form::new() }).expect("a page")).await;
    assert!(front.contains("<h1>") && front.contains("lang=\"en-GB\""), "{front}");

    let form = wrong_form();
    let page = visit(Some(supporter), "/people/1/edit").page("What should we call you?".text());
    let page = page.back("/home").asking(&form);
    let question = html("question", page.show(&Question { form }).expect("a page")).await;
    for part in [
        "<title>Error: What should we call you?",
        "href=\"#contact_route\"",
        "id=\"contact_route\"",
        "aria-describedby=\"display_name-hint display_name-error\"",
        "name=\"etag\" value=\"7\"",
        "name=\"csrf\" value=\"",
        "&#60;b&#62;&#34;kept&#34;&#60;/b&#62;",
        "Acting for Sam",
    ] {
        assert!(question.contains(part), "{part} in {question}");
    }

    let page = visit(Some(viewer(person)), "/menus/1").page("Three who could help you".text());
    let menu = html("menu", page.under("My support".text(), "/home").show(&Menu).expect("a page")).await;
    assert!(menu.contains("£32 an hour") && menu.contains("width=\"40.0%\""), "{menu}");

    let page = visit(Some(broker), "/cases").page("My cases".text()).wide();
    let board = html("board", page.show(&Board).expect("a page")).await;
    assert!(board.contains("aria-current=\"page\""), "{board}");

    let lost = visit(None, "/nowhere");
    let failed =
        axum::response::IntoResponse::into_response(crate::error::Failure::Error(Error::internal("x")));
    let error = html("error", crate::error::explain(&lost, &http::Method::GET, failed)).await;
    assert!(error.contains("0000cafe") && !error.contains('x'.to_string().repeat(2).as_str()), "{error}");
}
