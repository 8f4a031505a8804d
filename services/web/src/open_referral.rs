//! The directory as Open Referral UK 3.0 (HSDS-UK): nine addresses to read from, for other systems. Anyone may, from any
//! site; nobody is looked up for it. Only organisations and what they offer are in it, never a person.
//!
//! Shapes and parameters: <https://docs.openreferraluk.org>. Every service has one place where it is given: the place it
//! is based at, or none in space when it is given by phone, video or in writing alone.

mod asked;
mod paging;
mod place;
mod service;
mod taxonomy;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use platform::{Caller, Error, Violation};
use proto::ulos::v1 as pb;
use serde_json::{Value, json};
use tower_http::cors::{Any, CorsLayer};

use crate::asked::Asked;
use crate::error::Failure;
use crate::site::Site;

/// Where all of it begins.
pub const BASE: &str = "/open-referral/v3";
/// What the nine addresses take and give, for programs.
const OPENAPI: &str = include_str!("open_referral/openapi.json");
/// How long an answer may be shown again, in seconds.
const KEPT: &str = "public, max-age=60";

/// The addresses, apart from the pages: no session, and open to every site.
pub fn routes() -> Router<Site> {
    let api = Router::new()
        .route("/", get(about))
        .route("/openapi.json", get(openapi))
        .route("/services", get(services))
        .route("/services/{id}", get(one_service))
        .route("/service_at_locations", get(places))
        .route("/service_at_locations/{id}", get(one_place))
        .route("/taxonomies", get(taxonomies))
        .route("/taxonomies/{id}", get(one_taxonomy))
        .route("/taxonomy_terms", get(terms))
        .route("/taxonomy_terms/{id}", get(one_term));
    let anyone = CorsLayer::new().allow_origin(Any).allow_methods([Method::GET]);
    Router::new().nest(BASE, api).route(&format!("{BASE}/"), get(about)).layer(anyone)
}

/// Why there is no answer, in words for whoever wrote the program that asks.
enum Refusal {
    Wrong(Vec<Violation>),
    NotHere,
    Failed(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Invalid(violations) => Self::Wrong(violations),
            Error::NotFound(_) => Self::NotHere,
            other => Self::Failed(other),
        }
    }
}

impl From<tonic::Status> for Refusal {
    fn from(status: tonic::Status) -> Self {
        Error::from(status).into()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, problems) = match self {
            Self::Wrong(violations) => {
                let problem = |violation: &Violation| json!({ "parameter": asked::parameter(&violation.field), "detail": violation.text });
                (StatusCode::BAD_REQUEST, violations.iter().map(problem).collect())
            }
            Self::NotHere => (StatusCode::NOT_FOUND, Vec::new()),
            Self::Failed(error) => return Failure::from(error).into_response(),
        };
        (status, axum::Json(json!({ "status": status.as_u16(), "problems": problems }))).into_response()
    }
}

fn answer(value: Value) -> Response {
    ([(header::CACHE_CONTROL, KEPT)], axum::Json(value)).into_response()
}

/// The value without anything empty in it: the standard wants what is not known left out, not null.
fn bare(value: Value) -> Value {
    filled(value).unwrap_or_default()
}

fn filled(value: Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::String(text) if text.is_empty() => None,
        Value::Array(items) => {
            let items: Vec<Value> = items.into_iter().filter_map(filled).collect();
            (!items.is_empty()).then_some(Value::Array(items))
        }
        Value::Object(fields) => Some(Value::Object(
            fields.into_iter().filter_map(|(name, value)| Some((name, filled(value)?))).collect(),
        )),
        other => Some(other),
    }
}

fn base(site: &Site) -> String {
    format!("{}{BASE}", site.url())
}

async fn about(State(site): State<Site>) -> Response {
    answer(json!({
        "version": "HSDS-UK-3.0",
        "profile": "https://docs.openreferraluk.org/en/latest/",
        "openapi_url": format!("{}/openapi.json", base(&site)),
    }))
}

