//! The lines of a scenario's file as headings with keys, noting whatever is no line of such a file.

use super::Problem;

/// What stands after the equals sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Number(u64),
    Text(String),
}

/// A key and its value.
#[derive(Debug)]
pub struct Entry {
    pub key: String,
    pub value: Value,
    pub line: usize,
}

/// A heading and what stands below it.
#[derive(Debug)]
pub struct Block {
    pub heading: String,
    /// Whether the heading stands in double brackets: one of several.
    pub one_of_several: bool,
    pub line: usize,
    pub entries: Vec<Entry>,
}

/// The longest text.
const LONGEST: usize = 80;

/// Reads lines; what cannot be read is noted and passed over.
pub fn blocks(text: &str, problems: &mut Vec<Problem>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (line, content) in (1..).zip(text.lines()) {
        let content = before_remark(content).trim();
        if content.is_empty() {
            continue;
        }
        if content.starts_with('[') {
            match heading(content) {
                Some((heading, one_of_several)) => {
                    blocks.push(Block { heading, one_of_several, line, entries: Vec::new() });
                }
                None => {
                    problems.push(problem(line, "this heading is not closed", "write [name] or [[name]]"))
                }
            }
            continue;
        }
        match (entry(content, line), blocks.last_mut()) {
            (Err(problem), _) => problems.push(problem),
            (Ok(_), None) => {
                problems.push(problem(line, "this stands under no heading", "begin with [scenario]"));
            }
            (Ok(entry), Some(block)) => match block.entries.iter().find(|other| other.key == entry.key) {
                Some(other) => {
                    let why = format!("{} was given before, on line {}", entry.key, other.line);
                    problems.push(problem(line, &why, "leave one of them out"));
                }
                None => block.entries.push(entry),
            },
        }
    }
    blocks
}

pub fn problem(line: usize, why: &str, remedy: &str) -> Problem {
    Problem { line, why: why.to_owned(), remedy: remedy.to_owned() }
}

/// The line without its remark; a # within quotes begins none.
fn before_remark(content: &str) -> &str {
    let mut quoted = false;
    for (at, letter) in content.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '#' if !quoted => return &content[..at],
            _ => {}
        }
    }
    content
}

fn heading(content: &str) -> Option<(String, bool)> {
    let (inner, one_of_several) = match content.strip_prefix("[[") {
        Some(rest) => (rest.strip_suffix("]]")?, true),
        None => (content.strip_prefix('[')?.strip_suffix(']')?, false),
    };
    let inner = inner.trim();
    (!inner.is_empty() && !inner.contains(['[', ']'])).then(|| (inner.to_owned(), one_of_several))
}

fn entry(content: &str, line: usize) -> Result<Entry, Problem> {
    let Some((key, value)) = content.split_once('=') else {
        return Err(problem(line, "there is no equals sign", "write a key, = and its value"));
    };
    Ok(Entry { key: key.trim().to_owned(), value: self::value(value.trim(), line)?, line })
}

fn value(text: &str, line: usize) -> Result<Value, Problem> {
    if let Some(rest) = text.strip_prefix('"') {
        let Some(inner) = rest.strip_suffix('"') else {
            return Err(problem(line, "the quotes are not closed", "end the text with a quotation mark"));
        };
        if inner.contains(['"', '\\']) || inner.chars().any(char::is_control) {
            let why = "the text has a quotation mark, backslash or control character in it";
            return Err(problem(line, why, "leave it out"));
        }
        let count = inner.chars().count();
        if inner.trim().is_empty() || count > LONGEST {
            let remedy = format!("give between 1 and {LONGEST} letters");
            return Err(problem(line, &format!("the text has {count} letters"), &remedy));
        }
        return Ok(Value::Text(inner.trim().to_owned()));
    }
    let digits: String = text.chars().filter(|letter| *letter != '_').collect();
    match digits.parse() {
        Ok(number) if digits.bytes().all(|byte| byte.is_ascii_digit()) => Ok(Value::Number(number)),
        _ => Err(problem(
            line,
            "the value is no whole number",
            "give digits alone, or text within quotation marks",
        )),
    }
}
