//! Answers not sent yet, as the browser keeps them: the review, who answers, and a number a question.

/// The most questions kept.
const MOST: usize = 40;

/// The answers so far.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Draft {
    pub respondent: i32,
    pub helper_kind: i32,
    levels: Vec<i32>,
}

impl Draft {
    /// What is kept for this review; nothing when it is of another.
    pub(super) fn read(review: &str, kept: &str) -> Self {
        let mut parts = kept.split('.');
        if parts.next() != Some(id(review)) {
            return Self::default();
        }
        let mut numbers = parts.map(|part| part.parse().unwrap_or_default());
        Self {
            respondent: numbers.next().unwrap_or_default(),
            helper_kind: numbers.next().unwrap_or_default(),
            levels: numbers.take(MOST).collect(),
        }
    }

    /// What to keep.
    pub(super) fn written(&self, review: &str) -> String {
        let numbers = [self.respondent, self.helper_kind].into_iter().chain(self.levels.iter().copied());
        numbers.fold(id(review).to_owned(), |kept, number| format!("{kept}.{number}"))
    }

    /// The level chosen for a question, counted from 1; 0 when none was.
    pub(super) fn level(&self, number: usize) -> i32 {
        let index = number.checked_sub(1);
        index.and_then(|index| self.levels.get(index)).copied().unwrap_or_default()
    }

    /// Chooses a level for a question.
    pub(super) fn set(&mut self, number: usize, level: i32) {
        if !(1..=MOST).contains(&number) {
            return;
        }
        if self.levels.len() < number {
            self.levels.resize(number, 0);
        }
        if let Some(kept) = self.levels.get_mut(number - 1) {
            *kept = level;
        }
    }
}

fn id(review: &str) -> &str {
    review.trim_start_matches("reviews/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_back_as_they_were_kept() {
        let mut draft = Draft { respondent: 2, helper_kind: 4, ..Draft::default() };
        draft.set(3, 1);
        let kept = draft.written("reviews/abc");
        assert_eq!(kept, "abc.2.4.0.0.1");
        assert_eq!(Draft::read("reviews/abc", &kept), draft);
        assert_eq!((draft.level(3), draft.level(1), draft.level(9), draft.level(0)), (1, 0, 0, 0));
    }

    #[test]
    fn what_is_of_another_review_or_no_answer_is_nothing() {
        assert_eq!(Draft::read("reviews/abc", "xyz.1.0.4"), Draft::default());
        assert_eq!(Draft::read("reviews/abc", "abc.x.y.z").level(1), 0);
    }
}
