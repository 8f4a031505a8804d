//! Calling a method by its path with bytes, as no honest client would.

use http::header::AUTHORIZATION;
use platform::Caller;
use prost::bytes::{Buf, BufMut, Bytes};
use tonic::codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};
use tonic::{Code, Request, Status};
use tower::ServiceExt as _;

use super::House;

/// Sends these bytes; gives the code of the refusal, or nothing when it was answered.
pub async fn call(
    house: &House,
    service: &str,
    path: &'static str,
    caller: Option<Caller>,
    message: &'static [u8],
) -> Option<Code> {
    let answer = to(house, service, path, caller.as_ref(), Bytes::from_static(message)).await;
    answer.err().map(|status| status.code())
}

/// Sends these bytes as one message; gives the bytes of the answer, or nothing when it is a stream that begins.
pub async fn send(house: &House, path: &str, caller: &Caller, message: Vec<u8>) -> Result<Bytes, Status> {
    to(house, service_of(path), path, Some(caller), message.into()).await
}

async fn to(
    house: &House,
    service: &str,
    path: &str,
    caller: Option<&Caller>,
    message: Bytes,
) -> Result<Bytes, Status> {
    let request = match caller {
        Some(caller) => house.ask(caller, message),
        None => Request::new(message),
    };
    let mut client = tonic::client::Grpc::new(house.channel(service));
    client.ready().await.expect("the channel is ready");
    let answer = client.server_streaming(request, path.parse().expect("a path"), Raw).await;
    if path.ends_with("/Follow") {
        return answer.map(|_| Bytes::new());
    }
    Ok(answer?.into_inner().message().await?.unwrap_or_default())
}

/// Sends a body that need not be framed as messages are; gives the refusal.
pub async fn send_body(house: &House, path: &str, caller: &Caller, body: Vec<u8>) -> Option<Status> {
    let signed = house.ask(caller, ());
    let token = signed.metadata().get(AUTHORIZATION.as_str()).expect("a token").as_encoded_bytes().to_vec();
    let request = http::Request::post(path)
        .header("content-type", "application/grpc")
        .header("te", "trailers")
        .header(AUTHORIZATION, token)
        .body(tonic::body::Body::new(http_body_util::Full::from(body)))
        .expect("a request");
    let answer = house.channel(service_of(path)).oneshot(request).await.expect("the channel is ready");
    Status::from_header_map(answer.headers())
}

/// The service a path is of. Every service has a feed.
fn service_of(path: &str) -> &str {
    match path.trim_start_matches("/alongside.").split('.').next() {
        None | Some("feed") => "people",
        Some(service) => service,
    }
}

struct Raw;

impl Codec for Raw {
    type Encode = Bytes;
    type Decode = Bytes;
    type Encoder = Self;
    type Decoder = Self;
    fn encoder(&mut self) -> Self {
        Self
    }
    fn decoder(&mut self) -> Self {
        Self
    }
}

impl Encoder for Raw {
    type Item = Bytes;
    type Error = Status;
    fn encode(&mut self, item: Bytes, buffer: &mut EncodeBuf<'_>) -> Result<(), Status> {
        buffer.put(item);
        Ok(())
    }
}

impl Decoder for Raw {
    type Item = Bytes;
    type Error = Status;
    fn decode(&mut self, buffer: &mut DecodeBuf<'_>) -> Result<Option<Bytes>, Status> {
        Ok(Some(buffer.copy_to_bytes(buffer.remaining())))
    }
}
