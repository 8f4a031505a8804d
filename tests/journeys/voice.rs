//! A council writes down a decision, the organisation that spoke says how it was heard, everyone sees the share changed.

use http::StatusCode;

use crate::harness::brokers::eventually;
use crate::harness::site::Browser;
use crate::harness::ulos::a_ulo;
use crate::harness::voices::a_voice;
use crate::harness::{House, a_visitor, manager, officer};

/// Of this council no other test says anything.
const CODE: &str = "E06000040";

#[tokio::test]
async fn a_decision_is_recorded_judged_and_counted() {
    let house = House::shared().await;
    let site = house.site().await;
    let (council, path) = (format!("councils/{CODE}"), format!("/frameworks/{CODE}/voices"));
    let ulo = a_ulo().named("Lock Keepers").in_councils(&[&council]).create(house).await.name;
    let known = || async { house.record(a_voice("E06000041", &ulo)).await.is_ok() };
    eventually("councils know the organisation", known).await;

    let mut jo = Browser::of(&site, &officer(&council), "Jo Example").await;
    jo.open(&format!("/frameworks/{CODE}")).await.says(&[&path]);
    jo.open(&path).await.says(&["No decision is on record yet.", "Record a decision"]);
    let new = format!("{path}/new");
    let asking = jo.open(&new).await;
    asking.says(&["Lock Keepers"]);
    let wrong = jo.submit(&asking, "", &[("title", "The <lift>"), ("change_words", "")]).await;
    wrong.says(&["Choose when people were involved.", "Choose what changed.", "The &#60;lift&#62;"]);
    let said = [
        ("title", "The <lift>"),
        ("decide_date.day", "2"),
        ("decide_date.month", "3"),
        ("decide_date.year", "2026"),
        ("involvement", "1"),
        ("ulo", ulo.as_str()),
        ("change", "2"),
        ("change_words", "There is a lift."),
    ];
    jo.submit(&asking, "", &said).await.says(&["Say what they asked for."]);
    let said = [&said[..], &[("asked", "A lift.")]].concat();
    let kept = jo.submit(&asking, "", &said).await;
    kept.says(&["The decision is on record.", "Lock Keepers", "It has not said yet", "2 March 2026"]);
    let decision = kept.path.clone();
    let editing = jo.open(&format!("{decision}/edit")).await;
    jo.submit(
        &editing,
        "",
        &[&said[..7], &[("change_words", "There are two."), ("asked", "A lift.")]].concat(),
    )
    .await
    .says(&["There are two."]);
    assert_eq!(jo.get(&format!("{decision}/judge")).await.status, StatusCode::FORBIDDEN);

    let mut morgan = Browser::of(&site, &manager(&ulo), "Morgan Example").await;
    morgan.open(&format!("/{ulo}/edit")).await.says(&["/edit/voices"]);
    morgan.open(&format!("/{ulo}/edit/voices")).await.says(&["The &#60;lift&#62;", "It has not said yet"]);
    let judging = morgan.open(&format!("{decision}/judge")).await;
    morgan.submit(&judging, "", &[]).await.says(&["Choose how you were heard."]);
    let judged = morgan.submit(&judging, "", &[("verdict", "3"), ("words", "Once, on a Friday.")]).await;
    judged.says(&["What you say is on record.", "Asked for show", "Once, on a Friday."]);
    assert_eq!(morgan.get(&format!("{decision}/edit")).await.status, StatusCode::FORBIDDEN);

    jo.open(&decision).await.never_says(&["Change what the council says"]);
    let late = jo.submit(&editing, "", &said).await;
    late.says(&["has judged it as it is"]);
    let mut anyone = Browser::of(&site, &a_visitor(), "Sam Example").await;
    let list = anyone.open(&path).await;
    list.says(&[
        "In 2026, 1 of 1 decision changed",
        "That is 100 in 100.",
        "The &#60;lift&#62;",
        "Asked for show",
    ]);
    list.never_says(&["Record a decision"]);
    let file = anyone.get(&format!("{path}/decisions.csv")).await;
    assert!(
        file.html.contains("Lock Keepers,A lift.,Some of it,There are two.,Asked for show"),
        "{}",
        file.html
    );
    let years = anyone.get(&format!("{path}/by-year.csv")).await;
    assert!(years.html.contains("2026,1,1,1,100 in 100,1,0,0,1,0"), "{}", years.html);
    anyone.open("/voices").await.says(&["/frameworks/england/voices/by-year.csv"]);
    let ties = anyone.open(&format!("/frameworks/{CODE}/link")).await;
    ties.says(&["Decisions changed by what people asked", "100 in 100", "Not known", "/link/strands.xlsx"]);
    ties.never_says(&["Introductions in the last year"]);
    jo.open(&format!("/frameworks/{CODE}/link")).await.says(&["Introductions in the last year"]);
    let file = anyone.get(&format!("/frameworks/{CODE}/link/strands.csv")).await;
    assert!(file.html.contains("Decisions changed by what people asked,100 in 100,"), "{}", file.html);
    assert_eq!(anyone.get("/frameworks/E06999999/link").await.status, StatusCode::NOT_FOUND);
    assert_eq!(anyone.get("/frameworks/england/voices/decisions.csv").await.status, StatusCode::NOT_FOUND);
    assert_eq!(anyone.get("/frameworks/E06999999/voices").await.status, StatusCode::NOT_FOUND);
}
