//! The page stands alone and can be read by everyone; the command says what to do about a bad scenario.

use std::fs;
use std::path::PathBuf;

use simulation::report::Results;
use simulation::scenario::read;

use super::{command, page};
use crate::cli;

const CITY: &str = include_str!("../../../matching/simulation/scenarios/city.toml");

fn small_page() -> String {
    let mut city = read(CITY).unwrap();
    city.name = "A <small> city".to_owned();
    city.people.requests = 200;
    city.weeks = 8;
    page::page(&Results::of(&city, 1).unwrap()).unwrap()
}

fn count(page: &str, what: &str) -> usize {
    page.matches(what).count()
}

#[test]
fn the_page_stands_alone_and_every_picture_and_table_is_named() {
    let page = small_page();
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en-GB\">"));
    assert!(page.contains("A &#60;small&#62; city"), "what a scenario says is text, never markup");
    assert_eq!(count(&page, "<h1"), 1);
    let sections = count(&page, "<table>");
    assert!(sections >= 6);
    assert_eq!([count(&page, "<caption>"), count(&page, "<svg "), count(&page, "</desc>")], [sections; 3]);
    assert_eq!(count(&page, "<th scope=\"row\">"), count(&page, "<tr>") - sections);
    for elsewhere in ["http", "<script", "<link", "src=", "url("] {
        assert!(!page.contains(elsewhere), "nothing is fetched: {elsewhere}");
    }
    assert!(page.len() < 100_000 && page.contains("@media print"));
}

#[test]
fn every_link_leads_somewhere_on_the_page() {
    let page = small_page();
    let links: Vec<&str> = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(links.len() >= 7);
    for link in links {
        assert_eq!(count(&page, &format!(" id=\"{link}\"")), 1, "{link}");
    }
}

#[test]
fn a_bad_scenario_is_counted_and_a_missing_one_named() {
    let scenario = std::env::temp_dir().join(format!("alongside-scenario-{}.toml", std::process::id()));
    fs::write(&scenario, CITY.replacen("weeks = 52", "weeks = 1", 1)).unwrap();
    let run = |scenario: PathBuf| command(&cli::Simulate { scenario, report: None, seed: None }).unwrap_err();
    assert_eq!(run(scenario.clone()), "one thing in the scenario needs correcting");
    fs::remove_file(&scenario).unwrap();
    assert!(run(scenario.clone()).contains(&scenario.display().to_string()));
}
