//! What the site lets nobody do: forms from elsewhere, pages in other sites' frames, input that hurts.

use http::{Method, StatusCode, header};
use platform::Role;
use web::Seat;

use crate::harness::browser::{Browser, Page, encode};
use crate::harness::people::a_person;
use crate::harness::{House, logs, nobody};

/// Someone at their own record, and the path of the page with their name.
async fn at_their_name(house: &House) -> (Browser, String) {
    let avery = a_person().create(house).await;
    let seat = Seat::new(Role::Person, &avery.name, "Avery Example");
    (house.served().await.signed_in(&seat).await, format!("/{}/about/name", avery.name))
}

/// A page of ours that says what is wrong and where to go from here.
#[track_caller]
fn explained(page: &Page, status: StatusCode) {
    assert_eq!(page.status, status, "{} {}", page.path, page.html);
    assert_eq!(page.html.matches("<h1").count(), 1, "{} {}", page.path, page.html);
    assert!(
        page.html.contains("<html lang=\"en-GB\"") && page.html.contains("href=\"/help\""),
        "{}",
        page.path
    );
}

#[tokio::test]
async fn a_form_without_the_token_of_the_session_is_not_taken_but_kept() {
    let house = House::shared().await;
    let (browser, path) = at_their_name(house).await;
    let (stranger, own) = at_their_name(house).await;
    let etag =
        browser.get(&path).await.form(&path).hidden.into_iter().find(|(name, _)| name == "etag").unwrap().1;
    let foreign =
        stranger.get(&own).await.form(&own).hidden.into_iter().find(|(name, _)| name == "csrf").unwrap().1;
    for token in ["", "x", foreign.as_str(), &foreign.repeat(50)] {
        let fields = [("csrf", token), ("etag", &etag), ("display_name", "Forged \"<Name>\"")];
        let page = browser.post(&path, &fields).await;
        explained(&page, StatusCode::CONFLICT);
        assert!(!page.html.contains("<Name>"));
        let again = page.form(&path);
        assert!(again.hidden.contains(&("display_name".into(), "Forged \"<Name>\"".into())), "{again:?}");
    }
    assert!(!browser.get(&path).await.html.contains("Forged"));
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let house = House::shared().await;
    let (browser, path) = at_their_name(house).await;
    let form = browser.get(&path).await.form(&path);
    let hidden: Vec<(&str, &str)> =
        form.hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let fields = [&hidden[..], &[("display_name", "Forged Name")]].concat();
    for (name, value) in [
        ("origin", "https://example.org"),
        ("origin", "null"),
        ("origin", "http://127.0.0.1:1"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        let request = browser.request(Method::POST, &path).header(name, value);
        explained(&browser.send_form(request, &fields).await, StatusCode::FORBIDDEN);
        let request = browser.request(Method::POST, "/sign-in").header(name, value);
        let page = browser.send_form(request, &[("email", "robin@example.org")]).await;
        explained(&page, StatusCode::FORBIDDEN);
    }
    assert!(!browser.get(&path).await.html.contains("Forged"));
    let done = browser.submit(&browser.get(&path).await, &path, &[("display_name", "Own Name")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
}

#[tokio::test]
async fn every_answer_carries_the_safety_headers() {
    let house = House::shared().await;
    let (browser, path) = at_their_name(house).await;
    let sheet = browser.get("/").await;
    let sheet = sheet.html.split("href=\"/static/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let sheet = format!("/static/{sheet}");
    let too_large = browser.post("/sign-in", &[("email", &"x".repeat(100_000))]).await;
    let mut answers = vec![too_large];
    for path in ["/", "/help", "/home", "/nowhere", "/static/nothing.css", "/people/%ff", &sheet, &path] {
        answers.push(browser.get(path).await);
        answers.push(browser.send(browser.request(Method::PUT, path), "").await);
    }
    for page in answers {
        let policy = page.header("content-security-policy");
        for rule in ["default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"]
        {
            assert!(policy.contains(rule), "{} {policy}", page.path);
        }
        assert!(!policy.contains("unsafe") && !policy.contains("script"), "{policy}");
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{}", page.path);
        assert_eq!(page.header("referrer-policy"), "same-origin", "{}", page.path);
        let kept = if page.path == sheet && page.status == StatusCode::OK {
            "public, max-age=31536000, immutable"
        } else {
            "no-store"
        };
        assert_eq!(page.header("cache-control"), kept, "{}", page.path);
        assert!(
            !page.html.contains("<script")
                && !page.html.contains(" style=")
                && !page.html.contains(" onclick")
        );
    }
}

#[tokio::test]
async fn what_is_not_there_has_a_page_that_says_so() {
    let house = House::shared().await;
    let (browser, _) = at_their_name(house).await;
    let visitor = house.served().await.browser();
    for browser in [&browser, &visitor] {
        for path in
            ["/nowhere", "/councils/E99999999", "/councils/x", "/ulos/x", &format!("/{}", nobody("ulos"))]
        {
            explained(&browser.get(path).await, StatusCode::NOT_FOUND);
        }
        for path in ["/ulos/%ff", "/ulos/%00", "/councils/..%2f..%2fetc"] {
            let page = browser.get(path).await;
            assert!(page.status.is_client_error(), "{path} {}", page.status);
            explained(&page, page.status);
        }
        // Files are for programs: they need no page.
        for path in ["/static/..%2f..%2fCargo.toml", "/static/%ff"] {
            assert!(browser.get(path).await.status.is_client_error(), "{path}");
        }
        for (method, path) in [
            (Method::DELETE, "/"),
            (Method::PUT, "/help"),
            (Method::POST, "/help"),
            (Method::GET, "/sign-out"),
        ] {
            explained(&browser.send(browser.request(method, path), "").await, StatusCode::METHOD_NOT_ALLOWED);
        }
        let head = browser.send(browser.request(Method::HEAD, "/help"), "").await;
        assert_eq!((head.status, head.html.as_str()), (StatusCode::OK, ""));
    }
}

#[tokio::test]
async fn a_form_that_cannot_be_read_has_a_page_that_says_so() {
    let house = House::shared().await;
    let (browser, path) = at_their_name(house).await;
    for path in ["/sign-in", &path] {
        explained(
            &browser.post(path, &[("email", &"x".repeat(70_000))]).await,
            StatusCode::PAYLOAD_TOO_LARGE,
        );
        let many = vec![("a", ""); 40_000];
        explained(&browser.post(path, &many).await, StatusCode::PAYLOAD_TOO_LARGE);
        let request = browser.request(Method::POST, path).header(header::CONTENT_TYPE, "application/json");
        explained(&browser.send(request, "{\"email\": 1}").await, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        explained(
            &browser.send(browser.request(Method::POST, path), "email=x").await,
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        );
        for odd in ["%", "%zz=%zz", "email=%ff%fe", "=&=&==&&&", "csrf=a&csrf=b", "[]=x&__proto__[x]=1"] {
            let request = browser.request(Method::POST, path);
            let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let page = browser.send(request, odd).await;
            explained(&page, page.status);
            assert!(page.status.is_client_error(), "{odd} {}", page.status);
        }
    }
}

#[tokio::test]
async fn what_was_typed_is_kept_whatever_it_was_and_told_to_nobody() {
    logs::listen();
    let house = House::shared().await;
    let (browser, path) = at_their_name(house).await;
    let marker = logs::MARKER;
    for typed in [
        format!("{marker}\0"),
        format!("\u{202e}{marker}\u{7}"),
        format!("<script>alert('{marker}')</script>{}", "x".repeat(200)),
        format!("\"><img src=x onerror=alert(1)>{marker}{}", "ء".repeat(200)),
        marker.repeat(5_000),
    ] {
        let page = browser.get(&path).await;
        let again =
            browser.submit(&page, &path, &[("display_name", &typed), ("pronouns", "they/them")]).await;
        explained(&again, StatusCode::BAD_REQUEST);
        assert!(again.html.contains("aria-invalid") && again.html.contains("they/them"), "{}", again.html);
        assert!(again.html.contains(marker), "what was typed is shown again");
        assert!(!again.html.contains("<script>") && !again.html.contains("<img src"), "{}", again.html);
    }
    let bold = format!("<b>{marker}</b> 👩🏽‍🦼 '; drop table session; --");
    let page = browser.get(&path).await;
    let done = browser.submit(&page, &path, &[("display_name", &bold)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
    let page = browser.get(&path).await;
    assert!(page.html.contains("&#60;b&#62;") && page.html.contains("👩🏽‍🦼") && !page.html.contains("<b>"));
    for query in ["postcode", "near", "next", "page", "council", "text"] {
        for path in ["/find", "/councils/E08000033", "/sign-in", "/councils"] {
            let asked = format!("{path}?{query}={}", encode(&format!("<i>{marker}\0\u{202e}")));
            let page = browser.get(&asked).await;
            assert!(!page.status.is_server_error() && !page.html.contains("<i>"), "{asked} {}", page.status);
        }
    }
    assert_eq!(logs::leaked(), <[String; 0]>::default());
}
