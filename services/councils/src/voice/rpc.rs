//! The gRPC face of decisions in which people were or were not heard.

use platform::action::Action as _;
use platform::event;
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Deps, Error, Id, Page, Violations, etag, mask, text, uk_time};
use proto::councils::v1 as pb;
use sqlx::PgConnection;
use tonic::{Request, Response, Status};

use super::wire::{change, merged, parse, to_wire, year_to_wire};
use super::{Verdict, Voice, store};
use crate::council::{self, GssCode, Seed};
use crate::{Action, fact};

/// What an update can change.
const FIELDS: &[&str] = &["title", "decide_date", "involvement", "ulo", "asked", "change", "change_words"];

/// `alongside.councils.v1.Voices`.
pub struct Rpc {
    deps: Deps,
    seed: Seed,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps, seed: &Seed) -> Self {
        Self { deps: deps.clone(), seed: seed.clone() }
    }

    /// Keeps a changed decision and its event, guarded by the version it was seen at.
    async fn save(
        &self,
        kind: &'static str,
        voice: &Voice,
        version: i64,
    ) -> Result<Response<pb::Voice>, Status> {
        let mut tx = self.deps.db.begin().await?;
        known_speaker(&mut tx, voice).await?;
        store::update(&mut tx, voice, version).await?;
        event::append(&mut tx, &change(kind, voice)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(voice)))
    }
}

#[tonic::async_trait]
impl pb::voices_server::Voices for Rpc {
    async fn create_voice(
        &self,
        request: Request<pb::CreateVoiceRequest>,
    ) -> Result<Response<pb::Voice>, Status> {
        let caller = Action::CreateVoice.enter(&request)?;
        let request = request.into_inner();
        let now = self.deps.clock.now();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.voice.unwrap_or_default();
        let code = violations.keep(GssCode::parse("voice.council", "councils", &sent.council));
        let said = parse(&sent, uk_time::date(now), &mut violations);
        let voice = Voice::new(code, violations.finish(said)?, now);
        Action::CreateVoice.permit(&caller, &voice.gss_code)?;
        self.seed.sown().await?;

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, voice.id.uuid()).await? {
            let voice = store::get(&mut *tx, Id::from_uuid(made)).await?;
            return Ok(Response::new(to_wire(&voice)));
        }
        council::store::get(&mut *tx, &voice.gss_code).await?;
        known_speaker(&mut tx, &voice).await?;
        store::insert(&mut tx, &voice).await?;
        event::append(&mut tx, &change("voice.created", &voice)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&voice)))
    }

    async fn get_voice(&self, request: Request<pb::GetVoiceRequest>) -> Result<Response<pb::Voice>, Status> {
        Action::GetVoice.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        Ok(Response::new(to_wire(&store::get(self.deps.db.pool(), id).await?)))
    }

    async fn list_voices(
        &self,
        request: Request<pb::ListVoicesRequest>,
    ) -> Result<Response<pb::ListVoicesResponse>, Status> {
        Action::ListVoices.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let code = violations.keep(GssCode::parse_optional("council", "councils", &request.council));
        let ulo = violations.keep(Id::parse_optional("ulo", &request.ulo));
        violations.done()?;
        let mut voices = store::list(self.deps.db.pool(), code.as_ref(), ulo, &page).await?;
        let next_page_token = page.cut(&mut voices, |voice| voice.id.uuid());
        let voices = voices.iter().map(to_wire).collect();
        Ok(Response::new(pb::ListVoicesResponse { voices, next_page_token }))
    }

    async fn update_voice(
        &self,
        request: Request<pb::UpdateVoiceRequest>,
    ) -> Result<Response<pb::Voice>, Status> {
        let caller = Action::UpdateVoice.enter(&request)?;
        let request = request.into_inner();
        let sent = request.voice.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("voice.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;

        let now = self.deps.clock.now();
        let mut voice = store::get(self.deps.db.pool(), id).await?;
        Action::UpdateVoice.permit(&caller, &voice.gss_code)?;
        let mut violations = Violations::new();
        let said = parse(&merged(to_wire(&voice), sent, &paths), uk_time::date(now), &mut violations);
        voice.edit(violations.finish(said)?, now)?;
        self.save("voice.updated", &voice, version).await
    }

    async fn judge_voice(
        &self,
        request: Request<pb::JudgeVoiceRequest>,
    ) -> Result<Response<pb::Voice>, Status> {
        let caller = Action::JudgeVoice.enter(&request)?;
        let pb::JudgeVoiceRequest { name, etag, verdict, words } = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &name));
        let version = violations.keep(etag::parse(&etag));
        let verdict = violations.some(Verdict::required("verdict", verdict));
        let words = violations.keep(text::lines("words", &words, 1_000));
        let verdict = violations.finish(verdict)?;

        let mut voice = store::get(self.deps.db.pool(), id).await?;
        Action::JudgeVoice.permit_speaker(&caller, voice.said.ulo)?;
        voice.judge(verdict, words, self.deps.clock.now());
        self.save("voice.judged", &voice, version).await
    }

    async fn list_voice_years(
        &self,
        request: Request<pb::ListVoiceYearsRequest>,
    ) -> Result<Response<pb::ListVoiceYearsResponse>, Status> {
        Action::ListVoiceYears.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, "", &mut violations);
        violations.check(request.page_token.is_empty(), "page_token", "leave this empty: there is one page");
        let code = violations.keep(GssCode::parse_optional("council", "councils", &request.council));
        violations.done()?;
        let years = store::years(self.deps.db.pool(), code.as_ref(), page.size).await?;
        let voice_years = years.iter().map(year_to_wire).collect();
        Ok(Response::new(pb::ListVoiceYearsResponse { voice_years, next_page_token: String::new() }))
    }
}

/// Refuses a decision in which an organisation spoke that nobody knows.
async fn known_speaker(tx: &mut PgConnection, voice: &Voice) -> Result<(), Error> {
    match voice.said.ulo {
        Some(ulo) => fact::known_ulo(tx, ulo).await,
        None => Ok(()),
    }
}
