//! Reading records from the services in the name of whoever is looking.

use platform::Error;
use proto::councils::v1 as councils;
use proto::ulos::v1 as ulos;

use crate::visit::Visit;

/// The largest page a service gives.
const PAGE: i32 = 100;
/// More pages than this of one list are never read for one page of ours.
const MOST_PAGES: usize = 10;

/// Reads a list to its end: `page` is given the token of each page and gives what is on it and the next token.
///
/// # Errors
/// What the service said.
pub(crate) async fn every<T, F>(mut page: impl FnMut(String) -> F) -> Result<Vec<T>, Error>
where
    F: Future<Output = Result<(Vec<T>, String), Error>>,
{
    let mut all = Vec::new();
    let mut token = String::new();
    for _ in 0..MOST_PAGES {
        let (mut some, next) = page(token).await?;
        all.append(&mut some);
        if next.is_empty() {
            break;
        }
        token = next;
    }
    Ok(all)
}

/// One of something that may be away or missing without spoiling the page.
pub(crate) fn if_there<T>(found: Result<T, Error>) -> Result<Option<T>, Error> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Error::NotFound(_) | Error::Unavailable | Error::DeadlineExceeded) => Ok(None),
        Err(error) => Err(error),
    }
}

/// One council.
pub(crate) async fn council(visit: &Visit, name: &str) -> Result<councils::Council, Error> {
    let message = councils::GetCouncilRequest { name: name.to_owned() };
    Ok(visit.services().councils().get_council(visit.ask(message)?).await?.into_inner())
}

/// The framework of one council, when there is one to be had.
pub(crate) async fn framework(visit: &Visit, council: &str) -> Result<Option<councils::Framework>, Error> {
    let name = council.replacen("councils/", "frameworks/", 1);
    let message = councils::GetFrameworkRequest { name, quarter: String::new() };
    let found = visit.services().frameworks().get_framework(visit.ask(message)?).await;
    if_there(found.map(tonic::Response::into_inner).map_err(Error::from))
}

/// One organisation.
pub(crate) async fn ulo(visit: &Visit, name: &str) -> Result<ulos::Ulo, Error> {
    let message = ulos::GetUloRequest { name: name.to_owned() };
    Ok(visit.services().ulos().get_ulo(visit.ask(message)?).await?.into_inner())
}

/// One offering.
pub(crate) async fn offering(visit: &Visit, name: &str) -> Result<ulos::Offering, Error> {
    let message = ulos::GetOfferingRequest { name: name.to_owned() };
    Ok(visit.services().offerings().get_offering(visit.ask(message)?).await?.into_inner())
}

/// One solution.
pub(crate) async fn solution(visit: &Visit, name: &str) -> Result<ulos::Solution, Error> {
    let message = ulos::GetSolutionRequest { name: name.to_owned() };
    Ok(visit.services().solutions().get_solution(visit.ask(message)?).await?.into_inner())
}

/// The organisations that work in a council's area, and are still listed.
pub(crate) async fn ulos_in(visit: &Visit, council: &str) -> Result<Vec<ulos::Ulo>, Error> {
    every(|page_token| async move {
        let message = ulos::ListUlosRequest {
            page_size: PAGE,
            page_token,
            council: council.to_owned(),
            state: ulos::ulo::State::Listed.into(),
            ..Default::default()
        };
        let found = visit.services().ulos().list_ulos(visit.ask(message)?).await?.into_inner();
        Ok((found.ulos, found.next_page_token))
    })
    .await
}

/// What is on offer: in a council's area, from an organisation, of a kind; an empty name and kind 0 mean any.
pub(crate) async fn offerings(
    visit: &Visit,
    council: &str,
    ulo: &str,
    kind: i32,
) -> Result<Vec<ulos::Offering>, Error> {
    let mut found = every(|page_token| async move {
        let message = ulos::ListOfferingsRequest {
            page_size: PAGE,
            page_token,
            council: council.to_owned(),
            ulo: ulo.to_owned(),
            kind,
            ..Default::default()
        };
        let found = visit.services().offerings().list_offerings(visit.ask(message)?).await?.into_inner();
        Ok((found.offerings, found.next_page_token))
    })
    .await?;
    found.retain(|offering| offering.state() != ulos::offering::State::Closed);
    Ok(found)
}

/// The record of how an organisation is run, when it has one.
pub(crate) async fn governance(visit: &Visit, ulo: &str) -> Result<Option<ulos::Governance>, Error> {
    let message = ulos::ListGovernancesRequest { page_size: 1, ulo: ulo.to_owned(), ..Default::default() };
    let found = visit.services().governances().list_governances(visit.ask(message)?).await?;
    Ok(found.into_inner().governances.into_iter().next())
}
