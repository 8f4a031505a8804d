//! Decisions: what the council says of how people were heard, the verdict of those who spoke, and the years counted.

use councils::FromUlos;
use platform::Caller;
use proto::councils::v1 as pb;
use proto::councils::v1::voice::{Change, Involvement, Verdict};
use proto::ulos::v1::Verdict as Shown;
use tonic::{Code, Response, Status};

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::councils::{Told, an_ulo};
use crate::harness::voices::{a_voice, judged};
use crate::harness::{House, a_visitor, an_operator, manager, mask, nobody, officer, request_id};

/// An organisation councils know of.
async fn a_speaker(house: &House) -> String {
    let mut told = Told::new("ulos");
    house.tell(FromUlos, &told.becomes(&an_ulo("E06000045", Shown::NotEvidenced)).events).await;
    told.name().to_owned()
}

async fn update(
    house: &House,
    caller: &Caller,
    voice: &pb::Voice,
    paths: &[&str],
) -> Result<Response<pb::Voice>, Status> {
    let request = pb::UpdateVoiceRequest { voice: Some(voice.clone()), update_mask: mask(paths) };
    house.voices().update_voice(house.ask(caller, request)).await
}

async fn years(house: &House, council: &str) -> Vec<pb::VoiceYear> {
    let request = pb::ListVoiceYearsRequest { council: council.into(), ..Default::default() };
    house.voices().list_voice_years(house.ask(&a_visitor(), request)).await.unwrap().into_inner().voice_years
}

#[tokio::test]
async fn every_field_survives_and_the_verdict_is_the_organisation_s_alone() {
    let house = House::of_frameworks().await;
    let (ulo, own) = (a_speaker(house).await, officer("councils/E06000039"));
    let wanted = a_voice("E06000039", &ulo);
    let made = house.record(wanted.clone()).await.unwrap().into_inner();
    let expected = pb::Voice {
        name: made.name.clone(),
        etag: made.etag.clone(),
        create_time: made.create_time,
        update_time: made.update_time,
        ..wanted
    };
    assert_eq!(made, expected);
    let changed = pb::Voice {
        title: "Where it goes now".into(),
        decide_date: "2026-01-31".into(),
        involvement: Involvement::BeforeOptions.into(),
        ulo: a_speaker(house).await,
        asked: "A lift.".into(),
        change: Change::All.into(),
        change_words: "There is one.".into(),
        ..made.clone()
    };
    let all = ["title", "decide_date", "involvement", "ulo", "asked", "change", "change_words"];
    let updated = update(house, &own, &changed, &all).await.unwrap().into_inner();
    let (etag, update_time) = (updated.etag.clone(), updated.update_time);
    assert_eq!(updated, pb::Voice { etag, update_time, ..changed });
    stale(update(house, &own, &made, &["title"]).await);

    let speaker = manager(&updated.ulo);
    stale(
        house.judge_voice(&speaker, &pb::Voice { etag: made.etag, ..updated.clone() }, Verdict::Heard).await,
    );
    let heard = house.judge_voice(&speaker, &updated, Verdict::Heard).await.unwrap().into_inner();
    assert_eq!((heard.verdict(), heard.verdict_words.as_str()), (Verdict::Heard, "They asked once."));
    assert!(heard.judge_time.is_some());
    let refused_update = update(house, &own, &heard, &["title"]).await;
    refused(refused_update, Code::FailedPrecondition, "VOICE_JUDGED");
    let again = house.judge_voice(&speaker, &heard, Verdict::Cosmetic).await.unwrap().into_inner();
    let request = pb::GetVoiceRequest { name: again.name.clone() };
    let read = house.voices().get_voice(house.ask(&a_visitor(), request)).await.unwrap().into_inner();
    assert_eq!((&read, read.verdict()), (&again, Verdict::Cosmetic));
}

#[tokio::test]
async fn years_are_counted_newest_first_with_their_shares() {
    let (house, code) = (House::of_frameworks().await, "E06000040");
    let ulo = a_speaker(house).await;
    let council = format!("councils/{code}");
    assert!(years(house, &council).await.is_empty());
    let voice = |date: &str, change: Change| pb::Voice {
        decide_date: date.into(),
        change: change.into(),
        ..a_voice(code, &ulo)
    };
    for (date, change) in [("2024-12-31", Change::All), ("2025-01-01", Change::Some)] {
        house.record(voice(date, change)).await.unwrap();
    }
    let nothing = house.record(voice("2025-06-01", Change::Nothing)).await.unwrap().into_inner();
    house.judge_voice(&manager(&ulo), &nothing, Verdict::Ignored).await.unwrap();
    let first =
        pb::Voice { involvement: Involvement::BeforeOptions.into(), ..voice("2025-07-01", Change::All) };
    house.record(first).await.unwrap();
    let years = years(house, &council).await;
    let counted: Vec<_> =
        years.iter().map(|it| (it.year, it.decision_count, it.changed_count, it.changed_permille)).collect();
    assert_eq!(counted, [(2025, 3, 2, 667), (2024, 1, 1, 1_000)]);
    assert_eq!((years[0].before_options_count, years[0].judged_count), (1, 1));
    let given: Vec<_> = years[0].verdicts.iter().map(|it| (it.verdict(), it.count, it.permille)).collect();
    let none = |verdict| (verdict, 0, Some(0));
    assert_eq!(given[..3], [Verdict::Nurtured, Verdict::Heard, Verdict::Cosmetic].map(none));
    assert_eq!(given[3], (Verdict::Ignored, 1, Some(1_000)));
    assert_eq!(years[1].verdicts[0].permille, None, "none is judged");
    let england = self::years(house, "").await;
    assert!(england.iter().any(|year| year.year == 2025 && year.decision_count >= 3));
}

