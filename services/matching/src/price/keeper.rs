//! Works prices out once a night, and when there are none yet. Offerings and requests are read a page at a time, each in a
//! transaction of its own: a request that moves meanwhile is counted once, as it was when it was read.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use platform::db::Db;
use platform::seal::Seals;
use platform::{Clock, Deps, Error};
use uuid::Uuid;

use super::latest::Latest;
use super::problem::{Offered, Problem, Refused, Worth};
use super::waiting::Waiting;
use super::{At, LATELY_DAYS, Night, Price, store};
use crate::support::Kind;
use crate::{choice, menu, request};

/// How long what another process worked out can stay unseen.
const PAUSE: Duration = Duration::from_secs(2);
/// How long to rest after what went wrong.
const REST: Duration = Duration::from_secs(30);
/// How many rows are read at once.
const PAGE: i64 = 500;

/// Keeps prices, and those menus are made with, until it is stopped.
pub async fn run(deps: Deps, latest: Arc<Latest>) {
    let mut pause = Duration::ZERO;
    loop {
        tokio::select! {
            () = deps.stop.cancelled() => return,
            () = tokio::time::sleep(pause) => {}
        }
        let kept = turn(&deps, &latest).await;
        pause = if kept.is_ok() { PAUSE } else { REST };
        if let Err(error) = kept {
            tracing::warn!(%error, "prices will be worked out shortly");
        }
    }
}

async fn turn(deps: &Deps, latest: &Latest) -> Result<(), Error> {
    // While a sample history is made it is no time of night.
    if !deps.clock.is_shifted() {
        keep(&deps.db, &deps.seals, &deps.clock).await?;
    }
    let kept = store::last_night(deps.db.pool(), true).await?;
    latest.refresh(&deps.db, kept.and_then(|night| night.finish_time)).await
}

/// Works out the prices of the night that is due, if there is one and nobody else does. Says whether it did.
///
/// # Errors
/// What the database said; then the prices are those of the night before.
pub async fn keep(db: &Db, seals: &Seals, clock: &Clock) -> Result<bool, Error> {
    let now = clock.now();
    let last = store::last_night(db.pool(), false).await?;
    let night = Night::begun(now);
    if !Night::is_due(last, now) || !store::begin(db.pool(), last, &night).await? {
        return Ok(false);
    }
    match work(db, seals, clock, night).await {
        Ok(()) => Ok(true),
        Err(error) => {
            store::give_up(db.pool(), &night).await?;
            Err(error)
        }
    }
}

async fn work(db: &Db, seals: &Seals, clock: &Clock, mut night: Night) -> Result<(), Error> {
    let now = night.start_time;
    let shown = menu::store::shown(db.pool(), now - TimeDelta::days(LATELY_DAYS)).await?;
    let on_offer = on_offer(db, &shown, now).await?;
    let mut problem = Problem::new(on_offer.iter().map(|(offered, ..)| *offered).collect());
    everyone(db, seals, now, |waiting| problem.add(waiting)).await?;
    // Minutes of work at the size of a country: not where others wait their turn.
    let solved = tokio::task::spawn_blocking(|| problem.solve()).await.map_err(Error::internal)?;
    night.finish_time = Some(clock.now());
    match solved {
        Ok(worth) => {
            night.offerings = i64::try_from(on_offer.len()).ok();
            night.gap_millionths = i64::try_from(worth.gap.millionths()).unwrap_or(i64::MAX);
            tracing::info!(
                requests = worth.requests,
                gap_millionths = night.gap_millionths,
                "prices worked out"
            );
            let prices = priced(&on_offer, &shown, &worth, now);
            let mut tx = db.begin().await?;
            store::replace(&mut tx, &prices).await?;
            store::finish(&mut *tx, &night, worth.requests).await?;
            tx.commit().await
        }
        Err(refused) => {
            night.gap_millionths = refused.gap_millionths();
            tracing::error!(?refused, "the night's prices are refused; those of the night before stay");
            store::finish(db.pool(), &night, 0).await
        }
    }
}

/// An offering, its organisation and its kind.
type OnOffer = (Offered, Uuid, Kind);

async fn on_offer(db: &Db, shown: &HashMap<Uuid, i64>, now: DateTime<Utc>) -> Result<Vec<OnOffer>, Error> {
    let (mut found, mut after) = (Vec::new(), Uuid::nil());
    loop {
        let page = store::on_offer(db.pool(), after, PAGE).await?;
        let Some((last, ..)) = page.last() else { return Ok(found) };
        after = last.id;
        found.extend(page.iter().map(|(offering, ulo, taken)| {
            let shown = shown.get(&offering.id).copied().unwrap_or_default();
            (Offered::of((offering, *taken), ulo, shown, now), offering.ulo, offering.kind)
        }));
    }
}

/// Everyone who waits, one after the other.
async fn everyone(
    db: &Db,
    seals: &Seals,
    now: DateTime<Utc>,
    mut with: impl FnMut(&Waiting),
) -> Result<(), Error> {
    let mut after = Uuid::nil();
    loop {
        let page = request::store::waiting(db.pool(), seals, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.id().uuid();
        let ids: Vec<Uuid> = page.iter().map(|request| request.id().uuid()).collect();
        let menus = menu::store::newest_of(db.pool(), &ids).await?;
        let said_no = choice::store::said_no_to(db.pool(), &ids).await?;
        for request in &page {
            let id = request.id().uuid();
            let said_no = said_no.get(&id).map(Vec::as_slice).unwrap_or_default();
            if let Some(waiting) = Waiting::of(request, menus.get(&id), said_no, now) {
                with(&waiting);
            }
        }
    }
}

/// The prices of a night, the lowest first: so the newest id has the highest.
fn priced(on_offer: &[OnOffer], shown: &HashMap<Uuid, i64>, worth: &Worth, now: DateTime<Utc>) -> Vec<Price> {
    let offerings = on_offer.iter().zip(&worth.offerings).map(|((offered, ulo, kind), price)| {
        let shown = shown.get(&offered.id).copied().unwrap_or_default();
        (At::Offering { offering: offered.id, ulo: *ulo }, *kind, *price, shown)
    });
    let areas = worth.areas.iter().map(|(area, price)| {
        (At::Area { council: area.council.clone(), need: area.need.clone() }, area.kind, *price, 0)
    });
    let mut priced: Vec<_> = offerings.chain(areas).collect();
    // Of equals, an opening for everyone is listed before one for people with a need.
    priced.sort_by_key(|(at, _, price, _)| (*price, at.area().is_some_and(|(_, need)| need.is_empty())));
    let price = |(at, kind, price, shown)| Price {
        id: platform::Id::new(),
        at,
        kind,
        price,
        shown,
        create_time: now,
    };
    priced.into_iter().map(price).collect()
}

impl Refused {
    fn gap_millionths(self) -> i64 {
        match self {
            Self::Gap(gap) => i64::try_from(gap.millionths()).unwrap_or(i64::MAX),
            Self::Unpriced(_) => i64::MAX,
        }
    }
}
