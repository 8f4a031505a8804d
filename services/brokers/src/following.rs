//! What this service makes of the events of `people`: who may act for whom, and whom to forget.

use platform::follow::{Event, Projection, payload};
use platform::words::Wire as _;
use platform::{Deps, Error, Id, seal, when};
use proto::people::v1 as pb;
use sqlx::PgConnection;

use crate::case::{self, By, CloseReason};
use crate::introduction;
use crate::names::Person;
use crate::standing::Power;
use crate::standing::store::{self as supporters, Grant};

platform::wire! {
    Power = pb::supporter::Power, "POWER_";
}

/// Keeps this service's picture of people.
pub struct People {
    deps: Deps,
}

impl People {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }

    /// Ends everything under way for a person, then destroys the key to what was said about them.
    async fn forget(&self, tx: &mut PgConnection, person: Id<Person>) -> Result<(), Error> {
        let now = self.deps.clock.now();
        for mut offered in introduction::store::offered_of(tx, &self.deps.seals, person).await? {
            introduction::end(tx, &mut offered, now).await?;
        }
        let actor = person.to_string();
        for mut case in case::store::open_of(tx, &self.deps.seals, person).await? {
            let by = By { actor: &actor, note: String::new(), minutes: 0, now };
            let end = (case.version(), CloseReason::PersonStopped);
            case::keep::close(tx, &self.deps, &mut case, end, by).await?;
        }
        supporters::forget(tx, person).await?;
        seal::destroy(tx, person.uuid()).await
    }
}

impl Projection for People {
    async fn apply(&self, tx: &mut PgConnection, events: &[Event]) -> Result<(), Error> {
        for event in events {
            if event.kind == "person.erased" {
                if let Ok(person) = Id::parse("", &event.stream) {
                    self.forget(tx, person).await?;
                }
            } else if let Some(supporter) = payload::<pb::Supporter>(event)?
                && let Some(grant) = grant(event.stream_version, &supporter)
            {
                supporters::keep(tx, &grant).await?;
            }
        }
        Ok(())
    }
}

/// The grant an event tells of; nothing when it is not whole.
fn grant(version: i64, supporter: &pb::Supporter) -> Option<Grant> {
    let active = supporter.state() == pb::supporter::State::Active;
    let powers = supporter.powers.iter().filter(|_| active);
    Some(Grant {
        supporter: Id::parse("", &supporter.name).ok()?,
        person: Id::parse("", &supporter.person).ok()?,
        powers: powers.filter_map(|power| Power::optional("", *power).ok().flatten()).collect(),
        expire_time: when::time("", supporter.expire_time.as_ref()).ok().flatten()?,
        version,
    })
}
