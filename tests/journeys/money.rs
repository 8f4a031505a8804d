//! What an organisation lives on, told by its manager and read by those who must see what is there; and what it did to last.

use chrono::{Datelike as _, Days, NaiveDate, Utc};
use http::StatusCode;
use platform::{Caller, Role};

use crate::harness::House;
use crate::harness::activities::an_outreach;
use crate::harness::brokers::Scene;
use crate::harness::fundings::{a_finance, a_funding};
use crate::harness::officer;
use crate::harness::site::Browser;
use crate::harness::ulos::a_ulo;

fn day(from_today: i64) -> NaiveDate {
    let (today, days) = (Utc::now().date_naive(), Days::new(from_today.unsigned_abs()));
    if from_today < 0 { today - days } else { today + days }
}

/// The three boxes of a date.
fn boxes(name: &str, day: NaiveDate) -> [(String, String); 3] {
    [("day", day.day()), ("month", day.month()), ("year", day.year().unsigned_abs())]
        .map(|(part, number)| (format!("{name}.{part}"), number.to_string()))
}

fn fields<'a>(some: &[(&'a str, &'a str)], dates: &'a [(String, String)]) -> Vec<(&'a str, &'a str)> {
    let dates = dates.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    some.iter().copied().chain(dates).collect()
}

