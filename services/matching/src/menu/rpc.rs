//! The gRPC face of menus.

use std::sync::Arc;

use platform::action::Action as _;
use platform::db::Tx;
use platform::event::{self, Change};
use platform::once::Once;
use platform::{Deps, Error, Id, Page, Violations};
use proto::matching::v1 as pb;
use tonic::{Response, Status};

use super::wire::{to_wire, told};
use super::{Inputs, Menu, store};
use crate::index::keep::Kept;
use crate::names::Person;
use crate::price::latest::Latest;
use crate::request::Request;
use crate::{Action, choice, request, supporter};

/// `alongside.matching.v1.Menus`.
pub struct Rpc {
    deps: Deps,
    index: Arc<Kept>,
    prices: Arc<Latest>,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps, index: &Arc<Kept>, prices: &Arc<Latest>) -> Self {
        Self { deps: deps.clone(), index: index.clone(), prices: prices.clone() }
    }

    /// Makes the menu of an open request and notes whether there is anything to choose from.
    async fn make(&self, tx: &mut Tx, id: Id<Menu>, mut request: Request) -> Result<Menu, Error> {
        let now = self.deps.clock.now();
        let frozen = request.open()?.clone();
        let inputs = Inputs {
            wants: request.wants().clone(),
            frozen,
            known_ulos: request::store::known_ulos(&mut **tx, &request).await?,
            said_no: choice::store::said_no(&mut **tx, request.id()).await?,
            as_of_time: now,
            prices: Vec::new(),
        };
        let seed = seed(request.person());
        let prices = self.prices.prices();
        let menu = self.index.read(|index| Menu::new(id, &request, inputs, index, &prices, seed))??;
        let key = self.deps.seals.key(tx, request.person().uuid()).await?;
        store::insert(tx, &key, &menu).await?;
        event::append(tx, &change("menu.created", &menu)).await?;
        let met = !menu.is_empty();
        if request.meet(met, now) {
            let kind = if met { "request.met" } else { "request.unmet" };
            request::store::update(tx, &self.deps.seals, &request).await?;
            event::append(tx, &request::rpc::change(kind, &request)).await?;
        }
        Ok(menu)
    }
}

/// The seed of every menu of a person: the same answers give the same list, and looking again draws nothing anew.
fn seed(person: Id<Person>) -> u64 {
    person.uuid().as_u64_pair().1
}

#[tonic::async_trait]
impl pb::menus_server::Menus for Rpc {
    async fn create_menu(
        &self,
        request: tonic::Request<pb::CreateMenuRequest>,
    ) -> Result<Response<pb::Menu>, Status> {
        let caller = Action::CreateMenu.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let id = violations.keep(Id::parse("request", &request.request));
        violations.done()?;

        // Before the transaction, so that no connection is held meanwhile.
        self.index.first_read().await;
        let mut tx = self.deps.db.begin().await?;
        let request = request::store::hold(&mut tx, &self.deps.seals, id).await?;
        let now = self.deps.clock.now();
        supporter::require(&mut *tx, &caller, Action::CreateMenu, request.person(), id, now).await?;
        let menu = Id::new();
        if let Some(made) = once.claim(&mut tx, menu.uuid()).await? {
            let menu = store::get(&mut *tx, &self.deps.seals, Id::from_uuid(made)).await?;
            return Ok(Response::new(to_wire(&menu)));
        }
        let menu = self.make(&mut tx, menu, request).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&menu)))
    }

    async fn get_menu(
        &self,
        request: tonic::Request<pb::GetMenuRequest>,
    ) -> Result<Response<pb::Menu>, Status> {
        let caller = Action::GetMenu.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let pool = self.deps.db.pool();
        let menu = store::get(pool, &self.deps.seals, id).await?;
        let now = self.deps.clock.now();
        supporter::require(pool, &caller, Action::GetMenu, menu.person, id, now).await?;
        Ok(Response::new(to_wire(&menu)))
    }

    async fn list_menus(
        &self,
        request: tonic::Request<pb::ListMenusRequest>,
    ) -> Result<Response<pb::ListMenusResponse>, Status> {
        let caller = Action::ListMenus.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let of = violations.keep(Id::parse_optional("request", &request.request));
        violations.done()?;
        let (pool, now) = (self.deps.db.pool(), self.deps.clock.now());
        let person = supporter::whose_list(pool, &caller, Action::ListMenus, None, now).await?;
        let Some(person) = person else { return Ok(Response::new(pb::ListMenusResponse::default())) };
        let filter = store::Filter { person, request: of };
        let mut menus = store::list(pool, &self.deps.seals, &filter, &page).await?;
        let next_page_token = page.cut(&mut menus, |menu| menu.id.uuid());
        let menus = menus.iter().map(to_wire).collect();
        Ok(Response::new(pb::ListMenusResponse { menus, next_page_token }))
    }
}

/// The event of a change, without what is private.
pub(crate) fn change(kind: &'static str, menu: &Menu) -> Change {
    Change::new(kind, menu.id, menu.version, &told(menu), menu.update_time)
}
