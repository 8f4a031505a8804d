//! Guidance documents beside the solutions of the sample, each in several formats. Everything is made up, and the links lead
//! nowhere.

use platform::Error;
use proto::ulos::v1 as pb;
use proto::ulos::v1::guidance_format::Kind;

use super::England;
use super::organisations::id;

/// What is told of one: its title, what it is for, which solution it goes with, in which formats and how long.
type Told = (&'static str, &'static str, usize, &'static [(Kind, i32)]);

const TOLD: [Told; 5] = [
    (
        "Sitting on a board for the first time",
        "For people who have been asked to join a board, and for those who ask them.",
        0,
        &[(Kind::WebPage, 0), (Kind::EasyRead, 16), (Kind::LargePrint, 22), (Kind::Audio, 24)],
    ),
    (
        "What an hour really costs you",
        "A sheet to work out what rent, pay and everything else add to an hour of work.",
        1,
        &[(Kind::Document, 4), (Kind::PlainText, 0)],
    ),
    (
        "How to begin a group where people already are",
        "For groups that want to reach people who cannot come to them.",
        2,
        &[(Kind::WebPage, 0), (Kind::EasyRead, 8), (Kind::BslVideo, 7), (Kind::Video, 7)],
    ),
    (
        "My budget on one page",
        "A page to fill in yourself: what you want, who helps, what it costs.",
        3,
        &[(Kind::EasyRead, 1), (Kind::LargePrint, 2), (Kind::Braille, 3)],
    ),
    (
        "Questions to ask before a meeting",
        "For advocates and for people who go to a meeting about their own support.",
        7,
        &[(Kind::PlainText, 0), (Kind::EasyRead, 6), (Kind::Audio, 11)],
    ),
];

/// Writes them down beside these solutions and shows them to everyone.
pub async fn make(england: &England, solutions: &[pb::Solution]) -> Result<(), Error> {
    for told in TOLD {
        if let Some(solution) = solutions.get(told.2) {
            share(england, solution, told).await?;
        }
    }
    Ok(())
}

async fn share(england: &England, solution: &pb::Solution, told: Told) -> Result<(), Error> {
    let (display_name, purpose, number, formats) = told;
    let guidance = pb::Guidance {
        display_name: display_name.to_owned(),
        purpose: purpose.to_owned(),
        topics: solution.topics.clone(),
        formats: formats.iter().map(|(kind, long)| format(number, *kind, *long)).collect(),
        solution: solution.name.clone(),
        ulo: solution.ulo.clone(),
        ..Default::default()
    };
    let request = pb::CreateGuidanceRequest { guidance: Some(guidance), request_id: id() };
    let mut guidances = england.services.guidances();
    let pb::Guidance { name, etag, .. } =
        guidances.create_guidance(england.operate(request)?).await?.into_inner();
    guidances.publish_guidance(england.operate(pb::PublishGuidanceRequest { name, etag })?).await?;
    Ok(())
}

/// A format, so many pages or minutes long where that is said.
fn format(number: usize, kind: Kind, long: i32) -> pb::GuidanceFormat {
    let long = (long > 0).then_some(long);
    let lasts = matches!(kind, Kind::Audio | Kind::Video | Kind::BslVideo);
    let word = kind.as_str_name().trim_start_matches("KIND_").to_lowercase().replace('_', "-");
    pb::GuidanceFormat {
        kind: kind.into(),
        language: if kind == Kind::BslVideo { "bfi" } else { "en" }.to_owned(),
        link: format!("https://guidance{number}.example.org/{word}"),
        pages: long.filter(|_| !lasts),
        minutes: long.filter(|_| lasts),
        size_kilobytes: long.map(|long| if lasts { long * 1_100 } else { long * 85 }),
    }
}
