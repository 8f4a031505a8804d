//! The newest state of each record a run of events tells of, and the place in a feed they come to.

use std::collections::HashMap;

use platform::{Error, Id};
use uuid::Uuid;

use super::{Fact, unreadable};

/// A fact and the version of the record it was made from.
#[derive(Debug, Clone)]
pub(crate) struct Told<F> {
    pub(super) id: Uuid,
    pub(super) version: i64,
    pub(super) fact: F,
}

/// The newest state of each record told of in a run of events, as one row a record.
#[derive(Debug)]
pub(crate) struct Newest<F>(HashMap<Uuid, Told<F>>);

impl<F: Fact> Newest<F> {
    /// Nothing told yet.
    pub(crate) fn new() -> Self {
        Self(HashMap::new())
    }

    /// Takes in the record of one event; events of one record come oldest first.
    ///
    /// # Errors
    /// [`Error::Internal`] when the event is of another collection.
    pub(crate) fn tell(&mut self, event: &platform::follow::Event, mut fact: F) -> Result<(), Error> {
        let id = Id::<F>::parse("stream", &event.stream).map_err(|_| unreadable(event))?.uuid();
        if let Some(earlier) = self.0.remove(&id) {
            fact.after(earlier.fact);
        }
        self.0.insert(id, Told { id, version: event.stream_version, fact });
        Ok(())
    }

    /// The rows, in the order of their ids, so that two readers lock them in the same order.
    pub(crate) fn rows(self) -> Vec<Told<F>> {
        let mut rows: Vec<Told<F>> = self.0.into_values().collect();
        rows.sort_by_key(|told| told.id);
        rows
    }
}

/// A place in a feed: whatever is made of the events up to here.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(super) source: &'static str,
    pub(super) position: i64,
}

impl Place {
    /// The end of a run of events.
    pub(crate) fn after(source: &'static str, events: &[platform::follow::Event]) -> Self {
        Self { source, position: events.last().map(|event| event.position).unwrap_or_default() }
    }
}
