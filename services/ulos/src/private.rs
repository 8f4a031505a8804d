//! What belongs to an organisation and not everyone may read.

use platform::action::Action as _;
use platform::db::Db;
use platform::{Caller, Error, Id};

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
