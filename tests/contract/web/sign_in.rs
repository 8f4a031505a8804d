//! Signing in by a mailed link: once, in the browser that asked, for ten minutes; and as a sample person where there are some.

use chrono::{TimeDelta, Utc};
use http::StatusCode;
use platform::Role;
use web::Seat;

use crate::harness::browser::{Browser, Page};
use crate::harness::people::a_person;
use crate::harness::served::an_address;
use crate::harness::{House, nobody};

fn a_seat() -> Seat {
    Seat::new(Role::Broker, nobody("brokers"), "Robin Example").of_ulo(nobody("ulos"))
}

/// Presses the button behind a link; or does as if, where there is none.
async fn use_up(browser: &Browser, link: &str) -> Page {
    let page = browser.get(link).await;
    match page.forms().iter().any(|form| form.action == link) {
        true => browser.submit(&page, link, &[]).await,
        false => browser.post(link, &[]).await,
    }
}

#[tokio::test]
async fn a_mailed_link_lets_in_once() {
    let site = House::shared().await.served().await;
    let (browser, email) = (site.browser(), an_address());
    site.accounts().await.invite(&email, &a_seat()).await.unwrap();
    let link = browser.ask_for_link(site, &email, "").await;
    for _ in 0..3 {
        // Whoever looks into mail before people do opens it too.
        let page = browser.get(&link).await;
        assert_eq!((page.status, page.forms().len()), (StatusCode::OK, 1), "{}", page.html);
        assert!(page.sets("__Host-session").is_none());
    }
    let asked = browser.cookie("__Host-sign-in").unwrap();
    let page = use_up(&browser, &link).await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/introductions"));
    assert!(browser.get("/").await.html.contains("Robin Example"));
    let other = site.browser();
    for again in [&browser, &other] {
        again.hold("__Host-sign-in", &asked);
        assert_eq!(use_up(again, &link).await.status, StatusCode::GONE);
    }
    assert!(other.cookie("__Host-session").is_none());
}

