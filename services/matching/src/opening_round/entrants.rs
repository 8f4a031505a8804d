//! Who takes part in a round, and what counts for each of them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use platform::{Deps, Error, Id, uk_time};
use sqlx::PgConnection;
use uuid::Uuid;

use super::draw::{Drawing, Entrant, Wanted, band, group};
use super::result::OpeningRoundResult;
use super::{Opening, OpeningRound};
use crate::choice::{self, Choice};
use crate::exposure::floor;
use crate::menu::{self, Made};
use crate::price;
use crate::price::waiting::options;
use crate::request::{self, Request};

/// Everything the round would be decided from, if these take part.
///
/// # Errors
/// What the database said.
pub async fn drawing(
    tx: &mut PgConnection,
    deps: &Deps,
    round: &OpeningRound,
    waiting: &[OpeningRoundResult],
) -> Result<Drawing, Error> {
    let ids = |of: fn(&OpeningRoundResult) -> Uuid| waiting.iter().map(of).collect::<Vec<Uuid>>();
    let choices = choice::store::some(&mut *tx, &deps.seals, &ids(|result| result.choice.uuid())).await?;
    let requests = request::store::some(&mut *tx, &deps.seals, &ids(|result| result.request.uuid())).await?;
    // Nobody has a newer menu than the one they chose from.
    let menus = menu::store::newest_of(&mut *tx, &ids(|result| result.request.uuid())).await?;
    let choices: HashMap<Id<Choice>, &Choice> = choices.iter().map(|choice| (choice.id(), choice)).collect();
    let requests: HashMap<Id<Request>, &Request> =
        requests.iter().map(|request| (request.id(), request)).collect();
    let entrants = waiting.iter().filter_map(|result| {
        let choice = choices.get(&result.choice)?;
        let made = menus.get(&result.request.uuid())?;
        entrant(round, result, choice, requests.get(&result.request)?, made)
    });
    let openings = with_floors(&mut *tx, &round.openings, deps.clock.now()).await?;
    Ok(Drawing::new(&openings, entrants.collect()))
}

/// Each opening with its exposure floor; none where no night told yet how often it was shown.
async fn with_floors(
    tx: &mut PgConnection,
    openings: &[Opening],
    now: DateTime<Utc>,
) -> Result<Vec<(Opening, u32)>, Error> {
    let ulos: Vec<Uuid> = openings.iter().map(|opening| opening.ulo).collect();
    let shown = price::store::shown(tx, &ulos).await?;
    let floor = |opening: &Opening| {
        shown.get(&opening.offering).map_or(0, |(ulo, shown)| floor(ulo, opening.count(), *shown, now))
    };
    Ok(openings.iter().map(|opening| (*opening, floor(opening))).collect())
}

/// What counts for one of them; nothing when the round has none of what they would take next.
fn entrant(
    round: &OpeningRound,
    result: &OpeningRoundResult,
    choice: &Choice,
    request: &Request,
    made: &Made,
) -> Option<Entrant> {
    let close_date = round.details.close_date;
    let frozen = request.frozen()?;
    let days = (close_date - uk_time::date(request.ask_time()?)).num_days();
    let fits: HashMap<Uuid, u32> = options(made).into_iter().collect();
    let fit_of = |offering: Uuid| fits.get(&offering).copied().unwrap_or(0);
    let wants = choice.within(|offering| round.openings_of(offering).is_some());
    let wants: Vec<Wanted> =
        wants.into_iter().map(|(offering, rank)| Wanted { offering, rank, fit: fit_of(offering) }).collect();
    // A menu of before that was counted has what fitted.
    let suiting = made.suiting_total.max(made.fitting_total);
    let alternatives = suiting.max(u32::try_from(made.options.len()).unwrap_or(0));
    (!wants.is_empty()).then_some(Entrant {
        result: result.id.uuid(),
        request: request.id().uuid(),
        band: band(request.need_by(), request.wants().advocacy_kind, close_date),
        waited: u32::try_from(days).unwrap_or(0),
        alternatives,
        group: group(&frozen.needs),
        wants,
    })
}
