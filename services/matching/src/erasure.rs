//! Forgetting a person: their key is destroyed, what they had begun is over, and nothing they said is left.

use platform::event;
use platform::{Deps, Error, Id, seal};
use sqlx::PgConnection;

use crate::names::Person;
use crate::{choice, menu, request, supporter};

/// Forgets a person. The second time it finds nothing to forget.
///
/// # Errors
/// What the database said.
pub async fn forget(tx: &mut PgConnection, deps: &Deps, person: Id<Person>) -> Result<(), Error> {
    let now = deps.clock.now();
    for id in request::store::all_of(tx, person).await? {
        let mut request = request::store::hold(tx, &deps.seals, id).await?;
        choice::stop::abandon(tx, deps, id).await?;
        if request.forget(now) {
            choice::settle::keep(tx, deps, &request, "request.erased").await?;
        }
    }
    for id in menu::store::private_of(tx, person).await? {
        let mut menu = menu::store::get(&mut *tx, &deps.seals, id).await?;
        menu.forget(now);
        menu::store::forget(tx, &menu).await?;
        event::append(tx, &menu::rpc::change("menu.erased", &menu)).await?;
    }
    for id in choice::store::private_of(tx, person).await? {
        let mut choice = choice::store::get(&mut *tx, &deps.seals, id).await?;
        choice.forget(now);
        choice::store::update(tx, &deps.seals, &choice).await?;
        event::append(tx, &choice::settle::change("choice.erased", &choice)).await?;
    }
    supporter::store::forget(tx, person).await?;
    seal::destroy(tx, person.uuid()).await
}
