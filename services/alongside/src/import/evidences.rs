//! What organisations claim under the design criteria, from a CSV file: one line for each claim.
//!
//! The whole file is read, checked by the service's own rules, every organisation in it found, and every criterion under
//! which something else waits told, before the first line is kept; any bad line and none is. Request ids are worked out from
//! whose claim it is and what it says, so the same file again makes nothing twice, and an import that was stopped goes on
//! where it was. Nothing is reviewed by being taken in: each claim waits for someone outside the organisation.

mod columns;
mod row;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::io::Read;

use chrono::Utc;
use platform::rpc::Rpc;
use platform::token::Signer;
use platform::{Error, uk_time};
use prost::Message as _;
use proto::ulos::v1 as pb;
use proto::ulos::v1::evidence::State;
use proto::ulos::v1::evidences_client::EvidencesClient;
use uuid::Uuid;

pub use columns::SHAPE;
use row::{Known, Row};

use super::caller::Steady;
use super::organisations::Organisations;
use super::{ImportError, Progress, file};

/// What every request id of such an import grows from.
const NAMESPACE: Uuid = Uuid::from_u128(0xa47c_22d0_6e91_4b53_9f08_d15b_3c7e_8846);

/// What came of an import. What an earlier run of the same file made counts too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Claims in the file, all kept.
    pub claims: usize,
    /// Organisations they are of.
    pub organisations: usize,
    /// Claims that wait for a check; the rest was checked or taken back since an earlier run.
    pub waiting: usize,
}

/// Takes in every claim of a file, through the service `ulos`, in the name of an operator.
///
/// # Errors
/// [`ImportError`]. Unless it is `Stopped`, everything is as it was.
pub async fn evidences(
    channel: Rpc,
    signer: &Signer,
    input: impl Read,
    mut say: impl FnMut(Progress),
) -> Result<Report, ImportError> {
    let steady = Steady::new(signer);
    let mut known = known(&steady, channel.clone()).await.map_err(ImportError::Away)?;
    let today = uk_time::date(Utc::now());
    let rows = file::read(input, &SHAPE, |line, _| row::read(line, &mut known, today))?;
    let of = rows.len();
    say(Progress::Checked { lines: of });
    let evidences = EvidencesClient::new(channel);
    let (mut organisations, mut waiting) = (BTreeSet::new(), 0);
    for (kept, row) in rows.into_iter().enumerate() {
        let line = row.line;
        let create = async |request| evidences.clone().create_evidence(request).await;
        let made = steady.call(request(row), create).await;
        let made = made.map_err(|source| ImportError::Stopped { line, kept, source })?;
        waiting += usize::from(made.state() == State::Submitted);
        organisations.insert(made.ulo);
        say(Progress::Kept { lines: kept + 1, of });
    }
    Ok(Report { claims: of, organisations: organisations.len(), waiting })
}

/// Every organisation, and every claim that waits.
async fn known(steady: &Steady<'_>, channel: Rpc) -> Result<Known, Error> {
    let mut known = Known::default();
    known.organisations = Organisations::read(steady, channel.clone()).await?;
    let mut page_token = String::new();
    let evidences = EvidencesClient::new(channel);
    loop {
        let state = State::Submitted.into();
        let request = pb::ListEvidencesRequest { page_size: 100, page_token, state, ..Default::default() };
        let list = async |request| evidences.clone().list_evidences(request).await;
        let page = steady.call(request, list).await?;
        page.evidences.into_iter().for_each(|evidence| known.waits(evidence));
        if page.next_page_token.is_empty() {
            return Ok(known);
        }
        page_token = page.next_page_token;
    }
}

/// The request of a row; its id is the same for the same claim, however its organisation is written.
fn request(row: Row) -> pb::CreateEvidenceRequest {
    let request_id = Uuid::new_v5(&NAMESPACE, &row.evidence.encode_to_vec()).to_string();
    pb::CreateEvidenceRequest { evidence: Some(row.evidence), request_id }
}
