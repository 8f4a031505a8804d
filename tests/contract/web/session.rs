//! Being signed in: in which capacity, how long, and how it ends.

use chrono::{TimeDelta, Utc};
use http::StatusCode;
use platform::Role;
use web::Seat;

use crate::harness::people::{a_person, a_supporter};
use crate::harness::served::an_address;
use crate::harness::{House, nobody, person};

#[tokio::test]
async fn the_cookies_are_for_this_host_alone_and_never_for_script() {
    let site = House::shared().await.served().await;
    let (browser, email) = (site.browser(), an_address());
    let page = browser.get("/sign-in").await;
    let sent = browser.submit(&page, "/sign-in", &[("email", email.as_str())]).await;
    let link = site.link_to(&email).await.unwrap();
    let inside = browser.post(&link, &[]).await;
    for (page, cookie) in [(&sent, "__Host-sign-in"), (&inside, "__Host-session")] {
        let line = page.sets(cookie).unwrap_or_else(|| panic!("{cookie} is set"));
        for flag in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax", "; Max-Age="] {
            assert!(line.contains(flag), "{line}");
        }
        assert!(!line.contains("Domain"), "{line}");
    }
    let tables = site_tables().await;
    let kept: Vec<Vec<u8>> =
        sqlx::query_scalar("select token_hash from session").fetch_all(&tables).await.unwrap();
    let secret = browser.cookie("__Host-session").unwrap();
    assert!(kept.iter().all(|hash| hash.len() == 32 && hash != secret.as_bytes()), "only hashes are kept");
}

async fn site_tables() -> sqlx::PgPool {
    House::shared().await.tables("web").await
}

