//! The scenario reader: all problems at once, each with its line and what to do, and never a panic.

use proptest::prelude::*;
use simulation::scenario::{Problem, read};

use super::{CITY, ENGLAND};

/// What is said about the city with one line replaced by another.
fn with(line: &str, other: &str) -> Vec<Problem> {
    assert!(CITY.contains(line), "{line} is in the file");
    read(&CITY.replacen(line, other, 1)).unwrap_err()
}

fn line_of(text: &str) -> usize {
    CITY.lines().position(|line| line == text).unwrap() + 1
}

#[test]
fn the_committed_scenarios_are_read() {
    assert_eq!(read(CITY).unwrap().weeks, 52);
    assert!(read(ENGLAND).unwrap().people.requests > read(CITY).unwrap().people.requests);
}

#[test]
fn a_problem_names_its_line_and_the_remedy() {
    let problems = with("weeks = 52", "weeks = 520");
    assert_eq!(problems.len(), 1);
    assert_eq!(
        problems[0].to_string(),
        format!("line {}: weeks is 520: give 4 to 104", line_of("weeks = 52"))
    );
    assert_eq!(with("weeks = 52", "weks = 52").len(), 2, "one is missing, one is not known");
    assert_eq!(with("weeks = 52", "weeks = \"52\"")[0].remedy, "give 4 to 104, without quotation marks");
    assert_eq!(with("rural = \"yes\"", "rural = \"maybe\"")[0].remedy, "give \"yes\" or \"no\"");
    assert_eq!(with("[people]", "[person]").len(), 2, "one heading is missing, one is not known");
    assert_eq!(with("[people]", "[[people]]")[0].remedy, "write [people]");
    assert_eq!(with("[people]", "[people")[0].remedy, "write [name] or [[name]]");
}

#[test]
fn all_problems_are_told_at_once_in_order_of_lines() {
    let text = CITY.replacen("weeks = 52", "weeks = many", 1).replacen("spread_km = 12", "spread_km", 1);
    let problems = read(&text).unwrap_err();
    let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
    assert!(lines.contains(&line_of("weeks = 52")) && lines.contains(&line_of("spread_km = 12")));
    assert!(lines.is_sorted());
}

#[test]
fn shares_make_a_whole() {
    let problems = with("people_percent = 20", "people_percent = 30");
    assert_eq!(problems.len(), 1);
    assert!(problems[0].why.contains("110") && problems[0].remedy == "make it 100");
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(\\PC|\n|[\\[\\]=\"#_0-9a-z ]){0,400}") {
        for problem in read(&text).unwrap_err() {
            prop_assert!(problem.line >= 1 && !problem.why.is_empty() && !problem.remedy.is_empty());
        }
    }

    #[test]
    fn whatever_is_put_in_place_of_a_line_is_read_or_told(
        at in 0..CITY.lines().count(),
        other in "[\\[\\]=\"#_0-9a-z \\-\\.]{0,30}",
    ) {
        let lines: Vec<&str> = CITY.lines().enumerate().map(|(i, line)| if i == at { other.as_str() } else { line }).collect();
        match read(&lines.join("\n")) {
            Ok(scenario) => prop_assert_eq!(scenario.towns.iter().map(|one| one.people_percent).sum::<u32>(), 100),
            Err(problems) => for problem in problems {
                prop_assert!(problem.line >= 1 && problem.line <= lines.len() && !problem.remedy.is_empty());
            }
        }
    }
}
