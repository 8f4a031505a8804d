//! Calling another service: the same client whether it lives in this process or across the network.

use std::convert::Infallible;
use std::fmt;
use std::time::Duration;

use http::{Request, Response};
use tonic::body::Body;
use tonic::metadata::{Ascii, MetadataValue};
use tonic::transport::{Channel, Endpoint};
use tower::util::BoxCloneSyncService;
use tower::{Service, ServiceExt as _};

use crate::guard;
use crate::token::Signer;
use crate::{Caller, Error};

const AUTHORIZATION: &str = "authorization";

/// A channel to a service.
pub type Rpc = BoxCloneSyncService<Request<Body>, Response<Body>, RpcError>;

/// Why a channel failed before a status came back.
#[derive(Debug)]
pub struct RpcError(String);

impl fmt::Display for RpcError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for RpcError {}

/// A channel to a service in this process: no socket, no HTTP.
pub fn local<S>(service: S) -> Rpc
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible> + Clone + Send + Sync + 'static,
    S::Future: Send + 'static,
{
    BoxCloneSyncService::new(service.map_err(|never: Infallible| match never {}))
}

/// A channel to a service elsewhere, connected when first used and again when it breaks.
///
/// # Errors
/// [`Error::Internal`] when the address is not one.
pub fn remote(address: &str) -> Result<Rpc, Error> {
    let channel: Channel = Endpoint::from_shared(address.to_owned())
        .map_err(Error::internal)?
        .connect_timeout(Duration::from_secs(3))
        .http2_keep_alive_interval(Duration::from_secs(20))
        .keep_alive_while_idle(true)
        .tcp_nodelay(true)
        .connect_lazy();
    Ok(BoxCloneSyncService::new(channel.map_err(|error| RpcError(error.to_string()))))
}

/// The token a call came with, to ask other services in the same caller's name.
#[derive(Debug, Clone)]
pub struct Bearer(MetadataValue<Ascii>);

impl Bearer {
    /// The token of a call being answered.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] when it carries none.
    pub fn of<T>(call: &tonic::Request<T>) -> Result<Self, Error> {
        call.metadata().get(AUTHORIZATION).cloned().map(Self).ok_or(Error::Unauthenticated)
    }

    /// A request that carries this token and what is left of the present deadline.
    pub fn request<T>(&self, message: T) -> tonic::Request<T> {
        let mut request = tonic::Request::new(message);
        request.metadata_mut().insert(AUTHORIZATION, self.0.clone());
        if let Some(left) = guard::time_left() {
            request.set_timeout(left);
        }
        request
    }
}

/// A request that carries this token and what is left of the present deadline.
///
/// # Errors
/// [`Error::Internal`] when the token cannot be a header.
pub fn request<T>(token: &str, message: T) -> Result<tonic::Request<T>, Error> {
    let bearer = MetadataValue::try_from(format!("Bearer {token}")).map_err(Error::internal)?;
    Ok(Bearer(bearer).request(message))
}

/// A request signed in the name of `caller`.
///
/// # Errors
/// [`Error::Internal`] when the signer cannot sign.
pub fn signed<T>(signer: &Signer, caller: &Caller, message: T) -> Result<tonic::Request<T>, Error> {
    request(&signer.sign(caller)?, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_goes_on_as_it_came() {
        let came = request("some.signed.token", ()).unwrap();
        let goes = Bearer::of(&came).unwrap().request(1);
        assert_eq!(goes.metadata().get(AUTHORIZATION).unwrap(), "Bearer some.signed.token");
        assert!(matches!(Bearer::of(&tonic::Request::new(())), Err(Error::Unauthenticated)));
    }
}
