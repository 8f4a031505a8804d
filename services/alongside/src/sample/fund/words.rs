//! What the made-up rounds, bids and reports of the fund say.

use proto::ulos::v1 as pb;
use proto::ulos::v1::report::Kind;

/// What bids are judged by, in every round.
pub fn criteria() -> Vec<pb::Criterion> {
    let one =
        |title: &str, about: &str, weight| pb::Criterion { title: title.into(), about: about.into(), weight };
    vec![
        one("Need", "Who is missing out today, and how the organisation knows.", 20),
        one("Led by disabled people", "Who decides, who does the work, and whom they answer to.", 35),
        one("Plan", "Steps that others can see are done, at a cost that fits them.", 25),
        one("Learning", "What others will be able to use.", 20),
    ]
}

/// The round that is over.
pub fn finished() -> pb::Round {
    pb::Round {
        display_name: "Development fund for user-led organisations".into(),
        purpose: "About ten action and learning sites, where user-led organisations grow towards the design \
                  criteria, and write down how, so that others can."
            .into(),
        amount_pence: 85_000_000,
        most_per_bid_pence: 10_000_000,
        sites: 10,
        ..Default::default()
    }
}

/// The round whose bids are being assessed.
pub fn assessing() -> pb::Round {
    pb::Round {
        display_name: "Peer support in places that have none".into(),
        purpose: "Peer support, run by the people it is for, where there is none today.".into(),
        amount_pence: 25_000_000,
        most_per_bid_pence: 10_000_000,
        sites: 4,
        ..Default::default()
    }
}

/// The round that takes bids.
pub fn open() -> pb::Round {
    pb::Round {
        display_name: "Boards that are ready".into(),
        purpose: "Training for boards and staff, and the systems an organisation needs to hold a contract."
            .into(),
        amount_pence: 40_000_000,
        most_per_bid_pence: 10_000_000,
        sites: 6,
        ..Default::default()
    }
}

/// The round being drawn up.
pub fn draft() -> pb::Round {
    pb::Round {
        display_name: "Organisations that buddy others".into(),
        purpose: "Time of strong organisations for those that are new.".into(),
        amount_pence: 20_000_000,
        most_per_bid_pence: 4_000_000,
        sites: 8,
        ..Default::default()
    }
}

/// What is needed, one of a few.
pub const NEEDS: [&str; 3] = [
    "People here wait months for someone to plan with. Members told us so at three open meetings.",
    "Nobody local offers peer support. People travel to the next county, or go without.",
    "The council wants to work with us, but we have no one who can run a contract.",
];
/// What will be done, one of a few.
pub const PLANS: [&str; 3] = [
    "Train four members as brokers, find a room, begin with twenty people, then open to all.",
    "Set up two peer support groups, each with two paid leaders who have been through it themselves.",
    "Train the board, write the policies that are missing, and hold a first small contract.",
];
/// Milestones, in their order.
pub const STEPS: [&str; 3] =
    ["Begun, with people in post", "Half way: the first people supported", "Finished, and written up"];

/// What one site learned: the problem, what was done, what happened.
type Learned = (&'static str, &'static str, &'static str);

/// One for each site, so that no two reports are alike.
const LEARNED: [Learned; 10] = [
    (
        "Nobody local could plan with people who have a personal budget.",
        "Four members were trained as brokers and began with twenty people, in pairs for the first three months.",
        "People wait two weeks now, not months. Weekend hours did not work and were dropped.",
    ),
    (
        "Two valleys had no bus after four, so nobody came to the evening group.",
        "The group moved to lunch time, and a minibus of the cricket club takes people home.",
        "Thirty people come, half of them for the first time. The minibus costs less than the room did.",
    ),
    (
        "Our board could not read the accounts, so it agreed to whatever it was told.",
        "A retired bookkeeper drew the accounts as pictures. Each board member explained one page to the others.",
        "The board found a contract that lost money each month and ended it. Others ask for the pictures.",
    ),
    (
        "Deaf people had to book an interpreter three weeks ahead to talk to us.",
        "Two Deaf members answer a video line on Tuesdays and Fridays, and are paid for it.",
        "Sixty calls in a half year. Most people wanted to know one thing, and got the answer in minutes.",
    ),
    (
        "People who lived in the hospital did not know that they could ask for a budget.",
        "Three people who had lived there went back each month and told what they live on now.",
        "Nine people have moved out. Staff of the ward stopped saying that it was not possible.",
    ),
    (
        "The council asked us what we thought after it had decided.",
        "We asked for every decision of the next year in a list, and chose four to be part of from the start.",
        "Two of the four went another way than planned. The other two went on as before, with reasons in writing.",
    ),
    (
        "Young people left us as soon as they had left school.",
        "They run a branch of their own, with their own money and their own rules, in a gaming shop.",
        "Forty are members. They want nothing to do with our newsletter, and we stopped sending it.",
    ),
    (
        "Personal assistants were found by chance, and left when they were needed most.",
        "A register of assistants, kept by those who employ them, with a pool of six who stand in.",
        "The pool covered nine of ten gaps. It is dear in summer, when all of them want leave at once.",
    ),
    (
        "Nobody from the three mosques and the temple in our town had ever come to us.",
        "We stopped inviting and went: tea after prayers, with leaflets in four languages read out loud.",
        "Twenty-two families came forward. Two of their daughters are on our board now.",
    ),
    (
        "People with a learning disability sat on our board and had no say on it.",
        "Papers come in Easy Read first. Whoever has not understood can stop the meeting with a red card.",
        "The red card was raised fourteen times in the first meeting, and twice in the last.",
    ),
];

fn of_site(site: usize) -> Learned {
    LEARNED.get(site % LEARNED.len()).copied().unwrap_or_default()
}

/// What a site reports half way: what was done, spent and reached until then.
pub fn on_the_way(site: usize, award: &pb::Award) -> pb::Report {
    let (_, done, _) = of_site(site);
    let nth = i64::try_from(site).unwrap_or_default();
    pb::Report {
        kind: Kind::Monitoring.into(),
        done: format!("Half of it is done. {done}"),
        result: "It is too early to say what changed. The first people say that it is worth going on.".into(),
        spent_pence: award.amount_pence / 100 * (38 + nth),
        people: i32::try_from(12 + nth * 3).unwrap_or(12),
        award: award.name.clone(),
        ..Default::default()
    }
}

/// What a site learned in the end.
pub fn learned(site: usize, award: &pb::Award) -> pb::Report {
    let (problem, done, result) = of_site(site);
    let nth = i64::try_from(site).unwrap_or_default();
    pb::Report {
        kind: Kind::Learning.into(),
        problem: problem.into(),
        done: done.into(),
        result: result.into(),
        spent_pence: award.amount_pence / 100 * (100 - nth % 4),
        people: i32::try_from(20 + nth * 7).unwrap_or(20),
        award: award.name.clone(),
        ..Default::default()
    }
}
