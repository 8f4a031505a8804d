//! Decisions of councils, and what organisations say of them.

use platform::Caller;
use platform::rpc::Rpc;
use proto::councils::v1 as pb;
use proto::councils::v1::links_client::LinksClient;
use proto::councils::v1::voice::{Change, Involvement, Verdict};
use proto::councils::v1::voices_client::VoicesClient;
use tonic::{Response, Status};

use super::strategies::date_ago;
use super::{House, officer, request_id};

impl House {
    /// `alongside.councils.v1.Voices`.
    pub fn voices(&self) -> VoicesClient<Rpc> {
        VoicesClient::new(self.channel("councils"))
    }

    /// `alongside.councils.v1.Links`.
    pub fn links(&self) -> LinksClient<Rpc> {
        LinksClient::new(self.channel("councils"))
    }

    /// Records a decision as an officer of its council.
    pub async fn record(&self, voice: pb::Voice) -> Result<Response<pb::Voice>, Status> {
        let caller = officer(&voice.council);
        let request = pb::CreateVoiceRequest { voice: Some(voice), request_id: request_id() };
        self.voices().create_voice(self.ask(&caller, request)).await
    }

    /// Says how the organisation was heard.
    pub async fn judge_voice(
        &self,
        caller: &Caller,
        voice: &pb::Voice,
        verdict: Verdict,
    ) -> Result<Response<pb::Voice>, Status> {
        self.voices().judge_voice(self.ask(caller, judged(voice, verdict))).await
    }
}

/// A decision of a council in which an organisation spoke on options, and some of what it asked for was done.
pub fn a_voice(code: &str, ulo: &str) -> pb::Voice {
    pb::Voice {
        title: "Where the advice service goes".into(),
        decide_date: date_ago(40).to_string(),
        involvement: Involvement::OnOptions.into(),
        ulo: ulo.into(),
        asked: "A ground floor\nnear the bus.".into(),
        change: Change::Some.into(),
        change_words: "It is on the ground floor.".into(),
        council: format!("councils/{code}"),
        ..pb::Voice::default()
    }
}

/// A verdict with words.
pub fn judged(voice: &pb::Voice, verdict: Verdict) -> pb::JudgeVoiceRequest {
    pb::JudgeVoiceRequest {
        name: voice.name.clone(),
        etag: voice.etag.clone(),
        verdict: verdict.into(),
        words: "They asked once.".into(),
    }
}
