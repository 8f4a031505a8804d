//! What the standard asks of every service, whatever it is about.

use serde_json::Value;
use uuid::Uuid;

use super::fields::text;

/// What a service has not that each must have: where, and what to do.
pub(super) fn malformed(service: &Value) -> impl Iterator<Item = (&'static str, &'static str)> {
    const STATUSES: [&str; 4] = ["active", "inactive", "defunct", "temporarily closed"];
    let object = (!service.is_object())
        .then_some(("record", "this is no object: give a service with an id, a name and a status"));
    let fields = [
        (uuid(text(service, "id")).is_none(), "id", "give a UUID: every record needs one of its own"),
        (text(service, "name").is_empty(), "name", "say what it is called"),
        (
            !STATUSES.contains(&text(service, "status")),
            "status",
            "use one of: active, inactive, defunct, temporarily closed",
        ),
    ];
    let whole = object.is_none();
    let fields = fields.into_iter().filter(move |(wrong, ..)| whole && *wrong);
    object.into_iter().chain(fields.map(|(_, field, why)| (field, why)))
}

/// An id, when it is one.
pub(super) fn uuid(id: &str) -> Option<Uuid> {
    id.parse().ok()
}

/// An id in the one way of writing it, so that the same is known again.
pub(super) fn same(id: &str) -> String {
    uuid(id).unwrap_or_default().to_string()
}
