//! That two entries are not the same organisation, for tests.

use platform::rpc::Rpc;
use proto::ulos::v1 as pb;
use proto::ulos::v1::distinctions_client::DistinctionsClient;

use super::ulos::a_ulo;
use super::{House, an_operator, request_id};

/// That these two are not the same.
pub fn a_distinction(ulo: &str, other_ulo: &str) -> pb::Distinction {
    pb::Distinction {
        ulo: ulo.into(),
        other_ulo: other_ulo.into(),
        reason: "We rang both: they have boards of their own.".into(),
        ..pb::Distinction::default()
    }
}

impl House {
    /// `alongside.ulos.v1.Distinctions`.
    pub fn distinctions(&self) -> DistinctionsClient<Rpc> {
        DistinctionsClient::new(self.channel("ulos"))
    }

    /// Two entries that look like the same organisation, in these councils.
    pub async fn two_alike(&self, councils: &[&str]) -> [pb::Ulo; 2] {
        let name = format!("Example Twins {}", request_id());
        let first = a_ulo().named(&name).in_councils(councils).create(self).await;
        [first, a_ulo().named(&name).in_councils(councils).create(self).await]
    }

    /// Two entries that are said not to be the same.
    pub async fn told_apart(&self, councils: &[&str]) -> pb::Distinction {
        let [one, other] = self.two_alike(councils).await;
        let distinction = Some(a_distinction(&one.name, &other.name));
        let request = pb::CreateDistinctionRequest { distinction, request_id: request_id() };
        let made = self.distinctions().create_distinction(self.ask(&an_operator(), request)).await;
        made.expect("it is said").into_inner()
    }
}
