//! Organisations from a CSV file: one line each, with its governance and what it offers.
//!
//! The whole file is read and checked by the services' own rules before the first line is kept; any bad line and none
//! is. Request ids are worked out from what a line holds, so the same file again makes nothing twice, and an import
//! that was stopped goes on where it was. Look-alikes are linked by the service, never merged.

mod columns;
mod row;
#[cfg(test)]
mod tests;

use std::io::Read;

use chrono::Utc;
use platform::rpc::Rpc;
use platform::token::Signer;
use platform::{Error, uk_time};
use proto::ulos::v1::governances_client::GovernancesClient;
use proto::ulos::v1::offerings_client::OfferingsClient;
use proto::ulos::v1::ulos_client::UlosClient;

pub use columns::SHAPE;
use row::Row;

use super::caller::Steady;
use super::{ImportError, Progress, file};

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
    let today = uk_time::date(Utc::now());
    let rows = file::read(input, &SHAPE, |line, id| row::read(line, id, today))?;
    let of = rows.len();
    say(Progress::Checked { lines: of });
    let mut writer = Writer {
        ulos: UlosClient::new(channel.clone()),
        governances: GovernancesClient::new(channel.clone()),
        offerings: OfferingsClient::new(channel),
        steady: Steady::new(signer),
        report: Report::default(),
    };
    for row in rows {
        let line = row.line;
        let kept = writer.report.organisations;
        writer.keep(row).await.map_err(|source| ImportError::Stopped { line, kept, source })?;
        say(Progress::Kept { lines: kept + 1, of });
    }
    Ok(writer.report)
}

/// Keeps one row after another.
struct Writer<'a> {
    ulos: UlosClient<Rpc>,
    governances: GovernancesClient<Rpc>,
    offerings: OfferingsClient<Rpc>,
    steady: Steady<'a>,
    report: Report,
}

impl Writer<'_> {
    async fn keep(&mut self, row: Row) -> Result<(), Error> {
        let create = async |request| self.ulos.clone().create_ulo(request).await;
        let ulo = self.steady.call(row.ulo, create).await?;
        if let Some(mut request) = row.governance {
            if let Some(governance) = &mut request.governance {
                governance.ulo.clone_from(&ulo.name);
            }
            let create = async |request| self.governances.clone().create_governance(request).await;
            self.steady.call(request, create).await?;
            self.report.governances += 1;
        }
        for mut request in row.offerings {
            if let Some(offering) = &mut request.offering {
                offering.ulo.clone_from(&ulo.name);
            }
            let create = async |request| self.offerings.clone().create_offering(request).await;
            self.steady.call(request, create).await?;
            self.report.offerings += 1;
        }
        self.report.organisations += 1;
        self.report.look_alikes += usize::from(!ulo.possible_duplicates.is_empty());
        Ok(())
    }
}
