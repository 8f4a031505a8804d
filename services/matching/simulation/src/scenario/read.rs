//! A scenario's file as a scenario, or everything that needs correcting, all at once.

use super::file::{Block, blocks, problem};
use super::part::Part;
use super::{Behaviour, Kind, Language, Need, Organisations, People, Problem, Rules, Scenario, Towns};

/// Headings that come once, then those that come as often as needed.
const ONCE: [&str; 4] = ["scenario", "people", "behaviour", "rules"];
const SEVERAL: [&str; 5] = ["towns", "needs", "languages", "kinds", "organisations"];
/// More organisations or towns than a machine should be asked for.
const MOST_ORGANISATIONS: usize = 20_000;
/// Sets of needs, languages and kinds are bits of a word.
const MOST_OF_A_LIST: usize = 32;

/// Reads a scenario.
///
/// # Errors
/// Everything that needs correcting, by line.
pub fn read(text: &str) -> Result<Scenario, Vec<Problem>> {
    let mut problems = Vec::new();
    let blocks = blocks(text, &mut problems);
    let mut file = File { blocks, end: text.lines().count().max(1), problems };
    file.headings();
    let scenario = file.scenario();
    let mut problems = file.problems;
    problems.sort();
    problems.dedup();
    if problems.is_empty() { Ok(scenario) } else { Err(problems) }
}

struct File {
    blocks: Vec<Block>,
    end: usize,
    problems: Vec<Problem>,
}

impl File {
    /// Notes headings that are not known, come twice or are missing.
    fn headings(&mut self) {
        let mut seen: Vec<&str> = Vec::new();
        for block in &self.blocks {
            let heading = block.heading.as_str();
            if !ONCE.contains(&heading) && !SEVERAL.contains(&heading) {
                let known = [ONCE.as_slice(), SEVERAL.as_slice()].concat().join(", ");
                self.problems.push(problem(
                    block.line,
                    "no part of a scenario has this name",
                    &format!("use one of: {known}"),
                ));
            } else if block.one_of_several != SEVERAL.contains(&heading) {
                let right =
                    if block.one_of_several { format!("[{heading}]") } else { format!("[[{heading}]]") };
                self.problems.push(problem(
                    block.line,
                    "this heading has the wrong brackets",
                    &format!("write {right}"),
                ));
            } else if ONCE.contains(&heading) && seen.contains(&heading) {
                self.problems.push(problem(
                    block.line,
                    "this heading comes twice",
                    "put all of it under one",
                ));
            }
            seen.push(heading);
        }
        for heading in ONCE.iter().chain(&SEVERAL).filter(|heading| !seen.contains(heading)) {
            let brackets =
                if SEVERAL.contains(heading) { format!("[[{heading}]]") } else { format!("[{heading}]") };
            self.problems.push(problem(
                self.end,
                &format!("there is no {brackets}"),
                "add it; scenarios/city.toml shows how",
            ));
        }
    }

    fn scenario(&mut self) -> Scenario {
        let (mut scenario, mut people) = (self.once("scenario"), self.once("people"));
        let (mut behaviour, mut rules) = (self.once("behaviour"), self.once("rules"));
        let read = Scenario {
            name: scenario.text("name"),
            seed: scenario.number("seed", 0, u64::MAX),
            weeks: scenario.number("weeks", 4, 104) as usize,
            side_km: scenario.number("side_km", 5, 1000) as i64,
            people: People {
                requests: people.number("requests", 1, 1_000_000) as usize,
                patience_weeks: people.number("patience_weeks", 1, 26) as usize,
                remote_percent: people.percent("remote_percent"),
            },
            behaviour: Behaviour {
                passes_over_percent: behaviour.percent("passes_over_percent"),
                declines_percent: behaviour.percent("declines_percent"),
                silences_percent: behaviour.percent("silences_percent"),
                silence_weeks: behaviour.number("silence_weeks", 1, 8) as usize,
            },
            rules: Rules {
                near_tie_thousandths: rules.number("near_tie_thousandths", 0, 200) as u32,
                exposure_floor: rules.number("exposure_floor", 0, 20) as u32,
                opening_kept_weeks: rules.number("opening_kept_weeks", 1, 26) as usize,
            },
            towns: self.several("towns", towns),
            needs: self.several("needs", need),
            languages: self.several("languages", language),
            kinds: self.several("kinds", kind),
            organisations: self.several("organisations", organisations),
        };
        for part in [scenario, people, behaviour, rules] {
            self.problems.extend(part.end());
        }
        self.sums(&read);
        read
    }

