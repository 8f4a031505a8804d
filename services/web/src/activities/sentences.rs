//! What follows from what an organisation did, in sentences.

use proto::ulos::v1 as pb;
use proto::ulos::v1::capacity::Trained;
use proto::ulos::v1::training::Topic;

use crate::words::{Text, text};

/// Whether its board is trained.
pub(crate) fn board(capacity: &pb::Capacity) -> Text {
    text(match capacity.board() {
        Trained::All => "activity-board-all",
        Trained::Some => "activity-board-some",
        Trained::Lapsed => "activity-board-lapsed",
        _ => "activity-board-unknown",
    })
}

fn staff(capacity: &pb::Capacity) -> Text {
    text(match capacity.staff() {
        Trained::All => "activity-staff-all",
        Trained::Some => "activity-staff-some",
        Trained::Lapsed => "activity-staff-lapsed",
        _ => "activity-staff-unknown",
    })
}

/// Which of the skills that are known to be lacking nobody there is trained in; nothing when none is.
pub(crate) fn lacks(capacity: &pb::Capacity) -> Option<Text> {
    let missing = |topic: Topic| capacity.missing_topics.contains(&topic.into());
    match (missing(Topic::Business), missing(Topic::Finance)) {
        (true, true) => Some(text("activity-lacks-both")),
        (true, false) => Some(text("activity-lacks-business")),
        (false, true) => Some(text("activity-lacks-finance")),
        (false, false) => None,
    }
}

/// When it last went out to people.
pub(crate) fn last_outreach(capacity: &pb::Capacity) -> Text {
    match capacity.last_outreach_age_days {
        None => text("activity-outreach-never"),
        Some(days) => text("activity-outreach-last").with("count", days),
    }
}

/// All of them but the first, which leads.
pub(super) fn rest(capacity: &pb::Capacity) -> Vec<Text> {
    let mut said = vec![staff(capacity)];
    said.push(lacks(capacity).unwrap_or_else(|| text("activity-lacks-none")));
    said.push(last_outreach(capacity));
    if capacity.reached_count > 0 {
        said.push(text("activity-reached").with("count", capacity.reached_count));
    }
    if capacity.influence_count > 0 {
        said.push(text("activity-influenced").with("count", capacity.influence_count));
    }
    if capacity.seat_count > 0 {
        said.push(text("activity-seated").with("count", capacity.seat_count));
    }
    said
}

/// How this is worked out.
pub(super) fn methods() -> Vec<Text> {
    [
        text("activity-method-trained"),
        text("activity-method-valid"),
        text("activity-method-lacks"),
        text("activity-method-told"),
    ]
    .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_recorded_is_never_said_to_be_missing() {
        let nothing = pb::Capacity { board: Trained::NotEvidenced.into(), ..Default::default() };
        assert!(board(&nothing).to_string().contains("has not told"), "{}", board(&nothing));
        assert!(last_outreach(&nothing).to_string().contains("has not told"));
        assert_eq!(rest(&nothing).len(), 3, "nothing is said of what never was");
    }

    #[test]
    fn known_lacks_are_named() {
        let lacks_of = |topics: &[Topic]| {
            let missing_topics = topics.iter().map(|topic| i32::from(*topic)).collect();
            lacks(&pb::Capacity { missing_topics, ..Default::default() }).map(|said| said.to_string())
        };
        assert!(lacks_of(&[Topic::Business, Topic::Finance]).is_some_and(|said| said.contains("finance")));
        assert!(lacks_of(&[Topic::Business]).is_some_and(|said| !said.contains("finance")));
        assert_eq!(lacks_of(&[]), None);
    }
}
