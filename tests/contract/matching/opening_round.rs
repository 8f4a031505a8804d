//! Opening rounds: opened, given openings, entered, tried out, cancelled.

use platform::Caller;
use proto::matching::v1 as pb;
use proto::matching::v1::opening_round::{Rule, State};
use proto::matching::v1::opening_round_result::State as Standing;
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::brokers::{Answer, eventually};
use crate::harness::matching::{Menu, Town};
use crate::harness::opening_rounds::{an_opening_round, in_days};
use crate::harness::{House, an_operator, manager, nobody, officer};

/// A town where every organisation has so many openings.
async fn town(house: &House, size: usize, openings: i32) -> Town {
    let town = Town::unknown(house, size, |offering| offering.openings = Some(openings)).await;
    town.is_known(house).await;
    town
}

async fn create(
    house: &House,
    by: &Caller,
    request: &pb::CreateOpeningRoundRequest,
) -> Answer<pb::OpeningRound> {
    house.opening_rounds().create_opening_round(house.ask(by, request.clone())).await
}

async fn listed(house: &House, by: &Caller, list: pb::ListOpeningRoundsRequest) -> Vec<String> {
    let answer = house.opening_rounds().list_opening_rounds(house.ask(by, list)).await.unwrap().into_inner();
    answer.opening_rounds.into_iter().map(|round| round.name).collect()
}

/// Chooses the first so many options; the choice is as it is right after.
async fn choose(house: &House, scene: &Menu, picks: usize) -> pb::Choice {
    let create = scene.told(house, scene.choice(picks)).await;
    house.choices().create_choice(house.ask(&scene.person, create)).await.unwrap().into_inner()
}

#[tokio::test]
async fn a_round_is_kept_as_it_was_opened_and_says_nothing_of_its_seed_but_the_fingerprint() {
    let house = House::shared().await;
    let town = town(house, 1, 2).await;
    let by = manager(&town.ulos[0]);
    let request = an_opening_round(&town.ulos[0]).wanted();
    let made = create(house, &by, &request).await.unwrap().into_inner();
    let wanted = request.opening_round.clone().unwrap();
    assert_eq!((made.state(), made.rule()), (State::Open, Rule::FairOrder));
    assert_eq!(
        (&made.title, &made.close_date, &made.owner),
        (&wanted.title, &wanted.close_date, &town.ulos[0])
    );
    assert_eq!((made.seed_commitment.len(), made.seed.as_str(), made.run.as_ref()), (64, "", None));
    assert_eq!(house.opening_round(&by, &made.name).await.unwrap().into_inner(), made);
    assert_eq!(create(house, &by, &request).await.unwrap().into_inner(), made, "sent twice, opened once");
    let mut other = request;
    other.opening_round.as_mut().unwrap().title = "Summer places".into();
    refused(create(house, &by, &other).await, Code::AlreadyExists, "REQUEST_ID_REUSED");
    assert_eq!(house.told_of(&made.name).await, ["opening_round.created"]);
    let id = uuid::Uuid::parse_str(&made.name["openingRounds/".len()..]).unwrap();
    let kept: i32 = sqlx::query_scalar("select length(seed) from opening_round where opening_round_id = $1")
        .bind(id)
        .fetch_one(&house.tables("matching").await)
        .await
        .unwrap();
    assert!(kept > 60, "it is sealed, not kept as it is");
}

#[tokio::test]
async fn everything_wrong_is_said_at_once_and_everyone_opens_their_own() {
    let house = House::shared().await;
    let town = town(house, 2, 1).await;
    let by = manager(&town.ulos[0]);
    let nothing = pb::CreateOpeningRoundRequest::default();
    invalid(
        create(house, &by, &nothing).await,
        &[
            "request_id",
            "opening_round.title",
            "opening_round.rule",
            "opening_round.close_date",
            "opening_round.owner",
        ],
    );
    for date in [in_days(61), "2020-01-01".into(), "soon".into()] {
        let request = an_opening_round(&town.ulos[0]).with(|round| round.close_date = date).wanted();
        invalid(create(house, &by, &request).await, &["opening_round.close_date"]);
    }
    let longest = an_opening_round(&town.ulos[0]).with(|round| round.close_date = in_days(60));
    create(house, &by, &longest.wanted()).await.unwrap();
    forbidden(create(house, &by, &an_opening_round(&town.ulos[1]).wanted()).await);
    forbidden(create(house, &by, &an_opening_round(&town.council).wanted()).await);
    forbidden(create(house, &officer(&town.council), &an_opening_round("councils/E08000033").wanted()).await);
    forbidden(create(house, &an_operator(), &an_opening_round(&town.ulos[0]).wanted()).await);
    create(house, &officer(&town.council), &an_opening_round(&town.council).wanted()).await.unwrap();
}

