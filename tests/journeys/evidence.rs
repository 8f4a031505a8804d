//! A manager shows how a criterion is met, the council checks it, and everyone reads what came of it.

use crate::harness::House;
use crate::harness::site::Browser;
use crate::harness::ulos::{a_governance, a_ulo};
use crate::harness::{a_visitor, manager, officer};

const COUNCIL: &str = "councils/E08000033";

#[tokio::test]
async fn a_claim_is_made_checked_and_read() {
    let house = House::shared().await;
    let site = house.site().await;
    let ulo = a_ulo().named("Quay Lane Circle").in_councils(&[COUNCIL]).create(house).await;
    let mut morgan = Browser::of(&site, &manager(&ulo.name), "Morgan Example").await;
    let page = morgan.open(&format!("/{}/evidence", ulo.name)).await;
    page.says(&["It has not been shown whether it is user-led.", "Not shown either way: 21", "never a no"]);
    page.says(&["What is missing for the next stage", "Not shown yet: saying who governs it"]);
    page.says(&["the stage you see counts money"]);
    page.says(&["12 of 21 are from memory", "(From memory. To be checked against the official text.)"]);

    let path = format!("/{}/edit/evidence/v1", ulo.name);
    let asking = morgan.open(&path).await;
    asking.says(&["Say how you meet this", "how things are arranged"]);
    let wrong = morgan.submit(&asking, &path, &[("claim", "Our rules say so. <b>"), ("reference", "")]).await;
    wrong.says(&["Choose what shows it.", "Say where it can be found.", "Our rules say so. &#60;b&#62;"]);
    let fields = [
        ("claim", "Our rules say so."),
        ("kind", "1"),
        ("reference", "Rules, section 2"),
        ("evidence_date.day", "31"),
        ("evidence_date.month", "1"),
        ("evidence_date.year", "2026"),
    ];
    let sent = morgan.submit(&wrong, &path, &fields).await;
    sent.says(&["Sent. It counts once someone has checked it.", "1 claim waits", "A new claim waits"]);

    let mut jo = Browser::of(&site, &officer(COUNCIL), "Jo Example").await;
    let queue = jo.open("/evidence").await;
    queue.says(&["Claims to check", "Quay Lane Circle"]);
    let review = queue.html.split("href=\"").find(|part| part.contains("Quay Lane Circle, v1")).unwrap();
    let review = review.split('"').next().unwrap().to_owned();
    let checking = jo.open(&review).await;
    checking.says(&["Our rules say so.", "Rules, section 2"]);
    let wrong = jo.submit(&checking, "", &[("verdict", "1"), ("reason", " ")]).await;
    wrong.says(&["Say why."]);
    let fields = [
        ("verdict", "1"),
        ("reason", "Section 2 says it."),
        ("expire_date.day", "1"),
        ("expire_date.month", "1"),
        ("expire_date.year", "2029"),
    ];
    jo.submit(&wrong, "", &fields)
        .await
        .says(&["Kept. Everyone can read it now."])
        .never_says(&["Quay Lane Circle, v1"]);

    let mut anyone = Browser::of(&site, &a_visitor(), "").await;
    let page = anyone.open(&format!("/{}/evidence", ulo.name)).await;
    page.says(&[
        "Criteria met: 1.",
        "Section 2 says it.",
        "Rules or constitution, 31 January 2026: Rules, section 2",
    ]);
    page.says(&["What is missing for the next stage", "The stage leaves out money"]);
    page.never_says(&["edit/evidence", "funding", "a contract"]);
    let file = anyone.open(&format!("/{}/evidence/criteria.csv", ulo.name)).await;
    assert_eq!(file.html.lines().count(), 22);
    assert_eq!(file.html.matches("(From memory. To be checked").count(), 12);

    // What it states of its board itself is told at the criterion, and is no check.
    page.never_says(&["Stated, and not checked yet"]);
    a_governance(&ulo.name).create(house).await;
    let page = anyone.open(&format!("/{}/evidence", ulo.name)).await;
    page.says(&["Criteria met: 1.", "Stated, and not checked yet", "Its own facts on the board say: "]);
}
