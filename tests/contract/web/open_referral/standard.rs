//! What Open Referral UK 3.0 says of each thing: which properties it may have, of which type, and which it must have.
//! From the published schemas of the UK profile, as facts; checked here in our own words.

use std::collections::BTreeSet;

use serde_json::Value;

/// What a property may be.
#[derive(Debug, Clone, Copy)]
enum Type {
    Id,
    Text,
    Uri,
    Number,
    Date,
    Moment,
    Clock,
    Email,
    OneOf(&'static [&'static str]),
    A(&'static str),
    ListOf(&'static str),
}

use Type::{A, Clock, Date, Email, Id, ListOf, Moment, Number, OneOf, Text, Uri};

/// A property, and whether it must be there.
type Property = (&'static str, Type, bool);

const KINDS: [&str; 3] = ["physical", "postal", "virtual"];

fn properties(of: &str) -> &'static [Property] {
    match of {
        "about" => &[("version", Text, true), ("profile", Uri, true), ("openapi_url", Uri, true)],
        "service" => &[
            ("id", Id, true),
            ("name", Text, true),
            ("status", OneOf(&["active", "inactive", "defunct", "temporarily closed"]), true),
            ("description", Text, false),
            ("url", Uri, false),
            ("email", Email, false),
            ("minimum_age", Number, false),
            ("maximum_age", Number, false),
            // Our own promise: nothing unchecked is published.
            ("assured_date", Date, true),
            ("last_modified", Moment, false),
            ("organization", A("organization"), true),
            ("schedules", ListOf("schedule"), false),
            ("service_areas", ListOf("service_area"), false),
            ("service_at_locations", ListOf("service_at_location"), false),
            ("languages", ListOf("language"), false),
            ("cost_options", ListOf("cost_option"), false),
            ("contacts", ListOf("contact"), false),
            ("attributes", ListOf("attribute"), false),
        ],
        "organization" => &[
            ("id", Id, true),
            ("name", Text, true),
            ("description", Text, true),
            ("email", Email, false),
            ("website", Uri, false),
            ("uri", Uri, false),
            ("organization_identifiers", ListOf("organization_identifier"), false),
        ],
        "organization_identifier" => &[
            ("id", Id, true),
            ("identifier_scheme", Text, false),
            ("identifier_type", Text, true),
            ("identifier", Text, true),
        ],
        "schedule" => &[
            ("id", Id, true),
            ("freq", OneOf(&["WEEKLY", "MONTHLY"]), false),
            ("byday", Text, false),
            ("opens_at", Clock, false),
            ("closes_at", Clock, false),
            ("description", Text, false),
        ],
        "service_area" => &[
            ("id", Id, true),
            ("name", Text, false),
            ("service_area", Text, false),
            ("extent", Text, false),
            ("extent_type", Text, false),
            ("uri", Uri, false),
        ],
        "service_at_location" => &[
            ("id", Id, true),
            ("service_id", Id, false),
            ("location_id", Id, false),
            ("location", A("location"), false),
            ("service", A("service"), false),
        ],
        "location" => &[
            ("id", Id, true),
            ("location_type", OneOf(&KINDS), true),
            ("name", Text, false),
            ("latitude", Number, false),
            ("longitude", Number, false),
            ("addresses", ListOf("address"), false),
            ("accessibility", ListOf("accessibility"), false),
        ],
        "address" => &[
            ("id", Id, true),
            ("address_1", Text, true),
            ("city", Text, true),
            ("region", Text, false),
            ("state_province", Text, true),
            ("postal_code", Text, true),
            ("country", OneOf(&["GB"]), true),
            ("address_type", OneOf(&KINDS), true),
        ],
        "accessibility" => &[("id", Id, true), ("description", Text, false)],
        "language" => &[("id", Id, true), ("name", Text, false), ("code", Text, false)],
        "cost_option" => &[
            ("id", Id, true),
            ("option", Text, false),
            ("currency", OneOf(&["GBP"]), false),
            ("amount", Number, false),
            ("amount_description", Text, false),
        ],
        "contact" => &[
            ("id", Id, true),
            ("name", Text, false),
            ("email", Email, false),
            ("phones", ListOf("phone"), false),
        ],
        "phone" => &[("id", Id, true), ("number", Text, true)],
        "attribute" => &[
            ("id", Id, true),
            ("link_id", Id, false),
            ("link_type", Text, false),
            ("taxonomy_term_id", Id, false),
            ("taxonomy_term", A("taxonomy_term"), false),
        ],
        "taxonomy" => {
            &[("id", Id, true), ("name", Text, true), ("description", Text, true), ("uri", Uri, false)]
        }
        "taxonomy_term" => &[
            ("id", Id, true),
            ("name", Text, true),
            ("description", Text, true),
            ("parent_id", Id, false),
            ("taxonomy", Text, false),
            ("taxonomy_id", Id, false),
            ("term_uri", Uri, false),
        ],
        other => panic!("the standard knows no {other}"),
    }
}

/// Everything about a thing that the standard does not allow, with where it is.
pub fn wrongs(of: &'static str, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(of, value, of, &mut found);
    found
}

fn check(of: &'static str, value: &Value, at: &str, found: &mut Vec<String>) {
    let Some(fields) = value.as_object() else {
        found.push(format!("{at} is no object"));
        return;
    };
    let known = properties(of);
    for (name, _, _) in known.iter().filter(|(name, _, must)| *must && !fields.contains_key(*name)) {
        found.push(format!("{at} lacks {name}"));
    }
    for (name, value) in fields {
        match known.iter().find(|(known, ..)| known == name) {
            None => found.push(format!("{at} has {name}")),
            Some((_, kind, _)) => check_value(*kind, value, &format!("{at}.{name}"), found),
        }
    }
}

fn check_value(kind: Type, value: &Value, at: &str, found: &mut Vec<String>) {
    let text = value.as_str().unwrap_or_default();
    let right = match kind {
        Id => text.parse::<uuid::Uuid>().is_ok_and(|id| id.to_string() == text),
        Text => !text.is_empty(),
        Uri => text.parse::<http::Uri>().is_ok_and(|uri| uri.scheme().is_some() && uri.host().is_some()),
        Number => value.is_number(),
        Date => chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok(),
        Moment => chrono::DateTime::parse_from_rfc3339(text).is_ok(),
        Clock => text.len() == 5 && chrono::NaiveTime::parse_from_str(text, "%H:%M").is_ok(),
        Email => text.split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.')),
        OneOf(words) => words.contains(&text),
        A(of) => return check(of, value, at, found),
        ListOf(of) => match value.as_array().filter(|items| !items.is_empty()) {
            Some(items) => {
                items.iter().for_each(|item| check(of, item, at, found));
                let ids: BTreeSet<_> = items.iter().map(|item| item["id"].as_str()).collect();
                ids.len() == items.len()
            }
            None => false,
        },
    };
    if !right {
        found.push(format!("{at} is {value}"));
    }
}

/// The same of a page: what it says of itself, and each thing on it.
pub fn page_wrongs(of: &'static str, page: &Value) -> Vec<String> {
    let contents = page["contents"].as_array().cloned().unwrap_or_default();
    let mut found: Vec<String> = contents.iter().flat_map(|item| wrongs(of, item)).collect();
    for name in ["total_items", "total_pages", "page_number"] {
        if !page[name].is_u64() {
            found.push(format!("a page without {name}"));
        }
    }
    for (name, wanted) in [
        ("size", Value::from(contents.len())),
        ("empty", Value::from(contents.is_empty())),
        ("first_page", Value::from(page["page_number"] == 1)),
        ("last_page", Value::from(page["page_number"].as_u64() >= page["total_pages"].as_u64())),
    ] {
        if page[name] != wanted {
            found.push(format!("a page whose {name} is {}", page[name]));
        }
    }
    if !page["contents"].is_array() {
        found.push("a page without contents".to_owned());
    }
    found
}

#[test]
fn what_the_standard_forbids_is_found() {
    let id = "0190a1b2-c3d4-7aaa-8bbb-0123456789ab";
    let good = serde_json::json!({ "id": id, "name": "A", "description": "B" });
    assert_eq!(wrongs("taxonomy", &good), Vec::<String>::new());
    for (field, value) in [
        ("id", serde_json::json!("1")),
        ("name", Value::Null),
        ("description", serde_json::json!("")),
        ("uri", serde_json::json!("/a/b")),
        ("person", serde_json::json!("Avery")),
    ] {
        let mut bad = good.clone();
        bad[field] = value;
        assert_eq!(wrongs("taxonomy", &bad).len(), 1, "{field}");
    }
}
