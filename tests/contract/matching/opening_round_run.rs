//! Opening rounds that are run: who is offered what, why the others are not, and that anyone can check it.

use platform::Caller;
use proto::matching::v1 as pb;
use proto::matching::v1::attempt::Outcome;
use proto::matching::v1::opening_round::{Rule, State};
use proto::matching::v1::opening_round_result::State as Standing;
use proto::matching::v1::round_refusal::Reason;
use proto::matching::v1::{choice, request};
use rounds::lottery::Seed;
use tonic::Code;
use uuid::Uuid;

use crate::harness::asserts::refused;
use crate::harness::brokers::eventually;
use crate::harness::matching::{Menu, Town, a_request};
use crate::harness::opening_rounds::{an_opening_round, in_days};
use crate::harness::{House, manager, officer};

/// A house of its own with a town and an open round of its first organisation, or of its council.
struct Scarce {
    house: House,
    town: Town,
    owner: Caller,
    round: String,
}

impl Scarce {
    /// With so many organisations, each with so many openings, all in the round.
    async fn of(size: usize, openings: i32, rule: Rule) -> Self {
        let house = House::fresh().await;
        let town = Town::unknown(&house, size, |offering| offering.openings = Some(openings)).await;
        town.is_known(&house).await;
        let owner = officer(&town.council);
        let round = an_opening_round(&town.council)
            .with(|round| round.rule = rule.into())
            .open(&house, &owner)
            .await
            .name;
        for (ulo, offering) in town.ulos.iter().zip(&town.offerings) {
            house.give(&manager(ulo), &round, &offering.name, openings).await.unwrap();
        }
        Self { house, town, owner, round }
    }

    /// Someone chooses these offerings, each ranked so.
    async fn choose(&self, offerings: &[&str], ranks: &[i32]) -> (Menu, pb::Choice) {
        let scene = Menu::in_town(&self.house, &self.town).await;
        let choice = self.chosen(&scene, offerings, ranks).await;
        (scene, choice)
    }

    async fn chosen(&self, scene: &Menu, offerings: &[&str], ranks: &[i32]) -> pb::Choice {
        let kind = if offerings.len() == 1 { choice::Kind::One } else { choice::Kind::Ranked };
        let choice = pb::Choice {
            kind: kind.into(),
            picks: offerings.iter().map(|offering| (*offering).to_owned()).collect(),
            ranks: ranks.to_vec(),
            ..scene.choice(0).choice.unwrap()
        };
        let create = pb::CreateChoiceRequest { choice: Some(choice), ..scene.choice(0) };
        let create = scene.told(&self.house, create).await;
        self.house.choices().create_choice(self.house.ask(&scene.person, create)).await.unwrap().into_inner()
    }

    fn offering(&self, place: usize) -> &str {
        &self.town.offerings[place].name
    }

    async fn run(&self) -> pb::OpeningRound {
        self.house.days_pass(1);
        self.house.run(&self.owner, &self.round).await.unwrap().into_inner()
    }

    /// The choice and its result once the round has been done with it.
    async fn after(&self, (scene, choice): &(Menu, pb::Choice)) -> (pb::Choice, pb::OpeningRoundResult) {
        let settled = |choice: &pb::Choice| {
            let over = choice.state() != choice::State::Offering || !choice.current_introduction.is_empty();
            choice.round_time.is_none() && over
        };
        let choice = scene.once(&self.house, &choice.name, settled).await;
        let result =
            self.house.result(&scene.person, &choice.opening_round_result).await.unwrap().into_inner();
        (choice, result)
    }
}

fn bytes<const N: usize>(hexadecimal: &str) -> [u8; N] {
    assert_eq!(hexadecimal.len(), 2 * N);
    std::array::from_fn(|at| u8::from_str_radix(&hexadecimal[2 * at..2 * at + 2], 16).unwrap())
}

#[tokio::test]
async fn whoever_narrows_their_limits_gains_no_priority() {
    let scarce = Scarce::of(3, 1, Rule::FairOrder).await;
    let open = scarce.choose(&[scarce.offering(0)], &[]).await;
    let person = scarce.town.someone().signed_in(&scarce.house).await;
    let limits = pb::Constraints { avoid_ulos: scarce.town.ulos[1..].to_vec(), ..pb::Constraints::default() };
    let request = a_request(&person).with(|request| request.constraints = Some(limits));
    let request = request.ask(&scarce.house, &person).await;
    let menu = scarce.house.menu(&person, &request).await.unwrap().into_inner();
    assert_eq!((menu.fitting_total, menu.suiting_total), (1, 3));
    let scene = Menu { person, request, menu };
    let choice = scarce.chosen(&scene, &[scarce.offering(0)], &[]).await;
    let narrow = (scene, choice);
    scarce.run().await;
    let counted = [scarce.after(&open).await.1.alternatives, scarce.after(&narrow).await.1.alternatives];
    assert_eq!(counted, [3, 3]);
}

