//! What the made-up rounds, bids and reports of the fund say.

use proto::ulos::v1 as pb;

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
