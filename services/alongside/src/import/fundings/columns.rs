//! The columns of the file.

use crate::import::file::Shape;

/// What such a file looks like.
pub const SHAPE: Shape = Shape {
    columns: &COLUMNS,
    required: &[
        "organisation",
        "kind",
        "funder",
        "amount_pence",
        "start_date",
        "end_date",
        "renewal",
        "certainty",
    ],
    one: "funding",
    many: "fundings",
};

/// Every column and what its cells hold.
pub const COLUMNS: [(&str, &str); 10] = [
    ("organisation", "ulos/… or a registration, such as charity_commission:1234567; must be there"),
    ("kind", "core, project, contract, earned or trust; must be there"),
    ("funder", "the organisation that gives it, no person; must be there"),
    ("council", "the council that gives it: its name or ONS code, such as Calderdale"),
    ("amount_pence", "over the whole term, in pence: digits alone; must be there"),
    ("start_date", "the first day of the term, such as 2026-04-01; must be there"),
    ("end_date", "its last day, such as 2029-03-31; must be there"),
    ("renewal", "by_itself, negotiated, in_competition or none; must be there"),
    ("renewal_note", "more on that, up to 300 characters"),
    ("certainty", "decided or hoped_for; must be there"),
];

/// Where a violation in a field of a record shows in the file.
pub fn of_field(field: &str) -> &'static str {
    let name = field.strip_prefix("funding.").unwrap_or(field);
    COLUMNS.iter().map(|(column, _)| *column).find(|column| *column == name).unwrap_or_default()
}
