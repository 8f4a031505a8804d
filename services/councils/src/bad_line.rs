//! What is wrong with a line of a file someone imports.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One bad line. Says what is wrong without repeating what the line holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadLine {
    /// Counted from 1, the header included.
    pub line: u64,
    /// The column as its header names it; empty when it is the whole line.
    pub column: String,
    /// What is wrong.
    pub why: String,
    /// What to do about it.
    pub remedy: String,
}

impl fmt::Display for BadLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if !self.column.is_empty() {
            write!(f, ", column {}", self.column)?;
        }
        write!(f, ": {}; {}", self.why, self.remedy)
    }
}
