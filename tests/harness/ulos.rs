//! Organisations for tests, all plainly fictional.

use platform::rpc::Rpc;
use proto::ulos::v1 as pb;
use proto::ulos::v1::directories_client::DirectoriesClient;
use proto::ulos::v1::governances_client::GovernancesClient;
use proto::ulos::v1::offerings_client::OfferingsClient;
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

/// A governance record to be made.
pub struct AGovernance(pb::Governance);

/// That of an organisation with six of ten board members from its constituency and an elected board: user-led.
pub fn a_governance(ulo: &str) -> AGovernance {
    AGovernance(pb::Governance {
        ulo: ulo.into(),
        board_size: Some(10),
        board_from_constituency: Some(6),
        accountability: vec![pb::AccountabilityEvidence {
            kind: pb::accountability_evidence::Kind::ElectedBoard.into(),
            reference: "Rules of the organisation, section 4".into(),
            date: "2025-06-30".into(),
        }],
        statement_date: "2026-01-31".into(),
        ..pb::Governance::default()
    })
}

impl AGovernance {
    /// As it would be sent.
    pub fn wanted(self) -> pb::Governance {
        self.0
    }

    /// Records it.
    pub async fn create(self, house: &House) -> pb::Governance {
        let request = pb::CreateGovernanceRequest { governance: Some(self.0), request_id: request_id() };
        let request = house.ask(&an_operator(), request);
        house.governances().create_governance(request).await.expect("a record is made").into_inner()
    }
}

/// An offering to be added.
pub struct AnOffering(pb::Offering);

/// Support brokerage in Calderdale, at home, in English, free.
pub fn an_offering(ulo: &str) -> AnOffering {
    AnOffering(pb::Offering {
        ulo: ulo.into(),
        display_name: "Planning together".into(),
        kind: pb::offering::Kind::SupportBrokerage.into(),
        councils: vec!["councils/E08000033".into()],
        delivery_modes: vec![pb::offering::DeliveryMode::AtHome.into()],
        languages: vec!["en".into()],
        price_basis: pb::offering::PriceBasis::Free.into(),
        ..pb::Offering::default()
    })
}

impl AnOffering {
    /// With whatever else the test is about.
    pub fn with(mut self, change: impl FnOnce(&mut pb::Offering)) -> Self {
        change(&mut self.0);
        self
    }

    /// As it would be sent.
    pub fn wanted(self) -> pb::Offering {
        self.0
    }

    /// Adds it.
    pub async fn create(self, house: &House) -> pb::Offering {
        let request = pb::CreateOfferingRequest {
            offering: Some(self.0),
            request_id: request_id(),
            from_another_directory: false,
        };
        let request = house.ask(&an_operator(), request);
        house.offerings().create_offering(request).await.expect("an offering is added").into_inner()
    }
}

impl House {
    /// Marks an entry as checked by telephone today.
    pub async fn check_ulo(&self, ulo: &str) {
        let read = self.ask(&an_operator(), pb::GetUloRequest { name: ulo.into() });
        let pb::Ulo { name, etag, .. } =
            self.ulos().get_ulo(read).await.expect("an organisation").into_inner();
        let verify_method = pb::ulo::VerifyMethod::Phone.into();
        let request = pb::VerifyUloRequest { name, etag, verify_method };
        self.ulos().verify_ulo(self.ask(&an_operator(), request)).await.expect("a check");
    }

    /// `alongside.ulos.v1.Ulos`.
    pub fn ulos(&self) -> UlosClient<Rpc> {
        UlosClient::new(self.channel("ulos"))
    }

    /// `alongside.ulos.v1.Directories`.
    pub fn directories(&self) -> DirectoriesClient<Rpc> {
        DirectoriesClient::new(self.channel("ulos"))
    }

    /// `alongside.ulos.v1.Governances`.
    pub fn governances(&self) -> GovernancesClient<Rpc> {
        GovernancesClient::new(self.channel("ulos"))
    }

    /// `alongside.ulos.v1.Offerings`.
    pub fn offerings(&self) -> OfferingsClient<Rpc> {
        OfferingsClient::new(self.channel("ulos"))
    }
}
