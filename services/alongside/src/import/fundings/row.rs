//! What a line says, as the record it would become.

use proto::ulos::v1 as pb;
use ulos::funding::{Certainty, Kind, Renewal};

use super::columns;
use crate::import::line::Line;

/// The record of one line, and whose it is as the line has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The line it came from.
    pub line: u64,
    /// The organisation as written: a name id or a registration.
    pub organisation: String,
    /// The record, but for its organisation.
    pub funding: pb::Funding,
}

/// Reads a line.
pub fn read(line: &mut Line<'_>) -> Row {
    let funding = pb::Funding {
        kind: line.word::<Kind>("kind"),
        funder: line.text("funder").to_owned(),
        council: council(line),
        amount_pence: line.number("amount_pence").unwrap_or_default(),
        start_date: line.text("start_date").to_owned(),
        end_date: line.text("end_date").to_owned(),
        renewal: line.word::<Renewal>("renewal"),
        renewal_note: line.text("renewal_note").to_owned(),
        certainty: line.word::<Certainty>("certainty"),
        ..pb::Funding::default()
    };
    line.note(ulos::check::funding(&funding), columns::of_field);
    if line.text("organisation").is_empty() {
        line.wrong("organisation", "this is missing", "name the organisation by ulos/… or a registration");
    }
    Row { line: line.number, organisation: line.text("organisation").to_owned(), funding }
}

fn council(line: &mut Line<'_>) -> String {
    let text = line.text("council");
    if text.is_empty() {
        return String::new();
    }
    Line::council(text).unwrap_or_else(|| {
        let remedy = "use its name or ONS code, such as Calderdale, or leave the cell empty";
        line.wrong("council", "this is no council of England", remedy);
        String::new()
    })
}