#[tokio::test]
async fn openings_are_the_organisations_to_give() {
    let house = House::shared().await;
    let town = town(house, 2, 2).await;
    let (own, other) = (manager(&town.ulos[0]), manager(&town.ulos[1]));
    let (mine, theirs) = (town.offerings[0].name.as_str(), town.offerings[1].name.as_str());
    let round = an_opening_round(&town.ulos[0]).open(house, &own).await;
    let given = house.give(&own, &round.name, mine, 2).await.unwrap().into_inner();
    assert_eq!(given.openings.len(), 1);
    assert_eq!((given.openings[0].offering.as_str(), given.openings[0].openings), (mine, 2));
    assert_eq!(given.openings[0].ulo, town.ulos[0]);
    let again = house.give(&own, &round.name, mine, 2).await.unwrap().into_inner();
    assert_eq!(again.etag, given.etag, "nothing changed");
    refused(house.give(&own, &round.name, mine, 3).await, Code::FailedPrecondition, "OPENINGS_NOT_STATED");
    not_found(house.give(&own, &round.name, theirs, 1).await);
    not_found(house.give(&other, &round.name, theirs, 1).await);
    let second = an_opening_round(&town.ulos[0]).open(house, &own).await;
    refused(
        house.give(&own, &second.name, mine, 1).await,
        Code::FailedPrecondition,
        "OFFERING_IN_OTHER_ROUND",
    );
    house.give(&own, &round.name, mine, 0).await.unwrap();
    house.give(&own, &second.name, mine, 1).await.unwrap();
    let old = pb::SetOpeningsRequest {
        name: round.name.clone(),
        etag: round.etag,
        offering: mine.into(),
        openings: 1000,
    };
    invalid(house.opening_rounds().set_openings(house.ask(&own, old.clone())).await, &["openings"]);
    let old = pb::SetOpeningsRequest { openings: 1, ..old };
    stale(house.opening_rounds().set_openings(house.ask(&own, old)).await);
    assert_eq!(house.told_of(&round.name).await.len(), 3, "opened, given, taken out");
}

#[tokio::test]
async fn a_council_asks_the_organisations_there_and_each_gives_its_own() {
    let house = House::shared().await;
    let (here, elsewhere) = (town(house, 2, 2).await, town(house, 1, 2).await);
    let council = officer(&here.council);
    let round = an_opening_round(&here.council).open(house, &council).await;
    for (ulo, offering) in here.ulos.iter().zip(&here.offerings) {
        let by = manager(ulo);
        assert!(listed(house, &by, pb::ListOpeningRoundsRequest::default()).await.contains(&round.name));
        house.give(&by, &round.name, &offering.name, 1).await.unwrap();
    }
    let seen = house.opening_round(&council, &round.name).await.unwrap().into_inner();
    assert_eq!(seen.openings.len(), 2);
    let request = pb::SetOpeningsRequest {
        name: round.name.clone(),
        etag: seen.etag,
        offering: here.offerings[0].name.clone(),
        openings: 2,
    };
    forbidden(house.opening_rounds().set_openings(house.ask(&council, request)).await);
    let stranger = manager(&elsewhere.ulos[0]);
    not_found(house.opening_round(&stranger, &round.name).await);
    assert_eq!(listed(house, &stranger, pb::ListOpeningRoundsRequest::default()).await, Vec::<String>::new());
    not_found(house.opening_round(&officer(&elsewhere.council), &round.name).await);
    // Who gives openings sees how it ends, and not how many are in it.
    let scene = Menu::in_town(house, &here).await;
    choose(house, &scene, 2).await;
    let by = manager(&here.ulos[0]);
    assert_eq!(house.opening_round(&council, &round.name).await.unwrap().into_inner().entries, 1);
    assert_eq!(house.opening_round(&by, &round.name).await.unwrap().into_inner().entries, 0);
    not_found(house.cancel(&by, &round.name).await);
    house.cancel(&council, &round.name).await.unwrap();
    assert_eq!(house.opening_round(&by, &round.name).await.unwrap().into_inner().state(), State::Cancelled);
    not_found(house.opening_round(&manager(&nobody("ulos")), &round.name).await);
}

