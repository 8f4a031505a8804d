//! Introductions in `brokers`: offered, looked at and taken back by matching, always in its own name.

use chrono::{DateTime, Utc};
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, rpc, when};
use proto::brokers::v1 as pb;
use proto::brokers::v1::introductions_client::IntroductionsClient;
use uuid::Uuid;

use super::{Choice, Kind, Outcome, Pick, Truth, deadline};
use crate::Calls;
use crate::names::{Broker, Introduction, Offering, Ulo};
use crate::request::Request;
use crate::request::wire::names_of;
use crate::support;
use crate::wants::Constraints;

/// The most an introduction can say in words.
const MOST_WORDS: usize = 2_000;
/// The most needs it can name.
const MOST_NEEDS: usize = 60;

/// Offers a choice's next pick. Asked again for the same version of the choice, it is the same introduction.
///
/// # Errors
/// What `brokers` says.
pub async fn offer(
    deps: &Deps,
    calls: &Calls,
    choice: &Choice,
    request: &Request,
    next: (usize, Pick),
) -> Result<Truth, Error> {
    let message = pb::OfferIntroductionRequest {
        introduction: Some(introduction(choice, request, next)),
        request_id: request_id(choice, next.0).to_string(),
    };
    let message = rpc::signed(&deps.signer, &Caller::service("matching"), message)?;
    let answer = IntroductionsClient::new(calls.brokers.clone()).offer_introduction(message).await?;
    truth(&answer.into_inner())
}

/// How an introduction stands.
///
/// # Errors
/// What `brokers` says.
pub async fn look(deps: &Deps, calls: &Calls, id: Id<Introduction>) -> Result<Truth, Error> {
    truth(&get(deps, calls, id).await?)
}

