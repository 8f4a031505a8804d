//! Claims under criteria, and their reviews, for tests.

use platform::Caller;
use platform::rpc::Rpc;
use proto::ulos::v1 as pb;
use proto::ulos::v1::evidence::Kind;
use proto::ulos::v1::evidences_client::EvidencesClient;
use proto::ulos::v1::maturities_client::MaturitiesClient;

use super::{House, a_visitor, an_operator, request_id};

/// A claim to be made.
pub struct AnEvidence(pb::Evidence);

/// That the organisation works from the social model of disability, shown by a policy.
pub fn an_evidence(ulo: &str) -> AnEvidence {
    AnEvidence(pb::Evidence {
        ulo: ulo.into(),
        criterion_set: "2007".into(),
        criterion: "v1".into(),
        claim: "What disables people is how things are arranged.".into(),
        kind: Kind::Policy.into(),
        reference: "Policy 1, on our website".into(),
        evidence_date: "2026-01-31".into(),
        ..pb::Evidence::default()
    })
}

impl AnEvidence {
    /// Under another criterion.
    pub fn under(mut self, criterion: &str) -> Self {
        self.0.criterion = criterion.into();
        self
    }

    /// With whatever else the test is about.
    pub fn with(mut self, change: impl FnOnce(&mut pb::Evidence)) -> Self {
        change(&mut self.0);
        self
    }

    /// As it would be sent.
    pub fn wanted(self) -> pb::Evidence {
        self.0
    }

    /// Makes the claim.
    pub async fn create(self, house: &House) -> pb::Evidence {
        let request = pb::CreateEvidenceRequest { evidence: Some(self.0), request_id: request_id() };
        let request = house.ask(&an_operator(), request);
        house.evidences().create_evidence(request).await.expect("a claim is made").into_inner()
    }
}

/// A review of a claim that counts for three years.
pub fn a_review(evidence: &pb::Evidence, verdict: pb::Verdict) -> pb::ReviewEvidenceRequest {
    let last = chrono::Utc::now().date_naive() + chrono::TimeDelta::days(1000);
    pb::ReviewEvidenceRequest {
        name: evidence.name.clone(),
        etag: evidence.etag.clone(),
        verdict: verdict.into(),
        reason: "We read it with them.".into(),
        expire_date: last.to_string(),
    }
}

impl House {
    /// `alongside.ulos.v1.Evidences`.
    pub fn evidences(&self) -> EvidencesClient<Rpc> {
        EvidencesClient::new(self.channel("ulos"))
    }

    /// `alongside.ulos.v1.Maturities`.
    pub fn maturities(&self) -> MaturitiesClient<Rpc> {
        MaturitiesClient::new(self.channel("ulos"))
    }

    /// Claims that a criterion is met, and has an operator find so.
    pub async fn meets(&self, ulo: &str, criterion: &str) {
        let claimed = an_evidence(ulo).under(criterion).create(self).await;
        let request = self.ask(&an_operator(), a_review(&claimed, pb::Verdict::Met));
        self.evidences().review_evidence(request).await.expect("a review");
    }

    /// How far an organisation has come, as that caller sees it.
    pub async fn maturity(&self, caller: &Caller, ulo: &str) -> pb::Maturity {
        let request = pb::GetMaturityRequest { name: ulo.replacen("ulos/", "maturities/", 1) };
        self.maturities().get_maturity(self.ask(caller, request)).await.expect("a maturity").into_inner()
    }

    /// How far an organisation has come, as anyone sees it.
    pub async fn public_maturity(&self, ulo: &str) -> pb::Maturity {
        self.maturity(&a_visitor(), ulo).await
    }
}
