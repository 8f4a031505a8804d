//! A practical solution one organisation shares with the others.
//!
//! Invariants: a draft is its own organisation's alone; what was withdrawn stays so.

pub(crate) mod rpc;
pub(crate) mod store;
pub(crate) mod wire;

use chrono::{DateTime, Utc};
use platform::{Error, Id, Resource};

use crate::award::Award;
use crate::report::Account;
use crate::ulo::Ulo;

/// The longest name, in characters.
pub(crate) const LONGEST_NAME: usize = 120;

platform::words! {
    /// What it is about.
    pub enum Topic {
        /// Starting an organisation.
        Starting = "starting",
        /// Money to live on.
        Funding = "funding",
        /// Boards, members and rules.
        Governance = "governance",
        /// Training of board, staff and volunteers.
        Training = "training",
        /// Reaching people.
        Outreach = "outreach",
        /// Being heard by those who decide.
        Influence = "influence",
        /// Peer support.
        PeerSupport = "peer_support",
        /// Advocacy.
        Advocacy = "advocacy",
        /// Support brokerage and personal budgets.
        Brokerage = "brokerage",
        /// Access and information.
        Access = "access",
        /// Something else.
        Other = "other",
    }
}

platform::words! {
    /// Where it stands.
    pub enum State {
        /// Only its own organisation sees it.
        Draft = "draft",
        /// Everyone sees it.
        Published = "published",
        /// Taken away.
        Withdrawn = "withdrawn",
    }
}

/// What is told of it; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    display_name: String,
    problem: String,
    what_was_done: String,
    what_happened: String,
    cost_pence: Option<i64>,
    hours: Option<i32>,
    topics: Vec<Topic>,
    council: Option<String>,
}

/// How many adopted it, and what they say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many adopted it.
    pub adopted: i64,
    /// It worked well.
    pub worked: i64,
    /// It worked in part.
    pub worked_in_part: i64,
    /// It did not work for them.
    pub did_not_work: i64,
}

/// One solution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution {
    id: Id<Solution>,
    ulo: Id<Ulo>,
    story: Story,
    counts: Counts,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Solution {
    const COLLECTION: &'static str = "solutions";
}

impl Solution {
    /// A new one, a draft.
    pub fn new(ulo: Id<Ulo>, story: Story, now: DateTime<Utc>) -> Self {
        Self {
            id: Id::new(),
            ulo,
            story,
            counts: Counts::default(),
            state: State::Draft,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// What a funded project learned, shown to everyone: its organisation wrote it to be shared, and can change it.
    pub(crate) fn learned(account: &Account, award: &Award, now: DateTime<Utc>) -> Self {
        let story = Story {
            display_name: heading(&account.problem),
            problem: account.problem.clone(),
            what_was_done: account.done.clone(),
            what_happened: account.result.clone(),
            cost_pence: Some(award.amount_pence),
            hours: None,
            topics: vec![Topic::Other],
            council: award.councils.first().filter(|_| award.councils.len() == 1).cloned(),
        };
        Self { state: State::Published, ..Self::new(award.ulo, story, now) }
    }

    /// Which it is.
    pub fn id(&self) -> Id<Self> {
        self.id
    }

    /// Whose it is.
    pub fn ulo(&self) -> Id<Ulo> {
        self.ulo
    }

    /// Whether everyone sees it.
    pub fn is_published(&self) -> bool {
        self.state == State::Published
    }

    /// Replaces what is told.
    ///
    /// # Errors
    /// `SOLUTION_WITHDRAWN`.
    pub fn edit(&mut self, story: Story, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_there()?;
        self.story = story;
        self.touch(now);
        Ok(())
    }

    /// Shows it to everyone.
    ///
    /// # Errors
    /// `SOLUTION_NOT_DRAFT`.
    pub fn publish(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        if self.state != State::Draft {
            return Err(Error::refused("SOLUTION_NOT_DRAFT", "only a draft can be published"));
        }
        self.state = State::Published;
        self.touch(now);
        Ok(())
    }

    /// Takes it away.
    ///
    /// # Errors
    /// `SOLUTION_WITHDRAWN`.
    pub fn withdraw(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_there()?;
        self.state = State::Withdrawn;
        self.touch(now);
        Ok(())
    }

    fn still_there(&self) -> Result<(), Error> {
        match self.state {
            State::Draft | State::Published => Ok(()),
            State::Withdrawn => Err(Error::refused("SOLUTION_WITHDRAWN", "this was withdrawn for good")),
        }
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.version += 1;
        self.update_time = now;
    }
}

/// The first sentence of a text as a name, cut at a word when it is long.
fn heading(text: &str) -> String {
    let first =
        text.split(['\n', '.', '?', '!']).map(str::trim).find(|part| !part.is_empty()).unwrap_or(text);
    if first.chars().count() <= LONGEST_NAME {
        return first.to_owned();
    }
    let cut: String = first.chars().take(LONGEST_NAME - 1).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut.get(..end).unwrap_or(&cut))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_first_sentence_cut_at_a_word() {
        assert_eq!(heading("\nNobody came. Then some did."), "Nobody came");
        let long = heading(&"many words ".repeat(30));
        assert!(long.chars().count() <= LONGEST_NAME && long.ends_with(" many…"), "{long}");
        assert_eq!(heading(&"x".repeat(300)).chars().count(), LONGEST_NAME);
    }
}
