//! What the pages of brokers, managers and officers share: who is looking, and names for what they see.

use std::collections::HashMap;

use platform::{Caller, Error, Role};
use proto::brokers::v1 as pb;
use proto::people::v1::GetPersonRequest;
use proto::people::v1::Person;
use reference::council;
use tokio::task::JoinSet;

use crate::error::Failure;
use crate::form::Form;
use crate::read;
use crate::visit::Visit;
use crate::words::{Say as _, Text, text};

/// Who is looking, when their role is one of these.
///
/// # Errors
/// [`Error::Unauthenticated`], [`Error::Forbidden`].
pub(crate) fn one_of<'a>(visit: &'a Visit, roles: &[Role]) -> Result<&'a Caller, Failure> {
    let caller = visit.signed_in()?.caller();
    if roles.contains(&caller.role) { Ok(caller) } else { Err(Error::Forbidden.into()) }
}

/// A broker or a manager, both of an organisation.
pub(crate) fn of_ulo(visit: &Visit) -> Result<&Caller, Failure> {
    one_of(visit, &[Role::Broker, Role::Manager])
}

/// Whether whoever looks works for that council.
pub(crate) fn is_officer_of(visit: &Visit, council: &str) -> bool {
    let caller = visit.viewer().map(crate::visit::Viewer::caller);
    caller.is_some_and(|caller| caller.role == Role::Officer && caller.council == council)
}

/// Someone who keeps the pages of this organisation: its manager, or whoever runs Alongside.
pub(crate) fn keeper(visit: &Visit, ulo: &str) -> Result<(), Failure> {
    let caller = one_of(visit, &[Role::Manager, Role::Operator])?;
    if caller.role == Role::Manager && caller.ulo != ulo {
        return Err(Error::Forbidden.into());
    }
    Ok(())
}

/// Every broker of an organisation who has not left, by name.
pub(crate) async fn brokers(visit: &Visit, ulo: &str) -> Result<Vec<pb::Broker>, Failure> {
    let mut found = read::every(async |page_token| {
        let request =
            pb::ListBrokersRequest { page_size: 100, page_token, ulo: ulo.to_owned(), ..Default::default() };
        let page = visit.services().brokers().list_brokers(visit.ask(request)?).await?.into_inner();
        Ok((page.brokers, page.next_page_token))
    })
    .await?;
    found.retain(|broker| broker.state() != pb::broker::State::Left);
    found.sort_by_cached_key(|broker| broker.display_name.to_lowercase());
    Ok(found)
}

/// Every case the filter finds, newest first.
pub(crate) async fn cases(visit: &Visit, filter: &pb::ListCasesRequest) -> Result<Vec<pb::Case>, Failure> {
    let found = read::every(async |page_token| {
        let request = pb::ListCasesRequest { page_size: 100, page_token, ..filter.clone() };
        let page = visit.services().cases().list_cases(visit.ask(request)?).await?.into_inner();
        Ok((page.cases, page.next_page_token))
    });
    Ok(found.await?)
}

/// What a person shares of their record with whoever is looking; nothing when they share nothing.
pub(crate) async fn person(visit: &Visit, name: &str) -> Result<Option<Person>, Failure> {
    let request = GetPersonRequest { name: name.to_owned() };
    match visit.services().people().get_person(visit.ask(request)?).await.map_err(Error::from) {
        Ok(person) => Ok(Some(person.into_inner())),
        Err(Error::NotFound(_) | Error::Forbidden) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// What a person is called, as far as they share it.
pub(crate) fn name_of(person: Option<&Person>) -> Text {
    let shared = person.map(|person| &person.display_name).filter(|name| !name.is_empty());
    shared.map_or_else(|| text("caseload-name-hidden"), |name| name.text())
}

/// What people are called, asked for all at once; whoever does not share it is left out.
pub(crate) async fn names<'a>(
    visit: &Visit,
    people: impl Iterator<Item = &'a str>,
) -> Result<HashMap<String, String>, Failure> {
    let mut asked = JoinSet::new();
    let mut once: Vec<&str> = people.collect();
    once.sort_unstable();
    once.dedup();
    for name in once {
        let (visit, name) = (visit.clone(), name.to_owned());
        asked.spawn(async move { person(&visit, &name).await.map(|person| (name, person)) });
    }
    let mut names = HashMap::new();
    while let Some(answer) = asked.join_next().await {
        let (name, person) = answer.map_err(Error::internal)??;
        if let Some(person) = person.filter(|person| !person.display_name.is_empty()) {
            names.insert(name, person.display_name);
        }
    }
    Ok(names)
}

/// What a person in such a list is called.
pub(crate) fn named(names: &HashMap<String, String>, person: &str) -> Text {
    names.get(person).map_or_else(|| text("caseload-name-hidden"), |name| name.text())
}

/// What a council is called, by its name on the wire, `councils/E08000033`.
pub(crate) fn council(name: &str) -> Text {
    let code = name.strip_prefix("councils/").unwrap_or(name);
    council::find(code).map_or_else(|| code.text(), |council| council.display_name.text())
}

/// Where an organisation works, in one line.
pub(crate) fn places(names: &[String]) -> String {
    let places: Vec<String> = names.iter().map(|name| council(name).to_string()).collect();
    places.join(", ")
}

/// The council that was typed, by its name or its ONS code, as its name on the wire; notes what is none.
pub(crate) fn council_typed(form: &mut Form, field: &str) -> String {
    let typed = form.value(field).to_lowercase();
    if typed.is_empty() {
        return String::new();
    }
    let by_name = || council::ALL.iter().find(|council| council.display_name.to_lowercase() == typed);
    match council::find(&typed.to_uppercase()).or_else(by_name) {
        Some(council) => format!("councils/{}", council.gss_code),
        None => {
            form.note(field, text("funding-council-wrong"));
            String::new()
        }
    }
}

/// Councils to choose from, by what they are called.
pub(crate) fn councils(names: &[String]) -> Vec<(String, Text)> {
    let mut councils: Vec<_> = names.iter().map(|name| (name.clone(), council(name))).collect();
    councils.sort_by_cached_key(|(_, said)| said.to_string());
    councils.dedup_by(|one, other| one.0 == other.0);
    councils
}
