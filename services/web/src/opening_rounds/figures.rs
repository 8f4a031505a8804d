//! What a round comes to under both rules, side by side: numbers of people, never who.

use proto::matching::v1 as pb;
use proto::matching::v1::opening_round::Rule;

use crate::parts::table::{Cell, Table};
use crate::said;
use crate::words::{Text, text};

/// Ranks that get a row of their own.
const RANKS: [(usize, &str); 3] = [
    (0, "opening-round-first-choice"),
    (1, "opening-round-second-choice"),
    (2, "opening-round-third-choice"),
];

/// Both rules beside each other. With what is tried, those columns too.
pub(super) fn table(now: &pb::BothRules, then: Option<&pb::BothRules>) -> Table {
    let mut heads =
        vec![text("opening-round-figure"), text("opening-round-fair"), text("opening-round-most")];
    let mut columns = vec![now.fair_order.clone(), now.most_helped.clone()];
    if let Some(then) = then {
        heads.extend([text("opening-round-fair-tried"), text("opening-round-most-tried")]);
        columns.extend([then.fair_order.clone(), then.most_helped.clone()]);
    }
    let columns: Vec<pb::RoundFigures> = columns.into_iter().map(Option::unwrap_or_default).collect();
    let row = |table: Table, key: &'static str, cell: &dyn Fn(&pb::RoundFigures) -> Cell| {
        table.row(text(key), columns.iter().map(cell).collect())
    };
    let mut table = Table::new("figures", text("opening-round-figures"), heads);
    table = row(table, "opening-round-helped", &|figures| Cell::count(figures.helped));
    let ranks = columns.iter().map(|figures| figures.by_rank.len()).max().unwrap_or_default();
    for (rank, key) in RANKS.into_iter().take(ranks) {
        table = row(table, key, &|figures| Cell::count(figures.by_rank.get(rank).copied().unwrap_or(0)));
    }
    table = row(table, "opening-round-nobody", &|figures| Cell::count(figures.nobody));
    table = row(table, "opening-round-gap", &gap);
    table = row(table, "opening-round-short", &|figures| Cell::count(figures.short_of_floors));
    row(table, "opening-round-fit", &|figures| Cell::words(fit(figures)))
}

fn gap(figures: &pb::RoundFigures) -> Cell {
    match figures.worst_off_gap_thousandths {
        None => Cell::words(text("opening-round-gap-hidden")),
        Some(gap) => Cell::words(text("opening-round-points").with("points", tenths(gap.into()))),
    }
}

/// The mean fit of those placed, of 100.
fn fit(figures: &pb::RoundFigures) -> Text {
    match i64::from(figures.helped) {
        helped if helped > 0 && figures.fit_thousandths > 0 => {
            text("opening-round-fit-mean").with("fit", (figures.fit_thousandths / helped + 5) / 10)
        }
        _ => text("opening-round-fit-none"),
    }
}

/// Thousandths as hundredths with one decimal: `25` is `2.5`.
fn tenths(thousandths: i64) -> String {
    format!("{}.{}", thousandths / 10, thousandths % 10)
}

/// How many each rule helps, in a sentence.
pub(super) fn lead(both: &pb::BothRules) -> Text {
    let (fair, most) = (both.fair_order.as_ref(), both.most_helped.as_ref());
    text("opening-round-both")
        .with("people", fair.map_or(0, |figures| figures.people))
        .with("fair", fair.map_or(0, |figures| figures.helped))
        .with("most", most.map_or(0, |figures| figures.helped))
}

/// What a round that was run came to, by its own rule first, and what one goal cost the others.
pub(super) fn came_to(run: &pb::RoundRun, rule: Rule) -> (Text, Table, Vec<Text>) {
    let both = run.both.clone().unwrap_or_default();
    let own = match rule {
        Rule::MostHelped => both.most_helped.clone(),
        Rule::FairOrder | Rule::Unspecified => both.fair_order.clone(),
    };
    let own = own.unwrap_or_default();
    let said = text("opening-round-came-to").with("helped", own.helped).with("people", own.people);
    let prices = run.prices.iter().filter_map(|price| price_of(price, &both)).collect();
    (said, table(&both, None), prices)
}

