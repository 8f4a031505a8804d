//! Pages by their number, with how many there are.

use platform::Violation;
use serde_json::{Value, json};

use super::Refusal;
use crate::asked::Asked;

const DEFAULT_SIZE: i32 = 50;
const MAX_SIZE: i32 = 100;

/// One page out of so many things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Page {
    number: i32,
    per_page: i32,
    total: i32,
}

impl Page {
    /// The page asked for with `page` and `per_page`.
    pub fn asked(asked: &Asked, problems: &mut Vec<Violation>) -> Self {
        let mut whole = |name: &str, usual: i32, most: i32| match asked.value(name) {
            "" => usual,
            typed => typed.parse().ok().filter(|number| (1..=most).contains(number)).unwrap_or_else(|| {
                problems.push(Violation::new(name, format!("give a whole number from 1 to {most}")));
                usual
            }),
        };
        let number = whole("page", 1, 1_000_000);
        Self { number, per_page: whole("per_page", DEFAULT_SIZE, MAX_SIZE), total: 0 }
    }

    /// Its number and its size.
    pub fn wanted(self) -> (i32, i32) {
        (self.number, self.per_page)
    }

    /// The same page, out of that many things.
    pub fn out_of(self, total: i32) -> Self {
        Self { total, ..self }
    }

    /// The page with its contents.
    pub fn of(self, contents: Vec<Value>) -> Value {
        let (size, empty) = (contents.len(), contents.is_empty());
        let pages = self.total.max(0).unsigned_abs().div_ceil(self.per_page.max(1).unsigned_abs());
        json!({
            "total_items": self.total,
            "total_pages": pages,
            "page_number": self.number,
            "size": size,
            "first_page": self.number == 1,
            "last_page": self.number.unsigned_abs() >= pages,
            "empty": empty,
            "contents": contents,
        })
    }
}

/// A page of things that are all at hand.
pub(super) fn page_of(asked: &Asked, all: Vec<Value>) -> Result<Value, Refusal> {
    let mut problems = Vec::new();
    let page = Page::asked(asked, &mut problems);
    if !problems.is_empty() {
        return Err(Refusal::Wrong(problems));
    }
    let total = i32::try_from(all.len()).unwrap_or(i32::MAX);
    let size = usize::try_from(page.per_page).unwrap_or_default();
    let before = usize::try_from(page.number - 1).unwrap_or_default().saturating_mul(size);
    Ok(page.out_of(total).of(all.into_iter().skip(before).take(size).collect()))
}
