//! What the councils of the sample state about money to others: two of three state something, of the last financial year.

use chrono::{Datelike as _, NaiveDate};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use platform::{Caller, Error, Role};
use proto::councils::v1 as pb;

use super::{AT_ONCE, England};

/// States it.
pub async fn make(england: &England, today: NaiveDate) -> Result<(), Error> {
    let last = if today.month() < 4 { today.year() - 2 } else { today.year() - 1 };
    stream::iter(reference::council::ALL.iter().enumerate())
        .map(|(number, council)| state(england, number, council, last))
        .buffer_unordered(AT_ONCE)
        .try_collect()
        .await
}

async fn state(
    england: &England,
    number: usize,
    council: &reference::council::Council,
    year: i32,
) -> Result<(), Error> {
    let mut dice = england.dice("spending", number);
    if !dice.percent(66) {
        return Ok(());
    }
    // About 40p to £1.60 for each person who lives there.
    let people = i64::from(council.population_thousands) * 1_000;
    let request = pb::StateSpendRequest {
        name: format!("spends/{}-{year}", council.gss_code),
        etag: "v1".to_owned(),
        to_others_pence: people * dice.between(40, 160),
        source: "The council's list of payments over £500, sorted by service (sample)".to_owned(),
    };
    let officer = Caller {
        council: format!("councils/{}", council.gss_code),
        ..Caller::new(Role::Officer, format!("officers/{}", uuid::Uuid::now_v7()))
    };
    let request = england.ask(&england.token(&officer)?, request)?;
    england.services.spends().state_spend(request).await?;
    Ok(())
}
