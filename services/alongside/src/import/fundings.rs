//! The money of organisations from a CSV file: one line for each grant, contract or other income.
//!
//! The whole file is read, checked by the service's own rules, and every organisation in it found, before the first line is
//! kept; any bad line and none is. Request ids are worked out from whose record it is and what it says, so the same file
//! again makes nothing twice, and an import that was stopped goes on where it was.

mod columns;
mod row;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::io::Read;

use platform::rpc::Rpc;
use platform::token::Signer;
use prost::Message as _;
use proto::ulos::v1 as pb;
use proto::ulos::v1::fundings_client::FundingsClient;
use uuid::Uuid;

pub use columns::SHAPE;
use row::Row;

use super::caller::Steady;
use super::organisations::Organisations;
use super::{ImportError, Progress, file};

/// What every request id of such an import grows from.
const NAMESPACE: Uuid = Uuid::from_u128(0x3f0c_9b7e_5d12_4a86_b1c4_70aa_19de_6652);

/// What came of an import. What an earlier run of the same file made counts too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Fundings in the file, all kept.
    pub fundings: usize,
    /// Organisations they are of.
    pub organisations: usize,
}

/// Takes in every funding of a file, through the service `ulos`, in the name of an operator.
///
/// # Errors
/// [`ImportError`]. Unless it is `Stopped`, everything is as it was.
pub async fn fundings(
    channel: Rpc,
    signer: &Signer,
    input: impl Read,
    mut say: impl FnMut(Progress),
) -> Result<Report, ImportError> {
    let steady = Steady::new(signer);
    let known = Organisations::read(&steady, channel.clone()).await.map_err(ImportError::Away)?;
    let requests = requests(file::read(input, &SHAPE, |line, _| row::read(line, &known))?);
    let of = requests.len();
    say(Progress::Checked { lines: of });
    let fundings = FundingsClient::new(channel);
    let mut organisations = Vec::new();
    for (kept, (line, request)) in requests.into_iter().enumerate() {
        let made = steady.call(request, async |request| fundings.clone().create_funding(request).await).await;
        let made = made.map_err(|source| ImportError::Stopped { line, kept, source })?;
        organisations.push(made.ulo);
        say(Progress::Kept { lines: kept + 1, of });
    }
    organisations.sort();
    organisations.dedup();
    Ok(Report { fundings: of, organisations: organisations.len() })
}

/// The request of each row, with its line.
fn requests(rows: Vec<Row>) -> Vec<(u64, pb::CreateFundingRequest)> {
    let mut seen = HashMap::new();
    let request = |row: Row| {
        let request_id = identity(&row.funding, &mut seen).to_string();
        (row.line, pb::CreateFundingRequest { funding: Some(row.funding), request_id })
    };
    rows.into_iter().map(request).collect()
}

/// The same for the same record, however its organisation is written. What comes twice in a file is two grants alike.
fn identity(funding: &pb::Funding, seen: &mut HashMap<Uuid, u32>) -> Uuid {
    let content = Uuid::new_v5(&NAMESPACE, &funding.encode_to_vec());
    let times = seen.entry(content).or_default();
    *times += 1;
    Uuid::new_v5(&content, &times.to_be_bytes())
}