#[tokio::test]
async fn a_manager_tells_what_it_lives_on_and_sees_how_long_that_lasts() {
    let house = House::shared().await;
    let site = house.site().await;
    let scene = Scene::set(house).await;
    let mut morgan = Browser::of(&site, &scene.manager, "Morgan Example").await;
    let (shown, edit) = (format!("/{}/funding", scene.ulo), format!("/{}/edit", scene.ulo));
    morgan.open(&edit).await.says(&["Money", "no reserves or costs are stated", "State reserves and costs"]);
    morgan.open(&shown).await.says(&["Nothing is written down yet.", "How this is worked out"]);

    let page = morgan.open(&format!("{edit}/finance")).await;
    let stated = boxes("statement_date", day(0));
    let wrong = morgan
        .submit(&page, "", &fields(&[("reserves_pence", "lots"), ("monthly_cost_pence", "1,000")], &stated))
        .await;
    wrong.says(&["There is something to put right", "value=\"lots\"", "1,000"]);
    let good = [("reserves_pence", "2,000"), ("monthly_cost_pence", "1,000")];
    let saved = morgan.submit(&wrong, "", &fields(&good, &stated)).await;
    saved.says(&["lasts 2 more months", "High risk", "less than three months", "no plan says who"]);
    saved.says(&["£2,000 of the reserves is left today", "outlook.xlsx", "ends.csv"]);

    let page = morgan.open(&format!("{edit}/fundings/new")).await;
    let days = [boxes("start_date", day(0)), boxes("end_date", day(729))].concat();
    let wrong =
        morgan.submit(&page, "", &fields(&[("funder", "One Trust"), ("council", "Atlantis")], &days)).await;
    wrong.says(&["Choose what it is for.", "Enter the amount in pounds.", "name of a council in England"]);
    wrong.says(&["value=\"One Trust\"", "value=\"Atlantis\"", "Choose how sure it is."]);
    let good = [
        ("funder", "One Trust"),
        ("council", "calderdale"),
        ("kind", "1"),
        ("amount_pence", "24,000"),
        ("renewal", "2"),
        ("certainty", "1"),
    ];
    let added = morgan.submit(&wrong, "", &fields(&good, &days)).await;
    added.says(&["Added.", "One Trust", "£24,000", "Both sides talk about it", "100 in 100"]);
    added.says(&["role=\"img\"", "Decided: £24,000", ">Today</text>", "A striped bar is hoped for."]);
    let hoped = [
        ("funder", "<b>Two & Sons</b>"),
        ("kind", "2"),
        ("amount_pence", "99.50"),
        ("renewal", "4"),
        ("certainty", "2"),
    ];
    let page = morgan.open(&format!("{edit}/fundings/new")).await;
    let added = morgan.submit(&page, "", &fields(&hoped, &days)).await;
    added.says(&["&#60;b&#62;Two", "Hoped for: £99.50", "url(#money-timeline-hoped)"]);
    let again = morgan.submit(&page, "", &fields(&hoped, &days)).await;
    assert_eq!(again.main().matches("£99.50</td>").count(), 1, "sent twice is sent once");

    morgan.open(&edit).await.says(&["Write down who would take on the people", "more months"]);
    let page = morgan.open(&format!("{edit}/finance/plan")).await;
    let saved = morgan.submit(&page, "", &[("closure_plan", "First line.\nSecond line.")]).await;
    saved.says(&["The plan is saved.", "Second line.", "Change the plan"]).never_says(&["no plan says who"]);
    morgan.open(&edit).await.never_says(&["Write down who would take on the people"]);

    let csv = morgan.get(&format!("{shown}/fundings.csv")).await;
    assert!(csv.html.starts_with("\u{feff}Funder,What it is for,Amount"), "{}", csv.html);
    assert_eq!(morgan.get(&format!("{shown}/outlook.csv")).await.status, StatusCode::OK);
    assert_eq!(morgan.get(&format!("{shown}/secrets.csv")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_fell_through_is_taken_out_and_what_changed_meanwhile_is_shown() {
    let house = House::shared().await;
    let site = house.site().await;
    let scene = Scene::set(house).await;
    let mut morgan = Browser::of(&site, &scene.manager, "Morgan Example").await;
    a_finance(&scene.ulo).create(house).await;
    let funding = a_funding(&scene.ulo).given_by("councils/E08000033").create(house).await;
    let path = format!("/{}/edit/{}", scene.ulo, funding.name);
    let page = morgan.open(&path).await;
    page.says(&["value=\"Calderdale\"", "value=\"36000\"", "Talks begin a year before."]);
    let days = [boxes("start_date", day(-10)), boxes("end_date", day(700))].concat();
    let good = [
        ("funder", "Another Trust"),
        ("kind", "2"),
        ("amount_pence", "12"),
        ("renewal", "4"),
        ("certainty", "2"),
    ];
    morgan.submit(&page, "", &fields(&good, &days)).await.says(&[
        "Saved.",
        "Another Trust",
        "Hoped for: £12",
    ]);
    let late = morgan
        .submit(&page, "", &fields(&[("funder", "A Third Trust"), good[1], good[2], good[3], good[4]], &days))
        .await;
    late.says(&["A Third Trust", "Another Trust"]);
    let asking = morgan.open(&format!("{path}/withdraw")).await;
    asking.says(&["Take out the income from Another Trust?"]);
    let gone = morgan.submit(&asking, "", &[]).await;
    gone.says(&["Taken out."]).never_says(&["Another Trust"]);
    let other = Scene::set(house).await;
    let foreign =
        morgan.get(&format!("/{}/edit/{}", scene.ulo, a_funding(&other.ulo).create(house).await.name)).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    assert_eq!(morgan.get(&format!("/{}/funding", other.ulo)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn officers_and_observers_read_the_same_and_change_nothing() {
    let house = House::shared().await;
    let site = house.site().await;
    let council = "councils/E06000018";
    let ulo = a_ulo().named("Lantern Lane Collective").in_councils(&[council]).create(house).await.name;
    let funding = a_funding(&ulo).create(house).await;
    a_finance(&ulo).create(house).await;
    let shown = format!("/{ulo}/funding");
    for caller in [officer(council), Caller::new(Role::Observer, "observers/test")] {
        let mut jo = Browser::of(&site, &caller, "Jo Example").await;
        let list = jo.open("/frameworks/E06000018/organisations").await;
        list.says(&["Lantern Lane Collective", &format!("href=\"{shown}\"")]);
        let page = jo.open(&shown).await;
        page.says(&[
            "Example Trust",
            "more months",
            "role=\"img\"",
            "A neighbouring organisation takes over.",
        ]);
        page.never_says(&["/edit/"]);
        assert_eq!(jo.get(&format!("/{ulo}/edit/{}", funding.name)).await.status, StatusCode::FORBIDDEN);
    }
    let mut other = Browser::of(&site, &officer("councils/E08000033"), "Sam Example").await;
    other.open("/frameworks/E06000018/organisations").await.never_says(&[&shown]);
    assert_eq!(other.get(&shown).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_was_done_is_told_by_the_manager_and_read_by_everyone() {
    let house = House::shared().await;
    let site = house.site().await;
    let scene = Scene::set(house).await;
    let mut morgan = Browser::of(&site, &scene.manager, "Morgan Example").await;
    let (shown, new) = (format!("/{}/activities", scene.ulo), format!("/{}/edit/activities/new", scene.ulo));
    morgan.open(&shown).await.says(&["has not told us about training of its board", "No training is told."]);
    morgan
        .open(&format!("/{}/edit", scene.ulo))
        .await
        .says(&["Training, outreach, influence and seats", "in business or in finance"]);

    let page = morgan.open(&format!("{new}/training")).await;
    let date = boxes("date", day(-5));
    let some = [("training.trained_count", "nine"), ("training.group_size", "8")];
    let wrong = morgan.submit(&page, "", &fields(&some, &date)).await;
    wrong.says(&["Choose who was trained.", "Choose what they were trained in.", "value=\"nine\""]);
    let more = [
        ("training.trained_count", "9"),
        ("training.group_size", "8"),
        ("training.group", "1"),
        ("training.topic", "2"),
    ];
    let wrong = morgan.submit(&wrong, "", &fields(&more, &date)).await;
    wrong.says(&["href=\"#training.trained_count\"", "value=\"9\""]);
    let good = [("training.trained_count", "8"), more[1], more[2], more[3]];
    let added = morgan.submit(&wrong, "", &fields(&good, &date)).await;
    added.says(&[
        "All of its board had training",
        "Finance: budgets",
        "100 in 100",
        "role=\"img\"",
        "Three years",
    ]);
    added.says(&["No training in business is told"]);

    let page = morgan.open(&format!("{new}/outreach")).await;
    morgan.submit(&page, "", &[]).await.says(&["Enter a whole number, 0 if it is none."]);
    let good = [
        ("outreach.audience", "Older people"),
        ("outreach.place", "The market"),
        ("outreach.reached_count", "40"),
    ];
    let added = morgan.submit(&page, "", &fields(&good, &date)).await;
    added.says(&["last went out to people 5 days ago", "reached 40 people", "The market"]);
    let page = morgan.open(&format!("{new}/influence")).await;
    let good = [
        ("influence.decision", "Bus stops"),
        ("influence.partner", "Example Council"),
        ("influence.change", "They are lit."),
    ];
    let added = morgan.submit(&page, "", &fields(&good, &date)).await;
    added.says(&["changed 1 decision", "They are lit.", "Everyone can read it now."]);

    let page = morgan.open(&format!("{new}/seat")).await;
    let wrong = [("seat.body", "Partnership board"), ("seat.council", "Atlantis")];
    let wrong = morgan.submit(&page, "", &fields(&wrong, &date)).await;
    wrong.says(&["Choose whether you vote there.", "value=\"Partnership board\"", "value=\"Atlantis\""]);
    let good = [("seat.body", "Partnership board"), ("seat.council", "calderdale"), ("seat.votes", "1")];
    let added = morgan.submit(&wrong, "", &fields(&good, &date)).await;
    added.says(&["It has 1 seat where a council decides.", "Calderdale", "Votes", "It still has it"]);

    let csv = morgan.get(&format!("{shown}/outreach.csv")).await;
    assert!(csv.html.contains("Older people,The market,40,"), "{}", csv.html);
    let outreach = an_outreach(&scene.ulo).create(house).await;
    let path = format!("/{}/edit/{}", scene.ulo, outreach.name);
    let page = morgan.open(&path).await;
    page.says(&["value=\"Halifax market\"", "Change this outreach"]);
    let good = [
        ("outreach.audience", "Young people"),
        ("outreach.place", "A school"),
        ("outreach.reached_count", "7"),
    ];
    morgan.submit(&page, "", &fields(&good, &date)).await.says(&["Saved.", "A school"]);
    let asking = morgan.open(&format!("{path}/withdraw")).await;
    morgan.submit(&asking, "", &[]).await.says(&["Taken out."]).never_says(&["A school"]);

    let mut jo = Browser::of(&site, &officer("councils/E06000017"), "Jo Example").await;
    let public = jo.open(&format!("/{}", scene.ulo)).await;
    public.says(&["All of its board had training", &format!("href=\"{shown}\"")]);
    jo.open(&shown).await.says(&["Bus stops"]).never_says(&["/edit/"]);
    assert_eq!(jo.get(&format!("{new}/training")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(morgan.get(&format!("{new}/dancing")).await.status, StatusCode::NOT_FOUND);
}
