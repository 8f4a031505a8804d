//! Reading a person's record in `people`, with the caller's own token: what they may not see is not frozen.

use chrono::{DateTime, Utc};
use platform::Error;
use platform::rpc::{Bearer, Rpc};
use proto::people::v1 as pb;
use proto::people::v1::budgets_client::BudgetsClient;
use proto::people::v1::needs_client::NeedsClient;
use proto::people::v1::people_client::PeopleClient;

use super::frozen::Frozen;
use crate::index::place::Point;

/// As many needs as `people` gives at once.
const PAGE: i32 = 100;

/// Reads what the person shares of their record.
///
/// # Errors
/// [`Error::Unavailable`] when it cannot be read just now.
pub async fn read(people: &Rpc, bearer: &Bearer, person: &str, now: DateTime<Utc>) -> Result<Frozen, Error> {
    let (record, needs, budget_route) = tokio::join!(
        who(people, bearer, person),
        needs(people, bearer, person),
        budget_route(people, bearer, person)
    );
    let (record, needs, budget_route) = (shared(record)?, shared(needs)?, shared(budget_route)?);
    let age_band = match record.age_band() {
        pb::person::AgeBand::Unspecified | pb::person::AgeBand::PreferNotToSay => String::new(),
        band => word(band.as_str_name(), "AGE_BAND_"),
    };
    let place = record.place.unwrap_or_default();
    Ok(Frozen {
        council: record.council,
        place: place.latitude.zip(place.longitude).map(|(north, east)| Point::new(north, east)),
        outward_code: place.outward_code,
        needs,
        age_band,
        budget_route,
        freeze_time: now,
    })
}

/// What is not for the caller's eyes is not shared.
fn shared<T: Default>(read: Result<T, Error>) -> Result<T, Error> {
    match read {
        Err(Error::NotFound(_)) => Ok(T::default()),
        read => read,
    }
}

async fn who(people: &Rpc, bearer: &Bearer, person: &str) -> Result<pb::Person, Error> {
    let request = pb::GetPersonRequest { name: person.to_owned() };
    let answer = PeopleClient::new(people.clone()).get_person(bearer.request(request)).await;
    Ok(answer?.into_inner())
}

/// The items of the needs the person shares.
async fn needs(people: &Rpc, bearer: &Bearer, person: &str) -> Result<Vec<String>, Error> {
    let mut items = Vec::new();
    let mut page_token = String::new();
    loop {
        let request = pb::ListNeedsRequest {
            page_size: PAGE,
            page_token,
            person: person.to_owned(),
            state: pb::need::State::Current.into(),
        };
        let answer = NeedsClient::new(people.clone()).list_needs(bearer.request(request)).await?;
        let answer = answer.into_inner();
        items.extend(answer.needs.into_iter().filter(|need| need.share).map(|need| need.item));
        page_token = answer.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    items.sort_unstable();
    items.dedup();
    Ok(items)
}

/// How the newest budget is held.
async fn budget_route(people: &Rpc, bearer: &Bearer, person: &str) -> Result<String, Error> {
    let request = pb::ListBudgetsRequest {
        page_size: 1,
        page_token: String::new(),
        person: person.to_owned(),
        state: pb::budget::State::Current.into(),
    };
    let answer = BudgetsClient::new(people.clone()).list_budgets(bearer.request(request)).await?;
    let newest = answer.into_inner().budgets.into_iter().next();
    Ok(newest.map(|budget| word(budget.route().as_str_name(), "ROUTE_")).unwrap_or_default())
}

fn word(name: &str, prefix: &str) -> String {
    name.strip_prefix(prefix).unwrap_or_default().to_lowercase()
}
