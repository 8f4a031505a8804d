//! The report as plain text, for a terminal.

use super::Results;

/// The report: a sentence and a table for each question.
pub fn text(results: &Results) -> String {
    let mut text = format!("{}, seed {}\n", results.scenario.name, results.seed);
    for section in results.sections() {
        text += &format!("\n{}\n{}\n", section.title, section.sentence);
        text += &table(&section.head, &section.rows);
    }
    text
}

/// Columns as wide as their widest cell: names to the left, figures to the right.
fn table(head: &[String], rows: &[Vec<String>]) -> String {
    let all = || std::iter::once(head).chain(rows.iter().map(Vec::as_slice));
    let width =
        |column: usize| all().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..head.len()).map(|column| width(column).unwrap_or_default()).collect();
    let mut text = String::new();
    for row in all() {
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            text += &if column == 0 { format!("  {cell:<width$}") } else { format!("  {cell:>width$}") };
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}
