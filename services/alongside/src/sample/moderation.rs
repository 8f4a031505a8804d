//! What waits for somebody to look, and what was looked at, in the sample: claims to entries, and changes of what people
//! rely on.

use platform::Error;
use proto::ulos::v1 as pb;
use uuid::Uuid;

use super::England;
use super::buddies::manager;
use super::organisations::{Organisation, id};

/// Every how many-th organisation has a claim to it, and how many there are.
const STEP: usize = 41;
const CLAIMS: usize = 12;
/// The same of changes.
const EDIT_STEP: usize = 67;
const EDITS: usize = 8;

/// Files claims and changes. `first`, and one more where the sample officer works, have some that wait.
pub async fn make(england: &England, organisations: &[Organisation], first: &str) -> Result<(), Error> {
    let possible: Vec<&Organisation> = organisations.iter().filter(|one| one.possibly_user_led).collect();
    let council = organisations.iter().find(|one| one.name == first).map(|one| one.council);
    let near = possible.iter().find(|one| Some(one.council) == council && one.name != first);
    for (number, one) in possible.iter().skip(7).step_by(STEP).take(CLAIMS).enumerate() {
        claim(england, &one.name, number, number % 3 == 0).await?;
    }
    for (number, one) in possible.iter().skip(11).step_by(EDIT_STEP).take(EDITS).enumerate() {
        edit(england, &one.name, number, number % 4 == 3).await?;
    }
    // Where the sample manager and the sample officer find something to decide.
    claim(england, first, CLAIMS + 1, false).await?;
    edit(england, first, 1, false).await?;
    if let Some(near) = near {
        claim(england, &near.name, CLAIMS + 2, false).await?;
        edit(england, &near.name, 2, false).await?;
    }
    Ok(())
}

/// One that waits, or that was looked at and is true.
async fn claim(england: &England, ulo: &str, number: usize, accepted: bool) -> Result<(), Error> {
    let notes = ["Keeps the books.", "Answers the telephone.", "Was asked by the board to keep the entry."];
    let claim = pb::Claim {
        ulo: ulo.to_owned(),
        claimant: format!("accounts/{}", Uuid::now_v7()),
        domain: format!("claimant{number}.example.net"),
        note: notes.get(number % notes.len()).copied().unwrap_or_default().to_owned(),
        ..Default::default()
    };
    let mut claims = england.services.claims();
    let request = pb::CreateClaimRequest { claim: Some(claim), managed: false, request_id: id() };
    let pb::Claim { name, etag, .. } =
        claims.create_claim(england.services.as_site(request)?).await?.into_inner();
    if accepted {
        claims.accept_claim(england.operate(pb::AcceptClaimRequest { name, etag })?).await?;
    }
    Ok(())
}

/// A change a manager proposes: a name, a form in law or a further council. It waits, or was taken over.
async fn edit(england: &England, ulo: &str, number: usize, accepted: bool) -> Result<(), Error> {
    let token = england.token(&manager(ulo))?;
    let request = england.ask(&token, pb::GetUloRequest { name: ulo.to_owned() })?;
    let mut ulo = england.services.ulos().get_ulo(request).await?.into_inner();
    let path = match number % 3 {
        0 => {
            ulo.display_name = format!("{} and Friends", ulo.display_name);
            "display_name"
        }
        1 => {
            ulo.legal_form = pb::ulo::LegalForm::CommunityInterestCompany.into();
            "legal_form"
        }
        _ => {
            let more = reference::council::ALL.iter().map(|one| format!("councils/{}", one.gss_code));
            let more = more.filter(|one| !ulo.councils.contains(one)).take(1).collect::<Vec<_>>();
            ulo.councils.extend(more);
            "councils"
        }
    };
    let update_mask = Some(prost_types::FieldMask { paths: vec![path.to_owned()] });
    let name = ulo.name.clone();
    let request = pb::UpdateUloRequest { ulo: Some(ulo), update_mask };
    england.services.ulos().update_ulo(england.ask(&token, request)?).await?;
    if accepted {
        accept(england, name).await?;
    }
    Ok(())
}

/// Someone looks at the change that waits, and takes it over.
async fn accept(england: &England, ulo: String) -> Result<(), Error> {
    let mut edits = england.services.edits();
    let state = pb::edit::State::Pending.into();
    let request = pb::ListEditsRequest { ulo, state, ..Default::default() };
    let found = edits.list_edits(england.operate(request)?).await?.into_inner().edits;
    for pb::Edit { name, etag, .. } in found {
        edits.accept_edit(england.operate(pb::AcceptEditRequest { name, etag })?).await?;
    }
    Ok(())
}
