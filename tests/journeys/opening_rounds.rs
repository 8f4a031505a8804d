//! Scarce places given out together: a manager opens a round, people choose and wait, both rules are looked at, it is
//! decided, and everyone sees why.

use platform::Caller;
use proto::matching::v1 as pb;

use super::choosing::AGREED;
use crate::harness::matching::{Menu, Town, a_request};
use crate::harness::opening_rounds::in_days;
use crate::harness::site::{Browser, Page};
use crate::harness::{House, manager, officer};

/// The boxes of a date so many days from today.
fn date(field: &str, days: u64) -> Vec<(String, String)> {
    let day = in_days(days);
    let parts: Vec<&str> = day.split('-').collect();
    let boxes = [("day", parts[2]), ("month", parts[1]), ("year", parts[0])];
    boxes.into_iter().map(|(part, value)| (format!("{field}.{part}"), value.to_owned())).collect()
}

/// Sends a form with a date among its fields.
async fn submit(
    browser: &mut Browser,
    page: &Page,
    dated: &[(String, String)],
    fields: &[(&str, &str)],
) -> Page {
    let dated = dated.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let fields: Vec<_> = dated.chain(fields.iter().copied()).collect();
    browser.submit(page, "", &fields).await
}

/// Opens a round that people can join until today, by the fair order.
async fn open(browser: &mut Browser) -> Page {
    let page = browser.open("/openingRounds/new").await;
    submit(browser, &page, &date("close_date", 0), &[("title", "Spring <places>"), ("rule", "1")]).await
}

/// The choice of someone who chooses the one option there is.
async fn chosen(house: &House, scene: &Menu) -> pb::Choice {
    let request = house.ask(&scene.person, scene.told(house, scene.choice(1)).await);
    house.choices().create_choice(request).await.expect("a choice").into_inner()
}

async fn of(site: &web::site::Site, caller: &Caller) -> Browser {
    Browser::of(site, caller, "Sam Example").await
}

