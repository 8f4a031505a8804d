//! Options one by one, for a list that no fit puts in order.

use platform::Error;

use super::candidate::{Asker, Asking};
use super::edition::{RULES_VERSION, edition};
use super::make::option;
use super::rule::Rules;
use super::{Inputs, MenuOption};
use crate::index::Entry;

/// The first `most` entries that every hard rule leaves in, each as an option. `walk` hands entries over for as long as it is
/// told to go on.
///
/// # Errors
/// [`Error::Internal`] without rules.
pub fn first_options<'a>(
    inputs: &Inputs,
    most: usize,
    walk: impl FnOnce(&mut dyn FnMut(&Entry<'a>) -> bool),
) -> Result<Vec<MenuOption>, Error> {
    let edition = edition(RULES_VERSION).ok_or_else(|| Error::internal("no rules"))?;
    let asker = Asker::of(inputs, edition);
    let asking = Asking::of(&asker, &inputs.wants);
    let mut options = Vec::new();
    walk(&mut |entry| {
        let candidate = asker.candidate(*entry, 0);
        if options.len() < most && Rules::broken(&asking, &candidate).is_empty() {
            options.push(option(&asking, &candidate));
        }
        options.len() < most
    });
    Ok(options)
}