#[tokio::test]
async fn of_five_people_two_are_offered_the_two_places_and_anyone_can_check_the_lottery() {
    let scarce = Scarce::of(1, 2, Rule::FairOrder).await;
    let mut people = Vec::new();
    for _ in 0..5 {
        people.push(scarce.choose(&[scarce.offering(0)], &[]).await);
    }
    let before = scarce.house.opening_round(&scarce.owner, &scarce.round).await.unwrap().into_inner();
    assert_eq!((before.entries, before.seed.as_str()), (5, ""));
    let run = scarce.run().await;
    assert_eq!((run.state(), run.entries, run.end_time.is_some()), (State::Run, 5, true));
    let both = run.run.as_ref().unwrap().both.as_ref().unwrap();
    assert_eq!(both.fair_order.as_ref().map(|figures| (figures.helped, figures.nobody)), Some((2, 3)));
    let prices: Vec<_> = run.run.as_ref().unwrap().prices.iter().map(pb::ObjectivePrice::objective).collect();
    assert_eq!(prices, [pb::RoundObjective::WorstOff, pb::RoundObjective::Floors]);

    let seed = Seed::new(bytes(&run.seed));
    assert_eq!(seed.commitment().0, bytes::<32>(&before.seed_commitment));
    // All came on the same day with the same menu: the lottery alone decides, and it is the one published before.
    let ticket = |scene: &Menu| {
        seed.ticket(Uuid::parse_str(&scene.request.name["requests/".len()..]).unwrap().as_u128())
    };
    let mut tickets: Vec<u128> = people.iter().map(|(scene, _)| ticket(scene)).collect();
    tickets.sort_unstable();
    let mut offered = 0;
    for one in &people {
        let (choice, result) = scarce.after(one).await;
        let ticket = ticket(&one.0);
        assert_eq!(bytes::<16>(&result.ticket), ticket.to_be_bytes());
        assert_eq!((result.band, result.waited_days, result.alternatives), (2, 0, 1));
        if ticket <= tickets[1] {
            offered += 1;
            assert_eq!(
                (result.state(), result.offering.as_str(), result.rank),
                (Standing::Placed, scarce.offering(0), 1)
            );
            assert_eq!((choice.attempts.len(), choice.current_pick), (1, 1));
        } else {
            assert_eq!((result.state(), result.offering.as_str()), (Standing::NotPlaced, ""));
            let refusal = &result.refusals[0];
            assert_eq!((refusal.reason(), refusal.offering.as_str()), (Reason::Lottery, scarce.offering(0)));
            assert_eq!(
                (refusal.weeks_short, refusal.last_waited_weeks),
                (None, None),
                "two places are too few to tell"
            );
            assert_eq!(
                (choice.state(), choice.attempts[0].outcome()),
                (choice::State::Exhausted, Outcome::NotGiven)
            );
            assert_eq!(choice.attempts[0].opening_round_result, choice.opening_round_result);
            one.0.comes_to(&scarce.house, request::State::Unmet).await;
        }
    }
    assert_eq!(offered, 2);
    for by in [people[0].0.person.clone(), manager(&scarce.town.ulos[0])] {
        let seen = scarce.house.opening_round(&by, &scarce.round).await.unwrap().into_inner();
        assert_eq!((seen.run, seen.entries), (None, 0), "how many, only its owner is told");
        assert_eq!(seen.seed, run.seed);
    }
    let kinds = ["opening_round.created", "opening_round.updated", "opening_round.run"];
    assert_eq!(scarce.house.told_of(&scarce.round).await, kinds);
    for again in [
        scarce.house.cancel(&scarce.owner, &scarce.round).await,
        scarce.house.give(&manager(&scarce.town.ulos[0]), &scarce.round, scarce.offering(0), 1).await,
    ] {
        refused(again, Code::FailedPrecondition, "OPENING_ROUND_NOT_OPEN");
    }
    // An acceptance opens a case as ever.
    let placed = people.iter().find(|(scene, _)| ticket(scene) == tickets[0]).unwrap();
    let (choice, _) = scarce.after(placed).await;
    placed.0.accept(&scarce.house, &scarce.town, &choice).await;
    placed.0.comes_to(&scarce.house, request::State::Placed).await;
}

