//! The keys under one heading, read one by one; everything wrong is noted and reading goes on.

use super::Problem;
use super::file::{Block, Entry, Value, problem};

/// One heading's keys, taken one by one; what nobody took is not known.
pub struct Part {
    line: usize,
    entries: Vec<Entry>,
    problems: Vec<Problem>,
}

impl Part {
    pub fn of(block: &mut Block) -> Self {
        Self { line: block.line, entries: std::mem::take(&mut block.entries), problems: Vec::new() }
    }

    /// A part whose heading is missing, which was noted already: what it lacks is not.
    pub fn missing() -> Self {
        Self { line: 0, entries: Vec::new(), problems: Vec::new() }
    }

    fn take(&mut self, key: &str, what: &str) -> Option<(usize, Value)> {
        let at = self.entries.iter().position(|entry| entry.key == key);
        let entry = at.map(|at| self.entries.swap_remove(at));
        if entry.is_none() && self.line > 0 {
            self.problems.push(problem(
                self.line,
                &format!("{key} is missing"),
                &format!("add {key} = {what}"),
            ));
        }
        entry.map(|entry| (entry.line, entry.value))
    }

    pub fn number(&mut self, key: &str, least: u64, most: u64) -> u64 {
        let what = if most == u64::MAX { "a whole number".to_owned() } else { format!("{least} to {most}") };
        match self.take(key, &what) {
            None => least,
            Some((_, Value::Number(number))) if (least..=most).contains(&number) => number,
            Some((line, Value::Number(number))) => {
                self.problems.push(problem(line, &format!("{key} is {number}"), &format!("give {what}")));
                least
            }
            Some((line, Value::Text(_))) => {
                let why = format!("{key} is text where a number belongs");
                self.problems.push(problem(line, &why, &format!("give {what}, without quotation marks")));
                least
            }
        }
    }

    pub fn percent(&mut self, key: &str) -> u32 {
        self.number(key, 0, 100) as u32
    }

    pub fn text(&mut self, key: &str) -> String {
        match self.take(key, "\"some words\"") {
            Some((_, Value::Text(text))) => text,
            Some((line, Value::Number(_))) => {
                let why = format!("{key} is a number where text belongs");
                self.problems.push(problem(line, &why, "put it in quotation marks"));
                String::new()
            }
            None => String::new(),
        }
    }

    pub fn yes(&mut self, key: &str) -> bool {
        match self.take(key, "\"yes\" or \"no\"") {
            Some((_, Value::Text(text))) if text == "yes" || text == "no" => text == "yes",
            Some((line, _)) => {
                let why = format!("{key} is neither yes nor no");
                self.problems.push(problem(line, &why, "give \"yes\" or \"no\""));
                false
            }
            None => false,
        }
    }

    /// Everything that was wrong.
    pub fn end(mut self) -> Vec<Problem> {
        for entry in &self.entries {
            let why = format!("nothing here is called {}", entry.key);
            self.problems.push(problem(
                entry.line,
                &why,
                "check the spelling; scenarios/city.toml explains every key",
            ));
        }
        self.problems
    }
}
