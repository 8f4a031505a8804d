//! What the pages of one person read: their own records, for themselves or for whoever acts for them.

use platform::{Error, Role};
use proto::brokers::v1 as brokers;
use proto::matching::v1 as matching;
use proto::outcomes::v1 as outcomes;
use proto::people::v1 as people;

use crate::error::Failure;
use crate::read::every;
use crate::visit::Visit;

/// The largest page a service gives.
const PAGE: i32 = 100;

/// The person whose pages these are: `people/…`.
///
/// # Errors
/// [`Failure`] when nobody is signed in, or somebody who neither is nor acts for a person.
pub(crate) fn me(visit: &Visit) -> Result<String, Failure> {
    let caller = visit.signed_in()?.caller();
    match caller.role {
        Role::Person | Role::Supporter => Ok(caller.person().to_owned()),
        _ => Err(Error::Forbidden.into()),
    }
}

/// The person of an address, `people/{id}`, when these are their pages.
///
/// # Errors
/// [`Failure`] when nobody is signed in; not found for somebody else's pages.
pub(crate) fn own(visit: &Visit, id: &str) -> Result<String, Failure> {
    let person = format!("people/{id}");
    if me(visit)? == person { Ok(person) } else { Err(Error::not_found("this page").into()) }
}

/// Declares functions that read one record by its name.
macro_rules! one {
    ($($(#[$doc:meta])* $name:ident: $service:ident $method:ident $package:ident::$request:ident => $record:ident;)+) => {
        $(
            $(#[$doc])*
            pub(crate) async fn $name(visit: &Visit, name: &str) -> Result<$package::$record, Error> {
                let message = $package::$request { name: name.to_owned() };
                Ok(visit.services().$service().$method(visit.ask(message)?).await?.into_inner())
            }
        )+
    };
}

one! {
    /// One person.
    person: people get_person people::GetPersonRequest => Person;
    /// One budget.
    budget: budgets get_budget people::GetBudgetRequest => Budget;
    /// One supporter.
    supporter: supporters get_supporter people::GetSupporterRequest => Supporter;
    /// One request.
    request: requests get_request matching::GetRequestRequest => Request;
    /// One menu.
    menu: menus get_menu matching::GetMenuRequest => Menu;
    /// How the places of one offering stand.
    queue: queues get_queue matching::GetQueueRequest => Queue;
    /// One round of places.
    opening_round: opening_rounds get_opening_round matching::GetOpeningRoundRequest => OpeningRound;
    /// What came of a round for one choice.
    opening_round_result: opening_rounds get_opening_round_result matching::GetOpeningRoundResultRequest => OpeningRoundResult;
    /// One choice.
    choice: choices get_choice matching::GetChoiceRequest => Choice;
    /// One case with its history.
    case: cases get_case brokers::GetCaseRequest => Case;
    /// One broker.
    broker: brokers get_broker brokers::GetBrokerRequest => Broker;
    /// One introduction.
    introduction: introductions get_introduction brokers::GetIntroductionRequest => Introduction;
    /// One review.
    review: reviews get_review outcomes::GetReviewRequest => Review;
    /// One set of questions.
    instrument: instruments get_instrument outcomes::GetInstrumentRequest => Instrument;
}

/// Declares functions that list every record of one kind by the record they belong to.
macro_rules! all {
    ($($(#[$doc:meta])* $name:ident: $service:ident $method:ident $package:ident::$request:ident by $by:ident => $field:ident $record:ident;)+) => {
        $(
            $(#[$doc])*
            #[allow(clippy::needless_update, reason = "some of the lists have no other filter")]
            pub(crate) async fn $name(visit: &Visit, of: &str) -> Result<Vec<$package::$record>, Error> {
                every(|page_token| async move {
                    let message = $package::$request {
                        page_size: PAGE,
                        page_token,
                        $by: of.to_owned(),
                        ..Default::default()
                    };
                    let found = visit.services().$service().$method(visit.ask(message)?).await?.into_inner();
                    Ok((found.$field, found.next_page_token))
                })
                .await
            }
        )+
    };
}

all! {
    /// The needs of a person, newest first, with those removed.
    needs: needs list_needs people::ListNeedsRequest by person => needs Need;
    /// The budgets of a person, newest first, with those ended.
    budgets: budgets list_budgets people::ListBudgetsRequest by person => budgets Budget;
    /// Who may act for a person, newest first, with those ended.
    supporters: supporters list_supporters people::ListSupportersRequest by person => supporters Supporter;
    /// What a person agreed to share, newest first, with what was taken back.
    consents: consents list_consents people::ListConsentsRequest by person => consents Consent;
    /// What a person asked for, newest first.
    requests: requests list_requests matching::ListRequestsRequest by person => requests Request;
    /// The menus of a request, newest first.
    menus: menus list_menus matching::ListMenusRequest by request => menus Menu;
    /// The choices of a request, newest first.
    choices: choices list_choices matching::ListChoicesRequest by request => choices Choice;
    /// The cases of a person, newest first, without their history.
    cases: cases list_cases brokers::ListCasesRequest by person => cases Case;
    /// The reviews of a person, newest first.
    reviews: reviews list_reviews outcomes::ListReviewsRequest by person => reviews Review;
}

/// The needs of a person that hold now.
pub(crate) async fn current_needs(visit: &Visit, person: &str) -> Result<Vec<people::Need>, Error> {
    let mut needs = needs(visit, person).await?;
    needs.retain(|need| need.state() == people::need::State::Current);
    Ok(needs)
}

/// The budgets of a person that are in use or waited for.
pub(crate) async fn current_budgets(visit: &Visit, person: &str) -> Result<Vec<people::Budget>, Error> {
    let mut budgets = budgets(visit, person).await?;
    budgets.retain(|budget| budget.state() == people::budget::State::Current);
    Ok(budgets)
}