#[tokio::test]
async fn it_is_run_after_it_closed_by_who_was_told_what_it_comes_to() {
    let scarce = Scarce::of(1, 1, Rule::MostHelped).await;
    let (house, owner) = (&scarce.house, &scarce.owner);
    let run = async |fair_order_told, most_helped_told| {
        let pb::OpeningRound { name, etag, .. } =
            house.opening_round(owner, &scarce.round).await.unwrap().into_inner();
        let request = pb::RunOpeningRoundRequest { name, etag, fair_order_told, most_helped_told };
        house.opening_rounds().run_opening_round(house.ask(owner, request)).await
    };
    refused(run(0, 0).await, Code::FailedPrecondition, "OPENING_ROUND_NOT_CLOSED");
    house.days_pass(1);
    refused(run(0, 0).await, Code::FailedPrecondition, "OPENING_ROUND_EMPTY");
    let late = scarce.choose(&[scarce.offering(0)], &[]).await;
    let seen = house.result(&late.0.person, &late.1.opening_round_result).await.unwrap().into_inner();
    assert_eq!(seen.state(), Standing::Late, "who comes too late waits and takes no part");
    assert_eq!(house.opening_round(owner, &scarce.round).await.unwrap().into_inner().late, 1);
    refused(run(0, 0).await, Code::FailedPrecondition, "OPENING_ROUND_EMPTY");
    let closed = house.give(&manager(&scarce.town.ulos[0]), &scarce.round, scarce.offering(0), 0).await;
    refused(closed, Code::FailedPrecondition, "OPENING_ROUND_CLOSED");
    house.stack.clock.reset();
    let in_time = scarce.choose(&[scarce.offering(0)], &[]).await;
    house.days_pass(1);
    for (fair_order, most_helped) in [(0, 1), (1, 0), (2, 1)] {
        refused(run(fair_order, most_helped).await, Code::FailedPrecondition, "COUNTS_CHANGED");
    }
    run(1, 1).await.unwrap();
    let (choice, result) = scarce.after(&in_time).await;
    assert_eq!((result.state(), choice.current_pick), (Standing::Placed, 1));
    let (late, came) = late;
    let waits = late.once(house, &came.name, |choice| choice.round_time.is_none()).await;
    assert_eq!(waits.queue_time, came.round_time, "the place is held by who was given it");
    refused(run(1, 1).await, Code::FailedPrecondition, "OPENING_ROUND_NOT_OPEN");
}

#[tokio::test]
async fn the_most_urgent_come_first_and_what_one_chose_beside_the_round_goes_on_by_itself() {
    let scarce = Scarce::of(2, 1, Rule::FairOrder).await;
    let house = &scarce.house;
    let (scarce_one, beside) = (scarce.offering(0), scarce.offering(1));
    house.give(&manager(&scarce.town.ulos[1]), &scarce.round, beside, 0).await.unwrap();
    let first = scarce.choose(&[scarce_one, beside], &[]).await;
    let person = scarce.town.someone().signed_in(house).await;
    let urgent = a_request(&person).with(|request| {
        request.need_by_date = in_days(10);
        request.need_by_reason = request::NeedByReason::LeavingCare.into();
    });
    let request = urgent.ask(house, &person).await;
    let menu = house.menu(&person, &request).await.unwrap().into_inner();
    let urgent = Menu { person, request, menu };
    let choice = scarce.chosen(&urgent, &[scarce_one], &[]).await;
    scarce.run().await;
    let (_, given) = scarce.after(&(urgent, choice)).await;
    assert_eq!((given.state(), given.band, given.alternatives), (Standing::Placed, 0, 2));
    let (choice, result) = scarce.after(&first).await;
    assert_eq!((result.state(), result.refusals[0].reason()), (Standing::NotPlaced, Reason::Urgency));
    assert_eq!((choice.state(), choice.current_pick), (choice::State::Offering, 2));
    let outcomes: Vec<Outcome> = choice.attempts.iter().map(pb::Attempt::outcome).collect();
    assert_eq!(outcomes, [Outcome::NotGiven, Outcome::Waiting]);
}

#[tokio::test]
async fn who_likes_two_the_same_makes_room_and_most_are_helped() {
    let scarce = Scarce::of(2, 1, Rule::MostHelped).await;
    let (one, other) = (scarce.offering(0), scarce.offering(1));
    let either = scarce.choose(&[one, other], &[1, 1]).await;
    let only = scarce.choose(&[one], &[]).await;
    scarce.run().await;
    let (choice, result) = scarce.after(&either).await;
    assert_eq!((result.offering.as_str(), result.rank, result.refusals.len()), (other, 1, 0));
    assert_eq!((choice.picks, choice.ranks), (vec![other.to_owned(), one.to_owned()], vec![1, 1]));
    assert_eq!((choice.current_pick, choice.attempts.len()), (1, 1), "nothing they like better was refused");
    let (choice, result) = scarce.after(&only).await;
    assert_eq!((result.offering.as_str(), choice.attempts[0].offering.as_str()), (one, one));
}

#[tokio::test]
async fn a_round_nobody_runs_is_over_by_itself() {
    let scarce = Scarce::of(1, 1, Rule::FairOrder).await;
    let (scene, choice) = scarce.choose(&[scarce.offering(0)], &[]).await;
    scarce.house.days_pass(14);
    scarce.house.opening_round(&scarce.owner, &scarce.round).await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    let open = scarce.house.opening_round(&scarce.owner, &scarce.round).await.unwrap().into_inner();
    assert_eq!(open.state(), State::Open, "fourteen days are not over");
    scarce.house.days_pass(15);
    eventually("it is over", || async {
        let round = scarce.house.opening_round(&scarce.owner, &scarce.round).await.unwrap().into_inner();
        round.state() == State::Cancelled
    })
    .await;
    let offered =
        scene.once(&scarce.house, &choice.name, |choice| !choice.current_introduction.is_empty()).await;
    assert_eq!((offered.round_time, offered.current_pick), (None, 1));
}
