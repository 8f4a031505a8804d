//! Lists on the wire that hold each value once.

use std::ops::RangeInclusive;

use platform::Violation;

/// As many values as `how_many` says, each as it should be, each kept once.
///
/// # Errors
/// A [`Violation`] of `field`; `wanted` says what to give.
pub fn each_once(
    field: &str,
    values: &[String],
    how_many: RangeInclusive<usize>,
    known: impl Fn(&str) -> bool,
    wanted: &str,
) -> Result<Vec<String>, Violation> {
    if !how_many.contains(&values.len()) {
        let (least, most) = (how_many.start(), how_many.end());
        return Err(Violation::new(
            field,
            match least {
                0 => format!("give at most {most}"),
                _ => format!("give from {least} to {most}"),
            },
        ));
    }
    if !values.iter().all(|value| known(value)) {
        return Err(Violation::new(field, wanted));
    }
    let mut kept: Vec<String> = Vec::with_capacity(values.len());
    for value in values {
        if !kept.contains(value) {
            kept.push(value.clone());
        }
    }
    Ok(kept)
}
