//! One line of the file, read cell by cell; everything wrong is noted and reading goes on.

use std::collections::BTreeMap;
use std::str::FromStr;

use councils::bad_line::BadLine;
use platform::Violation;
use platform::words::Wire;

/// What to do about an unknown word, before the words there are.
const USE_ONE_OF: &str = "use one of: ";

/// A line and what is wrong with it.
pub struct Line<'a> {
    /// Counted from 1, the header included.
    pub number: u64,
    cells: BTreeMap<&'static str, &'a str>,
    bad: Vec<BadLine>,
}

impl<'a> Line<'a> {
    /// A line with these cells; what is empty is left out.
    pub fn new(number: u64, cells: impl Iterator<Item = (&'static str, &'a str)>) -> Self {
        let cells = cells.map(|(column, cell)| (column, cell.trim()));
        Self { number, cells: cells.filter(|(_, cell)| !cell.is_empty()).collect(), bad: Vec::new() }
    }

    /// Whether none of the columns has a cell that says anything.
    pub fn is_silent(&self, columns: &[&str]) -> bool {
        columns.iter().all(|column| !self.cells.contains_key(column))
    }

    /// The cells that say something, in order of their columns.
    pub fn cells(&self) -> impl Iterator<Item = (&'static str, &'a str)> {
        self.cells.iter().map(|(column, cell)| (*column, *cell))
    }

    /// The text of a cell, empty when there is none.
    pub fn text(&self, column: &'static str) -> &'a str {
        self.cells.get(column).copied().unwrap_or_default()
    }

    /// The things in a cell, each with its place counted from 1.
    pub fn things(&self, column: &'static str) -> Vec<(usize, &'a str)> {
        let things = self.text(column).split(';').map(str::trim).filter(|thing| !thing.is_empty());
        things.enumerate().map(|(index, thing)| (index + 1, thing)).collect()
    }

    /// The things in a cell as they are.
    pub fn list(&self, column: &'static str) -> Vec<String> {
        self.things(column).into_iter().map(|(_, thing)| thing.to_owned()).collect()
    }

    /// A whole number or degrees; `None` when the cell is empty or wrong.
    pub fn number<N: FromStr>(&mut self, column: &'static str) -> Option<N> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let number = text.parse().ok();
        if number.is_none() {
            self.wrong(column, "this is no number", "give digits alone, or leave the cell empty");
        }
        number
    }

    /// The number on the wire of the one word in a cell, 0 when it is empty or wrong.
    pub fn word<W: Wire>(&mut self, column: &'static str) -> i32 {
        match self.text(column) {
            "" => 0,
            word => self.known::<W>(column, 1, word),
        }
    }

    /// The numbers on the wire of the words in a cell.
    pub fn words<W: Wire>(&mut self, column: &'static str) -> Vec<i32> {
        let words = self.things(column);
        words.into_iter().map(|(place, word)| self.known::<W>(column, place, word)).collect()
    }

    /// The number on the wire of a word, as people write it: capitals and spaces do not matter.
    pub fn known<W: Wire>(&mut self, column: &'static str, place: usize, word: &str) -> i32 {
        let plain = word.trim().to_lowercase().replace([' ', '-'], "_");
        W::from_word(&plain).map(W::to_wire).unwrap_or_else(|| {
            self.wrong(
                column,
                format!("entry {place} is not a word we know"),
                format!("{USE_ONE_OF}{}", W::known()),
            );
            0
        })
    }

    /// Notes what is wrong with a column. The first thing said of a column stands: later ones follow from it.
    pub fn wrong(&mut self, column: &'static str, why: impl Into<String>, remedy: impl Into<String>) {
        if self.bad.iter().any(|bad| bad.column == column) {
            return;
        }
        let (why, remedy) = (why.into(), remedy.into());
        self.bad.push(BadLine { line: self.number, column: column.to_owned(), why, remedy });
    }

    /// Tells what the service would find wrong, in the words of the file; `column_of` finds where a field stands in it.
    pub fn note(&mut self, violations: Vec<Violation>, column_of: impl Fn(&str) -> &'static str) {
        for violation in violations {
            let column = column_of(&violation.field);
            let empty = self.text(column).is_empty();
            let why = if empty { "this is missing" } else { "this cannot be kept as it is" };
            self.wrong(column, why, violation.text);
        }
    }

    /// The council of England that `thing` names by its name or its ONS code; a former code is the council of today.
    pub fn council(thing: &str) -> Option<String> {
        let code = thing.strip_prefix("councils/").unwrap_or(thing).to_uppercase();
        let same = |name: &str| name.to_lowercase() == thing.to_lowercase();
        let by_name = || reference::council::ALL.iter().find(|council| same(council.display_name));
        let council = reference::council::find(&code).or_else(by_name)?;
        Some(format!("councils/{}", council.gss_code))
    }

    /// Everything that was wrong.
    pub fn end(self) -> Vec<BadLine> {
        self.bad
    }
}