#[tokio::test]
async fn the_council_records_and_whoever_spoke_judges() {
    let house = House::of_frameworks().await;
    let ulo = a_speaker(house).await;
    let voice = house.record(a_voice("E06000041", &ulo)).await.unwrap().into_inner();
    let own = officer(&voice.council);
    let others = [a_visitor(), an_operator(), officer("councils/E06000039"), manager(&nobody("ulos"))];
    for caller in others.iter().chain([&manager(&ulo)]) {
        let request =
            pb::CreateVoiceRequest { voice: Some(a_voice("E06000041", &ulo)), request_id: request_id() };
        forbidden(house.voices().create_voice(house.ask(caller, request)).await);
        forbidden(update(house, caller, &voice, &["title"]).await);
    }
    for caller in others.iter().chain([&own]) {
        forbidden(house.judge_voice(caller, &voice, Verdict::Nurtured).await);
    }
    let alone = pb::Voice { ulo: String::new(), ..a_voice("E06000041", "") };
    let alone = house.record(alone).await.unwrap().into_inner();
    forbidden(house.judge_voice(&manager(&ulo), &alone, Verdict::Nurtured).await);
}

#[tokio::test]
async fn sending_twice_records_once_and_lists_are_of_one_council_or_organisation() {
    let (house, code) = (House::of_frameworks().await, "E06000044");
    let (one, other) = (a_speaker(house).await, a_speaker(house).await);
    let own = officer(&format!("councils/{code}"));
    let request = pb::CreateVoiceRequest { voice: Some(a_voice(code, &one)), request_id: request_id() };
    let first = house.voices().create_voice(house.ask(&own, request.clone())).await.unwrap().into_inner();
    let again = house.voices().create_voice(house.ask(&own, request.clone())).await.unwrap().into_inner();
    assert_eq!(first, again);
    let mut reused = request;
    reused.voice.as_mut().unwrap().title.push('!');
    let reused = house.voices().create_voice(house.ask(&own, reused)).await;
    refused(reused, Code::AlreadyExists, "REQUEST_ID_REUSED");
    let second = house.record(a_voice(code, &other)).await.unwrap().into_inner();
    let list = async |request: pb::ListVoicesRequest| {
        let listed = house.voices().list_voices(house.ask(&a_visitor(), request)).await.unwrap().into_inner();
        let names: Vec<String> = listed.voices.into_iter().map(|voice| voice.name).collect();
        (names, listed.next_page_token)
    };
    let council = own.council.clone();
    let request = pb::ListVoicesRequest { council, page_size: 1, ..Default::default() };
    let (page, page_token) = list(request.clone()).await;
    assert_eq!(page, std::slice::from_ref(&second.name));
    let rest = list(pb::ListVoicesRequest { page_token, ..request }).await;
    assert_eq!(rest, (vec![first.name], String::new()));
    let of_one = pb::ListVoicesRequest { ulo: other, ..Default::default() };
    assert_eq!(list(of_one).await.0, [second.name]);
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::of_frameworks().await;
    let own = officer("councils/E06000039");
    let voice = pb::Voice { title: "?".into(), decide_date: "2999-01-01".into(), ..Default::default() };
    let request = pb::CreateVoiceRequest { voice: Some(voice), request_id: "1".into() };
    let fields = ["title", "decide_date", "involvement", "change", "change_words", "council"];
    let fields: Vec<String> = fields.iter().map(|field| format!("voice.{field}")).collect();
    let fields: Vec<&str> = fields.iter().map(String::as_str).chain(["request_id"]).collect();
    invalid(house.voices().create_voice(house.ask(&own, request)).await, &fields);
    let ulo = a_speaker(house).await;
    let nobody_asked = pb::Voice { involvement: Involvement::NotAtAll.into(), ..a_voice("E06000039", &ulo) };
    invalid(house.record(nobody_asked).await, &["voice.asked", "voice.ulo", "voice.change"]);
    let unknown = a_voice("E06000039", &nobody("ulos"));
    refused(house.record(unknown).await, Code::FailedPrecondition, "ULO_NOT_KNOWN");
    not_found(house.record(a_voice("E06999999", &ulo)).await);
    let made = house.record(a_voice("E06000039", &ulo)).await.unwrap().into_inner();
    let unsaid = pb::JudgeVoiceRequest { words: "x".repeat(1_001), ..judged(&made, Verdict::Unspecified) };
    let unsaid = pb::JudgeVoiceRequest { name: "voices/1".into(), etag: String::new(), ..unsaid };
    let answer = house.voices().judge_voice(house.ask(&manager(&ulo), unsaid)).await;
    invalid(answer, &["name", "etag", "verdict", "words"]);
    let update_nothing = update(house, &own, &pb::Voice::default(), &["verdict"]).await;
    invalid(update_nothing, &["voice.name", "etag", "update_mask"]);
    let request =
        pb::ListVoicesRequest { page_size: -1, page_token: "?".into(), council: "1".into(), ulo: "2".into() };
    invalid(
        house.voices().list_voices(house.ask(&own, request)).await,
        &["page_size", "page_token", "council", "ulo"],
    );
    let request = pb::ListVoiceYearsRequest { page_size: -1, page_token: "?".into(), council: "1".into() };
    let answer = house.voices().list_voice_years(house.ask(&own, request)).await;
    invalid(answer, &["page_size", "page_token", "council"]);
}
