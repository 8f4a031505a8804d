//! Solutions organisations of the sample share, and what others say who tried them; gives the solutions. Everything is made up.

use chrono::{DateTime, TimeDelta, Utc};
use platform::Error;
use proto::ulos::v1 as pb;
use proto::ulos::v1::adoption::AdopterVerdict;
use proto::ulos::v1::solution::Topic;

use super::organisations::{Organisation, id};
use super::{England, day};

/// What is told of one: name, problem, what was done, what happened, what it is about.
type Told = (&'static str, &'static str, &'static str, &'static str, &'static [Topic]);

const TOLD: [Told; 8] = [
    (
        "A board that shadows before it serves",
        "New board members left within a year: they did not know what they had signed up to.",
        "For three meetings a new member sits beside someone who has served. Papers come in Easy Read a week before.",
        "Nobody has left early since. Two members with a learning disability now chair meetings.",
        &[Topic::Governance, Topic::Training],
    ),
    (
        "Core costs in every bid",
        "Project grants paid for projects and nothing else, so rent and payroll were always late.",
        "We worked out what an hour of anything really costs us and put that into every bid.",
        "Two funders asked why. Both paid. Our reserves grew from one month to four.",
        &[Topic::Funding],
    ),
    (
        "Peer support at the bus station",
        "People in the villages could not get to our meetings.",
        "We meet where the buses meet, on market day, in the waiting room.",
        "Eleven people come who had never come before. The bus company lends us the room.",
        &[Topic::Outreach, Topic::PeerSupport],
    ),
    (
        "A budget on one page",
        "Nobody could read the support plan form, so others filled it in.",
        "Five of us drew one page with pictures: what I want, who helps, what it costs.",
        "The council takes it as a plan. People write it themselves.",
        &[Topic::Brokerage, Topic::Access],
    ),
    (
        "Minutes that say who changed what",
        "We were asked for our views every month and nothing ever changed.",
        "We ask for one line in the minutes of each meeting: what we asked for, and what was done about it.",
        "After half a year three of nine lines said that something had changed. Before, nobody knew.",
        &[Topic::Influence],
    ),
    (
        "Sharing a bookkeeper",
        "None of us could do the accounts, and none could pay someone who can.",
        "Four organisations pay one bookkeeper a day a week each.",
        "All four had accounts on time for the first time.",
        &[Topic::Funding, Topic::Training],
    ),
    (
        "Beginning with a letter to everyone",
        "There was no organisation in our area and we were three people.",
        "The council put our letter in with its yearly letter about charges.",
        "Sixty people wrote back. Twenty came to the first meeting.",
        &[Topic::Starting, Topic::Outreach],
    ),
    (
        "An advocate who waits with you",
        "People agreed to things in meetings because they were tired of waiting.",
        "Our advocates come half an hour early and go through the questions with the person.",
        "People say more in the meeting, and fewer meetings have to be held again.",
        &[Topic::Advocacy],
    ),
];

/// Writes them down, shows them to everyone, and has others try them.
pub async fn make(
    england: &England,
    organisations: &[Organisation],
    start: DateTime<Utc>,
) -> Result<Vec<pb::Solution>, Error> {
    let mut shared = Vec::new();
    let possible: Vec<&Organisation> =
        organisations.iter().filter(|organisation| organisation.possibly_user_led).collect();
    for (number, told) in TOLD.into_iter().enumerate() {
        let mut dice = england.dice("solution", number);
        let Some(owner) = possible.get(number * 37 % possible.len().max(1)) else { continue };
        let solution = share(england, owner, told, dice.between(200, 4_000) * 100).await?;
        for step in 1..=dice.below(6) {
            let Some(adopter) = possible.get((number * 37 + step * 53) % possible.len()) else { continue };
            if adopter.name == owner.name {
                continue;
            }
            let verdict = dice.pick(&[
                AdopterVerdict::Worked,
                AdopterVerdict::Worked,
                AdopterVerdict::WorkedInPart,
                AdopterVerdict::DidNotWork,
                AdopterVerdict::Unspecified,
            ]);
            adopt(england, &solution.name, &adopter.name, verdict, start).await?;
        }
        shared.push(solution);
    }
    Ok(shared)
}

async fn share(
    england: &England,
    owner: &Organisation,
    told: Told,
    cost_pence: i64,
) -> Result<pb::Solution, Error> {
    let (display_name, problem, what_was_done, what_happened, topics) = told;
    let solution = pb::Solution {
        display_name: display_name.to_owned(),
        problem: problem.to_owned(),
        what_was_done: what_was_done.to_owned(),
        what_happened: what_happened.to_owned(),
        cost_pence: Some(cost_pence),
        topics: topics.iter().map(|topic| i32::from(*topic)).collect(),
        council: format!("councils/{}", owner.council),
        ulo: owner.name.clone(),
        ..Default::default()
    };
    let request = pb::CreateSolutionRequest { solution: Some(solution), request_id: id() };
    let mut solutions = england.services.solutions();
    let made = solutions.create_solution(england.operate(request)?).await?.into_inner();
    let request = pb::PublishSolutionRequest { name: made.name, etag: made.etag };
    Ok(solutions.publish_solution(england.operate(request)?).await?.into_inner())
}

async fn adopt(
    england: &England,
    solution: &str,
    ulo: &str,
    verdict: AdopterVerdict,
    start: DateTime<Utc>,
) -> Result<(), Error> {
    let adoption = pb::Adoption {
        adopt_date: day(start - TimeDelta::days(90)),
        verdict: verdict.into(),
        words: "Made-up words of a made-up organisation.".to_owned(),
        solution: solution.to_owned(),
        ulo: ulo.to_owned(),
        ..Default::default()
    };
    let request = pb::CreateAdoptionRequest { adoption: Some(adoption), request_id: id() };
    england.services.adoptions().create_adoption(england.operate(request)?).await?;
    Ok(())
}
