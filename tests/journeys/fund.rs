//! A round of the fund through the site: drawn up, bid for, assessed, decided, paid, reported on and closed.

use http::StatusCode;
use platform::{Caller, Role};
use proto::ulos::v1 as pb;

use crate::harness::fund::{Site as Bidder, a_round, an_assessor, day};
use crate::harness::site::{Browser, Page};
use crate::harness::ulos::a_ulo;
use crate::harness::{House, an_operator, manager, nobody};

/// A date as it is typed in three boxes.
fn typed(name: &str, days: i64) -> [(String, String); 3] {
    let iso = day(days);
    let mut parts = iso.split('-').map(str::to_owned);
    let (year, month, date) = (parts.next(), parts.next(), parts.next());
    let part = |part: &str, value: Option<String>| (format!("{name}.{part}"), value.unwrap_or_default());
    [part("day", date), part("month", month), part("year", year)]
}

async fn send(browser: &mut Browser, page: &Page, action: &str, fields: &[(String, String)]) -> Page {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.submit(page, action, &fields).await
}

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[tokio::test]
async fn an_operator_draws_a_round_up_and_opens_it() {
    let house = House::shared().await;
    let site = house.site().await;
    let mut oak = Browser::of(&site, &an_operator(), "Orchard Example").await;
    oak.open("/rounds").await.says(&["Money for organisations", "Draw up a round"]);
    let page = oak.open("/rounds/new").await;
    let mut wanted = fields(&[
        ("display_name", "Quayside fund"),
        ("purpose", "To grow."),
        ("amount_pence", "850,000"),
        ("most_per_bid_pence", "lots"),
        ("sites", "10"),
        ("criteria[1].title", "Need"),
        ("criteria[1].weight", "101"),
    ]);
    let wrong = send(&mut oak, &page, "", &wanted).await;
    wrong.says(&["There is something to put right", "Quayside fund", "850,000", "lots"]);
    wrong.says(&["href=\"#open_time\"", "href=\"#close_time\""]);
    wanted[3].1 = "100000".into();
    for (name, days) in [("open_time", 0), ("close_time", 40), ("decision_date", 90)] {
        wanted.extend(typed(name, days));
    }
    let wrong = send(&mut oak, &wrong, "", &wanted).await;
    wrong.says(&["href=\"#criteria[1].weight\"", "Give a number from 1 to 100."]);
    wanted[6].1 = "30".into();
    let made = send(&mut oak, &wrong, "", &wanted).await;
    made.says(&["Saved.", "Quayside fund", "Being drawn up", "£850,000", "Need"]);
    let again = send(&mut oak, &wrong, "", &wanted).await;
    assert_eq!(again.path, made.path, "sent twice is made once");

    let mut other = Browser::of(&site, &an_assessor(), "Ocean Example").await;
    assert_eq!(other.get(&made.path).await.status, StatusCode::NOT_FOUND);
    let editing = oak.open(&format!("{}/edit", made.path)).await;
    editing.says(&["value=\"850000\"", "value=\"100000\"", "value=\"30\""]);
    wanted[0].1 = "Harbour fund".into();
    send(&mut oak, &editing, "", &wanted).await.says(&["Saved.", "Harbour fund"]);
    let opening = oak.open(&format!("{}/open", made.path)).await;
    opening.says(&["Open Harbour fund?", "£850,000"]);
    oak.submit(&opening, "", &[]).await.says(&["The round is open.", "Takes bids"]);
    other.open(&made.path).await.says(&["Harbour fund", "Takes bids", "Criteria and their weights"]);
    let file = other.get(&format!("{}/criteria.csv", made.path)).await;
    assert!(file.html.starts_with("\u{feff}Criterion,"), "{}", file.html);
    assert_eq!(other.get(&format!("{}/secrets.csv", made.path)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(other.get("/rounds.csv").await.status, StatusCode::OK);
    assert_eq!(other.get("/rounds/new").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_manager_writes_a_bid_and_sends_it_in() {
    let house = House::shared().await;
    let site = house.site().await;
    let round = a_round().open(house).await;
    let ulo = a_ulo().named("Harbour Street Bidders").create(house).await.name;
    let mut morgan = Browser::of(&site, &manager(&ulo), "Morgan Example").await;
    morgan.open(&format!("/{ulo}/edit")).await.says(&["Money from the fund"]);
    morgan.open(&format!("/{ulo}/edit/fund")).await.says(&["Example development fund", "None yet."]);
    let page = morgan.open(&format!("/{}", round.name)).await;
    let bid = morgan.submit(&page, &format!("/{}/bids", round.name), &[]).await;
    bid.says(&["Answer in any order.", "Say what is needed.", "Say how much you ask for."]);
    let path = bid.path.clone();
    let check = morgan.open(&format!("{path}/check")).await;
    check
        .says(&["What is still in the way", "Plan at least one milestone."])
        .never_says(&["Send the bid in</b"]);
    for section in ["need", "plan", "leadership", "sharing", "lasting"] {
        let page = morgan.open(&format!("{path}/edit/{section}")).await;
        morgan.submit(&page, "", &[(section, "Because,\nand so on.")]).await.says(&["Saved."]);
    }
    let page = morgan.open(&format!("{path}/edit/need")).await;
    page.says(&["Because,\nand so on."]);
    let long = "x".repeat(3_001);
    let wrong = morgan.submit(&page, "", &[("need", &long)]).await;
    wrong.says(&["There is something to put right", &long]);
    let page = morgan.open(&format!("{path}/edit/money")).await;
    let wrong = morgan.submit(&page, "", &[("amount_pence", "much")]).await;
    wrong.says(&["Enter an amount in pounds", "value=\"much\""]);
    morgan.submit(&wrong, "", &[("amount_pence", "85,000")]).await.says(&["Saved."]);
    let page = morgan.open(&format!("{path}/edit/places")).await;
    let places = [("councils", "councils/E08000033"), ("partners", "Example Advice\n\nExample Ramps")];
    morgan.submit(&page, "", &places).await.says(&["Saved."]);

    let page = morgan.open(&format!("{path}/milestones")).await;
    let action = format!("{path}/milestones");
    let wrong = morgan.submit(&page, &action, &[("title", ""), ("amount_pence", "1.234")]).await;
    wrong.says(&["Say what will be so.", "1.234"]);
    let mut step = fields(&[("title", "Brokers at work"), ("amount_pence", "80,000")]);
    step.extend(typed("due_date", 200));
    let added = send(&mut morgan, &wrong, &action, &step).await;
    added.says(&["Brokers at work", "Together they come to £80,000. You ask for £85,000."]);
    morgan.open(&path).await.says(&["another sum than you ask for"]);
    let removed = morgan.submit(&added, &format!("{action}/remove"), &[("row", "0")]).await;
    removed.says(&["None yet."]);
    step[1].1 = "85,000".into();
    send(&mut morgan, &removed, &action, &step).await.says(&["Together they come to £85,000."]);
    morgan.open(&path).await.says(&["Nothing. You can check your answers"]);
    let check = morgan.open(&format!("{path}/check")).await;
    check.says(&["With Example Ramps", "Calderdale", "£85,000", "Send the bid in"]);
    let sent = morgan.submit(&check, "", &[]).await;
    sent.says(&["Your bid is sent in.", "Sent in on", "Because,\nand so on."]);
    morgan.open(&format!("/{}", round.name)).await.says(&["Your organisation&#39;s bid", "Sent in"]);
    let page = morgan.open(&format!("{path}/edit/plan")).await;
    morgan.submit(&page, "", &[("plan", "New")]).await.says(&["it stays as it is", "New"]);

    let mut rival = Browser::of(&site, &manager(&nobody("ulos")), "Sam Example").await;
    assert_eq!(rival.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(rival.get(&format!("/{ulo}/edit/fund")).await.status, StatusCode::FORBIDDEN);
    let leaving = morgan.open(&format!("{path}/withdraw")).await;
    morgan.submit(&leaving, "", &[]).await.says(&["The bid is withdrawn.", "begin another"]);
}

/// One assessor takes a bid on, scores it and gives that.
async fn assess(browser: &mut Browser, round: &pb::Round, bid: &str) {
    browser.open(&format!("/{}", round.name)).await.says(&["Assess bids"]);
    let queue = browser.open(&format!("/{}/assess", round.name)).await;
    queue.says(&["Not taken on", &format!("/{bid}/assess")]);
    let page = browser.open(&format!("/{bid}/assess")).await;
    let wrong = browser.submit(&page, "", &[]).await;
    wrong.says(&["Choose what ties you to the bidder, or that nothing does."]);
    let both = [("conflicts", "none"), ("conflicts", "1")];
    browser.submit(&wrong, "", &both).await.says(&["There is something to put right"]);
    let page = browser.submit(&wrong, "", &[("conflicts", "none")]).await;
    page.says(&["Nobody brokers here.", "Led by disabled people", "Being made"]);
    let half = [("scores[0].points", "4"), ("scores[0].comment", "Well shown."), ("then", "give")];
    let wrong = browser.submit(&page, "", &half).await;
    wrong.says(&["Choose from 0 to 5.", "Well shown.", "href=\"#scores[1].points\""]);
    browser.submit(&page, "", &half[..2]).await.says(&["Saved. It does not count", "Well shown."]);
    let page = browser.open(&wrong.path).await;
    let whole = [&half[..], &[("scores[1].points", "4"), ("scores[2].points", "4")]].concat();
    browser.submit(&page, "", &whole).await.says(&["Your assessment is given.", "80.0%", "You"]);
}

#[tokio::test]
async fn a_bid_is_assessed_decided_paid_and_reported_on() {
    let house = House::shared().await;
    let site = house.site().await;
    let (round, bidder) = house.assessed_round().await;
    let (path, bid) = (format!("/{}", round.name), bidder.bid.name.clone());
    let mut oak = Browser::of(&site, &an_operator(), "Orchard Example").await;
    oak.open(&format!("{path}/ranking")).await.says(&[
        "0 of 1 bids are decided on.",
        "Not yet",
        "Not known until there are two",
    ]);
    let page = oak.open(&format!("/{bid}/decide")).await;
    let fields = [("award_pence", "85,000"), ("reason", "Best by far.")];
    oak.submit(&page, "", &fields).await.says(&["Two assessors have to give", "Best by far.", "85,000"]);
    for _ in 0..2 {
        let mut ocean = Browser::of(&site, &an_assessor(), "Ocean Example").await;
        assess(&mut ocean, &round, &bid).await;
    }
    let mut honest = Browser::of(&site, &an_assessor(), "Honest Example").await;
    let page = honest.open(&format!("/{bid}/assess")).await;
    honest.submit(&page, "", &[("conflicts", "3")]).await.says(&["You stood aside from this bid."]);
    let mut morgan = Browser::of(&site, &bidder.manager, "Morgan Example").await;
    assert_eq!(
        morgan.get(&format!("{path}/assess")).await.status,
        StatusCode::NOT_FOUND,
        "bidders do not assess"
    );
    let page = morgan.open(&format!("/{bid}/assess")).await;
    morgan.submit(&page, "", &[("conflicts", "none")]).await.says(&["bids in this round"]);

    let page = oak.open(&format!("/{bid}/decide")).await;
    page.says(&["Assessor 1", "Assessor 2", "80.0%", "It asks for £85,000."]);
    let none = oak.submit(&page, "", &[("award_pence", ""), ("reason", "")]).await;
    none.says(&["Enter an amount; 0 for nothing.", "Say why."]);
    oak.submit(&none, "", &fields)
        .await
        .says(&["Saved. It is announced with the others.", "Announce the decisions"]);
    morgan.open(&format!("/{bid}")).await.never_says(&["Best by far."]);
    let sure = oak.open(&format!("{path}/announce")).await;
    oak.submit(&sure, "", &[]).await.says(&["Announced. The awards are public.", "Best by far.", "£85,000"]);
    let award = format!("/{}", bidder.award(house).await.name);
    morgan.open(&format!("/{bid}")).await.says(&["This bid got £85,000.", "Best by far.", &award]);
    let mut anyone = Browser::of(&site, &Caller::new(Role::Officer, "officers/any"), "Any Example").await;
    anyone.open(&award).await.says(&["was awarded £85,000", "To come"]).never_says(&["/milestones/1"]);
    morgan.open(&award).await.says(&["A short report is asked for every three months."]);
    live(&mut morgan, &mut oak, &path, &award).await;
    anyone.open(&award).await.says(&["£85,000 is paid.", "Complete", "See what was learned", "/solutions/"]);
    let file = anyone.get(&format!("{award}/milestones.csv")).await;
    assert!(file.html.contains("Begun") && !file.html.contains("Minutes"), "{}", file.html);
    let sure = oak.open(&format!("{path}/close")).await;
    oak.submit(&sure, "", &[]).await.says(&["The round is closed.", "every report is in"]);
}

/// Each milestone is claimed, one is returned once, both are paid; two reports are written, one is returned once.
async fn live(morgan: &mut Browser, oak: &mut Browser, round: &str, award: &str) {
    for (number, returned) in [(1, true), (2, false)] {
        let path = format!("{award}/milestones/{number}");
        for back in if returned { vec![true, false] } else { vec![false] } {
            let page = morgan.open(&path).await;
            morgan.submit(&page, "", &[]).await.says(&["Say how it shows."]);
            morgan.submit(&page, "", &[("evidence", "Minutes of May.")]).await.says(&["Sent. The payment"]);
            oak.open(round).await.says(&["Waits for you", &path, "says it is met: "]);
            let page = oak.open(&path).await;
            page.says(&["Minutes of May."]);
            oak.submit(&page, "", &[]).await.says(&["Choose one."]);
            let answer = match back {
                true => [("then", "return"), ("reason", "Which meeting?")],
                false => [("then", "pay"), ("payment_reference", "FUND-7")],
            };
            let says = if back { "Returned with your reason." } else { "The payment is released." };
            oak.submit(&page, "", &answer).await.says(&[says]);
        }
    }
    for kind in ["monitoring", "learning"] {
        let page = morgan.open(&format!("{award}/reports/{kind}")).await;
        let mut wanted = fields(&[("done", "Trained four."), ("people", "many"), ("spent_pence", "85,000")]);
        wanted.extend(typed("start_date", -90));
        wanted.extend(typed("end_date", -1));
        let wrong = send(morgan, &page, "", &wanted).await;
        wrong.says(&["Enter a whole number", "Trained four.", "value=\"many\""]);
        wanted[1].1 = "45".into();
        let saved = send(morgan, &wrong, "", &wanted).await;
        let refused = morgan.submit(&saved, "", &[]).await;
        refused.says(&["Still to be filled in"]);
        let editing = morgan.open(&format!("{}/edit", saved.path)).await;
        wanted.extend(fields(&[
            ("problem", "No brokers."),
            ("result", "Forty-five plans."),
            ("contact", "The co-ordinator"),
        ]));
        let saved = send(morgan, &editing, "", &wanted).await;
        morgan.submit(&saved, "", &[]).await.says(&["The report is sent in."]);
        oak.open(round).await.says(&["Waits for you", &saved.path]);
        let page = oak.open(&saved.path).await;
        oak.submit(&page, "", &[("then", "return")]).await.says(&["Say what is missing."]);
        let answer = [("then", "return"), ("reason", "How many?")];
        oak.submit(&page, "", &answer).await.says(&["Returned with your reason."]);
        let back = morgan.open(&saved.path).await;
        back.says(&["Returned: How many?"]);
        morgan.submit(&back, "", &[]).await.says(&["The report is sent in."]);
        let page = oak.open(&saved.path).await;
        oak.submit(&page, "", &[("then", "accept")]).await.says(&["The report is accepted."]);
    }
}

#[tokio::test]
async fn what_a_bid_says_is_not_for_everyone() {
    let house = House::shared().await;
    let site = house.site().await;
    let round = a_round().open(house).await;
    let lost = Bidder::begin(house, &round).await.submit(house).await;
    house.close_bids(&round.name).await;
    let mut ocean = Browser::of(&site, &an_assessor(), "Ocean Example").await;
    for page in ["", "/check", "/decide"] {
        let status = ocean.get(&format!("/{}{page}", lost.bid.name)).await.status;
        assert!(matches!(status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN), "{page}: {status}");
    }
    assert_eq!(ocean.get(&format!("/{}/ranking", round.name)).await.status, StatusCode::FORBIDDEN);
    assert_eq!(ocean.get(&format!("/{}/ranking.csv", round.name)).await.status, StatusCode::FORBIDDEN);
}
