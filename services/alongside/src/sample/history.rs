//! Eighteen months, a fortnight at a time: people come, ask and choose; organisations answer; cases move on.

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use platform::Error;
use proto::matching::v1 as matching_pb;
use web::site::Site;

use super::journey::Journey;
use super::organisations::{self, Organisation};
use super::team::Teams;
use super::{AT_ONCE, DAYS, England, Made, strategies};

pub const FORTNIGHTS: usize = 39;
/// How long the services get to pass on what was chosen, each fortnight.
const PATIENCE: Duration = Duration::from_secs(5);

/// Lives the eighteen months.
pub async fn live(
    england: &England,
    organisations: &[Organisation],
    teams: &Teams,
    start: DateTime<Utc>,
    made: &mut Made,
    site: &Site,
) -> Result<(), Error> {
    let mut journeys: Vec<Journey> = (0..england.plan.people)
        .map(|number| Journey::new(england.dice("person", number), FORTNIGHTS))
        .collect();
    for fortnight in 0..FORTNIGHTS {
        let days =
            i64::try_from(fortnight).unwrap_or_default() * DAYS / i64::try_from(FORTNIGHTS).unwrap_or(1);
        england.clock.set(start + TimeDelta::days(days));
        all(&mut journeys, async |journey| journey.act(england, fortnight).await).await?;
        offered(england, &journeys).await?;
        let opened = answered(england, teams, &mut journeys, fortnight).await?;
        made.cases += opened;
        let due = organisations.iter().enumerate();
        let due = due.filter(|(number, organisation)| organisation.rhythm.is_due(*number, fortnight));
        let checks = stream::iter(due).map(|(_, due)| organisations::check(england, due));
        checks.buffered(AT_ONCE).try_collect::<Vec<_>>().await?;
        strategies::act(england, fortnight).await?;
    }
    made.people = journeys.iter().filter(|journey| journey.someone.is_some()).count();
    made.reviews = journeys.iter().map(|journey| journey.answered).sum();
    super::guests::invite(england, teams, &journeys, site).await
}

/// Does something for everyone, several at once.
async fn all<T>(
    journeys: &mut [Journey],
    act: impl AsyncFn(&mut Journey) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    stream::iter(journeys.iter_mut()).map(|journey| act(journey)).buffered(AT_ONCE).try_collect().await
}

async fn answered(
    england: &England,
    teams: &Teams,
    journeys: &mut [Journey],
    fortnight: usize,
) -> Result<usize, Error> {
    let opened = all(journeys, async |journey| journey.be_answered(england, teams, fortnight).await).await?;
    Ok(opened.into_iter().filter(|opened| *opened).count())
}

/// Waits until every choice made has been passed on, or a moment has passed.
async fn offered(england: &England, journeys: &[Journey]) -> Result<(), Error> {
    let began = Instant::now();
    for (choice, someone) in journeys.iter().filter_map(Journey::waits_on) {
        loop {
            let message = matching_pb::GetChoiceRequest { name: choice.to_owned() };
            let read = england.services.choices().get_choice(england.ask(&someone.token, message)?).await?;
            let read = read.into_inner();
            let passed_on =
                read.state() != matching_pb::choice::State::Offering || !read.current_introduction.is_empty();
            let passed_on = passed_on || read.queue_time.is_some();
            if passed_on || began.elapsed() > PATIENCE {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
    Ok(())
}