#[tokio::test]
async fn two_places_for_five_people_are_given_out_together_and_everyone_sees_why() {
    let house = House::fresh().await;
    let site = house.site().await;
    let town = Town::unknown(&house, 1, |offering| offering.openings = Some(2)).await;
    town.is_known(&house).await;
    let mut morgan = of(&site, &manager(&town.ulos[0])).await;
    morgan.open(&format!("/{}/edit/offerings", town.ulos[0])).await.says(&["href=\"/openingRounds\""]);
    let new = morgan.open("/openingRounds/new").await;
    morgan.submit(&new, "", &[]).await.says(&["Say what it is called.", "Choose a rule."]);
    let round = open(&mut morgan).await;
    round.says(&[
        "The round is open.",
        "Spring &#60;places&#62;",
        "No places were given to it yet.",
        "Not in it",
    ]);
    let give = format!("{}/{}", round.path, town.offerings[0].name);
    let giving = morgan.open(&give).await;
    let many = morgan.submit(&giving, "", &[("openings", "3")]).await;
    many.says(&["You give more places than you said could start."]);
    morgan.submit(&many, "", &[("openings", "2")]).await.says(&["Saved.", "2 places"]);

    let mut scenes = Vec::new();
    for _ in 0..4 {
        let scene = Menu::in_town(&house, &town).await;
        let choice = chosen(&house, &scene).await;
        scenes.push((scene.person, choice.name));
    }
    let last = Menu::in_town(&house, &town).await;
    let mut avery = of(&site, &last.person).await;
    let path = format!("/home/{}/choose?kind=1&pick={}", last.menu.name, last.option(0));
    let together = "They are given out together, soon after";
    avery.open(&format!("/home/{}", last.menu.name)).await.says(&[together]);
    let choosing = avery.open(&path).await;
    choosing.says(&[together, "How it is decided: Fair order", "If that is equal too, a lottery decides."]);
    choosing.never_says(&["nobody overtakes you"]);
    let waits = avery.submit(&choosing, "", &AGREED).await;
    waits.says(&[
        "Places are given out together, and you are in it.",
        "The rule is: Fair order.",
        "What you chose",
        "Stop asking",
    ]);
    avery.open("/home").await.says(&["Places are given out together, and you are in it."]);
    let result = waits.html.split("href=\"").find_map(|rest| {
        rest.split('"').next().filter(|path| path.starts_with("/home/openingRoundResults/"))
    });
    let result = avery.open(result.expect("where it is explained")).await;
    result.says(&[
        "More people want these places",
        "If that is equal too, a lottery decides.",
        "Fingerprint",
    ]);
    result.never_says(&["What counted for you", "xxd"]);
    scenes.push((last.person.clone(), waits.path.trim_start_matches("/home/").to_owned()));

    morgan.open(&round.path).await.says(&["People in it", "5"]).never_says(&["Decide this round"]);
    let both = "Of 5 people in it, the fair order helps 2. Helping the most helps 2.";
    let tried = morgan.open(&format!("{}/try", round.path)).await;
    tried.says(&[both, "Get their first choice", "Hidden: fewer than 8 people"]).never_says(&["By this,"]);
    let field = town.offerings[0].name.replace('/', "-");
    let more = morgan.open(&format!("{}/try?rule=2&{field}=4", round.path)).await;
    more.says(&["By this, ", "Most helped, as tried"]);
    let wrong = morgan.get(&format!("{}/try?rule=2&{field}=many", round.path)).await;
    wrong.says(&["many", both]);

    let running = morgan.open(&format!("{}/run", round.path)).await;
    running.says(&[both, "This round is decided by: Fair order.", "This cannot be undone."]);
    let early = morgan.submit(&running, "", &[]).await;
    early.says(&["People can still join it."]);
    house.days_pass(1);
    let mut morgan = of(&site, &manager(&town.ulos[0])).await;
    let running = morgan.open(&format!("{}/run", round.path)).await;
    let ran = morgan.submit(&running, "", &[]).await;
    ran.says(&["The round is decided.", "2 of 5 people got a place.", "Seed of the lottery", "Decided"]);
    ran.never_says(&["Try other rules", "Avery", "people/"]);

    let mut placed = 0;
    for (person, choice) in scenes {
        let mut sam = of(&site, &person).await;
        let choice = choice_after(&house, &person, &choice).await;
        let page = sam.open(&format!("/home/{}", choice.name)).await;
        let why = sam.open(&format!("/home/{}", choice.opening_round_result)).await;
        why.says(&[
            "What counted for you",
            "No urgent date",
            "Your lottery ticket",
            "alongside round: ticket",
        ]);
        if choice.state() == pb::choice::State::Offering {
            placed += 1;
            page.says(&["You have one.", "We have asked"]);
            why.says(&["You have a place with", "the one you like best"]);
        } else {
            page.says(&[
                "This time there was none for you.",
                "gave its places to others in a round",
                "Look again",
            ]);
            why.says(&[
                "There was no place for you this time.",
                "Why not one you like better",
                "The lottery decided.",
            ]);
        }
    }
    assert_eq!(placed, 2);
}

/// A choice once the round is done with it.
async fn choice_after(house: &House, person: &Caller, name: &str) -> pb::Choice {
    let get = async || house.choice(person, name).await.expect("the choice").into_inner();
    let settled = |choice: &pb::Choice| {
        choice.round_time.is_none()
            && (choice.state() != pb::choice::State::Offering || !choice.current_introduction.is_empty())
    };
    crate::harness::brokers::eventually("the round is over for them", || async { settled(&get().await) })
        .await;
    get().await
}

