//! The report as a page of its own: nothing else is needed to read or print it.

use askama::Template;
use simulation::report::{Bar, Results, Section};

/// How tall a bar and its words are together.
const ROW: u64 = 52;

#[derive(Template)]
#[template(path = "simulation.html")]
struct Page<'a> {
    results: &'a Results,
    sections: Vec<Section>,
}

/// The page of what a simulation says.
///
/// # Errors
/// Only when there is no memory left to write it in.
pub fn page(results: &Results) -> Result<String, askama::Error> {
    Page { results, sections: results.sections() }.render()
}

/// Where a bar stands: its words' line and its own top.
struct Drawn<'a> {
    bar: &'a Bar,
    words_y: u64,
    bar_y: u64,
}

fn drawn(section: &Section) -> Vec<Drawn<'_>> {
    let at = |(row, bar)| Drawn { bar, words_y: ROW * row + 18, bar_y: ROW * row + 24 };
    (0..).zip(&section.bars).map(at).collect()
}

fn height(section: &Section) -> u64 {
    ROW * section.bars.len() as u64
}

/// A bar's length in per cent of the picture's width.
fn length(bar: &Bar) -> String {
    let thousandths = bar.thousandths.min(1000);
    format!("{}.{}", thousandths / 10, thousandths % 10)
}
