//! What this service asks `ulos` before it writes something down.

use platform::rpc::{self, Rpc};
use platform::token::Signer;
use platform::{Caller, Error, Id};
use proto::ulos::v1 as pb;
use proto::ulos::v1::offerings_client::OfferingsClient;
use proto::ulos::v1::ulos_client::UlosClient;
use tonic::Status;

use crate::names::{Offering, Ulo};

/// Calls `ulos` in this service's own name.
#[derive(Clone)]
pub struct Ulos {
    rpc: Rpc,
    signer: Signer,
}

impl Ulos {
    pub(crate) fn new(rpc: Rpc, signer: Signer) -> Self {
        Self { rpc, signer }
    }

    /// The organisation of that name.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn ulo(&self, id: Id<Ulo>) -> Result<pb::Ulo, Error> {
        let request = self.ask(pb::GetUloRequest { name: id.to_string() })?;
        let answer = UlosClient::new(self.rpc.clone()).get_ulo(request).await;
        answer.map(tonic::Response::into_inner).map_err(failed)
    }

    /// The offering of that name.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn offering(&self, id: Id<Offering>) -> Result<pb::Offering, Error> {
        let request = self.ask(pb::GetOfferingRequest { name: id.to_string() })?;
        let answer = OfferingsClient::new(self.rpc.clone()).get_offering(request).await;
        answer.map(tonic::Response::into_inner).map_err(failed)
    }

    fn ask<T>(&self, message: T) -> Result<tonic::Request<T>, Error> {
        rpc::signed(&self.signer, &Caller::service("brokers"), message)
    }
}

/// What went wrong over there, as our caller should hear it: only a fault of ours can make our own call a wrong one.
fn failed(status: Status) -> Error {
    match Error::from(status) {
        error @ (Error::NotFound(_) | Error::Unavailable | Error::DeadlineExceeded) => error,
        other => Error::internal(other),
    }
}
