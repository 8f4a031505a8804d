//! Organisations for tests, all plainly fictional.

use platform::rpc::Rpc;
use proto::ulos::v1 as pb;
use proto::ulos::v1::ulos_client::UlosClient;

use super::{House, an_operator, request_id};

/// An organisation to be listed.
pub struct AUlo(pb::Ulo);

/// A peer support group of Calderdale, under a name no other test uses.
pub fn a_ulo() -> AUlo {
    AUlo(pb::Ulo {
        display_name: format!("Example Voices {}", request_id()),
        kind: pb::ulo::Kind::PeerSupportGroup.into(),
        councils: vec!["councils/E08000033".into()],
        ..pb::Ulo::default()
    })
}

impl AUlo {
    /// Under another name.
    pub fn named(mut self, display_name: &str) -> Self {
        self.0.display_name = display_name.into();
        self
    }

    /// Working in these councils.
    pub fn in_councils(mut self, councils: &[&str]) -> Self {
        self.0.councils = councils.iter().map(ToString::to_string).collect();
        self
    }

    /// With whatever else the test is about.
    pub fn with(mut self, change: impl FnOnce(&mut pb::Ulo)) -> Self {
        change(&mut self.0);
        self
    }

    /// As it would be sent.
    pub fn wanted(self) -> pb::Ulo {
        self.0
    }

    /// Lists it.
    pub async fn create(self, house: &House) -> pb::Ulo {
        let request = pb::CreateUloRequest { ulo: Some(self.0), request_id: request_id() };
        let request = house.ask(&an_operator(), request);
        house.ulos().create_ulo(request).await.expect("an organisation is listed").into_inner()
    }
}

impl House {
    /// `alongside.ulos.v1.Ulos`.
    pub fn ulos(&self) -> UlosClient<Rpc> {
        UlosClient::new(self.channel("ulos"))
    }
}
