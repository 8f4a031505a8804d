//! What belongs to an organisation and not everyone may read.

use platform::action::Action as _;
use platform::db::Db;
use platform::{Caller, Error, Id, Role};
use uuid::Uuid;

use crate::Action;
use crate::policy::relations_to;
use crate::ulo::{self, Ulo};

/// Lets the caller do this to the record `name`, which belongs to that organisation.
///
/// # Errors
/// [`Error::NotFound`] for whoever may not: they do not learn that it is there.
pub(crate) async fn require(
    db: &Db,
    action: Action,
    caller: &Caller,
    ulo: Id<Ulo>,
    name: impl ToString,
) -> Result<(), Error> {
    let ulo = ulo::store::get(db.pool(), ulo).await?;
    action.require(caller, &relations_to(caller, &ulo), name)
}

/// What a list of such records can hold: those of that organisation, when the caller may read them; or else a manager's
/// own, those in an officer's council, all for the others.
///
/// # Errors
/// [`Error::NotFound`] for whoever may not read those of that organisation.
pub(crate) async fn scope(
    db: &Db,
    action: Action,
    caller: &Caller,
    ulo: Option<Id<Ulo>>,
) -> Result<(Option<Uuid>, String), Error> {
    if let Some(ulo) = ulo {
        require(db, action, caller, ulo, ulo).await?;
        return Ok((Some(ulo.uuid()), String::new()));
    }
    Ok(match caller.role {
        Role::Manager => (Some(Id::<Ulo>::parse("ulo", &caller.ulo)?.uuid()), String::new()),
        Role::Officer if caller.council.is_empty() => return Err(Error::Forbidden),
        Role::Officer => (None, caller.council.clone()),
        _ => (None, String::new()),
    })
}
