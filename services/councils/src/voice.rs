//! How disabled and older people were heard in one decision of a council: influence, not attendance.
//!
//! Invariants: the council says all but the verdict, and changes nothing once it is judged; the verdict is the
//! organisation's that spoke, alone; who was not involved asked for nothing and changed nothing.

pub(crate) mod rpc;
mod store;
mod wire;
pub(crate) mod year;

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Error, Id, Resource};

use crate::council::GssCode;
use crate::fact::Ulo;

platform::words! {
    /// When people were involved.
    pub enum Involvement {
        /// Before there were options.
        BeforeOptions = "before_options",
        /// On options others had drawn up.
        OnOptions = "on_options",
        /// After it was decided.
        After = "after",
        /// Not at all.
        NotAtAll = "not_at_all",
    }
}

platform::words! {
    /// What changed by what they asked for.
    pub enum Change {
        /// All of it.
        All = "all",
        /// Some of it.
        Some = "some",
        /// Nothing.
        Nothing = "nothing",
    }
}

platform::words! {
    /// How the organisation says it was heard.
    pub enum Verdict {
        /// Sought, supported and acted on.
        Nurtured = "nurtured",
        /// Listened to and answered.
        Heard = "heard",
        /// Asked for show.
        Cosmetic = "cosmetic",
        /// Not listened to.
        Ignored = "ignored",
    }
}

/// What the council says; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    title: String,
    decide_date: NaiveDate,
    involvement: Involvement,
    ulo: Option<Id<Ulo>>,
    asked: String,
    change: Change,
    change_words: String,
}

/// What the organisation says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    verdict: Verdict,
    words: String,
    time: DateTime<Utc>,
}

/// How people were heard in one decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    id: Id<Voice>,
    gss_code: GssCode,
    said: Said,
    judged: Option<Judged>,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Voice {
    const COLLECTION: &'static str = "voices";
}

impl Said {
    /// Which fields do not go with how people were involved: nobody speaks, asks or changes anything who was not.
    fn at_odds(&self) -> Vec<(&'static str, &'static str)> {
        let involved = self.involvement != Involvement::NotAtAll;
        let mut fields = Vec::new();
        if involved && self.asked.is_empty() {
            fields.push(("voice.asked", "say what they asked for"));
        }
        if !involved && !self.asked.is_empty() {
            fields.push(("voice.asked", "leave this empty: nobody was involved"));
        }
        if !involved && self.ulo.is_some() {
            fields.push(("voice.ulo", "leave this empty: nobody was involved"));
        }
        if !involved && self.change != Change::Nothing {
            fields.push(("voice.change", "nothing can have changed by what nobody asked"));
        }
        fields
    }
}

impl Voice {
    /// A decision, not judged yet.
    pub fn new(gss_code: GssCode, said: Said, now: DateTime<Utc>) -> Self {
        Self { id: Id::new(), gss_code, said, judged: None, version: 1, create_time: now, update_time: now }
    }

    /// Takes what the council says in place of what it said.
    ///
    /// # Errors
    /// `VOICE_JUDGED`.
    pub fn edit(&mut self, said: Said, now: DateTime<Utc>) -> Result<(), Error> {
        if self.judged.is_some() {
            let text = "the organisation has judged it as it is: it cannot be changed any more";
            return Err(Error::refused("VOICE_JUDGED", text));
        }
        self.said = said;
        self.touch(now);
        Ok(())
    }

    /// Takes what the organisation that spoke says, in place of what it said before.
    pub fn judge(&mut self, verdict: Verdict, words: String, now: DateTime<Utc>) {
        self.judged = Some(Judged { verdict, words, time: now });
        self.touch(now);
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.version += 1;
        self.update_time = now;
    }
}

#[cfg(test)]
mod tests;
