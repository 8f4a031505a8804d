//! The good messages about decisions in which people were heard.

use prost::Message as _;
use proto::councils::v1 as pb;
use proto::councils::v1::voice::Verdict;

use super::{COUNCIL, Cast};
use crate::harness::voices::{a_voice, judged};
use crate::harness::{House, request_id};

/// The message of such a method, when it is one.
pub async fn message(cast: &Cast, house: &House, method: &str) -> Option<Vec<u8>> {
    let ulo = &cast.0.scene.ulo;
    Some(match method {
        "CreateVoice" => {
            spoken(house, ulo).await;
            let voice = Some(wanted(ulo));
            pb::CreateVoiceRequest { voice, request_id: request_id() }.encode_to_vec()
        }
        "JudgeVoice" => judged(&spoken(house, ulo).await, Verdict::Heard).encode_to_vec(),
        _ => return None,
    })
}

fn wanted(ulo: &str) -> pb::Voice {
    a_voice(COUNCIL.trim_start_matches("councils/"), ulo)
}

/// A decision in which that organisation spoke, once councils know of it.
pub async fn spoken(house: &House, ulo: &str) -> pb::Voice {
    let recorded = async || house.record(wanted(ulo)).await.ok().map(tonic::Response::into_inner);
    house.until(recorded).await
}
