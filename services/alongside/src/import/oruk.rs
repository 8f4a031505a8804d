//! Organisations and what they offer from another directory, in Open Referral UK 3.0: an address or a file.
//!
//! Read page by page. A record that cannot be kept is told and passed over; the others are kept. Request ids are worked
//! out from the ids of the records, which the standard makes unique everywhere: the same feed again makes nothing twice,
//! wherever it was moved to, and an import that was stopped goes on at the page where it was. What is taken in is
//! unchecked: nobody meets it in a menu before someone here has checked it. What the feed does not say stays unsaid, and
//! keeps the offering out of menus until its organisation says it. Entries that look the same as one of ours are linked by
//! the service for a person to decide on.

mod fields;
mod form;
mod kind;
mod price;
mod progress;
mod record;
mod source;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use platform::rpc::{Rpc, signed};
use platform::token::Signer;
use platform::{Caller, Error, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::offerings_client::OfferingsClient;
use proto::ulos::v1::ulos_client::UlosClient;
use tonic::{Response, Status};

use self::progress::Progress;
use self::record::{Draft, Outcome};
pub use self::source::{Source, SourceError};

/// How often a call is tried while the service is away.
const TRIES: u32 = 5;

/// A record that was not kept, without what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRecord {
    /// Which page it is on.
    pub page: u32,
    /// Where on the page, from 1.
    pub place: usize,
    /// Its id in the feed, when it has one.
    pub id: String,
    /// Where in it the reason is.
    pub field: String,
    /// Why, and what to do.
    pub why: String,
}

impl std::fmt::Display for BadRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { page, place, id, field, why } = self;
        let id = if id.is_empty() { "a record without an id" } else { id };
        write!(f, "page {page}, record {place}, {id}, {field}: {why}")
    }
}

/// What came of an import. What an earlier run of the same feed made counts too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Pages read in this run.
    pub pages: u32,
    /// Organisations kept.
    pub organisations: usize,
    /// Services kept as offerings.
    pub offerings: usize,
    /// Of how many of these a fact is not said there, so that it is not said here either.
    pub unsaid: BTreeMap<&'static str, usize>,
    /// Services of kinds that are not listed here.
    pub other_kinds: usize,
    /// Records that have ended or are closed there.
    pub ended: usize,
    /// Records that changed there after they were taken in: what is kept here is left alone.
    pub changed: usize,
    /// Organisations linked to others that look the same: someone should look at these.
    pub look_alikes: usize,
    /// Records that could not be kept.
    pub bad: Vec<BadRecord>,
}

/// Why an import did not end.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The feed cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// How far it came could not be noted.
    #[error("how far the import came could not be kept beside the data: {0}")]
    Progress(std::io::Error),
    /// The service said no, or stayed away.
    #[error("stopped on page {page}: {source}; run the same import again to go on")]
    Stopped {
        /// The page being read.
        page: u32,
        /// What the service said.
        source: Error,
    },
}

/// Takes in a feed, through the service `ulos`, in the name of an operator. `notes` is the folder where it is kept how far
/// an import came.
///
/// # Errors
/// [`ImportError`]; everything kept so far stays.
pub async fn oruk(
    channel: Rpc,
    signer: &Signer,
    source: Source,
    notes: &Path,
    mut say: impl FnMut(u32, &Report),
) -> Result<Report, ImportError> {
    let progress = Progress::of(notes, source.address());
    let (mut page, known) = progress.so_far();
    let mut keeper = Keeper::new(channel, signer, known);
    loop {
        let read = source.page(page).await?;
        for (place, value) in (1..).zip(&read.services) {
            let kept = keeper.take(record::read(value), (page, place)).await;
            kept.map_err(|source| ImportError::Stopped { page, source })?;
        }
        keeper.report.pages += 1;
        say(page, &keeper.report);
        if read.last {
            progress.forget().map_err(ImportError::Progress)?;
            return Ok(keeper.report);
        }
        page += 1;
        progress.reached(page, &keeper.ids).map_err(ImportError::Progress)?;
    }
}

