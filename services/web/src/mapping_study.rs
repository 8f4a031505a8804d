//! The mapping study of 2006-7 beside the same made from today's records: sentence, table, picture, file. Open to everyone.

mod tables;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use platform::{Error, uk_time};
use proto::ulos::v1 as pb;
use proto::ulos::v1::band_count::Band;
use proto::ulos::v1::maturity::Class;

use self::tables::Tables;
use crate::error::Failure;
use crate::parts::download::{Cover, Kind, download};
use crate::site::Site;
use crate::view::View;
use crate::visit::Visit;
use crate::when;
use crate::words::{Text, text};

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new().route("/mapping-study", get(show)).route("/mapping-study/{file}", get(file))
}

#[derive(Template)]
#[template(path = "mapping_study/show.html")]
struct Show {
    study: pb::MappingStudy,
    lead: Text,
    bands: Text,
    governance: Text,
    funded: Text,
    who_for: Text,
    money: Text,
    tables: Tables,
}

async fn fetch(visit: &Visit) -> Result<pb::MappingStudy, Failure> {
    let message = pb::GetMappingStudyRequest { name: "mappingStudies/current".to_owned() };
    Ok(visit.services().mapping_studies().get_mapping_study(visit.ask(message)?).await?.into_inner())
}

async fn show(visit: Visit) -> Result<Response, Failure> {
    let study = fetch(&visit).await?;
    let content = Show {
        lead: lead(&study),
        who_for: who_for(&study),
        money: text("mapping-study-funding-lead").with("of", study.council_funded.unwrap_or_default().of),
        bands: bands(&study),
        governance: text("mapping-study-governance")
            .with("count", study.governance_listed_count)
            .with("of", study.possible_count),
        funded: funded(&study),
        tables: Tables::of(&study),
        study,
    };
    visit
        .page(text("mapping-study-title"))
        .under(text("framework-list-title"), "/frameworks")
        .wide()
        .show(&content)
}

/// `GET /mapping-study/{table}.csv` and `.xlsx`
async fn file(visit: Visit, Path(file): Path<String>) -> Result<Response, Failure> {
    let study = fetch(&visit).await?;
    let tables = Tables::of(&study);
    let found = Kind::of(&file).and_then(|(stem, kind)| Some((stem, kind, tables.named(stem)?)));
    let (stem, kind, table) = found.ok_or_else(|| Error::not_found("this file"))?;
    let day = when::time(study.as_of_time.as_ref()).map_or_else(when::today, uk_time::date);
    let methods = [
        "mapping-study-method",
        "mapping-study-method-possible",
        "mapping-study-method-stages",
        "mapping-study-method-recorded",
    ];
    let cover = Cover::new(text("mapping-study-title"), day).methods(methods.map(text));
    download(&format!("mapping-study-{stem}"), kind, &cover, table)
}

/// How many of a hundred, to the nearest whole.
fn percent(count: i32, of: i32) -> Option<i32> {
    (of > 0).then(|| (count * 100 + of / 2) / of)
}

fn bands(study: &pb::MappingStudy) -> Text {
    let localities = i32::try_from(study.localities.len()).unwrap_or_default();
    let of = |band: Band| {
        let found = study.bands.iter().find(|count| count.band() == band);
        percent(found.map_or(0, |count| count.count), localities).unwrap_or_default()
    };
    text("mapping-study-bands-lead").with("none", of(Band::None)).with("few", of(Band::OneToFive))
}

/// How many there are, and how many of them were shown not to be user-led since.
fn lead(study: &pb::MappingStudy) -> Text {
    let refuted = study.classes.iter().find(|one| one.class() == Class::NotUserLed);
    text("mapping-study-lead")
        .with("count", study.possible_count)
        .with("refuted", refuted.map_or(0, |one| one.count))
}

fn who_for(study: &pb::MappingStudy) -> Text {
    let told = study.who_for_told.unwrap_or_default();
    text("mapping-study-who-for-lead").with("count", told.count).with("of", told.of)
}

fn funded(study: &pb::MappingStudy) -> Text {
    let share = study.council_funded.unwrap_or_default();
    match percent(share.count, share.of) {
        Some(percent) => text("mapping-study-funded").with("percent", percent).with("of", share.of),
        None => text("mapping-study-funded-unknown"),
    }
}