/// Takes an introduction back and says how it stands then: withdrawn, or what came first.
///
/// # Errors
/// [`Error::Unavailable`] when it cannot be taken back just now.
pub async fn take_back(deps: &Deps, calls: &Calls, id: Id<Introduction>) -> Result<Truth, Error> {
    for _ in 0..3 {
        let found = get(deps, calls, id).await?;
        let stands = truth(&found)?;
        if stands.outcome != Outcome::Waiting {
            return Ok(stands);
        }
        let message = pb::WithdrawIntroductionRequest { name: found.name, etag: found.etag };
        let message = rpc::signed(&deps.signer, &Caller::service("matching"), message)?;
        let answer = IntroductionsClient::new(calls.brokers.clone()).withdraw_introduction(message).await;
        match answer.map_err(Error::from) {
            Ok(withdrawn) => return truth(&withdrawn.into_inner()),
            // Something came first: look again at what.
            Err(Error::Stale | Error::Refused { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Err(Error::Unavailable)
}

async fn get(deps: &Deps, calls: &Calls, id: Id<Introduction>) -> Result<pb::Introduction, Error> {
    let message = pb::GetIntroductionRequest { name: id.to_string() };
    let message = rpc::signed(&deps.signer, &Caller::service("matching"), message)?;
    let answer = IntroductionsClient::new(calls.brokers.clone()).get_introduction(message).await?;
    Ok(answer.into_inner())
}

/// What an introduction says of itself.
///
/// # Errors
/// [`Error::Internal`] when it says what no introduction can.
pub fn truth(told: &pb::Introduction) -> Result<Truth, Error> {
    use pb::introduction::State;
    let broken = |_| Error::internal("an introduction that is not one");
    let outcome = match told.state() {
        State::Offered => Outcome::Waiting,
        State::Accepted => Outcome::Accepted,
        State::Declined => Outcome::Declined,
        State::Expired => Outcome::Expired,
        State::Withdrawn => Outcome::Withdrawn,
        State::Unspecified => return Err(Error::internal("an introduction in no state")),
    };
    let reason = told.decline_reason();
    let reason = match reason {
        pb::introduction::DeclineReason::Unspecified => String::new(),
        _ => reason.as_str_name().trim_start_matches("DECLINE_REASON_").to_lowercase(),
    };
    let time = |field: &str, stamp| when::time(field, stamp).map_err(broken);
    let missing = || Error::internal("an introduction without its times");
    Ok(Truth {
        introduction: Id::parse("name", &told.name).map_err(broken)?,
        choice: Id::parse("choice", &told.choice).map_err(broken)?,
        pick: Pick {
            offering: Id::<Offering>::parse("offering", &told.offering).map_err(broken)?.uuid(),
            ulo: Id::<Ulo>::parse("ulo", &told.ulo).map_err(broken)?.uuid(),
        },
        outcome,
        decline_reason: reason,
        case: Id::parse_optional("case", &told.case).map_err(broken)?,
        offer_time: time("create_time", told.create_time.as_ref())?.ok_or_else(missing)?,
        expire_time: time("expire_time", told.expire_time.as_ref())?.ok_or_else(missing)?,
        decide_time: time("decide_time", told.decide_time.as_ref())?,
    })
}

/// The deadline of the next pick. It hangs on the version of the choice alone, so a repeated offer is word for word
/// the same.
pub fn expire_time(choice: &Choice) -> DateTime<Utc> {
    deadline::answer_by(choice.update_time)
}

fn introduction(choice: &Choice, request: &Request, (place, pick): (usize, Pick)) -> pb::Introduction {
    let (frozen, limits) = (request.frozen(), &request.wants().constraints);
    let needs = frozen.map(|frozen| frozen.needs.iter().take(MOST_NEEDS).cloned().collect());
    pb::Introduction {
        kind: request.wants().kind.to_wire(),
        rank: i32::try_from(place).unwrap_or_default(),
        meet_first: choice.kind == Kind::MeetFirst,
        message: words(&choice.message, request.words()),
        needs: needs.unwrap_or_default(),
        wanted: wanted(limits),
        avoid_brokers: names_of::<Broker>(&limits.avoid_brokers),
        weight: weight(request.wants().kind),
        expire_time: when::stamp(expire_time(choice)),
        request: choice.request.to_string(),
        choice: choice.id.to_string(),
        person: choice.person.to_string(),
        council: frozen.map(|frozen| frozen.council.clone()).unwrap_or_default(),
        ulo: Id::<Ulo>::from_uuid(pick.ulo).to_string(),
        offering: Id::<Offering>::from_uuid(pick.offering).to_string(),
        ..pb::Introduction::default()
    }
}

/// What the person must have in whoever takes them on; nothing when they did not say.
fn wanted(limits: &Constraints) -> Option<pb::Wanted> {
    let (languages, must_have) = (limits.languages.clone(), limits.must_have.clone());
    let wanted = pb::Wanted { languages, must_have, skills: limits.skills.clone() };
    (wanted != pb::Wanted::default()).then_some(wanted)
}

/// One request id for each pick of each version of a choice.
fn request_id(choice: &Choice, place: usize) -> Uuid {
    Uuid::new_v5(&choice.id.uuid(), format!("pick {place} of version {}", choice.version).as_bytes())
}

/// What the person says to this organisation, and then what they said in the request, as far as there is room.
fn words(message: &str, words: &str) -> String {
    let both = [message, words].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n");
    let cut: String = both.chars().take(MOST_WORDS).collect();
    cut.trim_end().to_owned()
}

/// Points of a broker's limit a case usually takes: planning and arranging is the most work. Organisations weigh a
/// case anew once they know it.
fn weight(kind: support::Kind) -> i32 {
    match kind {
        support::Kind::SupportBrokerage => 3,
        support::Kind::Advocacy => 2,
        support::Kind::PeerSupport => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_person_says_fits() {
        assert_eq!(words("Hello", "I want to move"), "Hello\n\nI want to move");
        assert_eq!(words("", "I want to move"), "I want to move");
        assert_eq!(words(&"a".repeat(1_999), "b"), "a".repeat(1_999));
        assert_eq!(words(&"é".repeat(2_000), "b").chars().count(), 2_000);
    }
}