async fn openapi(State(site): State<Site>) -> Response {
    let body = OPENAPI.replace("{server}", &base(&site));
    ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, KEPT)], body).into_response()
}

async fn services(State(site): State<Site>, asked: Asked) -> Result<Response, Refusal> {
    let (found, page) = search(&site, &asked).await?;
    let whole = asked.value("full") == "true";
    let said = |entry| if whole { service::whole(&site, entry) } else { service::brief(&site, entry) };
    Ok(answer(page.of(found.entries.iter().map(said).collect())))
}

async fn one_service(State(site): State<Site>, Path(id): Path<String>) -> Result<Response, Refusal> {
    Ok(answer(service::whole(&site, &entry(&site, &id).await?)))
}

async fn places(State(site): State<Site>, asked: Asked) -> Result<Response, Refusal> {
    let (found, page) = search(&site, &asked).await?;
    Ok(answer(page.of(found.entries.iter().map(|entry| place::whole(&site, entry)).collect())))
}

async fn one_place(State(site): State<Site>, Path(id): Path<String>) -> Result<Response, Refusal> {
    let service = place::service_of(&id).ok_or(Refusal::NotHere)?;
    Ok(answer(place::whole(&site, &entry(&site, &service).await?)))
}

async fn taxonomies(State(site): State<Site>, asked: Asked) -> Result<Response, Refusal> {
    let all = taxonomy::ALL.iter().map(|taxonomy| taxonomy.said(&base(&site))).collect();
    Ok(answer(paging::page_of(&asked, all)?))
}

async fn one_taxonomy(State(site): State<Site>, Path(id): Path<String>) -> Result<Response, Refusal> {
    let found = taxonomy::ALL.iter().find(|taxonomy| taxonomy.id().to_string() == id);
    Ok(answer(found.ok_or(Refusal::NotHere)?.said(&base(&site))))
}

async fn terms(State(site): State<Site>, asked: Asked) -> Result<Response, Refusal> {
    let base = base(&site);
    let terms = taxonomy::terms().filter(|term| asked::wants_term(&asked, term));
    Ok(answer(paging::page_of(&asked, terms.map(|term| term.said(&base)).collect())?))
}

async fn one_term(State(site): State<Site>, Path(id): Path<String>) -> Result<Response, Refusal> {
    let found = taxonomy::terms().find(|term| term.id().to_string() == id);
    Ok(answer(found.ok_or(Refusal::NotHere)?.said(&base(&site))))
}

/// The entries an address asks for, and which page of them.
async fn search(site: &Site, asked: &Asked) -> Result<(pb::SearchDirectoryResponse, paging::Page), Refusal> {
    let mut problems = Vec::new();
    let page = paging::Page::asked(asked, &mut problems);
    let Some(mut message) = asked::search(asked, &mut problems) else {
        // A taxonomy or a term nobody has.
        return Ok((pb::SearchDirectoryResponse::default(), page.out_of(0)));
    };
    message.near = asked::near(site, asked, &mut problems).await?;
    if !problems.is_empty() {
        return Err(Refusal::Wrong(problems));
    }
    (message.page_number, message.page_size) = page.wanted();
    let request = site.services().in_the_name_of(&Caller::visitor(), message)?;
    let found = site.services().directories().search_directory(request).await?.into_inner();
    let page = page.out_of(found.total_size);
    Ok((found, page))
}

/// One published entry.
async fn entry(site: &Site, id: &str) -> Result<pb::DirectoryEntry, Refusal> {
    let id: uuid::Uuid = id.parse().map_err(|_| Refusal::NotHere)?;
    let message = pb::GetDirectoryEntryRequest { name: format!("offerings/{id}") };
    let request = site.services().in_the_name_of(&Caller::visitor(), message)?;
    Ok(site.services().directories().get_directory_entry(request).await?.into_inner())
}