    /// Notes shares that do not make a whole and numbers too large to work with.
    fn sums(&mut self, read: &Scenario) {
        let whole = [
            ("towns", "people_percent", read.towns.iter().map(|one| one.people_percent).sum::<u32>()),
            ("needs", "share_percent", read.needs.iter().map(|one| one.share_percent).sum()),
            ("languages", "share_percent", read.languages.iter().map(|one| one.share_percent).sum()),
            ("kinds", "share_percent", read.kinds.iter().map(|one| one.share_percent).sum()),
        ];
        for (heading, key, sum) in whole {
            if let Some(line) = self.last_line(heading).filter(|_| sum != 100) {
                let why = format!("{key} of all [[{heading}]] together is {sum}");
                self.problems.push(problem(line, &why, "make it 100"));
            }
        }
        for (heading, number) in [
            ("towns", read.towns.iter().map(|one| one.number).sum::<usize>()),
            ("organisations", read.organisations.iter().map(|one| one.number).sum()),
        ] {
            if let Some(line) = self.last_line(heading).filter(|_| number > MOST_ORGANISATIONS) {
                let why = format!("that is {number} {heading} in all");
                self.problems.push(problem(line, &why, &format!("stay within {MOST_ORGANISATIONS}")));
            }
        }
        for heading in SEVERAL {
            let lines: Vec<usize> = self.lines(heading).collect();
            if let Some(line) = lines.get(MOST_OF_A_LIST) {
                let why = format!("this is more than {MOST_OF_A_LIST} of [[{heading}]]");
                self.problems.push(problem(*line, &why, "leave some out, or put some together"));
            }
        }
    }

    fn lines<'a>(&'a self, heading: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.blocks.iter().filter(move |block| block.heading == heading).map(|block| block.line)
    }

    fn last_line(&self, heading: &str) -> Option<usize> {
        self.lines(heading).last()
    }

    /// The part with this heading. If there is none that was noted already, so what it lacks is not.
    fn once(&mut self, heading: &str) -> Part {
        match self.blocks.iter().position(|block| block.heading == heading) {
            Some(at) => Part::of(&mut self.blocks[at]),
            None => Part::missing(),
        }
    }

    fn several<T>(&mut self, heading: &str, read: fn(&mut Part) -> T) -> Vec<T> {
        let mut all = Vec::new();
        for block in self.blocks.iter_mut().filter(|block| block.heading == heading) {
            let mut part = Part::of(block);
            all.push(read(&mut part));
            self.problems.extend(part.end());
        }
        all
    }
}

fn towns(part: &mut Part) -> Towns {
    Towns {
        name: part.text("name"),
        number: part.number("number", 1, 5000) as usize,
        people_percent: part.percent("people_percent"),
        supply_percent: part.number("supply_percent", 0, 500) as u32,
        spread_km: part.number("spread_km", 1, 100) as i64,
        rural: part.yes("rural"),
    }
}

fn need(part: &mut Part) -> Need {
    Need {
        name: part.text("name"),
        share_percent: part.percent("share_percent"),
        known_by_percent: part.percent("known_by_percent"),
        must_percent: part.percent("must_percent"),
    }
}

fn language(part: &mut Part) -> Language {
    Language {
        name: part.text("name"),
        share_percent: part.percent("share_percent"),
        spoken_by_percent: part.percent("spoken_by_percent"),
    }
}

fn kind(part: &mut Part) -> Kind {
    Kind {
        name: part.text("name"),
        share_percent: part.percent("share_percent"),
        offered_by_percent: part.percent("offered_by_percent"),
    }
}

fn organisations(part: &mut Part) -> Organisations {
    Organisations {
        name: part.text("name"),
        number: part.number("number", 1, MOST_ORGANISATIONS as u64) as usize,
        openings: part.number("openings", 0, 5000) as u32,
        user_led_percent: part.percent("user_led_percent"),
        remote_percent: part.percent("remote_percent"),
        reach_km: part.number("reach_km", 1, 1000) as i64,
    }
}
