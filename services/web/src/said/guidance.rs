//! Guidance in words: the formats it is there in, and where it stands.

use proto::ulos::v1::GuidanceFormat;
use proto::ulos::v1::guidance::State;
use proto::ulos::v1::guidance_format::Kind;

use super::words_of;
use crate::words::{Text, text};

words_of! {
    /// How a document can be read, heard or watched.
    kind, KINDS: Kind {
        WebPage => "guidance-kind-web",
        PlainText => "guidance-kind-plain",
        Document => "guidance-kind-document",
        EasyRead => "guidance-kind-easy",
        LargePrint => "guidance-kind-large",
        Braille => "guidance-kind-braille",
        Audio => "guidance-kind-audio",
        Video => "guidance-kind-video",
        BslVideo => "guidance-kind-bsl",
    }
}

words_of! {
    /// Where guidance stands.
    state, STATES: State {
        Draft => "guidance-state-draft",
        Published => "guidance-state-published",
        Withdrawn => "guidance-state-withdrawn",
    }
}

/// What more there is to say of a format: its language, how long it is, how large to fetch.
pub fn details(format: &GuidanceFormat) -> Vec<Text> {
    let count = |key, count: Option<i32>| count.map(|count| text(key).with("count", count));
    let size = match format.size_kilobytes {
        Some(kilobytes) if kilobytes >= 1_000 => count("guidance-megabytes", Some(kilobytes / 1_000)),
        kilobytes => count("guidance-kilobytes", kilobytes),
    };
    let language = (format.kind() != Kind::BslVideo).then(|| super::language::language(&format.language));
    let parts =
        [language, count("guidance-pages", format.pages), count("guidance-minutes", format.minutes), size];
    parts.into_iter().flatten().collect()
}
