//! How disabled and older people are heard in what councils decide: the decisions of a council with their share changed,
//! for everyone; the form for its officers; the verdict of the organisation that spoke.

mod edit;
mod judge;
mod show;
mod tables;

use axum::Router;
use axum::routing::get;
use platform::Error;
use proto::councils::v1 as pb;

use crate::buddies::Party;
use crate::read;
use crate::site::Site;
use crate::visit::Visit;
use crate::words::Text;

/// The pages of decisions.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/voices", get(show::england))
        .route("/voices/{id}", get(show::show))
        .route("/voices/{id}/edit", get(edit::editing).post(edit::edit))
        .route("/voices/{id}/judge", get(judge::judging).post(judge::judge))
        .route("/ulos/{id}/edit/voices", get(judge::own))
        .route("/frameworks/{gss}/voices", get(show::of_council))
        .route("/frameworks/{gss}/voices/new", get(edit::adding).post(edit::add))
        .route("/frameworks/{gss}/voices/{file}", get(show::file))
}

/// A decision, with what the organisation that spoke is called.
pub(crate) struct Decision {
    voice: pb::Voice,
    /// Empty when none spoke.
    speaker: Text,
}

/// One decision.
async fn fetch(visit: &Visit, id: &str) -> Result<Decision, Error> {
    let message = pb::GetVoiceRequest { name: format!("voices/{id}") };
    let voice = visit.services().voices().get_voice(visit.ask(message)?).await?.into_inner();
    let speaker = speaker(visit, &voice.ulo).await?;
    Ok(Decision { voice, speaker })
}

async fn speaker(visit: &Visit, ulo: &str) -> Result<Text, Error> {
    if ulo.is_empty() { Ok(Text::default()) } else { Ok(Party::of(visit, ulo, "").await?.name) }
}

/// The decisions of a council, or those in which an organisation spoke, last recorded first.
async fn list(visit: &Visit, council: &str, ulo: &str) -> Result<Vec<Decision>, Error> {
    let voices = read::every(|page_token| async move {
        let (council, ulo) = (council.to_owned(), ulo.to_owned());
        let message = pb::ListVoicesRequest { page_size: 100, page_token, council, ulo };
        let page = visit.services().voices().list_voices(visit.ask(message)?).await?.into_inner();
        Ok((page.voices, page.next_page_token))
    });
    let mut decisions: Vec<Decision> = Vec::new();
    for voice in voices.await? {
        let known = decisions.iter().find(|known| known.voice.ulo == voice.ulo);
        let speaker = match known {
            Some(known) => known.speaker.clone(),
            None => speaker(visit, &voice.ulo).await?,
        };
        decisions.push(Decision { voice, speaker });
    }
    Ok(decisions)
}

/// The years of a council, newest first; of England when none is named.
async fn years(visit: &Visit, council: &str) -> Result<Vec<pb::VoiceYear>, Error> {
    let council = council.to_owned();
    let message = pb::ListVoiceYearsRequest { page_size: 100, council, ..Default::default() };
    Ok(visit.services().voices().list_voice_years(visit.ask(message)?).await?.into_inner().voice_years)
}