#[tokio::test]
async fn to_choose_is_to_enter_and_to_stop_is_to_leave() {
    let house = House::shared().await;
    let town = town(house, 1, 1).await;
    let by = manager(&town.ulos[0]);
    let round = an_opening_round(&town.ulos[0]).open(house, &by).await;
    house.give(&by, &round.name, &town.offerings[0].name, 1).await.unwrap();
    let (scene, other) = (Menu::in_town(house, &town).await, Menu::in_town(house, &town).await);
    not_found(house.opening_round(&scene.person, &round.name).await);
    let queue = pb::GetQueueRequest { name: scene.option(0).replacen("offerings/", "queues/", 1) };
    let queue = house.queues().get_queue(house.ask(&scene.person, queue)).await.unwrap().into_inner();
    assert_eq!(
        (queue.round_close_date.as_str(), queue.round_rule()),
        (round.close_date.as_str(), Rule::FairOrder)
    );

    let choice = choose(house, &scene, 1).await;
    assert!(choice.round_time.is_some() && choice.queue_time.is_none());
    assert_eq!((choice.attempts.len(), choice.current_pick), (0, 0), "nobody is asked yet");
    let result = house.result(&scene.person, &choice.opening_round_result).await.unwrap().into_inner();
    assert_eq!((result.state(), &result.opening_round), (Standing::Waiting, &round.name));
    assert_eq!((&result.choice, &result.request), (&choice.name, &scene.request.name));
    assert_eq!((result.ticket.as_str(), result.refusals.len(), result.waited_days), ("", 0, 0));
    let seen = house.opening_round(&scene.person, &round.name).await.unwrap().into_inner();
    assert_eq!((seen.entries, seen.run.is_none(), seen.seed.as_str()), (0, true, ""));
    let list = pb::ListOpeningRoundsRequest::default();
    assert_eq!(listed(house, &scene.person, list.clone()).await, [round.name.as_str()]);
    assert_eq!(listed(house, &other.person, list).await, Vec::<String>::new());
    not_found(house.result(&other.person, &choice.opening_round_result).await);
    forbidden(house.result(&by, &choice.opening_round_result).await);
    assert_eq!(house.opening_round(&by, &round.name).await.unwrap().into_inner().entries, 1);

    let stopped = house.stop(&scene.person, &choice).await.unwrap().into_inner();
    assert_eq!((stopped.round_time, stopped.opening_round_result.as_str()), (None, ""));
    not_found(house.result(&scene.person, &choice.opening_round_result).await);
    not_found(house.opening_round(&scene.person, &round.name).await);
    assert_eq!(house.opening_round(&by, &round.name).await.unwrap().into_inner().entries, 0);
    let again = choose(house, &scene, 1).await;
    assert!(again.round_time.is_some(), "and one can come again");
}

#[tokio::test]
async fn nobody_enters_a_round_they_were_not_told_of() {
    let house = House::shared().await;
    let town = town(house, 1, 1).await;
    let by = manager(&town.ulos[0]);
    let scene = Menu::in_town(house, &town).await;
    let unaware = scene.told(house, scene.choice(1)).await;
    assert_eq!(unaware.round_told, "", "there is none yet");
    let round = an_opening_round(&town.ulos[0]).open(house, &by).await;
    house.give(&by, &round.name, &town.offerings[0].name, 1).await.unwrap();
    let create = async |request| house.choices().create_choice(house.ask(&scene.person, request)).await;
    refused(create(unaware.clone()).await, Code::FailedPrecondition, "ROUND_NOT_TOLD");
    let of_another_day = pb::CreateChoiceRequest { round_told: "2026-01-01".into(), ..unaware.clone() };
    refused(create(of_another_day).await, Code::FailedPrecondition, "ROUND_NOT_TOLD");
    let wrong = pb::CreateChoiceRequest { round_told: "soon".into(), ..unaware.clone() };
    invalid(create(wrong).await, &["round_told"]);
    let told = scene.told(house, unaware).await;
    assert_eq!(told.round_told, round.close_date);
    let choice = create(told).await.expect("the same choice, told").into_inner();
    assert!(choice.round_time.is_some());
}

#[tokio::test]
async fn who_waits_in_a_queue_comes_along_and_goes_back_to_their_place() {
    let house = House::shared().await;
    let town = town(house, 1, 1).await;
    let by = manager(&town.ulos[0]);
    let offering = town.offerings[0].name.clone();
    let first = Menu::in_town(house, &town).await;
    let held = first.choose(house, 1).await;
    let mut waiting = Vec::new();
    for ahead_told in 1..4 {
        let scene = Menu::in_town(house, &town).await;
        let request = pb::CreateChoiceRequest { ahead_told, ..scene.choice(1) };
        let choice =
            house.choices().create_choice(house.ask(&scene.person, request)).await.unwrap().into_inner();
        waiting.push((scene, choice));
    }
    let round = an_opening_round(&town.ulos[0]).open(house, &by).await;
    house.give(&by, &round.name, &offering, 1).await.unwrap();
    for (scene, choice) in &waiting {
        let entered = scene.once(house, &choice.name, |choice| choice.round_time.is_some()).await;
        assert_eq!(entered.queue_time, None);
    }
    let kept = house.choice(&first.person, &held.name).await.unwrap().into_inner();
    assert_eq!(kept, held, "an offer on its way goes on");
    house.cancel(&by, &round.name).await.unwrap();
    for (scene, choice) in &waiting {
        let back = scene.once(house, &choice.name, |choice| choice.round_time.is_none()).await;
        assert_eq!((back.queue_time, back.opening_round_result.as_str()), (choice.queue_time, ""));
    }
    first.decline(house, &town, &held).await;
    let (second, choice) = &waiting[0];
    second.once(house, &choice.name, |choice| !choice.current_introduction.is_empty()).await;
    for (scene, choice) in &waiting[1..] {
        assert!(house.choice(&scene.person, &choice.name).await.unwrap().into_inner().queue_time.is_some());
    }
    let again = house.give(&by, &round.name, &offering, 1).await;
    refused(again, Code::FailedPrecondition, "OPENING_ROUND_NOT_OPEN");
    refused(house.cancel(&by, &round.name).await, Code::FailedPrecondition, "OPENING_ROUND_NOT_OPEN");
}

