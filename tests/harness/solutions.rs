//! Solutions and adoptions for tests.

use platform::rpc::Rpc;
use proto::ulos::v1 as pb;
use proto::ulos::v1::adoptions_client::AdoptionsClient;
use proto::ulos::v1::solution::Topic;
use proto::ulos::v1::solutions_client::SolutionsClient;

use super::ulos::a_ulo;
use super::{House, an_operator, request_id};

/// A solution to be written down.
pub struct ASolution(pb::Solution);

/// About outreach, at no cost.
pub fn a_solution(ulo: &str) -> ASolution {
    ASolution(pb::Solution {
        ulo: ulo.into(),
        display_name: "Meeting at the bus station".into(),
        problem: "People could not get to us.".into(),
        what_was_done: "We went to where the buses meet.".into(),
        what_happened: "Eleven people came.".into(),
        cost_pence: Some(0),
        topics: vec![Topic::Outreach.into()],
        ..pb::Solution::default()
    })
}

impl ASolution {
    /// With whatever else the test is about.
    pub fn with(mut self, change: impl FnOnce(&mut pb::Solution)) -> Self {
        change(&mut self.0);
        self
    }

    /// As it would be sent.
    pub fn wanted(self) -> pb::Solution {
        self.0
    }

    /// Writes it down.
    pub async fn create(self, house: &House) -> pb::Solution {
        let request = pb::CreateSolutionRequest { solution: Some(self.0), request_id: request_id() };
        let request = house.ask(&an_operator(), request);
        house.solutions().create_solution(request).await.expect("a solution").into_inner()
    }

    /// Writes it down and shows it to everyone.
    pub async fn publish(self, house: &House) -> pb::Solution {
        let pb::Solution { name, etag, .. } = self.create(house).await;
        let request = house.ask(&an_operator(), pb::PublishSolutionRequest { name, etag });
        house.solutions().publish_solution(request).await.expect("it is published").into_inner()
    }
}

/// A solution everyone sees, of an organisation of its own.
pub async fn a_shared_solution(house: &House) -> pb::Solution {
    let ulo = a_ulo().create(house).await.name;
    a_solution(&ulo).publish(house).await
}

/// That an organisation takes a solution up.
pub fn an_adoption(solution: &str, ulo: &str) -> pb::Adoption {
    pb::Adoption {
        adopt_date: "2026-01-31".into(),
        solution: solution.into(),
        ulo: ulo.into(),
        ..pb::Adoption::default()
    }
}

/// An adoption by that organisation of what another shares.
pub async fn an_adoption_by(house: &House, ulo: &str) -> pb::Adoption {
    let adoption = Some(an_adoption(&a_shared_solution(house).await.name, ulo));
    let request = pb::CreateAdoptionRequest { adoption, request_id: request_id() };
    house
        .adoptions()
        .create_adoption(house.ask(&an_operator(), request))
        .await
        .expect("an adoption")
        .into_inner()
}

impl House {
    /// `alongside.ulos.v1.Solutions`.
    pub fn solutions(&self) -> SolutionsClient<Rpc> {
        SolutionsClient::new(self.channel("ulos"))
    }

    /// `alongside.ulos.v1.Adoptions`.
    pub fn adoptions(&self) -> AdoptionsClient<Rpc> {
        AdoptionsClient::new(self.channel("ulos"))
    }
}