/// What a goal cost those after it, and what it would have cost those before it had it come first.
fn price_of(price: &pb::ObjectivePrice, both: &pb::BothRules) -> Option<Text> {
    let (now, without) = (both.most_helped.as_ref()?, price.left_out.as_ref()?);
    let before = price.put_first.as_ref()?;
    let first = |figures: &pb::RoundFigures| figures.by_rank.first().copied().unwrap_or(0);
    let goal = |key| text(key).with("goal", said::opening_round::objective(price.objective));
    let is_free = without.fit_thousandths == now.fit_thousandths
        && (before.helped, first(before)) == (now.helped, first(now));
    if is_free {
        return Some(goal("opening-round-price-none"));
    }
    let said = goal("opening-round-price").with("fit", fit(now)).with("without_fit", fit(without));
    let said = said.with("helped", before.helped).with("first", first(before));
    Some(said.with("now_helped", now.helped).with("now_first", first(now)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(people: i32, by_rank: &[i32], fit_thousandths: i64) -> pb::RoundFigures {
        let helped = by_rank.iter().sum();
        pb::RoundFigures {
            people,
            helped,
            nobody: people - helped,
            by_rank: by_rank.to_vec(),
            worst_off_gap_thousandths: (people >= 8).then_some(125),
            fit_thousandths,
            short_of_floors: 1,
        }
    }

    #[test]
    fn both_rules_stand_side_by_side_in_numbers_of_people() {
        let (fair, most) = (figures(9, &[2, 1], 2_700), figures(9, &[1, 3], 3_000));
        let both = pb::BothRules { fair_order: Some(fair), most_helped: Some(most) };
        assert!(
            lead(&both).to_string().contains("9 people in it, the fair order helps 3"),
            "{}",
            lead(&both)
        );
        let rows: Vec<Vec<String>> = table(&both, None)
            .lines()
            .map(|(_, cells)| cells.iter().map(|cell| cell.said().to_string()).collect())
            .collect();
        assert_eq!(rows[0], ["3", "4"]);
        assert_eq!(rows[3], ["6", "5"]);
        assert!(rows[4][0].contains("12.5"), "{rows:?}");
        assert_eq!(rows[5], ["1", "1"]);
        assert!(rows[6][0].contains("90") && rows[6][1].contains("75"), "{rows:?}");
        assert_eq!(table(&both, Some(&both)).heads().len(), 5);
    }

    #[test]
    fn where_few_take_part_no_gap_is_told() {
        let few = pb::BothRules { fair_order: Some(figures(5, &[2], 900)), ..Default::default() };
        let rows = table(&few, None);
        let gap = rows.lines().nth(3).map(|(_, cells)| cells[0].said().to_string());
        assert!(gap.is_some_and(|gap| !gap.contains(|c: char| c.is_ascii_digit() && c != '8')));
    }
    #[test]
    fn a_goal_that_changes_nothing_is_free_and_any_other_tells_both_prices() {
        let both = pb::BothRules { most_helped: Some(figures(9, &[2, 1], 2_700)), ..Default::default() };
        let price = |left_out, put_first| {
            let goal = pb::RoundObjective::Floors.into();
            let price =
                pb::ObjectivePrice { objective: goal, left_out: Some(left_out), put_first: Some(put_first) };
            price_of(&price, &both).unwrap().to_string()
        };
        let same = figures(9, &[2, 1], 2_700);
        assert!(price(same.clone(), same.clone()).contains("nothing"));
        let said = price(figures(9, &[2, 1], 2_850), figures(9, &[1, 2], 2_700));
        for told in ["90 of 100", "95 of 100", "3 would get a place", "1 their first"] {
            assert!(said.contains(told), "{told}: {said}");
        }
        assert!(!price(figures(9, &[2, 1], 2_850), same).contains("nothing"));
    }
}
