use platform::Violations;
use proto::ulos::v1 as pb;

use super::*;

fn told(formats: &[(&str, Kind)]) -> Told {
    let format = |&(language, kind): &(&str, Kind)| Format {
        kind,
        language: language.to_owned(),
        link: "https://www.example.org/guide".to_owned(),
        pages: None,
        minutes: None,
        size_kilobytes: None,
    };
    Told {
        display_name: "A guide".to_owned(),
        purpose: "For those who begin.".to_owned(),
        topics: vec![Topic::Starting],
        formats: formats.iter().map(format).collect(),
        solution: None,
    }
}

fn reason(result: Result<(), Error>) -> Option<&'static str> {
    match result {
        Err(Error::Refused { reason, .. }) => Some(reason),
        _ => None,
    }
}

#[test]
fn what_is_published_always_has_a_format() {
    let now = Utc::now();
    let mut guidance = Guidance::new(Id::new(), told(&[]), now);
    assert_eq!(reason(guidance.publish(now)), Some("GUIDANCE_WITHOUT_FORMATS"));
    assert_eq!(guidance.edit(told(&[("en", Kind::EasyRead)]), now).ok(), Some(()));
    assert_eq!(guidance.publish(now).ok(), Some(()));
    assert_eq!(reason(guidance.publish(now)), Some("GUIDANCE_NOT_DRAFT"));
    assert_eq!(reason(guidance.edit(told(&[]), now)), Some("GUIDANCE_WITHOUT_FORMATS"));
    assert_eq!(guidance.withdraw(now).ok(), Some(()));
    assert_eq!(reason(guidance.edit(told(&[]), now)), Some("GUIDANCE_WITHDRAWN"));
    assert_eq!(reason(guidance.withdraw(now)), Some("GUIDANCE_WITHDRAWN"));
    assert_eq!(reason(guidance.publish(now)), Some("GUIDANCE_NOT_DRAFT"), "what was withdrawn stays so");
}

#[test]
fn each_kind_is_found_once() {
    let told = told(&[("en", Kind::Audio), ("pl", Kind::Audio), ("bfi", Kind::BslVideo)]);
    assert_eq!(told.kinds(), [Kind::Audio, Kind::BslVideo]);
}

#[test]
fn each_format_is_there_once_in_a_language_and_only_over_a_safe_connection() {
    use pb::guidance_format::Kind::{Audio, BslVideo};
    let format = |kind: pb::guidance_format::Kind, language: &str, link: &str| pb::GuidanceFormat {
        kind: kind.into(),
        language: language.into(),
        link: link.into(),
        minutes: Some(0),
        ..Default::default()
    };
    let link = "https://www.example.org/a";
    let guidance = pb::Guidance {
        display_name: "A".into(),
        purpose: "B".into(),
        topics: vec![pb::solution::Topic::Access.into()],
        formats: vec![
            format(Audio, "en", "http://www.example.org/a"),
            format(Audio, "EN", link),
            format(BslVideo, "en", ""),
            pb::GuidanceFormat { minutes: None, ..format(Audio, "pl", link) },
        ],
        ..Default::default()
    };
    let mut violations = Violations::new();
    wire::parse(&guidance, &mut violations);
    let Err(Error::Invalid(violations)) = violations.done() else { panic!("it is wrong") };
    let fields: Vec<&str> = violations.iter().map(|violation| violation.field.as_str()).collect();
    let wanted = [
        "guidance.formats[0].link",
        "guidance.formats[0].minutes",
        "guidance.formats[1].minutes",
        "guidance.formats[1].language",
        "guidance.formats[2].language",
        "guidance.formats[2].link",
        "guidance.formats[2].minutes",
    ];
    assert_eq!(fields, wanted);
}
