//! Consortia for tests.

use platform::Caller;
use platform::rpc::Rpc;
use proto::ulos::v1 as pb;
use proto::ulos::v1::consortia_client::ConsortiaClient;

use super::{House, manager, request_id};

/// What a member of Calderdale brings.
pub fn brokerage() -> pb::Brings {
    pb::Brings {
        services: vec![pb::offering::Kind::SupportBrokerage.into()],
        councils: vec!["councils/E08000033".into()],
        who_for: vec![pb::WhoFor::Autism.into()],
    }
}

/// A consortium to be proposed by that organisation.
pub fn a_consortium(lead: &str) -> pb::CreateConsortiumRequest {
    let consortium = pb::Consortium {
        display_name: format!("Together in Calderdale {}", &request_id()[..8]),
        purpose: "One door to all of us.".into(),
        lead: lead.into(),
        ..pb::Consortium::default()
    };
    let brings = Some(brokerage());
    pb::CreateConsortiumRequest { consortium: Some(consortium), brings, request_id: request_id() }
}

impl House {
    /// `alongside.ulos.v1.Consortia`.
    pub fn consortia(&self) -> ConsortiaClient<Rpc> {
        ConsortiaClient::new(self.channel("ulos"))
    }

    /// Proposes one, by a manager of the lead.
    pub async fn consortium_of(&self, lead: &str) -> pb::Consortium {
        let request = self.ask(&manager(lead), a_consortium(lead));
        self.consortia().create_consortium(request).await.expect("a consortium").into_inner()
    }

    /// Reads one.
    pub async fn consortium(&self, caller: &Caller, name: &str) -> pb::Consortium {
        let request = self.ask(caller, pb::GetConsortiumRequest { name: name.into() });
        self.consortia().get_consortium(request).await.expect("a consortium").into_inner()
    }

    /// Invites an organisation, by a manager of the lead.
    pub async fn invite_to(&self, consortium: &pb::Consortium, ulo: &str) -> pb::Consortium {
        let pb::Consortium { name, etag, lead, .. } = consortium.clone();
        let request = pb::InviteMemberRequest { name, etag, ulo: ulo.into() };
        let request = self.ask(&manager(&lead), request);
        self.consortia().invite_member(request).await.expect("an invitation").into_inner()
    }

    /// An invited organisation joins, by its own manager.
    pub async fn join(&self, consortium: &pb::Consortium, ulo: &str, brings: pb::Brings) -> pb::Consortium {
        let pb::Consortium { name, etag, .. } = consortium.clone();
        let request = pb::JoinConsortiumRequest { name, etag, ulo: ulo.into(), brings: Some(brings) };
        let request = self.ask(&manager(ulo), request);
        self.consortia().join_consortium(request).await.expect("they join").into_inner()
    }
}
