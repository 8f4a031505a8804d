//! Who may know of a round, and how they stand to it.

use chrono::{DateTime, Utc};
use platform::{Caller, Error, Id, Role};
use sqlx::PgConnection;

use super::{OpeningRound, result, store};
use crate::index::keep::Kept;
use crate::index::sets::council_number;
use crate::names::{Person, Ulo};
use crate::{Action, Relation, supporter};

/// Every way the caller stands to a round.
///
/// # Errors
/// What the database said.
pub async fn relations(
    tx: &mut PgConnection,
    index: &Kept,
    caller: &Caller,
    round: &OpeningRound,
    now: DateTime<Utc>,
) -> Result<Vec<Relation>, Error> {
    let mut relations = vec![Relation::Foreign];
    if round.is_owned_by(caller) {
        relations.push(Relation::Owner);
    }
    if caller.role == Role::Manager && (round.is_given_by(&caller.ulo) || is_asked(index, caller, round)?) {
        relations.push(Relation::Gives);
    }
    if let Ok(person) = Id::<Person>::parse("", caller.person())
        && result::store::has_entered(&mut *tx, round.id, person).await?
    {
        relations.extend(supporter::relations(tx, caller, person, now).await?);
    }
    Ok(relations)
}

/// Whether it is an open round of a council in which the caller's organisation offers something.
fn is_asked(index: &Kept, caller: &Caller, round: &OpeningRound) -> Result<bool, Error> {
    let Some(council) = round.asks_in() else { return Ok(false) };
    Ok(councils(index, caller)?.iter().any(|name| name == council))
}

/// The councils in which the caller's organisation offers something.
fn councils(index: &Kept, caller: &Caller) -> Result<Vec<String>, Error> {
    let Ok(ulo) = Id::<Ulo>::parse("", &caller.ulo) else { return Ok(Vec::new()) };
    index.read(|index| index.councils_of(ulo.uuid()))
}

/// Whether an offering given in these councils can be in the round: any in its owner's own, in a council's what is given there.
pub fn can_have(round: &OpeningRound, councils: crate::index::sets::Councils) -> bool {
    round.asks_in().is_none_or(|council| council_number(council).is_some_and(|number| councils.has(number)))
}

/// Which rounds the caller may see, none of them asked for yet; nothing when there can be none.
///
/// # Errors
/// What the database said.
pub async fn filter(
    tx: &mut PgConnection,
    index: &Kept,
    caller: &Caller,
    now: DateTime<Utc>,
) -> Result<Option<store::Filter>, Error> {
    let filter = store::Filter::default();
    Ok(match caller.role {
        Role::Manager => Some(store::Filter {
            own: caller.ulo.clone(),
            ulo: Id::<Ulo>::parse("", &caller.ulo).ok().map(Id::uuid),
            councils: councils(index, caller)?,
            ..filter
        }),
        Role::Officer => Some(store::Filter { own: caller.council.clone(), ..filter }),
        _ => {
            let person = supporter::whose_list(tx, caller, Action::ListOpeningRounds, None, now).await?;
            person.map(|person| store::Filter { person: Some(person.uuid()), ..filter })
        }
    })
}
