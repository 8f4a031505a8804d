//! How the places of an offering stand, in words: how many people are before someone, never who.

use std::collections::HashMap;

use platform::Error;
use proto::matching::v1::Queue;
use proto::matching::v1::opening_round::Rule;
use proto::matching::v1::queue::Standing;
use tokio::task::JoinSet;

use crate::error::Failure;
use crate::mine;
use crate::read;
use crate::said;
use crate::view;
use crate::visit::Visit;
use crate::when;
use crate::words::{Text, text};

/// The queue of one offering, `offerings/…`; nothing when it is not there any more.
pub(crate) async fn of(visit: &Visit, offering: &str) -> Result<Option<Queue>, Error> {
    let name = offering.replacen("offerings/", "queues/", 1);
    read::if_there(mine::queue(visit, &name).await)
}

/// Those of several offerings, asked for all at once, by the offering.
pub(crate) async fn of_all<'a>(
    visit: &Visit,
    offerings: impl Iterator<Item = &'a String>,
) -> Result<HashMap<String, Queue>, Failure> {
    let mut asked = JoinSet::new();
    for offering in offerings {
        let (visit, offering) = (visit.clone(), offering.clone());
        asked.spawn(async move { of(&visit, &offering).await });
    }
    let mut queues = HashMap::new();
    while let Some(answer) = asked.join_next().await {
        let queue = answer.map_err(Error::internal)??;
        queues.extend(queue.map(|queue| (queue.offering.clone(), queue)));
    }
    Ok(queues)
}

/// What whoever has not chosen yet should know; empty while a place is free or none is counted.
pub(crate) fn before_choosing(queue: Option<&Queue>) -> Text {
    let Some(queue) = queue.filter(|queue| queue.standing() == Standing::Unspecified) else {
        return Text::default();
    };
    match queue.round_rule() {
        Rule::Unspecified if queue.ahead > 0 => counted("queue-before", queue),
        Rule::Unspecified => Text::default(),
        _ => in_round(queue),
    }
}

/// That its places are given out in a round, to whom, and when.
fn in_round(queue: &Queue) -> Text {
    let late = when::date(&queue.round_close_date).is_some_and(|close| close < when::today());
    let said = text(if late { "queue-round-late" } else { "queue-round" });
    said.with("close", view::date(&queue.round_close_date))
        .with("rule", said::opening_round::rule(queue.round_rule))
}

/// How someone's own choice stands; empty while nothing is counted.
pub(crate) fn own(queue: &Queue) -> Text {
    match queue.standing() {
        Standing::Held => text("queue-held"),
        Standing::Waits if queue.ahead > 0 => counted("queue-waits", queue),
        Standing::Waits => text("queue-next"),
        Standing::Unspecified => Text::default(),
    }
}

/// What the last place went by; empty where that is not known or not safe to tell.
pub(crate) fn cutoff(queue: &Queue) -> Text {
    queue.cutoff_weeks.map_or_else(Text::default, |weeks| text("queue-cutoff").with("weeks", weeks))
}

fn counted(key: &'static str, queue: &Queue) -> Text {
    text(key).with("ahead", queue.ahead).with("places", queue.places.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_before_are_told_in_numbers_only() {
        let full = Queue { places: Some(1), held: 1, ahead: 2, ..Queue::default() };
        let said = before_choosing(Some(&full)).to_string();
        assert!(said.contains("2 people are before you") && said.contains("the 1 place"), "{said}");
        assert!(own(&full).is_empty());
        let mine = Queue { standing: Standing::Waits.into(), ..full };
        assert!(own(&mine).to_string().contains("2 people are before you"));
        assert!(before_choosing(Some(&mine)).is_empty());
        assert!(before_choosing(Some(&Queue { places: Some(1), ..Queue::default() })).is_empty());
    }

    #[test]
    fn a_round_is_told_before_choosing_with_its_last_day_and_its_rule() {
        let round = |close: &str| Queue {
            round_close_date: close.into(),
            round_rule: Rule::FairOrder.into(),
            ..Queue::default()
        };
        let said = |queue: Queue| before_choosing(Some(&queue)).to_string();
        let open = said(round("2190-04-30"));
        assert!(open.contains("30 April 2190") && open.to_lowercase().contains("fair order"), "{open}");
        let late = said(round("2020-04-30"));
        assert!(late.contains("30 April 2020") && late != open.replace("2190", "2020"), "{late}");
        let own = Queue { standing: Standing::Held.into(), ..round("2190-04-30") };
        assert!(before_choosing(Some(&own)).is_empty());
    }
}
