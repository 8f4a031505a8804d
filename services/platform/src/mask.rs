//! Which fields an update changes.

use prost_types::FieldMask;

use crate::Violation;

/// The paths of a mask, each known.
///
/// # Errors
/// A [`Violation`] when the mask is missing, empty or names a field that cannot be updated.
pub fn paths<'a>(mask: Option<&'a FieldMask>, known: &[&str]) -> Result<Vec<&'a str>, Violation> {
    let paths: Vec<&str> = mask.iter().flat_map(|mask| mask.paths.iter().map(String::as_str)).collect();
    if paths.is_empty() {
        return Err(Violation::new("update_mask", "name the fields to change"));
    }
    match paths.iter().find(|path| !known.contains(path)) {
        Some(_) => Err(Violation::new(
            "update_mask",
            format!("only these fields can be changed: {}", known.join(", ")),
        )),
        None => Ok(paths),
    }
}
