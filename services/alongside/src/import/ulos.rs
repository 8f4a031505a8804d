//! Organisations from a CSV file: one line each, with its governance and what it offers.
//!
//! The whole file is read and checked by the services' own rules before the first line is kept; any bad line and none
//! is. Request ids are worked out from what a line holds, so the same file again makes nothing twice, and an import
//! that was stopped goes on where it was. Look-alikes are linked by the service, never merged.

mod columns;
mod file;
mod line;
mod row;
#[cfg(test)]
mod tests;

use std::io::Read;
use std::time::Duration;

use chrono::Utc;
use councils::bad_line::BadLine;
use platform::rpc::{Rpc, signed};
use platform::token::Signer;
use platform::{Caller, Error, Role, uk_time};
use proto::ulos::v1::governances_client::GovernancesClient;
use proto::ulos::v1::offerings_client::OfferingsClient;
use proto::ulos::v1::ulos_client::UlosClient;
use tonic::{Response, Status};

pub use columns::COLUMNS;
use row::Row;

/// How often a call is tried while the service is away.
const TRIES: u32 = 5;

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Every line is right.
    Checked {
        /// Organisations in the file.
        organisations: usize,
    },
    /// One more organisation is kept, with all that belongs to it.
    Kept {
        /// Organisations kept so far.
        organisations: usize,
        /// Organisations in the file.
        of: usize,
    },
}

/// What came of an import. What an earlier run of the same file made counts too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Organisations in the file, all kept.
    pub organisations: usize,
    /// Governance records with them.
    pub governances: usize,
    /// Offerings with them.
    pub offerings: usize,
    /// Organisations linked to others that look the same: someone should look at these.
    pub look_alikes: usize,
}

/// Why an import did not end.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file could not be read.
    #[error("the file could not be read: {0}")]
    Io(#[from] std::io::Error),
    /// The file is larger than any list of organisations.
    #[error("the file is larger than {} MB; nothing was kept: split it", file::LARGEST / 1_000_000)]
    TooLarge,
    /// Something is wrong with the file; here is every bad cell.
    #[error("{} places in the file need correcting; nothing was kept", .0.len())]
    Bad(Vec<BadLine>),
    /// The service said no, or stayed away.
    #[error(
        "stopped at line {line}: {source}; {kept} organisations are kept, run the same import again to go on"
    )]
    Stopped {
        /// The line that could not be kept.
        line: u64,
        /// Organisations kept before it.
        kept: usize,
        /// What the service said.
        source: Error,
    },
}

/// Takes in every organisation of a file, through the service `ulos`, in the name of an operator.
///
/// # Errors
/// [`ImportError`]. Unless it is `Stopped`, everything is as it was.
pub async fn ulos(
    channel: Rpc,
    signer: &Signer,
    input: impl Read,
    mut say: impl FnMut(Progress),
) -> Result<Report, ImportError> {
    let rows = file::read(input, uk_time::date(Utc::now()))?;
    let of = rows.len();
    say(Progress::Checked { organisations: of });
    let mut writer = Writer {
        ulos: UlosClient::new(channel.clone()),
        governances: GovernancesClient::new(channel.clone()),
        offerings: OfferingsClient::new(channel),
        signer,
        caller: Caller::new(Role::Operator, "operators/import"),
        report: Report::default(),
    };
    for row in rows {
        let line = row.line;
        let kept = writer.report.organisations;
        writer.keep(row).await.map_err(|source| ImportError::Stopped { line, kept, source })?;
        say(Progress::Kept { organisations: kept + 1, of });
    }
    Ok(writer.report)
}

/// Keeps one row after another.
struct Writer<'a> {
    ulos: UlosClient<Rpc>,
    governances: GovernancesClient<Rpc>,
    offerings: OfferingsClient<Rpc>,
    signer: &'a Signer,
    caller: Caller,
    report: Report,
}

impl Writer<'_> {
    async fn keep(&mut self, row: Row) -> Result<(), Error> {
        let ulo =
            self.steadily(row.ulo, async |writer, request| writer.ulos.create_ulo(request).await).await?;
        if let Some(mut request) = row.governance {
            if let Some(governance) = &mut request.governance {
                governance.ulo.clone_from(&ulo.name);
            }
            self.steadily(request, async |writer, request| {
                writer.governances.create_governance(request).await
            })
            .await?;
            self.report.governances += 1;
        }
        for mut request in row.offerings {
            if let Some(offering) = &mut request.offering {
                offering.ulo.clone_from(&ulo.name);
            }
            self.steadily(request, async |writer, request| writer.offerings.create_offering(request).await)
                .await?;
            self.report.offerings += 1;
        }
        self.report.organisations += 1;
        self.report.look_alikes += usize::from(!ulo.possible_duplicates.is_empty());
        Ok(())
    }

    /// Calls until the service answers: each call carries a request id, so calling again makes nothing twice.
    async fn steadily<M: Clone, T>(
        &mut self,
        message: M,
        call: impl AsyncFn(&mut Self, tonic::Request<M>) -> Result<Response<T>, Status>,
    ) -> Result<T, Error> {
        let mut tried = 0;
        loop {
            tried += 1;
            let request = signed(self.signer, &self.caller, message.clone())?;
            match call(self, request).await.map_err(Error::from) {
                Ok(response) => return Ok(response.into_inner()),
                Err(Error::Unavailable | Error::DeadlineExceeded | Error::Stale) if tried < TRIES => {
                    tokio::time::sleep(Duration::from_millis(200) * tried).await;
                }
                Err(error) => return Err(error),
            }
        }
    }
}
