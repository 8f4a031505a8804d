//! One manager offers help, another finds it; they agree, keep track, end it, and the helped side says what it was worth.

use crate::harness::House;
use crate::harness::buddies::{a_buddy_offer, in_days};
use crate::harness::site::Browser;
use crate::harness::ulos::a_ulo;
use crate::harness::{a_visitor, manager, officer};

const NORTHUMBERLAND: &str = "councils/E06000057";

/// The three boxes of a date.
fn boxes(field: &str, days: u64) -> Vec<(String, String)> {
    let day = in_days(days).to_string();
    let parts: Vec<&str> = day.split('-').collect();
    [("year", parts[0]), ("month", parts[1]), ("day", parts[2])]
        .map(|(part, value)| (format!("{field}.{part}"), value.to_owned()))
        .to_vec()
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn help_is_offered_found_agreed_tracked_ended_and_judged() {
    let house = House::fresh().await;
    let site = house.site().await;
    let strong = a_ulo().named("Mill Lane Voices").in_councils(&[NORTHUMBERLAND]).create(&house).await.name;
    house.strengthen(&strong).await;
    let young = a_ulo().named("Canal Side Circle").in_councils(&[NORTHUMBERLAND]).create(&house).await.name;

    let mut morgan = Browser::of(&site, &manager(&strong), "Morgan Example").await;
    morgan.open(&format!("/{strong}/edit")).await.says(&["Buddies: offer help, find help"]);
    morgan.open(&format!("/{strong}/edit/buddies")).await.says(&["You have come far."]);
    let offering = morgan.open(&format!("/{strong}/edit/buddies/offer")).await;
    let wrong = morgan.submit(&offering, "", &[("words", "By <train>")]).await;
    wrong.says(&["Choose what the help is about.", "Say how many hours a month.", "By &#60;train&#62;"]);
    let fields = [("hours_per_month", "12"), ("topics", "3"), ("words", "By train.")];
    let mut fields: Vec<_> =
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    fields.extend(boxes("end_date", 300));
    let offered = morgan.submit(&wrong, "", &borrowed(&fields)).await;
    offered.says(&["Others can find you now.", "You offer 12 hours a month", "12 are free"]);
    morgan.open(&format!("/{strong}/edit/buddies/help")).await.says(&["Canal Side Circle", "Propose"]);

    let mut kit = Browser::of(&site, &manager(&young), "Kit Example").await;
    kit.open(&format!("/{young}/edit/buddies")).await.says(&["You can offer this from stage 3."]);
    let found = kit.open(&format!("/{young}/edit/buddies/find")).await;
    found.says(&["Mill Lane Voices", "of 75 points", "How near it is", "12 hours a month are free"]);
    found.never_says(&["How safe it is itself", "Its own money"]);
    let of = |name: &str| name.trim_start_matches("ulos/").to_owned();
    let address = format!("/buddyings/new?buddy={}&ulo={}&council=", of(&strong), of(&young));
    let asking = kit.open(&address).await;
    asking.says(&["Mill Lane Voices helps Canal Side Circle"]);
    let wrong = kit.submit(&asking, "", &[("cost_pence", "0")]).await;
    wrong.says(&["Say how either side can leave.", "Write down at least one thing", "Say who pays."]);
    let typed = [
        ("hours_per_month", "6"),
        ("topics", "3"),
        ("cost_pence", "600"),
        ("payer", "2"),
        ("exit_terms", "A month before."),
        ("milestones[0].title", "A board of ten"),
    ];
    let mut fields: Vec<_> =
        typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    for (field, days) in [("start_date", 0), ("end_date", 100), ("milestones[0].due_date", 200)] {
        fields.extend(boxes(field, days));
    }
    let late = kit.submit(&wrong, "", &borrowed(&fields)).await;
    late.says(&["Give a day within the agreement."]);
    fields.truncate(fields.len() - 3);
    fields.extend(boxes("milestones[0].due_date", 50));
    let proposed = kit.submit(&late, "", &borrowed(&fields)).await;
    proposed.says(&["The other side can accept it now.", "This waits for the other side.", "£600"]);
    let path = proposed.path.clone();

    let mut anyone = Browser::of(&site, &a_visitor(), "").await;
    anyone.open(&format!("/{strong}")).await.says(&["12 hours a month to help"]).never_says(&["helps Canal"]);
    let waiting = morgan.open(&path).await;
    waiting.says(&["Now it waits for you.", "A board of ten"]);
    let running = morgan.submit(&waiting, &format!("{path}/accept"), &[]).await;
    running.says(&["It is under way.", "To come"]);
    let marked = morgan.submit(&running, &format!("{path}/milestones"), &[]).await;
    marked.says(&["Reached on"]);
    anyone.open(&path).await.says(&["It is under way.", "6 hours a month"]).never_says(&[
        "£600",
        "A board of ten",
        "A month before.",
    ]);
    let ending = morgan.open(&format!("{path}/end")).await;
    ending.says(&["A month before."]);
    let over = morgan.submit(&ending, "", &[("reason", "All is done.")]).await;
    over.says(&["All is done."]).never_says(&["Say what it was worth"]);

    let judging = kit.open(&format!("{path}/judge")).await;
    let judged = kit.submit(&judging, "", &[("verdict", "1"), ("words", "We have a board now.")]).await;
    judged.says(&["It helped", "We have a board now."]);
    for ulo in [&strong, &young] {
        anyone.open(&format!("/{ulo}")).await.says(&[
            "Mill Lane Voices helps Canal Side Circle",
            "It helped",
            "We have a board now.",
        ]);
    }
}

#[tokio::test]
async fn a_council_without_one_finds_who_could_help_to_start_one() {
    let house = House::fresh().await;
    let site = house.site().await;
    let strong = house.a_strong_ulo(&[NORTHUMBERLAND]).await;
    house.offer_to_help(a_buddy_offer(&strong)).await;
    let mut sam = Browser::of(&site, &officer("councils/E06000052"), "Sam Example").await;
    sam.open("/frameworks/E06000052").await.says(&["See who could help a user-led organisation here"]);
    let found = sam.open("/frameworks/E06000052/buddies").await;
    found.says(&["Cornwall", "of 75 points", "Propose an agreement"]);
    let mut anyone = Browser::of(&site, &a_visitor(), "").await;
    anyone.open("/frameworks/E06000052/buddies").await.says(&["of 75 points"]).never_says(&["Propose"]);
    let found = anyone.open("/frameworks/E06000052/buddies").await;
    found.says(&[
        "We know of no user-led organisation here.",
        "Money is left out where you may not see that of both.",
    ]);
    anyone
        .open("/frameworks/E06000057/buddies")
        .await
        .says(&["A user-led organisation works here, and has shown it."]);
}
