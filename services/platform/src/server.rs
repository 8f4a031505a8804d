//! Serving gRPC on a socket: health, reflection, limits, and a shutdown that lets calls finish.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tonic::service::Routes;
use tonic::transport::Server;
use tonic::transport::server::TcpIncoming;

use crate::Error;
use crate::guard::GuardLayer;
use crate::token::Verifier;

/// How long calls may go on after the stop.
const GRACE: Duration = Duration::from_secs(5);
/// Calls answered at once on one connection before more are turned away.
const CALLS_PER_CONNECTION: usize = 256;

/// Serves `routes` on `listener` until `stop`, then lets calls finish for a short while.
///
/// # Errors
/// [`Error::Internal`] when the socket fails.
pub async fn serve(
    listener: TcpListener,
    routes: Routes,
    verifier: Verifier,
    stop: CancellationToken,
) -> Result<(), Error> {
    let (health, health_service) = tonic_health::server::health_reporter();
    let reflection = tonic_reflection::server::Builder::configure()
        .register_encoded_file_descriptor_set(proto::DESCRIPTOR_SET)
        .register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET)
        .build_v1()
        .map_err(Error::internal)?;
    let incoming = TcpIncoming::from(listener).with_nodelay(Some(true));
    let stopping = stop.clone();
    let server = Server::builder()
        .layer(GuardLayer(verifier))
        .concurrency_limit_per_connection(CALLS_PER_CONNECTION)
        .http2_keepalive_interval(Some(Duration::from_secs(20)))
        .add_routes(routes.add_service(health_service).add_service(reflection))
        .serve_with_incoming_shutdown(incoming, async move {
            stopping.cancelled().await;
            health.set_service_status("", tonic_health::ServingStatus::NotServing).await;
        });
    let cut_off = async {
        stop.cancelled().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        served = server => served.map_err(Error::internal),
        () = cut_off => Ok(()),
    }
}

/// Takes an address, or says plainly that it is taken.
///
/// # Errors
/// A sentence that says which address and what to do.
pub async fn bind(address: SocketAddr, option: &str) -> Result<TcpListener, String> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            format!("{address} is already in use: stop what uses it, or choose another with {option}")
        }
        std::io::ErrorKind::PermissionDenied => {
            format!("this user may not listen on {address}: choose a port above 1023 with {option}")
        }
        _ => format!("could not listen on {address}: {error}"),
    })
}
