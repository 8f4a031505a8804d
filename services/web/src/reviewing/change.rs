//! What has changed: how much control over daily life, at the start and since; a sentence, a table and a picture.

use askama::Template;
use axum::response::Response;
use proto::outcomes::v1::review::State;
use proto::outcomes::v1::{Instrument, Item, Review, item};

use super::level;
use crate::error::Failure;
use crate::home::{is_due, or_nothing};
use crate::mine;
use crate::parts::Chart;
use crate::read;
use crate::said;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "reviewing/change.html")]
struct Show {
    cases: Vec<Over>,
    waiting: Vec<Review>,
}

/// What was said over the time of one case.
struct Over {
    case: String,
    ulo: String,
    sentence: Text,
    rows: Vec<Row>,
    /// How many levels of control there are.
    levels: usize,
}

/// What was said at one time.
struct Row {
    stage: Text,
    review: Review,
    level: i32,
    label: Text,
    choice: Text,
}

pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    let person = mine::me(&visit)?;
    let mut reviews = mine::reviews(&visit, &person).await?;
    reviews.sort_by(|a, b| (&a.case, a.stage).cmp(&(&b.case, b.stage)));
    let waiting = reviews.iter().filter(|review| is_due(review)).cloned().collect();
    let mut cases: Vec<Over> = Vec::new();
    let mut instrument = Instrument::default();
    for review in reviews.into_iter().filter(|review| review.state() == State::Answered) {
        if instrument.name != review.instrument {
            instrument = or_nothing(mine::instrument(&visit, &review.instrument).await)?;
        }
        let over = match cases.iter_mut().find(|over| over.case == review.case) {
            Some(over) => over,
            None => {
                let ulo = read::if_there(read::ulo(&visit, &review.ulo).await)?;
                cases.push(Over::of(&review.case, ulo.map(|ulo| ulo.display_name).unwrap_or_default()));
                match cases.last_mut() {
                    Some(over) => over,
                    None => continue,
                }
            }
        };
        over.add(review, &instrument);
    }
    let page = visit.page(text("review-over-time")).under(text("layout-nav-home"), "/home");
    page.show(&Show { cases, waiting })
}

/// The level answered for the first item of a kind, with its words.
fn answered<'a>(review: &Review, instrument: &'a Instrument, kind: item::Kind) -> Option<(&'a Item, i32)> {
    let item = instrument.items.iter().find(|item| item.kind() == kind)?;
    let answer = review.answers.iter().find(|answer| answer.item_id == item.item_id)?;
    Some((item, answer.level))
}

impl Over {
    fn of(case: &str, ulo: String) -> Self {
        Self { case: case.to_owned(), ulo, sentence: text("review-only-start"), rows: Vec::new(), levels: 4 }
    }

    fn add(&mut self, review: Review, instrument: &Instrument) {
        if let Some(change) = &review.change {
            self.sentence = said::review::direction(change.control);
        }
        let control = answered(&review, instrument, item::Kind::Control);
        let choice = answered(&review, instrument, item::Kind::Choice);
        if let Some((item, _)) = control {
            self.levels = item.levels.len();
        }
        self.rows.push(Row {
            stage: said::review::stage(review.stage),
            level: control.map(|(_, value)| value).unwrap_or_default(),
            label: control.map(|(item, value)| level(item, value)).unwrap_or_default(),
            choice: choice.map(|(item, value)| level(item, value)).unwrap_or_default(),
            review,
        });
    }

    /// The same rows as a picture.
    fn picture(&self) -> Chart {
        let id = self.case.replace('/', "-");
        let chart =
            Chart::new(&id).title(text("review-chart")).about(&self.sentence).out_of(self.levels as f64);
        self.rows.iter().fold(chart, |chart, row| {
            let said = text("review-level").with("level", row.level).with("of", self.levels);
            chart.bar(&row.stage, said, f64::from(row.level))
        })
    }
}

#[cfg(test)]
mod tests {
    use proto::outcomes::v1::{Answer, Change, Level};

    use super::*;

    #[test]
    fn the_newest_change_is_the_sentence() {
        let level = |value: i32| Level { value, label: format!("Level {value}"), ..Default::default() };
        let item = Item {
            item_id: "daily_control".into(),
            kind: item::Kind::Control.into(),
            levels: (1..=4).map(level).collect(),
            ..Default::default()
        };
        let instrument = Instrument { items: vec![item], ..Default::default() };
        let review = |stage: i32, level: i32, change: Option<i32>| Review {
            stage,
            answers: vec![Answer { item_id: "daily_control".into(), level }],
            change: change.map(|control| Change { control, control_levels: 1 }),
            ..Default::default()
        };
        let mut over = Over::of("cases/1", String::new());
        over.add(review(1, 2, None), &instrument);
        assert_eq!(over.sentence.to_string(), text("review-only-start").to_string());
        over.add(review(2, 3, Some(1)), &instrument);
        assert_eq!(over.rows.iter().map(|row| row.level).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(over.rows.last().map(|row| row.label.to_string()).as_deref(), Some("Level 3"));
        assert!(over.sentence.to_string().contains("more control"));
        let picture = over.picture().to_string();
        assert!(picture.contains("width=\"50.0%\"") && picture.contains("width=\"75.0%\""), "{picture}");
    }
}
