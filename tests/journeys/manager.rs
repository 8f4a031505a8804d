//! A manager's work: the team and its load, the entry, how the organisation is run, what it offers.

use crate::harness::House;
use crate::harness::brokers::{Scene, a_broker, as_themself};
use crate::harness::site::Browser;

#[tokio::test]
async fn a_manager_keeps_the_team() {
    let house = House::shared().await;
    let site = house.site().await;
    let scene = Scene::carrying(house, 10).await;
    let case = scene.case(house).await;
    let mut morgan = Browser::of(&site, &scene.manager, "Morgan Example").await;

    morgan.open("/team").await.says(&["1 person carries", "3 of 10 points", "room for 7 more"]);
    let adding = morgan.open("/team/new").await;
    let wrong =
        morgan.submit(&adding, "", &[("display_name", "Kit Example"), ("caseload_limit", "lots")]).await;
    wrong.says(&["Enter a whole number", "Choose at least one area", "Kit Example", "value=\"lots\""]);
    let fields = [
        ("display_name", "Kit Example"),
        ("caseload_limit", "12"),
        ("councils", "councils/E08000033"),
        ("languages", "en"),
        ("languages", "bfi"),
    ];
    let kit = morgan.submit(&wrong, "", &fields).await;
    kit.says(&["They are in your team.", "Kit Example", "0 of 12 points taken", "British Sign Language"]);
    let again = morgan.submit(&wrong, "", &fields).await;
    assert_eq!(again.path, kit.path, "sent twice is sent once");

    let skills = morgan.open(&format!("{}/skills", kit.path)).await;
    let saved = morgan.submit(&skills, "", &[("skills", "direct_payments"), ("skills", "benefits")]).await;
    saved.says(&["Saved.", "Direct payments", "Benefits"]);
    let ties = morgan.open(&format!("{}/ties", kit.path)).await;
    let action = format!("{}/ties", kit.path);
    let wrong = morgan.submit(&ties, &action, &[("kind", "6")]).await;
    wrong.says(&["There is something to put right"]);
    let added = morgan.submit(&wrong, &action, &[("kind", "6"), ("detail", "Also runs a choir.")]).await;
    added.says(&["The tie is shown", "Also runs a choir."]);
    let removed = morgan.submit(&added, &format!("{action}/remove"), &[]).await;
    removed.says(&["no longer shown", "None declared."]);

    let giving = morgan.open(&format!("/{}/transfer", case.name)).await;
    giving.says(&["Kit Example", "room for 12 more"]);
    let given = morgan.submit(&giving, "", &[("broker", &kit.path[1..])]).await;
    given.says(&["The case has a new broker.", "Kit Example took over"]);
    let retiring = morgan.open(&format!("{}/retire", kit.path)).await;
    retiring.says(&["They still carry 3 points"]);
    morgan.submit(&retiring, "", &[]).await.says(&["They still have open cases."]);
    let robin = morgan.open(&format!("/{}", scene.broker.name)).await;
    let paused = morgan.submit(&robin, &format!("/{}/pause", scene.broker.name), &[]).await;
    paused.says(&["Paused.", "takes no new cases"]);
    let retiring = morgan.open(&format!("/{}/retire", scene.broker.name)).await;
    let gone = morgan.submit(&retiring, "", &[]).await;
    gone.says(&["no longer in your team"]).never_says(&["Robin Example"]);
}