#[tokio::test]
async fn who_has_several_capacities_chooses_one() {
    let house = House::shared().await;
    let site = house.served().await;
    let avery = a_person().create(house).await;
    let email = an_address();
    let own = Seat::new(Role::Person, &avery.name, "Avery Example");
    let work = Seat::new(Role::Manager, nobody("managers"), "Avery Example").of_ulo(nobody("ulos"));
    let (own, work) =
        (site.accounts().await.invite(&email, &own).await, site.accounts().await.invite(&email, &work).await);
    let (own, work) = (own.unwrap().to_string(), work.unwrap().to_string());
    let browser = site.browser();
    let page = browser.sign_in(site, &email).await;
    let page = browser.follow(page).await;
    assert!(page.path.starts_with("/sign-in/as"), "{}", page.path);
    assert_eq!(browser.get("/home").await.location(), "/sign-in/as?next=/home");
    let before = browser.cookie("__Host-session");
    let csrf = page.form("/sign-in/as").hidden[0].1.clone();
    let strangers =
        site.accounts().await.invite(&an_address(), &Seat::new(Role::Operator, "operators/1", "O")).await;
    let strangers = strangers.unwrap().to_string();
    for foreign in [strangers.as_str(), "x", ""] {
        let refused = browser.post("/sign-in/as", &[("csrf", &csrf), ("seat", foreign)]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{foreign}");
    }
    let chosen = browser.post("/sign-in/as", &[("csrf", &csrf), ("seat", &work)]).await;
    assert_eq!((chosen.status, chosen.location()), (StatusCode::SEE_OTHER, "/introductions"));
    assert_ne!(browser.cookie("__Host-session"), before, "another capacity is another session");
    let page = browser.get("/sign-in/as").await;
    let csrf = page.form("/sign-in/as").hidden[0].1.clone();
    let chosen = browser.post("/sign-in/as", &[("csrf", &csrf), ("seat", &own)]).await;
    assert_eq!(chosen.location(), "/home");
    let stale = site.browser();
    stale.hold("__Host-session", &before.unwrap());
    assert!(stale.open("/home").await.path.starts_with("/sign-in?"), "the session before has ended");
}

#[tokio::test]
async fn who_acts_for_someone_is_always_told_so_and_can_stop() {
    let house = House::shared().await;
    let site = house.served().await;
    let avery = a_person().signed_in(house).await;
    let robin = a_supporter(&avery).create(house).await;
    let seat =
        Seat::new(Role::Supporter, &robin.name, "Robin Example").acting_for(&avery.subject, "Avery Example");
    let browser = site.signed_in(&seat).await;
    let page = browser.get("/help").await;
    assert!(page.forms().iter().any(|form| form.action == "/acting/stop"), "{}", page.html);
    let stopped = browser.submit(&page, "/acting/stop", &[]).await;
    assert_eq!((stopped.status, stopped.location()), (StatusCode::SEE_OTHER, "/sign-in/as"));
    let page = browser.get("/help").await;
    assert!(page.forms().iter().all(|form| form.action != "/acting/stop"));
    assert_eq!(browser.get("/home").await.location(), "/sign-in/as?next=/home");
}

#[tokio::test]
async fn signing_out_ends_the_session_everywhere() {
    let house = House::shared().await;
    let site = house.served().await;
    let avery = a_person().create(house).await;
    let browser = site.signed_in(&Seat::new(Role::Person, &avery.name, "Avery Example")).await;
    let page = browser.get("/home").await;
    assert_eq!(page.status, StatusCode::OK);
    let copy = site.browser();
    copy.hold("__Host-session", &browser.cookie("__Host-session").unwrap());
    let out = browser.submit(&page, "/sign-out", &[]).await;
    assert_eq!((out.status, out.location()), (StatusCode::SEE_OTHER, "/"));
    assert!(browser.cookie("__Host-session").is_none());
    for browser in [&browser, &copy] {
        assert!(browser.open("/home").await.path.starts_with("/sign-in?next="));
    }
    for odd in ["", "x", "%00", &"A".repeat(43), &"A".repeat(10_000)] {
        copy.hold("__Host-session", odd);
        assert_eq!(copy.get("/home").await.status, StatusCode::SEE_OTHER, "{odd:.20}");
    }
}

#[tokio::test]
async fn sessions_end_by_themselves() {
    let house = House::fresh().await;
    let site = house.served().await;
    let avery = a_person().create(&house).await;
    let person = site.signed_in(&Seat::new(Role::Person, &avery.name, "Avery Example")).await;
    let seat = Seat::new(Role::Broker, nobody("brokers"), "Robin Example").of_ulo(nobody("ulos"));
    let broker = site.signed_in(&seat).await;
    let here = async |browser: &crate::harness::browser::Browser| {
        !browser.get("/sign-out-test").await.html.contains("href=\"/sign-in\"")
    };
    for (hours, person_is_here, broker_is_here) in [
        (0, true, true),
        (11, true, true),
        (13, true, false),
        (24 * 14 - 1, true, false),
        (24 * 14 + 1, false, false),
    ] {
        house.stack.clock.set(Utc::now() + TimeDelta::hours(hours));
        assert_eq!((here(&person).await, here(&broker).await), (person_is_here, broker_is_here), "{hours} h");
    }
}

#[tokio::test]
async fn who_was_erased_or_revoked_is_out() {
    let house = House::shared().await;
    let site = house.served().await;
    let avery = a_person().create(house).await;
    let as_avery = person(&avery.name);
    let robin = a_supporter(&as_avery).create(house).await;
    let own = site.signed_in(&Seat::new(Role::Person, &avery.name, "Avery Example")).await;
    let seat =
        Seat::new(Role::Supporter, &robin.name, "Robin Example").acting_for(&avery.name, "Avery Example");
    let helper = site.signed_in(&seat).await;
    assert_eq!(helper.get("/home").await.status, StatusCode::OK);
    let request = proto::people::v1::RevokeSupporterRequest { name: robin.name, etag: robin.etag };
    house.supporters().revoke_supporter(house.ask(&as_avery, request)).await.unwrap();
    house.until(async || (helper.get("/home").await.status != StatusCode::OK).then_some(())).await;
    house.erase(&as_avery).await;
    house.until(async || (own.get("/home").await.status != StatusCode::OK).then_some(())).await;
    assert!(own.open("/home").await.path.starts_with("/sign-in?next="));
}
