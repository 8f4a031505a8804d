//! The columns of the file.

use crate::import::file::Shape;

/// What such a file looks like.
pub const SHAPE: Shape =
    Shape { columns: &COLUMNS, required: &REQUIRED, one: "organisation", many: "organisations" };

/// Columns that must be there.
pub const REQUIRED: [&str; 3] = ["display_name", "kind", "councils"];

/// Every column and what its cells hold.
pub const COLUMNS: [(&str, &str); 35] = [
    ("display_name", "the name it is known by; must be there"),
    ("description", "what it does, in plain words"),
    ("kind", "what sort it is, such as peer_support_group; must be there"),
    ("legal_form", "such as community_interest_company"),
    ("registrations", "such as charity_commission:1234567; companies_house:01234567"),
    ("councils", "where it works: names or ONS codes, such as Calderdale; E06000001; must be there"),
    ("who_for", "such as physical; carers"),
    ("phone", "7 to 15 digits"),
    ("email", "of the organisation, not of a person"),
    ("website", "starts with https:// or http://"),
    ("address_lines", "at most 5, without the postcode"),
    ("postcode", "such as HX1 1AA"),
    ("latitude", "degrees north, with longitude"),
    ("longitude", "degrees east, with latitude"),
    ("access_features", "codes of needs it can meet, such as step_free; bsl"),
    ("founded_date", "such as 1999-12-31"),
    ("board_size", "how many govern it"),
    ("board_from_constituency", "how many of them are from the people it represents"),
    ("staff_size", "how many it employs"),
    ("staff_from_constituency", "how many of them are from the people it represents"),
    ("volunteer_size", "how many volunteer"),
    ("volunteers_from_constituency", "how many of them are from the people it represents"),
    ("accountability", "such as elected_board | 2025-06-30 | Rules, section 4"),
    ("statement_date", "the day the numbers were true; needed with any of them"),
    ("offerings", "such as support_brokerage; advocacy:care_act; peer_support:group = Friday group"),
    ("delivery_modes", "how all offerings are given, such as at_home; phone; needed with offerings"),
    ("languages", "of all offerings, such as en; bfi; needed with offerings"),
    ("access", "codes of needs all offerings can meet"),
    ("max_travel_km", "how far its people travel from latitude and longitude"),
    ("price_basis", "of all offerings, such as free or per_hour; needed with offerings"),
    ("price_pence", "for what price_basis says; empty when free"),
    ("hourly_cost_pence", "what an hour of it costs to give, whoever pays; may be empty"),
    ("openings", "how many more people could start now with each offering"),
    ("typical_wait_days", "from being taken on to the first meeting"),
    ("interests", "ties to declare, such as funded_by_council: core grant"),
];

/// Where a violation in a field of a record shows in the file.
pub fn of_field(field: &str) -> &'static str {
    let (record, path) = field.split_once('.').unwrap_or_default();
    let path = path.strip_prefix("contact.").unwrap_or(path);
    let name = path.split(['.', '[']).next().unwrap_or_default();
    let of_offering = ["display_name", "kind", "advocacy_kind", "peer_support_model"];
    if record == "offering" && of_offering.contains(&name) {
        return "offerings";
    }
    COLUMNS.iter().map(|(column, _)| *column).find(|column| *column == name).unwrap_or_default()
}
