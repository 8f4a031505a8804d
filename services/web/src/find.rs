//! Finding support: by postcode, or by choosing a council from the list of all of them.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use platform::Error;
use proto::councils::v1 as pb;
use reference::council::{self, Council};

use crate::asked::Asked;
use crate::error::Failure;
use crate::form::Form;
use crate::page::query;
use crate::site::Site;
use crate::view::View;
use crate::visit::Visit;
use crate::words::text;

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new().route("/find", get(find)).route("/councils", get(councils))
}

#[derive(Template)]
#[template(path = "find/find.html")]
struct Find {
    form: Form,
    /// Whether the postcode is shaped like one and is not in England, or not known.
    unknown: bool,
    regions: Vec<Region>,
}

#[derive(Template)]
#[template(path = "find/councils.html")]
struct Councils {
    regions: Vec<Region>,
}

/// One region and its councils, by name.
struct Region {
    code: &'static str,
    name: &'static str,
    councils: Vec<&'static Council>,
}

async fn find(visit: Visit, asked: Asked) -> Result<Response, Failure> {
    let postcode = asked.value("postcode");
    let mut form = Form::new().with("postcode", postcode);
    let mut unknown = false;
    if !postcode.is_empty() {
        match council_of(&visit, postcode).await {
            Ok(found) => return Ok(visit.go(&path_of(&found))),
            Err(Error::NotFound(_)) => {
                unknown = true;
                form.note("postcode", text("find-unknown"));
            }
            Err(Error::Invalid(_)) => form.note("postcode", text("find-wrong")),
            Err(error) => return Err(error.into()),
        }
    }
    let page = visit.page(text("find-title")).asking(&form);
    page.show(&Find { form, unknown, regions: regions() })
}

/// Where a postcode is. It is not kept.
///
/// # Errors
/// [`Error::Invalid`] when it is not shaped like one, [`Error::NotFound`] when there is none such in England.
pub(crate) async fn council_of(visit: &Visit, postcode: &str) -> Result<pb::FindCouncilResponse, Error> {
    let message = pb::FindCouncilRequest { postcode: postcode.to_owned() };
    let found = visit.services().councils().find_council(visit.ask(message)?).await?;
    Ok(found.into_inner())
}

fn path_of(found: &pb::FindCouncilResponse) -> String {
    let council = found.council.as_ref().map(|council| council.name.as_str()).unwrap_or("councils");
    let at = format!("{},{}", found.latitude, found.longitude);
    format!("/{council}?near={}&at={}", found.outward_code, query(&at))
}

async fn councils(visit: Visit) -> Result<Response, Failure> {
    visit.page(text("find-councils-title")).show(&Councils { regions: regions() })
}

/// The regions from north to south as the codes count them, and their councils by name.
fn regions() -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    let mut all: Vec<&Council> = council::ALL.iter().collect();
    all.sort_by_key(|council| (council.region_code, council.display_name));
    for council in all {
        match regions.last_mut() {
            Some(region) if region.code == council.region_code => region.councils.push(council),
            _ => regions.push(Region {
                code: council.region_code,
                name: council.region,
                councils: vec![council],
            }),
        }
    }
    regions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_council_is_in_one_of_nine_regions() {
        let regions = regions();
        assert_eq!(regions.len(), 9);
        assert_eq!(regions.iter().map(|region| region.councils.len()).sum::<usize>(), 153);
    }
}