#[tokio::test]
async fn a_broker_keeps_their_own_page_but_not_their_limit() {
    let house = House::shared().await;
    let site = house.site().await;
    let scene = Scene::carrying(house, 10).await;
    let mut robin = Browser::of(&site, &scene.themself(), "Robin Example").await;
    let path = format!("/{}", scene.broker.name);
    robin.open(&path).await.says(&["My load and limit", "0 of 10 points taken"]);
    assert_eq!(robin.get(&format!("{path}/limit")).await.status, http::StatusCode::FORBIDDEN);
    let experience = robin.open(&format!("{path}/experience")).await;
    let saved = robin.submit(&experience, "", &[("lived_experience", "autism")]).await;
    saved.says(&["Being autistic", "shown to you and your managers only"]);
    let other = a_broker(&scene.ulo).create(house).await;
    let mut sam = Browser::of(&site, &as_themself(&other), "Sam Example").await;
    sam.open(&path).await.never_says(&["Being autistic", "/skills"]);
    assert_eq!(sam.get(&format!("{path}/skills")).await.status, http::StatusCode::FORBIDDEN);
    robin.open("/team").await.says(&["Your team"]).never_says(&["/team/new"]);
}

#[tokio::test]
async fn a_manager_keeps_the_entry_of_the_organisation() {
    let house = House::shared().await;
    let site = house.site().await;
    let scene = Scene::set(house).await;
    let mut morgan = Browser::of(&site, &scene.manager, "Morgan Example").await;
    let path = format!("/{}/edit", scene.ulo);
    morgan.open(&path).await.says(&["Our organisation", "Your entry", "Calderdale"]);

    let about = morgan.open(&format!("{path}/about")).await;
    let kept =
        [("display_name", "Harbour Street Collective"), ("description", "We plan together."), ("kind", "1")];
    let wrong = morgan.submit(&about, "", &[&kept[..], &[("founded_date.day", "40")]].concat()).await;
    wrong.says(&["There is something to put right", "Harbour Street Collective", "We plan together."]);
    let saved = morgan.submit(&wrong, "", &kept).await;
    saved.says(&["Saved. What people rely on waits", "We plan together.", "A change waits for a check"]);
    morgan.open(&format!("{path}/about")).await.says(&["value=\"Harbour Street Collective\"", "looks first"]);

    let contact = morgan.open(&format!("{path}/contact")).await;
    let fields = [("contact.phone", "ring me"), ("contact.email", "nobody"), ("contact.website", "no")];
    let wrong = morgan.submit(&contact, "", &fields).await;
    wrong.says(&[
        "href=\"#contact.phone\"",
        "href=\"#contact.email\"",
        "href=\"#contact.website\"",
        "ring me",
    ]);
    let fields =
        [("contact.phone", "01632 960123"), ("contact.address_lines", "1 Example Street\nExampleton")];
    morgan.submit(&wrong, "", &fields).await.says(&["01632 960123", "Exampleton"]);

    let areas = morgan.open(&format!("{path}/areas")).await;
    areas.says(&["Yorkshire and The Humber", "checked"]);
    let two = [("councils", "councils/E08000033"), ("councils", "councils/E08000035")];
    morgan.submit(&areas, "", &two).await.says(&["Calderdale", "waits for a check"]);
    let areas = morgan.open(&format!("{path}/areas")).await;
    assert_eq!(areas.html.matches(" checked").count(), 2, "what was chosen is still chosen");
    let access = morgan.open(&format!("{path}/access")).await;
    let codes =
        [("access_features", "easy_read"), ("access_features", "email"), ("access_features", "email")];
    morgan.submit(&access, "", &codes).await.says(&["Easy Read"]);

    let path = format!("{path}/registrations");
    let page = morgan.open(&path).await;
    let wrong = morgan.submit(&page, &path, &[("scheme", "1"), ("number", "<no>")]).await;
    wrong.says(&["There is something to put right", "&#60;no&#62;"]);
    let added = morgan.submit(&wrong, &path, &[("scheme", "1"), ("number", "1234567")]).await;
    added.says(&["Charity Commission", "1234567"]);
    morgan.submit(&added, &format!("{path}/remove"), &[]).await.says(&["None yet."]);
    let other = Scene::set(house).await;
    let page = morgan.get(&format!("/{}/edit", other.ulo)).await;
    assert_eq!(page.status, http::StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_tests_stand_beside_the_facts_they_come_from() {
    let house = House::shared().await;
    let site = house.site().await;
    let scene = Scene::set(house).await;
    let mut morgan = Browser::of(&site, &scene.manager, "Morgan Example").await;
    let path = format!("/{}/edit/governance", scene.ulo);
    morgan.open(&path).await.says(&["You have not told us yet"]);
    let facts = morgan.open(&format!("{path}/facts")).await;
    let day = [("statement_date.day", "1"), ("statement_date.month", "2"), ("statement_date.year", "2024")];
    let board = [("board_size", "8"), ("board_from_constituency", "9")];
    let wrong = morgan.submit(&facts, "", &[&board[..], &day[..]].concat()).await;
    wrong.says(&["href=\"#board_from_constituency\""]);
    let board = [("board_size", "8"), ("board_from_constituency", "6")];
    let stated = morgan.submit(&wrong, "", &[&board[..], &day[..]].concat()).await;
    stated.says(&[
        "6 of 8 are people you are there for",
        "Add something that shows you answer",
        "Paid staff",
    ]);

    let path = format!("{path}/evidence");
    let page = morgan.open(&path).await;
    let when = [("date.day", "5"), ("date.month", "1"), ("date.year", "2024")];
    let wrong = morgan.submit(&page, &path, &[("kind", "1")]).await;
    wrong.says(&["Say where it can be read"]);
    let piece = [("kind", "1"), ("reference", "Our website, under Board")];
    let added = morgan.submit(&wrong, &path, &[&piece[..], &when[..]].concat()).await;
    added.says(&["Our website, under Board", "5 January 2024"]);
    let shown = morgan.open(&format!("/{}/edit/governance", scene.ulo)).await;
    shown.says(&["More than half of its board"]).never_says(&["Add something that shows you answer"]);
}

#[tokio::test]
async fn a_manager_keeps_what_is_offered() {
    let house = House::shared().await;
    let site = house.site().await;
    let scene = Scene::set(house).await;
    let mut morgan = Browser::of(&site, &scene.manager, "Morgan Example").await;
    let path = format!("/{}/edit/offerings", scene.ulo);
    morgan.open(&path).await.says(&["What we offer"]);
    morgan.open(&format!("{path}/new")).await.says(&["What kind of support"]);
    let page = morgan.open(&format!("{path}/new?kind=2")).await;
    let new = format!("{path}/new");
    let wrong = morgan.submit(&page, &new, &[("display_name", "Speaking up"), ("price_basis", "2")]).await;
    wrong.says(&[
        "Speaking up",
        "Choose which advocacy it is.",
        "Choose at least one way of giving it.",
        "Enter the price in pounds.",
    ]);
    let fields = [
        ("display_name", "Speaking up"),
        ("advocacy_kind", "6"),
        ("delivery_modes", "1"),
        ("councils", "councils/E08000033"),
        ("languages", "en"),
        ("price_basis", "2"),
        ("price_pence", "32.50"),
    ];
    let made = morgan.submit(&wrong, &new, &fields).await;
    made.says(&["People can choose it from now on.", "Speaking up", "£32.50", "You have not said how many"]);
    let openings = morgan.open(&format!("{}/openings", made.path)).await;
    morgan.submit(&openings, "", &[("openings", "3")]).await.says(&["3 could start now (said: Today)"]);
    for part in ["about", "where", "access", "price"] {
        morgan.open(&format!("{}/{part}", made.path)).await;
    }
    let shown = morgan.open(&made.path).await;
    let paused = morgan.submit(&shown, &format!("{}/pause", made.path), &[]).await;
    paused.says(&["Paused.", "Open it again"]);
    morgan.submit(&paused, &format!("{}/resume", made.path), &[]).await.says(&["Open."]);
    let closing = morgan.open(&format!("{}/close", made.path)).await;
    morgan.submit(&closing, "", &[]).await.says(&["It is no longer offered."]).never_says(&["Speaking up"]);
}
