//! Claims to entries, and changes that wait for a check, for tests.

use platform::{Caller, rpc::Rpc};
use proto::ulos::v1 as pb;
use proto::ulos::v1::claims_client::ClaimsClient;
use proto::ulos::v1::edits_client::EditsClient;

use super::{House, mask, nobody, request_id};

/// A claim to be filed.
pub struct AClaim(pb::CreateClaimRequest);

/// Somebody nobody else knows, with an address at a free mail provider, claims an entry.
pub fn a_claim(ulo: &str) -> AClaim {
    let claim = pb::Claim {
        ulo: ulo.into(),
        claimant: nobody("accounts"),
        domain: "mail.example".into(),
        note: "Keeps the books.".into(),
        ..pb::Claim::default()
    };
    AClaim(pb::CreateClaimRequest { claim: Some(claim), managed: false, request_id: request_id() })
}

impl AClaim {
    /// With whatever else the test is about.
    pub fn with(mut self, change: impl FnOnce(&mut pb::CreateClaimRequest, &mut pb::Claim)) -> Self {
        let mut claim = self.0.claim.take().unwrap_or_default();
        change(&mut self.0, &mut claim);
        self.0.claim = Some(claim);
        self
    }

    /// As it would be sent.
    pub fn wanted(self) -> pb::CreateClaimRequest {
        self.0
    }

    /// Files it.
    pub async fn create(self, house: &House) -> pb::Claim {
        let request = house.ask(&Caller::service("web"), self.0);
        house.claims().create_claim(request).await.expect("a claim is filed").into_inner()
    }
}

impl House {
    /// `alongside.ulos.v1.Claims`.
    pub fn claims(&self) -> ClaimsClient<Rpc> {
        ClaimsClient::new(self.channel("ulos"))
    }

    /// `alongside.ulos.v1.Edits`.
    pub fn edits(&self) -> EditsClient<Rpc> {
        EditsClient::new(self.channel("ulos"))
    }

    /// Proposes another name for the manager's organisation: the change that waits.
    pub async fn propose(&self, manager: &Caller, display_name: &str) -> pb::Edit {
        let request = self.ask(manager, pb::GetUloRequest { name: manager.ulo.clone() });
        let ulo = self.ulos().get_ulo(request).await.expect("an organisation").into_inner();
        let ulo = pb::Ulo { display_name: display_name.into(), ..ulo };
        let request = pb::UpdateUloRequest { ulo: Some(ulo), update_mask: mask(&["display_name"]) };
        self.ulos().update_ulo(self.ask(manager, request)).await.expect("a change is proposed");
        self.waiting(manager).await.expect("it waits")
    }

    /// The change of the manager's organisation that waits.
    pub async fn waiting(&self, manager: &Caller) -> Option<pb::Edit> {
        let state = pb::edit::State::Pending.into();
        let request = pb::ListEditsRequest { state, ..Default::default() };
        let listed = self.edits().list_edits(self.ask(manager, request)).await.expect("a list");
        listed.into_inner().edits.pop()
    }
}