#[tokio::test]
async fn a_council_s_round_is_filled_by_organisations_and_can_end_undecided() {
    let house = House::shared().await;
    let site = house.site().await;
    let town = Town::unknown(house, 1, |offering| offering.openings = Some(1)).await;
    town.is_known(house).await;
    let mut jo = of(&site, &officer(&town.council)).await;
    let framework = town.council.replacen("councils/", "/frameworks/", 1);
    jo.open(&framework).await.says(&["href=\"/openingRounds\""]);
    let round = open(&mut jo).await;
    round.says(&["The round is open.", "Organisations in your area see this round"]);
    jo.open("/openingRounds").await.says(&["Spring &#60;places&#62;"]).never_says(&["Rounds of councils"]);

    let mut morgan = of(&site, &manager(&town.ulos[0])).await;
    morgan.open("/openingRounds").await.says(&["Rounds of councils", "Spring &#60;places&#62;"]);
    morgan.open(&round.path).await.says(&["Not in it"]).never_says(&["People in it", "End it undecided"]);
    let refused = morgan.get(&format!("{}/run", round.path)).await;
    assert_eq!(refused.status, http::StatusCode::FORBIDDEN);
    let giving = morgan.open(&format!("{}/{}", round.path, town.offerings[0].name)).await;
    morgan.submit(&giving, "", &[("openings", "1")]).await.says(&["1 place"]);
    let stale = morgan.submit(&giving, "", &[("openings", "0")]).await;
    stale.says(&["Saved by someone else meanwhile: 1"]);

    let scene = Menu::in_town(house, &town).await;
    let choice = chosen(house, &scene).await;
    assert!(choice.round_time.is_some());
    jo.open(&round.path).await.says(&["People in it", "1"]);
    let ending = jo.open(&format!("{}/cancel", round.path)).await;
    ending.says(&["asked for in the order of coming"]);
    jo.submit(&ending, "", &[]).await.says(&["The round has ended.", "Ended undecided"]);
    scene.once(house, &choice.name, |choice| !choice.current_introduction.is_empty()).await;
    let mut sam = of(&site, &scene.person).await;
    sam.open(&format!("/home/{}", choice.name)).await.says(&["We have asked"]);
}

#[tokio::test]
async fn a_person_says_by_when_they_need_it_and_that_two_are_liked_the_same() {
    let house = House::shared().await;
    let site = house.site().await;
    let town = Town::of(house, 3).await;
    let person = town.someone().signed_in(house).await;
    let request = a_request(&person).ask(house, &person).await;
    let mut sam = of(&site, &person).await;
    let when = sam.open(&format!("/home/{}/when", request.name)).await;
    when.says(&["Is there a date it is needed by?", "Most people have none."]);
    let bare = submit(&mut sam, &when, &date("need_by_date", 20), &[]).await;
    bare.says(&["Choose what happens on that day."]);
    submit(&mut sam, &bare, &date("need_by_date", 20), &[("need_by_reason", "1")]).await;
    let check = sam.open(&format!("/home/{}/check", request.name)).await;
    check.says(&["Needed by", "I leave hospital or a care home", "/when?then=check"]);
    let menu = house.menu(&person, &house.request(&person, &request.name).await.unwrap().into_inner()).await;
    let menu = menu.expect("a menu").into_inner();

    let rank = sam.open(&format!("/home/{}/rank", menu.name)).await;
    rank.says(&["Two you like the same can have the same number."]);
    let fields: Vec<String> = menu.options.iter().map(|option| option.offering.replace('/', "-")).collect();
    let numbers = [(fields[2].as_str(), "1"), (fields[0].as_str(), "2"), (fields[1].as_str(), "2")];
    let choosing = sam.submit(&rank, "", &numbers).await;
    choosing.says(&["liked as well as the one before"]);
    let sent = sam.submit(&choosing, "", &AGREED).await;
    let choice = house.choice(&person, sent.path.trim_start_matches("/home/")).await.unwrap().into_inner();
    let order = [2, 0, 1].map(|place: usize| menu.options[place].offering.clone());
    assert_eq!((choice.picks, choice.ranks), (order.to_vec(), vec![1, 2, 2]));
}
