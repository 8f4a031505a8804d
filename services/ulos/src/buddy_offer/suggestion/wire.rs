//! Suggestions on the wire.

use platform::words::Wire as _;
use proto::ulos::v1 as pb;

use super::{Conflict, Factor, Part, Suggestion};

platform::wire! {
    Factor = pb::suggestion_part::Factor, "FACTOR_";
    Conflict = pb::suggestion_conflict::Kind, "KIND_";
}

/// What a suggestion says, without who is meant.
pub fn to_wire(suggestion: &Suggestion) -> pb::BuddySuggestion {
    let conflict = |kind: &Conflict| pb::SuggestionConflict { kind: kind.to_wire() };
    pb::BuddySuggestion {
        points: number(suggestion.points()),
        most_points: number(suggestion.most_points()),
        parts: suggestion.parts.iter().map(part_to_wire).collect(),
        conflicts: suggestion.conflicts.iter().map(conflict).collect(),
        ..pb::BuddySuggestion::default()
    }
}

fn part_to_wire(part: &Part) -> pb::SuggestionPart {
    pb::SuggestionPart {
        factor: part.factor.to_wire(),
        points: part.points.map(number),
        most_points: number(part.factor.most()),
    }
}

fn number(points: u32) -> i32 {
    i32::try_from(points).unwrap_or(i32::MAX)
}
