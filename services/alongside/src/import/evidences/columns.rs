//! The columns of the file.

use crate::import::file::Shape;

/// What such a file looks like.
pub const SHAPE: Shape = Shape {
    columns: &COLUMNS,
    required: &["organisation", "criterion_set", "criterion", "claim", "kind", "reference", "evidence_date"],
    one: "claim",
    many: "claims",
};

/// Every column and what its cells hold.
pub const COLUMNS: [(&str, &str); 7] = [
    ("organisation", "ulos/… or a registration, such as charity_commission:1234567; must be there"),
    ("criterion_set", "the set of criteria, such as 2007; must be there"),
    ("criterion", "its code in that set, such as v1; must be there"),
    ("claim", "how it is met, in plain words, naming no person; must be there"),
    (
        "kind",
        "governing_document, policy, minutes, survey, training_record, service_record, accounts, monitoring, \
              register_entry, visit or other; must be there",
    ),
    ("reference", "where what shows it can be found; must be there"),
    ("evidence_date", "of which day that is, such as 2026-01-31; must be there"),
];

/// Where a violation in a field of a claim shows in the file.
pub fn of_field(field: &str) -> &'static str {
    let name = field.strip_prefix("evidence.").unwrap_or(field);
    COLUMNS.iter().map(|(column, _)| *column).find(|column| *column == name).unwrap_or_default()
}
