//! Guidance for tests.

use platform::rpc::Rpc;
use proto::ulos::v1 as pb;
use proto::ulos::v1::guidance_format::Kind;
use proto::ulos::v1::guidances_client::GuidancesClient;
use proto::ulos::v1::solution::Topic;

use super::{House, an_operator, request_id};

/// Guidance to be written down.
pub struct AGuidance(pb::Guidance);

/// A document in a format, in English where it is not signed.
pub fn a_format(kind: Kind) -> pb::GuidanceFormat {
    pb::GuidanceFormat {
        kind: kind.into(),
        language: if kind == Kind::BslVideo { "bfi" } else { "en" }.into(),
        link: "https://guides.example.org/begin".into(),
        ..pb::GuidanceFormat::default()
    }
}

/// About beginning, in Easy Read and on the web.
pub fn a_guidance(ulo: &str) -> AGuidance {
    AGuidance(pb::Guidance {
        ulo: ulo.into(),
        display_name: "How to begin".into(),
        purpose: "For people who want an organisation of their own.".into(),
        topics: vec![Topic::Starting.into()],
        formats: vec![a_format(Kind::WebPage), a_format(Kind::EasyRead)],
        ..pb::Guidance::default()
    })
}

impl AGuidance {
    /// With whatever else the test is about.
    pub fn with(mut self, change: impl FnOnce(&mut pb::Guidance)) -> Self {
        change(&mut self.0);
        self
    }

    /// As it would be sent.
    pub fn wanted(self) -> pb::Guidance {
        self.0
    }

    /// Writes it down.
    pub async fn create(self, house: &House) -> pb::Guidance {
        let request = pb::CreateGuidanceRequest { guidance: Some(self.0), request_id: request_id() };
        let request = house.ask(&an_operator(), request);
        house.guidances().create_guidance(request).await.expect("guidance").into_inner()
    }

    /// Writes it down and shows it to everyone.
    pub async fn publish(self, house: &House) -> pb::Guidance {
        let pb::Guidance { name, etag, .. } = self.create(house).await;
        let request = house.ask(&an_operator(), pb::PublishGuidanceRequest { name, etag });
        house.guidances().publish_guidance(request).await.expect("it is published").into_inner()
    }
}

impl House {
    /// `alongside.ulos.v1.Guidances`.
    pub fn guidances(&self) -> GuidancesClient<Rpc> {
        GuidancesClient::new(self.channel("ulos"))
    }
}
