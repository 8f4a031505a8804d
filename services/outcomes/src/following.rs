//! What this service makes of the events of others: a case that opens asks its person three times; what `people` says
//! about supporters decides who may answer for whom; who was erased is forgotten.

use chrono::{DateTime, Utc};
use platform::follow::{Event, Projection, payload};
use platform::words::{Wire as _, Word as _};
use platform::{Deps, Error, Id, event, seal, when};
use proto::brokers::v1 as brokers;
use proto::people::v1 as people;
use sqlx::PgConnection;

use crate::names::{Broker, Person};
use crate::review::{self, About, Review, Stage, lapse_all};
use crate::standing::Power;
use crate::standing::store::{self as standing, Grant};

platform::wire! {
    Power = people::supporter::Power, "POWER_";
}

/// Makes the reviews of the cases `brokers` tells of.
pub struct Brokers(pub Deps);

/// Keeps what `people` tells about who may act for whom and who is gone.
pub struct People(pub Deps);

impl Projection for Brokers {
    async fn apply(&self, tx: &mut PgConnection, events: &[Event]) -> Result<(), Error> {
        for event in events {
            if let Some(case) = payload::<brokers::Case>(event)?
                && let Some((about, broker)) = about(&case)
            {
                self.keep(tx, event, &case, (about, broker)).await?;
            }
        }
        Ok(())
    }
}

impl Brokers {
    async fn keep(
        &self,
        tx: &mut PgConnection,
        event: &Event,
        case: &brokers::Case,
        (about, broker): (About, Id<Broker>),
    ) -> Result<(), Error> {
        let open = case.state() == brokers::case::State::Open;
        standing::keep_case(tx, about.case, broker, open, event.stream_version).await?;
        if event.kind == "case.opened" {
            let told = time_of(event).unwrap_or_else(|| self.0.clock.now());
            let opened = when::time("", case.create_time.as_ref()).ok().flatten().unwrap_or(told);
            return self.ask(tx, &about, opened, told).await;
        }
        if case.close_reason() == brokers::case::CloseReason::Died {
            let due = review::store::hold_due_of(tx, &self.0.seals, about.person, Some(about.case)).await?;
            return lapse_all(tx, due, self.0.clock.now()).await;
        }
        Ok(())
    }

    /// Makes the reviews of a case that has opened, unless its person was erased since.
    async fn ask(
        &self,
        tx: &mut PgConnection,
        about: &About,
        opened: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        match self.0.seals.key(tx, about.person.uuid()).await {
            Err(Error::NotFound(_)) => return Ok(()),
            other => other?,
        };
        if !standing::hold(tx, about.person).await? {
            return Ok(());
        }
        for stage in Stage::ALL {
            let review = Review::new(about.clone(), *stage, opened, now);
            if review::store::insert(tx, &review).await? {
                event::append(tx, &review::change("review.created", &review)).await?;
            }
        }
        Ok(())
    }
}

impl Projection for People {
    async fn apply(&self, tx: &mut PgConnection, events: &[Event]) -> Result<(), Error> {
        for event in events {
            if event.kind == "person.erased" {
                if let Ok(person) = Id::parse("", &event.stream) {
                    self.forget(tx, person).await?;
                }
            } else if let Some(supporter) = payload::<people::Supporter>(event)?
                && let Some(grant) = grant(event.stream_version, &supporter)
            {
                standing::keep_grant(tx, &grant).await?;
            }
        }
        Ok(())
    }
}

impl People {
    /// Destroys the key to what a person said, and asks them nothing more.
    async fn forget(&self, tx: &mut PgConnection, person: Id<Person>) -> Result<(), Error> {
        // Destroying the key first waits for reviews that are just being made, so that none is missed.
        seal::destroy(tx, person.uuid()).await?;
        standing::forget_grants(tx, person).await?;
        let due = review::store::hold_due_of(tx, &self.0.seals, person, None).await?;
        lapse_all(tx, due, self.0.clock.now()).await
    }
}

/// What the reviews of a case are about and who works on it; nothing when the event is not whole.
fn about(case: &brokers::Case) -> Option<(About, Id<Broker>)> {
    let about = About {
        case: Id::parse("", &case.name).ok()?,
        person: Id::parse("", &case.person).ok()?,
        request: Id::parse("", &case.request).ok()?,
        council: case.council.clone(),
        ulo: Id::parse("", &case.ulo).ok()?,
    };
    Some((about, Id::parse("", &case.broker).ok()?))
}

/// The grant an event tells of; nothing when it is not whole.
fn grant(version: i64, supporter: &people::Supporter) -> Option<Grant> {
    let active = supporter.state() == people::supporter::State::Active;
    let powers = supporter.powers.iter().filter(|_| active);
    Some(Grant {
        supporter: Id::parse("", &supporter.name).ok()?,
        person: Id::parse("", &supporter.person).ok()?,
        powers: powers.filter_map(|power| Power::optional("", *power).ok().flatten()).collect(),
        expire_time: when::time("", supporter.expire_time.as_ref()).ok().flatten()?,
        version,
    })
}

fn time_of(event: &Event) -> Option<DateTime<Utc>> {
    when::time("", event.occur_time.as_ref()).ok().flatten()
}