/// Keeps one record after another.
struct Keeper<'a> {
    ulos: UlosClient<Rpc>,
    offerings: OfferingsClient<Rpc>,
    signer: &'a Signer,
    caller: Caller,
    ids: progress::Ids,
    report: Report,
}

impl<'a> Keeper<'a> {
    fn new(channel: Rpc, signer: &'a Signer, ids: progress::Ids) -> Self {
        Self {
            ulos: UlosClient::new(channel.clone()),
            offerings: OfferingsClient::new(channel),
            signer,
            caller: Caller::new(Role::Operator, "operators/import"),
            ids,
            report: Report::default(),
        }
    }

    async fn take(&mut self, outcome: Outcome, (page, place): (u32, usize)) -> Result<(), Error> {
        match outcome {
            Outcome::Kept(draft) => return self.keep(*draft).await,
            Outcome::OtherKind => self.report.other_kinds += 1,
            Outcome::Ended => self.report.ended += 1,
            Outcome::Bad(bad) => {
                self.report.bad.extend(bad.into_iter().map(|bad| BadRecord { page, place, ..bad }));
            }
        }
        Ok(())
    }

    async fn keep(&mut self, draft: Draft) -> Result<(), Error> {
        let Some(ulo) = self.organisation(&draft).await? else {
            self.report.changed += 1;
            return Ok(());
        };
        let request = pb::CreateOfferingRequest {
            offering: Some(pb::Offering { ulo, ..draft.offering }),
            request_id: progress::Ids::of_service(&draft.service),
            from_another_directory: true,
        };
        let made = self
            .steadily(request, async |keeper, request| keeper.offerings.create_offering(request).await)
            .await?;
        let Some(made) = made else {
            self.report.changed += 1;
            return Ok(());
        };
        self.report.offerings += 1;
        for fact in draft.unsaid {
            *self.report.unsaid.entry(fact).or_default() += 1;
        }
        // Once somebody here has changed it, what they said stands.
        let untouched = made.state() == pb::offering::State::Open && made.create_time == made.update_time;
        if draft.paused && untouched {
            let pb::Offering { name, etag, .. } = made;
            let request = pb::PauseOfferingRequest { name, etag };
            self.steadily(request, async |keeper, request| keeper.offerings.pause_offering(request).await)
                .await?;
        }
        Ok(())
    }

    /// The name here of the organisation of a record; nothing when it changed there since it was taken in.
    async fn organisation(&mut self, draft: &Draft) -> Result<Option<String>, Error> {
        if let Some(known) = self.ids.known(&draft.organisation) {
            return Ok(Some(known));
        }
        let request_id = progress::Ids::of_organisation(&draft.organisation);
        let request = pb::CreateUloRequest { ulo: Some(draft.ulo.clone()), request_id };
        let made =
            self.steadily(request, async |keeper, request| keeper.ulos.create_ulo(request).await).await?;
        let Some(ulo) = made else { return Ok(None) };
        self.report.organisations += 1;
        self.report.look_alikes += usize::from(!ulo.possible_duplicates.is_empty());
        self.ids.learn(&draft.organisation, &ulo.name);
        Ok(Some(ulo.name))
    }

    /// Calls until the service answers; nothing when the same record was kept before with something else in it.
    async fn steadily<M: Clone, T>(
        &mut self,
        message: M,
        call: impl AsyncFn(&mut Self, tonic::Request<M>) -> Result<Response<T>, Status>,
    ) -> Result<Option<T>, Error> {
        let mut tried = 0;
        loop {
            tried += 1;
            let request = signed(self.signer, &self.caller, message.clone())?;
            match call(self, request).await.map_err(Error::from) {
                Ok(response) => return Ok(Some(response.into_inner())),
                Err(Error::AlreadyExists { .. }) => return Ok(None),
                Err(Error::Unavailable | Error::DeadlineExceeded | Error::Stale) if tried < TRIES => {
                    tokio::time::sleep(Duration::from_millis(200) * tried).await;
                }
                Err(error) => return Err(error),
            }
        }
    }
}
