//! Solutions between the wire and the domain.

use platform::words::Wire as _;
use platform::{Violation, Violations, etag, text, when};
use proto::ulos::v1 as pb;

use super::{Counts, LONGEST_NAME, Solution, State, Story, Topic};

const MOST_PENCE: i64 = 100_000_000_000;
const MOST_HOURS: i32 = 1_000_000;
const MOST_TOPICS: usize = 5;

platform::wire! {
    Topic = pb::solution::Topic, "TOPIC_";
    State = pb::solution::State, "STATE_";
}

/// Reads what is told; notes all that is wrong.
pub fn parse(solution: &pb::Solution, violations: &mut Violations) -> Story {
    let mut lines = |field: &str, value: &str, most: usize| {
        let field = format!("solution.{field}");
        let text = violations.keep(text::lines(&field, value, most));
        violations.check(!text.is_empty() || !value.trim().is_empty(), &field, "say something here");
        text
    };
    let problem = lines("problem", &solution.problem, 3000);
    let what_was_done = lines("what_was_done", &solution.what_was_done, 4000);
    let what_happened = lines("what_happened", &solution.what_happened, 4000);
    let cost = solution.cost_pence.is_none_or(|pence| (0..=MOST_PENCE).contains(&pence));
    violations.check(cost, "solution.cost_pence", "give pence from 0 to 100,000,000,000");
    let hours = solution.hours.is_none_or(|hours| (0..=MOST_HOURS).contains(&hours));
    violations.check(hours, "solution.hours", "give hours from 0 to 1,000,000");
    let topics = parse_topics("solution.topics", &solution.topics, violations);
    Story {
        display_name: violations.keep(text::required(
            "solution.display_name",
            &solution.display_name,
            LONGEST_NAME,
        )),
        problem,
        what_was_done,
        what_happened,
        cost_pence: solution.cost_pence,
        hours: solution.hours,
        topics,
        council: violations.keep(council(&solution.council)),
    }
}

/// What something is about: 1 to 5 topics.
pub(crate) fn parse_topics(field: &str, sent: &[i32], violations: &mut Violations) -> Vec<Topic> {
    let topics = violations.keep(Topic::list(field, sent));
    let right = !sent.is_empty() && topics.len() <= MOST_TOPICS;
    violations.check(right, field, "choose 1 to 5 topics");
    topics
}

fn council(name: &str) -> Result<Option<String>, Violation> {
    match name {
        "" => Ok(None),
        name if reference::council::is_name(name) => Ok(Some(name.to_owned())),
        _ => {
            Err(Violation::new("solution.council", "give the name of a council, such as councils/E08000033"))
        }
    }
}

fn counts(counts: Counts) -> pb::AdoptionCounts {
    let number = |count: i64| i32::try_from(count).unwrap_or(i32::MAX);
    pb::AdoptionCounts {
        adopted: number(counts.adopted),
        worked: number(counts.worked),
        worked_in_part: number(counts.worked_in_part),
        did_not_work: number(counts.did_not_work),
    }
}

/// The whole record on the wire.
pub fn to_wire(solution: &Solution) -> pb::Solution {
    let story = solution.story.clone();
    pb::Solution {
        name: solution.id.to_string(),
        display_name: story.display_name,
        problem: story.problem,
        what_was_done: story.what_was_done,
        what_happened: story.what_happened,
        cost_pence: story.cost_pence,
        hours: story.hours,
        topics: Topic::list_to_wire(&story.topics),
        council: story.council.unwrap_or_default(),
        adoption_counts: Some(counts(solution.counts)),
        ulo: solution.ulo.to_string(),
        state: solution.state.to_wire(),
        create_time: when::stamp(solution.create_time),
        update_time: when::stamp(solution.update_time),
        etag: etag::of(solution.version),
    }
}
