//! A guidance document an organisation shares, and the formats it is there in.
//!
//! Invariants: a draft is its own organisation's alone; what is published has a format at least; it stands beside a solution
//! of its own organisation or alone; what was withdrawn stays so.

pub(crate) mod rpc;
pub(crate) mod store;
#[cfg(test)]
mod tests;
pub(crate) mod wire;

use chrono::{DateTime, Utc};
use platform::{Error, Id, Resource};
use serde::{Deserialize, Serialize};

use crate::solution::{Solution, Topic};
use crate::ulo::Ulo;

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

platform::words! {
    /// How a document can be read, heard or watched.
    pub enum Kind {
        /// A page of the web.
        WebPage = "web_page",
        /// Text alone.
        PlainText = "plain_text",
        /// A document to keep or print.
        Document = "document",
        /// Easy words with pictures.
        EasyRead = "easy_read",
        /// Large print.
        LargePrint = "large_print",
        /// For a braille printer or display.
        Braille = "braille",
        /// A recording.
        Audio = "audio",
        /// A video with captions.
        Video = "video",
        /// A video in British Sign Language.
        BslVideo = "bsl_video",
    }
}

/// One format of a document, and where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Format {
    kind: Kind,
    language: String,
    link: String,
    pages: Option<i32>,
    minutes: Option<i32>,
    size_kilobytes: Option<i32>,
}

/// What is told of it; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    display_name: String,
    purpose: String,
    topics: Vec<Topic>,
    formats: Vec<Format>,
    pub(crate) solution: Option<Id<Solution>>,
}

/// One guidance document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guidance {
    id: Id<Guidance>,
    ulo: Id<Ulo>,
    told: Told,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Guidance {
    const COLLECTION: &'static str = "guidances";
}

impl Told {
    /// Says no to a solution of another organisation; of its drafts nothing is told.
    ///
    /// # Errors
    /// [`Error::NotFound`], `GUIDANCE_SOLUTION_OF_OTHERS`.
    pub fn beside(&self, solution: &Solution, ulo: Id<Ulo>) -> Result<(), Error> {
        if solution.ulo() == ulo {
            return Ok(());
        }
        if !solution.is_published() {
            return Err(Error::not_found(solution.id()));
        }
        Err(Error::refused("GUIDANCE_SOLUTION_OF_OTHERS", "guidance stands beside a solution of your own"))
    }

    /// Each kind of format it is there in.
    fn kinds(&self) -> Vec<Kind> {
        let mut kinds: Vec<Kind> = Vec::new();
        for format in &self.formats {
            if !kinds.contains(&format.kind) {
                kinds.push(format.kind);
            }
        }
        kinds
    }
}

impl Guidance {
    /// A new one, a draft.
    pub fn new(ulo: Id<Ulo>, told: Told, now: DateTime<Utc>) -> Self {
        let state = State::Draft;
        Self { id: Id::new(), ulo, told, state, version: 1, create_time: now, update_time: now }
    }

    /// Whether everyone sees it.
    pub fn is_published(&self) -> bool {
        self.state == State::Published
    }

    /// Replaces what is told.
    ///
    /// # Errors
    /// `GUIDANCE_WITHDRAWN`, `GUIDANCE_WITHOUT_FORMATS`.
    pub fn edit(&mut self, told: Told, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_there()?;
        if self.is_published() {
            readable(&told)?;
        }
        self.told = told;
        self.touch(now);
        Ok(())
    }

    /// Shows it to everyone.
    ///
    /// # Errors
    /// `GUIDANCE_NOT_DRAFT`, `GUIDANCE_WITHOUT_FORMATS`.
    pub fn publish(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        if self.state != State::Draft {
            return Err(Error::refused("GUIDANCE_NOT_DRAFT", "only a draft can be published"));
        }
        readable(&self.told)?;
        self.state = State::Published;
        self.touch(now);
        Ok(())
    }

    /// Takes it away.
    ///
    /// # Errors
    /// `GUIDANCE_WITHDRAWN`.
    pub fn withdraw(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_there()?;
        self.state = State::Withdrawn;
        self.touch(now);
        Ok(())
    }

    fn still_there(&self) -> Result<(), Error> {
        if self.state == State::Withdrawn {
            return Err(Error::refused("GUIDANCE_WITHDRAWN", "this was withdrawn for good"));
        }
        Ok(())
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.version += 1;
        self.update_time = now;
    }
}

/// Says no to what is there in no format: everyone would be shown a title and nothing to read.
fn readable(told: &Told) -> Result<(), Error> {
    if told.formats.is_empty() {
        return Err(Error::refused("GUIDANCE_WITHOUT_FORMATS", "add a format first: where can it be read?"));
    }
    Ok(())
}
