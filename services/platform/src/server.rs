//! Serving gRPC on a socket: health, reflection, limits, and a shutdown that lets calls finish.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

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
/// How long a killed process may go on holding its address.
const LET_GO: Duration = Duration::from_secs(3);
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
    // Some clients know only the older of the two.
    let reflection = described().build_v1().map_err(Error::internal)?;
    let older_reflection = described().build_v1alpha().map_err(Error::internal)?;
    let incoming = TcpIncoming::from(listener).with_nodelay(Some(true));
    let stopping = stop.clone();
    let server = Server::builder()
        .layer(GuardLayer(verifier))
        .concurrency_limit_per_connection(CALLS_PER_CONNECTION)
        .http2_keepalive_interval(Some(Duration::from_secs(20)))
        .add_routes(routes.add_service(health_service).add_service(reflection).add_service(older_reflection))
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

/// What reflection tells: every service, health, and the details of errors.
fn described<'a>() -> tonic_reflection::server::Builder<'a> {
    tonic_reflection::server::Builder::configure()
        .register_encoded_file_descriptor_set(proto::DESCRIPTOR_SET)
        .register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET)
        .register_encoded_file_descriptor_set(tonic_types::pb::FILE_DESCRIPTOR_SET)
}

/// Takes an address, or says plainly that it is taken.
///
/// # Errors
/// A sentence that says which address and what to do.
pub async fn bind(address: SocketAddr, option: &str) -> Result<TcpListener, String> {
    free(address).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => {
            format!("{address} is already in use: stop what uses it, or choose another with {option}")
        }
        ErrorKind::PermissionDenied => {
            format!("this user may not listen on {address}: choose a port above 1023 with {option}")
        }
        _ => format!("could not listen on {address}: {error}"),
    })
}

/// Waits a moment for an address that is taken: a process killed just now still holds its own.
async fn free(address: SocketAddr) -> std::io::Result<TcpListener> {
    let give_up = Instant::now() + LET_GO;
    loop {
        match TcpListener::bind(address).await {
            Err(error) if error.kind() == ErrorKind::AddrInUse && Instant::now() < give_up => {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            bound => return bound,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::Signer;
    use tonic::transport::Endpoint;
    use tonic_reflection::pb;

    /// Asks for the file of the error details by either version of reflection, and says how many came.
    macro_rules! files_of_error_details {
        ($version:ident, $channel:expr) => {{
            use pb::$version::server_reflection_client::ServerReflectionClient;
            use pb::$version::server_reflection_request::MessageRequest;
            use pb::$version::server_reflection_response::MessageResponse;
            let mut client = ServerReflectionClient::new($channel.clone());
            let ask = pb::$version::ServerReflectionRequest {
                host: String::new(),
                message_request: Some(MessageRequest::FileContainingSymbol("google.rpc.BadRequest".into())),
            };
            let answers = client.server_reflection_info(tokio_stream::once(ask)).await.unwrap();
            match answers.into_inner().message().await.unwrap().unwrap().message_response.unwrap() {
                MessageResponse::FileDescriptorResponse(files) => files.file_descriptor_proto.len(),
                other => panic!("{other:?}"),
            }
        }};
    }

    #[tokio::test]
    async fn old_and_new_clients_learn_everything_by_reflection() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = Endpoint::from_shared(format!("http://{}", listener.local_addr().unwrap())).unwrap();
        let verifier = Signer::from_seed(&[7; 32]).verifier().unwrap();
        let stop = CancellationToken::new();
        let serving = tokio::spawn(serve(listener, Routes::default(), verifier, stop.clone()));
        let channel = endpoint.connect().await.unwrap();
        assert_eq!(files_of_error_details!(v1, channel), 1);
        assert_eq!(files_of_error_details!(v1alpha, channel), 1);
        stop.cancel();
        serving.await.unwrap().unwrap();
    }

    #[tokio::test]
    async fn an_address_that_becomes_free_is_taken() {
        let going = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = going.local_addr().unwrap();
        let (bound, ()) = tokio::join!(bind(address, "--grpc"), async {
            tokio::time::sleep(Duration::from_millis(200)).await;
            drop(going);
        });
        assert_eq!(bound.unwrap().local_addr().unwrap(), address);
    }

    #[tokio::test]
    async fn an_address_that_stays_taken_is_said_to_be() {
        let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let refusal = bind(taken.local_addr().unwrap(), "--grpc").await.unwrap_err();
        assert!(
            refusal.ends_with("is already in use: stop what uses it, or choose another with --grpc"),
            "{refusal}"
        );
    }
}
