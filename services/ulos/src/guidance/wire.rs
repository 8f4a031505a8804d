//! Guidance between the wire and the domain.

use platform::words::Wire as _;
use platform::{Id, Violation, Violations, etag, text, when};
use proto::ulos::v1 as pb;

use super::{Format, Guidance, Kind, State, Told};
use crate::inputs;
use crate::solution::wire::parse_topics;
use crate::solution::{LONGEST_NAME, Topic};

const LONGEST_PURPOSE: usize = 1000;
const MOST_FORMATS: usize = 20;
const MOST_PAGES: i32 = 10_000;
const MOST_MINUTES: i32 = 10_000;
const MOST_KILOBYTES: i32 = 10_000_000;
/// British Sign Language.
const BSL: &str = "bfi";

platform::wire! {
    State = pb::guidance::State, "STATE_";
    Kind = pb::guidance_format::Kind, "KIND_";
}

/// Reads what is told; notes all that is wrong.
pub fn parse(guidance: &pb::Guidance, violations: &mut Violations) -> Told {
    let name = text::required("guidance.display_name", &guidance.display_name, LONGEST_NAME);
    let purpose = violations.keep(text::lines("guidance.purpose", &guidance.purpose, LONGEST_PURPOSE));
    let said = !purpose.is_empty() || guidance.purpose.chars().count() > LONGEST_PURPOSE;
    violations.check(said, "guidance.purpose", "say what it is for");
    let within = guidance.formats.len() <= MOST_FORMATS;
    violations.check(within, "guidance.formats", "give at most 20 formats");
    Told {
        display_name: violations.keep(name),
        purpose,
        topics: parse_topics("guidance.topics", &guidance.topics, violations),
        formats: parse_formats(&guidance.formats, violations),
        solution: violations.keep(Id::parse_optional("guidance.solution", &guidance.solution)),
    }
}

fn parse_formats(sent: &[pb::GuidanceFormat], violations: &mut Violations) -> Vec<Format> {
    let mut formats: Vec<Format> = Vec::new();
    for (place, sent) in sent.iter().take(MOST_FORMATS).enumerate() {
        let field = format!("guidance.formats[{place}]");
        let Some(format) = parse_format(&field, sent, violations) else { continue };
        // Tags are the same in large and small letters.
        let same = |other: &Format| {
            other.kind == format.kind && other.language.eq_ignore_ascii_case(&format.language)
        };
        let new = !formats.iter().any(same);
        violations.check(new, &format!("{field}.language"), "this format is there in this language already");
        formats.push(format);
    }
    formats
}

fn parse_format(field: &str, sent: &pb::GuidanceFormat, violations: &mut Violations) -> Option<Format> {
    let kind = violations.some(Kind::required(&format!("{field}.kind"), sent.kind));
    let language = violations.some(language(&format!("{field}.language"), &sent.language, kind));
    let link = violations.keep(link(&format!("{field}.link"), &sent.link));
    let mut within = |part: &str, number: Option<i32>, most: i32| {
        let right = number.is_none_or(|number| (1..=most).contains(&number));
        let text = format!("give a whole number from 1 to {most}");
        violations.check(right, &format!("{field}.{part}"), &text);
        number
    };
    Some(Format {
        pages: within("pages", sent.pages, MOST_PAGES),
        minutes: within("minutes", sent.minutes, MOST_MINUTES),
        size_kilobytes: within("size_kilobytes", sent.size_kilobytes, MOST_KILOBYTES),
        kind: kind?,
        language: language?,
        link,
    })
}

fn language(field: &str, tag: &str, kind: Option<Kind>) -> Result<String, Violation> {
    if !reference::language::is_tag(tag) {
        return Err(Violation::new(field, "give the tag of a language, such as en"));
    }
    if kind == Some(Kind::BslVideo) && tag != BSL {
        return Err(Violation::new(field, "a video in British Sign Language is in bfi"));
    }
    Ok(tag.to_owned())
}

/// Where it is, over a connection nobody else can read or change.
fn link(field: &str, address: &str) -> Result<String, Violation> {
    let address = inputs::website(field, address)?;
    if address.starts_with("https://") {
        return Ok(address);
    }
    Err(Violation::new(field, "enter an address that begins with https://"))
}

fn format_to_wire(format: Format) -> pb::GuidanceFormat {
    let Format { kind, language, link, pages, minutes, size_kilobytes } = format;
    pb::GuidanceFormat { kind: kind.to_wire(), language, link, pages, minutes, size_kilobytes }
}

/// The whole record on the wire.
pub fn to_wire(guidance: &Guidance) -> pb::Guidance {
    let told = guidance.told.clone();
    pb::Guidance {
        name: guidance.id.to_string(),
        display_name: told.display_name,
        purpose: told.purpose,
        topics: Topic::list_to_wire(&told.topics),
        formats: told.formats.into_iter().map(format_to_wire).collect(),
        solution: told.solution.map(|solution| solution.to_string()).unwrap_or_default(),
        ulo: guidance.ulo.to_string(),
        state: guidance.state.to_wire(),
        create_time: when::stamp(guidance.create_time),
        update_time: when::stamp(guidance.update_time),
        etag: etag::of(guidance.version),
    }
}