#[tokio::test]
async fn a_link_is_good_in_the_browser_that_asked_alone() {
    let site = House::shared().await.served().await;
    let (browser, email) = (site.browser(), an_address());
    site.accounts().await.invite(&email, &a_seat()).await.unwrap();
    let link = browser.ask_for_link(site, &email, "").await;
    let thief = site.browser();
    let page = thief.get(&link).await;
    assert_eq!((page.status, page.forms().len()), (StatusCode::OK, 0), "nothing to press elsewhere");
    assert_eq!(use_up(&thief, &link).await.status, StatusCode::GONE);
    // A browser that asked for a link of its own holds a cookie, but another.
    thief.ask_for_link(site, &an_address(), "").await;
    assert_eq!(use_up(&thief, &link).await.status, StatusCode::GONE);
    assert!(thief.cookie("__Host-session").is_none());
    assert_eq!(
        use_up(&browser, &link).await.status,
        StatusCode::SEE_OTHER,
        "it is still good where it belongs"
    );
    for made_up in
        ["/sign-in/link/x", "/sign-in/link/%00", "/sign-in/link/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]
    {
        assert_eq!(use_up(&thief, made_up).await.status, StatusCode::GONE, "{made_up}");
    }
}

#[tokio::test]
async fn a_link_lasts_ten_minutes() {
    let house = House::fresh().await;
    let site = house.served().await;
    let (browser, email) = (site.browser(), an_address());
    site.accounts().await.invite(&email, &a_seat()).await.unwrap();
    let early = browser.ask_for_link(site, &email, "").await;
    let late = browser.ask_for_link(site, &email, "").await;
    let asked = browser.cookie("__Host-sign-in").unwrap();
    house.stack.clock.set(Utc::now() + TimeDelta::seconds(9 * 60 + 50));
    assert_eq!(use_up(&browser, &early).await.status, StatusCode::SEE_OTHER);
    house.stack.clock.set(Utc::now() + TimeDelta::seconds(10 * 60 + 1));
    let other = site.browser();
    other.hold("__Host-sign-in", &asked);
    assert_eq!(use_up(&other, &late).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn nobody_is_flooded_and_nobody_learns_who_has_an_account() {
    let house = House::fresh().await;
    let site = house.served().await;
    let (known, unknown) = (an_address(), an_address());
    site.accounts().await.invite(&known, &a_seat()).await.unwrap();
    let mut answers = Vec::new();
    for email in [&known, &unknown] {
        let browser = site.browser();
        for _ in 0..8 {
            let page = browser.get("/sign-in").await;
            let sent = browser.submit(&page, "/sign-in", &[("email", email.as_str())]).await;
            answers.push((sent.status, sent.location().to_owned(), browser.follow(sent).await.html));
        }
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "every answer is the same");
    let mail = site.accounts().await.mailbox().await.unwrap();
    let mailed = |to| mail.iter().filter(|(_, message)| &message.to == to).count();
    assert_eq!((mailed(&known), mailed(&unknown)), (5, 5));
}

#[tokio::test]
async fn what_is_no_address_is_shown_again() {
    let site = House::shared().await.served().await;
    let browser = site.browser();
    let page = browser.get("/sign-in?next=/help").await;
    for typed in
        ["", "robin", "robin@", "robin@example.org\r\nBcc: all@example.org", "a\0@example.org", "<b>@c"]
    {
        let again = browser.submit(&page, "/sign-in", &[("email", typed), ("next", "/help")]).await;
        assert_eq!((again.status, again.forms().len()), (StatusCode::BAD_REQUEST, 1), "{typed:?}");
        assert!(again.html.contains("aria-invalid") && !again.html.contains("<b>@c"), "{}", again.html);
    }
}

#[tokio::test]
async fn whoever_is_nobody_here_yet_is_set_up() {
    let house = House::shared().await;
    let site = house.served().await;
    let (browser, email) = (site.browser(), an_address());
    let page = browser.sign_in(site, &email).await;
    let page = browser.follow(page).await;
    assert_eq!((page.path.as_str(), page.status), ("/welcome", StatusCode::OK), "{}", page.html);
    assert_eq!(browser.open("/home").await.path, "/welcome", "every other page of theirs leads there");
    let begun = browser.submit(&page, "/welcome", &[("display_name", "Avery Example")]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.html);
    assert!(begun.location().starts_with("/people/"));
    let home = browser.open("/home").await;
    assert_eq!(home.status, StatusCode::OK);
    assert!(home.html.contains("Avery Example"));
    // Signing in again leads to the same person.
    let elsewhere = site.browser();
    let page = elsewhere.sign_in(site, &email).await;
    assert_eq!(page.location(), "/home");
}

#[tokio::test]
async fn a_page_that_needs_someone_leads_to_sign_in_and_back() {
    let house = House::shared().await;
    let site = house.served().await;
    let avery = a_person().create(house).await;
    let email = an_address();
    site.accounts()
        .await
        .invite(&email, &Seat::new(Role::Person, &avery.name, "Avery Example"))
        .await
        .unwrap();
    let wanted = format!("/{}/consents", avery.name);
    let browser = site.browser();
    let page = browser.open(&wanted).await;
    assert!(page.path.starts_with("/sign-in?next="), "{}", page.path);
    let next = &page.path["/sign-in?next=".len()..];
    let hidden = page.form("/sign-in").hidden;
    assert!(hidden.contains(&("next".into(), wanted.clone())), "{next}: {hidden:?}");
    let link = browser.ask_for_link(site, &email, &wanted).await;
    assert_eq!(use_up(&browser, &link).await.location(), wanted);
    assert_eq!(browser.get(&wanted).await.status, StatusCode::OK);
    for elsewhere in ["https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"] {
        let browser = site.browser();
        let link = browser.ask_for_link(site, &email, elsewhere).await;
        let to = use_up(&browser, &link).await.location().to_owned();
        assert!(to == "/" || to == "/home", "{elsewhere} leads to {to}");
    }
}

#[tokio::test]
async fn sample_people_are_offered_only_where_there_are_some() {
    let house = House::fresh().await;
    let site = house.served().await;
    let browser = site.browser();
    assert_eq!(browser.get("/sign-in").await.forms().len(), 1);
    let seat = a_seat();
    let (sample, invited) = (an_address(), an_address());
    site.accounts().await.add_sample(&sample, &seat, 1).await.unwrap();
    let other = site.accounts().await.invite(&invited, &a_seat()).await.unwrap().to_string();
    let page = browser.get("/sign-in").await;
    assert_eq!(page.forms().len(), 2);
    let foreign = browser.post("/sign-in/sample", &[("seat", &other)]).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND, "nobody signs in as someone real");
    for made_up in ["", "x", &nobody("seats")[6..]] {
        assert_eq!(browser.post("/sign-in/sample", &[("seat", made_up)]).await.status, StatusCode::NOT_FOUND);
    }
    let inside = browser.submit(&page, "/sign-in/sample", &[]).await;
    assert_eq!((inside.status, inside.location()), (StatusCode::SEE_OTHER, "/introductions"));
    assert!(browser.get("/").await.html.contains("Robin Example"));
}