#[tokio::test]
async fn an_offering_taken_out_lets_those_who_wait_for_it_go() {
    let house = House::shared().await;
    let town = town(house, 1, 1).await;
    let by = manager(&town.ulos[0]);
    let round = an_opening_round(&town.ulos[0]).open(house, &by).await;
    house.give(&by, &round.name, &town.offerings[0].name, 1).await.unwrap();
    let scene = Menu::in_town(house, &town).await;
    let choice = choose(house, &scene, 1).await;
    house.give(&by, &round.name, &town.offerings[0].name, 0).await.unwrap();
    let offered = scene.once(house, &choice.name, |choice| !choice.current_introduction.is_empty()).await;
    assert_eq!((offered.round_time, offered.opening_round_result.as_str()), (None, ""));
    eventually("nobody is in it any more", || async {
        house.opening_round(&by, &round.name).await.unwrap().into_inner().entries == 0
    })
    .await;
}

#[tokio::test]
async fn what_would_be_is_told_in_numbers_and_changes_nothing() {
    let house = House::shared().await;
    let town = town(house, 1, 3).await;
    let by = manager(&town.ulos[0]);
    let offering = town.offerings[0].name.clone();
    let round = an_opening_round(&town.ulos[0]).open(house, &by).await;
    let given = house.give(&by, &round.name, &offering, 1).await.unwrap().into_inner();
    for _ in 0..3 {
        choose(house, &Menu::in_town(house, &town).await, 1).await;
    }
    let try_out = |rule: Rule, openings: Vec<pb::RoundOpenings>| pb::SimulateOpeningRoundRequest {
        name: round.name.clone(),
        etag: given.etag.clone(),
        rule: rule.into(),
        openings,
    };
    let more = |openings: i32| pb::RoundOpenings { offering: offering.clone(), ulo: String::new(), openings };
    let simulate = async |by: &Caller, request| {
        house.opening_rounds().simulate_opening_round(house.ask(by, request)).await
    };
    let tried = simulate(&by, try_out(Rule::MostHelped, vec![more(2)])).await.unwrap().into_inner();
    let helped = |both: &Option<pb::BothRules>| {
        let both = both.as_ref().unwrap();
        let figures = [both.fair_order.as_ref().unwrap(), both.most_helped.as_ref().unwrap()];
        figures.map(|figures| (figures.people, figures.helped, figures.nobody, figures.by_rank.clone()))
    };
    assert_eq!(helped(&tried.now), [(3, 1, 2, vec![1]), (3, 1, 2, vec![1])]);
    assert_eq!(helped(&tried.then), [(3, 2, 1, vec![2]), (3, 2, 1, vec![2])]);
    assert_eq!((tried.gain - tried.lose, tried.opening_round.as_str()), (1, round.name.as_str()));
    let gap = tried.now.unwrap().fair_order.unwrap().worst_off_gap_thousandths;
    assert_eq!(gap, None, "three people are too few to tell of groups");
    let none = simulate(&by, try_out(Rule::Unspecified, vec![more(0)])).await.unwrap().into_inner();
    assert_eq!((none.gain, none.lose), (0, 1));
    let wrong =
        vec![more(1), more(1), more(-1), pb::RoundOpenings { offering: nobody("offerings"), ..more(1) }];
    invalid(
        simulate(&by, try_out(Rule::FairOrder, wrong)).await,
        &["openings[1].offering", "openings[2].offering", "openings[2].openings", "openings[3].offering"],
    );
    not_found(simulate(&manager(&nobody("ulos")), try_out(Rule::FairOrder, vec![])).await);
    assert_eq!(house.opening_round(&by, &round.name).await.unwrap().into_inner().etag, given.etag);
}
