//! What a line says, as the record it would become.

use proto::ulos::v1 as pb;
use ulos::funding::{Certainty, Kind, Renewal};

use super::columns;
use crate::import::line::Line;
use crate::import::organisations::Organisations;

/// The record of one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The line it came from.
    pub line: u64,
    /// The record.
    pub funding: pb::Funding,
}

/// Reads a line.
pub fn read(line: &mut Line<'_>, known: &Organisations) -> Row {
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
    Row { line: line.number, funding: pb::Funding { ulo: known.of_line(line), ..funding } }
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
