//! The gRPC face of people.

use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Role, Violations, etag, mask, seal};
use proto::people::v1 as pb;
use tonic::{Request, Response, Status};

use super::wire::{parse, parse_council, to_wire};
use super::{Person, State, store};
use crate::consent::{self, Shared};
use crate::standing::{self, Look, Standing};
use crate::{Action, supporter};

/// What an update can change.
const FIELDS: &[&str] =
    &["display_name", "pronouns", "contact_routes", "place", "age_band", "equality", "council"];

/// `alongside.people.v1.People`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }

    async fn look(&self, action: Action, caller: &Caller, person: Id<Person>) -> Result<Standing, Error> {
        let look = Look { action, caller, person, what: person.to_string(), wants: None };
        look.at(self.deps.db.pool(), self.deps.clock.now()).await
    }
}

#[tonic::async_trait]
impl pb::people_server::People for Rpc {
    async fn create_person(
        &self,
        request: Request<pb::CreatePersonRequest>,
    ) -> Result<Response<pb::Person>, Status> {
        let caller = Action::CreatePerson.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let details = parse(&request.person.unwrap_or_default(), &mut violations);
        let person = Person::new(violations.finish(details)?, self.deps.clock.now());

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, person.id.uuid()).await? {
            let person = store::get(&mut *tx, &self.deps.seals, Id::from_uuid(made)).await?;
            return Ok(Response::new(to_wire(&person)));
        }
        let key = self.deps.seals.key(&mut tx, person.id.uuid()).await?;
        store::insert(&mut tx, &key, &person).await?;
        event::append(&mut tx, &change("person.created", &person)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&person)))
    }

    async fn get_person(
        &self,
        request: Request<pb::GetPersonRequest>,
    ) -> Result<Response<pb::Person>, Status> {
        let caller = Action::GetPerson.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let standing = self.look(Action::GetPerson, &caller, id).await?;
        let person = store::get(self.deps.db.pool(), &self.deps.seals, id).await?;
        Ok(Response::new(seen(&person, &standing)))
    }

    async fn list_people(
        &self,
        request: Request<pb::ListPeopleRequest>,
    ) -> Result<Response<pb::ListPeopleResponse>, Status> {
        let caller = Action::ListPeople.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let state = violations.keep(State::optional("state", request.state));
        let council = violations.keep(parse_council("council", &request.council));
        violations.done()?;
        let filter = store::Filter {
            only: caller.person().strip_prefix("people/").and_then(|id| id.parse().ok()),
            recipients: caller.person().is_empty().then(|| standing::recipients(&caller)),
            council,
            state,
        };
        let now = self.deps.clock.now();
        let pool = self.deps.db.pool();
        let mut people = store::list(pool, &self.deps.seals, &filter, now, &page).await?;
        let next_page_token = page.cut(&mut people, |person| person.id.uuid());
        let ids: Vec<Id<Person>> = people.iter().map(|person| person.id).collect();
        let standings = standing::of_many(pool, Action::ListPeople, &caller, &ids, now).await?;
        let shown = people.iter().filter_map(|person| Some(seen(person, standings.get(&person.id)?)));
        let people = shown.collect();
        Ok(Response::new(pb::ListPeopleResponse { people, next_page_token }))
    }

    async fn update_person(
        &self,
        request: Request<pb::UpdatePersonRequest>,
    ) -> Result<Response<pb::Person>, Status> {
        let caller = Action::UpdatePerson.enter(&request)?;
        let request = request.into_inner();
        let sent = request.person.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("person.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;
        self.look(Action::UpdatePerson, &caller, id).await?;

        let mut tx = self.deps.db.begin().await?;
        let mut person = store::get(&mut *tx, &self.deps.seals, id).await?;
        person.state.still_here()?;
        let mut violations = Violations::new();
        let details = parse(&merged(to_wire(&person), sent, &paths), &mut violations);
        person.edit(violations.finish(details)?, self.deps.clock.now())?;
        let key = self.deps.seals.key(&mut tx, id.uuid()).await?;
        store::update(&mut tx, &key, &person, version).await?;
        event::append(&mut tx, &change("person.updated", &person)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&person)))
    }

    async fn erase_person(&self, request: Request<pb::ErasePersonRequest>) -> Result<Response<()>, Status> {
        let caller = Action::ErasePerson.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &request.name));
        let version = violations.keep(etag::parse(&request.etag));
        violations.done()?;
        // An operator carries out what the person asked for and never reads the record.
        if caller.role == Role::Person {
            self.look(Action::ErasePerson, &caller, id).await?;
        }

        let now = self.deps.clock.now();
        let mut tx = self.deps.db.begin().await?;
        let mut person = store::get(&mut *tx, &self.deps.seals, id).await?;
        person.erase(now)?;
        let key = self.deps.seals.key(&mut tx, id.uuid()).await?;
        // Locks the row first: from here nobody gives the person a supporter or a consent.
        store::update(&mut tx, &key, &person, version).await?;
        supporter::rpc::revoke_all(&mut tx, &self.deps.seals, &key, id, now).await?;
        consent::rpc::withdraw_all(&mut tx, id, now).await?;
        seal::destroy(&mut tx, id.uuid()).await?;
        event::append(&mut tx, &change("person.erased", &person)).await?;
        tx.commit().await?;
        Ok(Response::new(()))
    }
}

/// The person as they are, with the fields of `paths` as sent.
fn merged(mut person: pb::Person, sent: pb::Person, paths: &[&str]) -> pb::Person {
    for path in paths {
        match *path {
            "display_name" => person.display_name.clone_from(&sent.display_name),
            "pronouns" => person.pronouns.clone_from(&sent.pronouns),
            "contact_routes" => person.contact_routes.clone_from(&sent.contact_routes),
            "place" => person.place.clone_from(&sent.place),
            "age_band" => person.age_band = sent.age_band,
            "equality" => person.equality = sent.equality,
            "council" => person.council.clone_from(&sent.council),
            _ => {}
        }
    }
    person
}

/// What someone of that standing sees of the person.
fn seen(person: &Person, standing: &Standing) -> pb::Person {
    let mut shown = to_wire(person);
    if !standing.sees_all() {
        shown.equality = None;
    }
    if !standing.sees(Shared::NameAndContact) {
        shown.display_name.clear();
        shown.contact_routes.clear();
    } else if !standing.sees_all() {
        shown.contact_routes.retain(|route| route.safe);
    }
    if !standing.sees(Shared::AboutMe) {
        shown.pronouns.clear();
        shown.age_band = 0;
    }
    if !standing.sees(Shared::Place) {
        shown.place = None;
    }
    shown
}

/// The event of a change, without private text.
fn change(kind: &'static str, person: &Person) -> Change {
    let mut told = to_wire(person);
    told.display_name.clear();
    told.pronouns.clear();
    told.contact_routes.clear();
    told.equality = None;
    Change::new(kind, person.id, person.version, &told, person.update_time)
}
