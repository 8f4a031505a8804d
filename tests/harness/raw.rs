//! Calling a method by its path with bytes, as no honest client would.

use platform::Caller;
use prost::bytes::{Buf, BufMut, Bytes};
use tonic::codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};
use tonic::{Code, Request, Status};

use super::House;

/// Sends these bytes; gives the code of the refusal, or nothing when it was answered.
pub async fn call(
    house: &House,
    service: &str,
    path: &'static str,
    caller: Option<Caller>,
    message: &'static [u8],
) -> Option<Code> {
    let request = match caller {
        Some(caller) => house.ask(&caller, Bytes::from_static(message)),
        None => Request::new(Bytes::from_static(message)),
    };
    let mut client = tonic::client::Grpc::new(house.channel(service));
    client.ready().await.expect("the channel is ready");
    let answer = client.unary(request, http::uri::PathAndQuery::from_static(path), Raw).await;
    answer.err().map(|status| status.code())
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
