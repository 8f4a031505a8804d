//! The questions a simulation answers, each from the measures.

use super::{Bar, Results, Section, WAYS};
use crate::gaming::Game;
use crate::measure::{Fared, Measures};
use crate::policy::Way;

pub fn all(results: &Results) -> Vec<Section> {
    vec![
        fit(results),
        waiting(results),
        first_choices(results),
        exposure(results),
        load(results),
        evening(results),
        gaming(results),
    ]
}

/// Every way with its name, then what more knowledge would bring.
fn named(results: &Results) -> Vec<(&'static str, &Measures)> {
    let ways = WAYS.iter().zip(&results.ways).map(|((_, name), measures)| (*name, measures));
    let others = [
        ("ours, not told the end", &results.untold),
        ("ours, every answer known", &results.knowing),
        ("hindsight", &results.hindsight),
    ];
    ways.chain(others).collect()
}

fn fit(results: &Results) -> Section {
    let row = |(name, measures): (&str, &Measures)| {
        let all = &measures.all;
        vec![
            name.to_owned(),
            percent(results.of_best(measures), 10_000),
            percent(all.helped, all.people),
            percent(all.first, all.people),
            percent(all.first_two, all.people),
            weeks(all),
        ]
    };
    let bar = |(name, measures): (&str, &Measures)| Bar {
        label: name.to_owned(),
        said: percent(results.of_best(measures), 10_000),
        thousandths: results.of_best(measures) / 10,
    };
    Section {
        id: "fit",
        title: "How well do people and openings come together?",
        sentence: format!(
            "Of the fit that could have been reached had all been known at the start, ours reaches {} and arrival order {}.",
            percent(results.of_best(results.way(Way::Ours)), 10_000),
            percent(results.of_best(results.way(Way::Greedy)), 10_000),
        ),
        head: head(&["way", "of the best fit", "helped", "by 1st choice", "by 1st or 2nd", "mean weeks"]),
        rows: named(results).into_iter().map(row).collect(),
        of_bars: "Share of the best fit",
        bars: named(results).into_iter().map(bar).collect(),
    }
}

fn waiting(results: &Results) -> Section {
    let gap = |way| results.way(way).gaps().weeks;
    Section {
        id: "waiting",
        title: "Who waits longest?",
        sentence: format!(
            "The group that waits longest waits {} weeks more than everybody under ours, and {} under arrival order.",
            hundredths(gap(Way::Ours)),
            hundredths(gap(Way::Greedy)),
        ),
        rows: by_group(results, weeks, |measures| hundredths(measures.gaps().weeks)),
        head: ways_head("mean weeks"),
        of_bars: "How many weeks longer the group that waits longest waits",
        bars: bars(results, |measures| measures.gaps().weeks, hundredths),
    }
}

fn first_choices(results: &Results) -> Section {
    let gap = |way| percent(results.way(way).gaps().alike, 1000);
    let mut rows = by_group(
        results,
        |fared| percent(fared.first, fared.people),
        |measures| percent(measures.gaps().first, 1000),
    );
    let alike = results.ways.iter().map(|measures| percent(measures.gaps().alike, 1000));
    rows.push(row("the widest with as many options", alike));
    Section {
        id: "first",
        title: "Who gets their first choice least often?",
        sentence: format!(
            "The group with the fewest first choices is {} of its people behind everybody with as many options under ours, and \
             {} under arrival order. Beside all of everybody, the group behind is the one with the most options: of many, \
             fewer people can have the first. A choice that fits as well within a near-tie counts as the same choice.",
            gap(Way::Ours),
            gap(Way::Greedy),
        ),
        rows,
        head: ways_head("by 1st choice"),
        of_bars: "How far the group with the fewest first choices is behind people with as many options",
        bars: bars(results, |measures| measures.gaps().alike, |gap| percent(gap, 1000)),
    }
}

fn exposure(results: &Results) -> Section {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (at, size) in results.scenario.organisations.iter().enumerate() {
        let per_opening = |measures: &Measures| {
            let size = &measures.sizes[at];
            hundredths(100 * size.shown / size.openings.max(1))
        };
        rows.push(row(&size.name, results.ways.iter().map(per_opening)));
    }
    let below = |measures: &Measures| format!("{} of {}", measures.floors[1], measures.floors[0]);
    rows.push(row("user-led below their floor", results.ways.iter().map(below)));
    let floors = results.way(Way::Ours).floors;
    Section {
        id: "exposure",
        title: "Which organisations are seen?",
        sentence: format!(
            "Under ours {} of {} verified user-led organisations with openings are shown to fewer people than their floor, \
             {} for each opening.",
            floors[1], floors[0], results.scenario.rules.exposure_floor
        ),
        head: ways_head("menus for each opening"),
        rows,
        of_bars: "Verified user-led organisations below their floor",
        bars: bars(results, |measures| measures.floors[1], |below| below.to_string()),
    }
}

fn load(results: &Results) -> Section {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (at, size) in results.scenario.organisations.iter().enumerate() {
        let taken = |measures: &Measures| percent(measures.sizes[at].taken, measures.sizes[at].openings);
        rows.push(row(&size.name, results.ways.iter().map(taken)));
    }
    let spreads = ["one in ten takes less", "the middle one takes", "one in ten takes more"];
    for (at, name) in spreads.into_iter().enumerate() {
        rows.push(row(name, results.ways.iter().map(|measures| percent(measures.loads[at], 1000))));
    }
    let middle = |way| percent(results.way(way).loads[0], 1000);
    Section {
        id: "load",
        title: "How evenly is the work spread?",
        sentence: format!(
            "One organisation in ten fills less than {} of its openings under ours, and less than {} under arrival order.",
            middle(Way::Ours),
            middle(Way::Greedy),
        ),
        head: ways_head("openings taken"),
        rows,
        of_bars: "Openings taken by an organisation that only one in ten is below",
        bars: bars(results, |measures| measures.loads[0], |load| percent(load, 1000)),
    }
}

fn evening(results: &Results) -> Section {
    let (before, after) = (results.way(Way::Uneven), results.way(Way::Ours));
    let row = |(name, measures): (&str, &Measures)| {
        vec![
            name.to_owned(),
            hundredths(measures.gaps().weeks),
            percent(measures.gaps().alike, 1000),
            percent(measures.gaps().first, 1000),
            percent(measures.all.first, measures.all.people),
            weeks(&measures.all),
            percent(results.of_best(measures), 10_000),
        ]
    };
    Section {
        id: "evening",
        title: "What does evening out between groups cost?",
        sentence: format!(
            "Evening out takes the gap in waiting from {} to {} weeks, that in first choices between people with as many options \
             from {} to {}, and first choices of everybody from {} to {}. Everybody waits {} weeks instead of {}.",
            hundredths(before.gaps().weeks),
            hundredths(after.gaps().weeks),
            percent(before.gaps().alike, 1000),
            percent(after.gaps().alike, 1000),
            percent(before.all.first, before.all.people),
            percent(after.all.first, after.all.people),
            weeks(&after.all),
            weeks(&before.all),
        ),
        head: head(&[
            "way",
            "gap in weeks",
            "gap in 1st choices",
            "beside all",
            "by 1st choice",
            "mean weeks",
            "of the best fit",
        ]),
        rows: [("ours, not evened", before), ("ours", after)].map(row).to_vec(),
        of_bars: "The gap in weeks before and after",
        bars: bars(results, |measures| measures.gaps().weeks, hundredths)[3..].to_vec(),
    }
}

fn gaming(results: &Results) -> Section {
    let games = [("narrow what they accept to three", results.narrowing), ("ask twice", results.repeating)];
    let row = |(name, game): (&str, Game)| {
        let figures =
            [game.straight, game.played, game.error].map(|figure| hundredths(figure.unsigned_abs()));
        let fits = [game.straight_fit, game.played_fit].map(|fit| percent(fit, 1000));
        let verdict = if game.pays() { "yes" } else { "no" };
        let cells = figures.into_iter().chain(fits).chain([verdict.to_owned()]);
        row(name, std::iter::once(game.people.to_string()).chain(cells))
    };
    let paying = games.iter().filter(|(_, game)| game.pays()).count();
    let bar = |(label, figure): (&str, i64)| Bar {
        label: label.to_owned(),
        said: hundredths(figure.unsigned_abs()),
        thousandths: (figure * 1000
            / results.narrowing.played.max(results.repeating.played).max(results.narrowing.straight).max(1))
            as u64,
    };
    Section {
        id: "gaming",
        title: "Does it pay to play the system?",
        sentence: match paying {
            0 => "Neither narrowing what one accepts nor asking twice brings people nearer to their first choice.".to_owned(),
            _ => format!(
                "Narrowing what one accepts to three takes the mean choice from {} to {}, and the fit, waiting and ending with \
                 nobody included, from {} to {}. Asking twice takes the mean choice from {} to {}.",
                hundredths(results.narrowing.straight.unsigned_abs()),
                hundredths(results.narrowing.played.unsigned_abs()),
                percent(results.narrowing.straight_fit, 1000),
                percent(results.narrowing.played_fit, 1000),
                hundredths(results.repeating.straight.unsigned_abs()),
                hundredths(results.repeating.played.unsigned_abs()),
            ),
        },
        head: head(&["people who", "number", "mean choice", "if they do", "two errors", "mean fit", "if they do", "nearer"]),
        rows: games.into_iter().map(row).collect(),
        of_bars: "Mean choice, 1 being the first",
        bars: [
            ("straightforward", results.narrowing.straight),
            ("narrowing", results.narrowing.played),
            ("asking twice", results.repeating.played),
        ]
        .map(bar)
        .to_vec(),
    }
}

/// A row for each group, then the gap.
fn by_group(
    results: &Results,
    figure: impl Fn(&Fared) -> String,
    gap: impl Fn(&Measures) -> String,
) -> Vec<Vec<String>> {
    let scenario = &results.scenario;
    let needs = scenario.needs.iter().map(|need| format!("about {}", need.name));
    let languages = scenario.languages.iter().map(|language| format!("in {}", language.name));
    let places = ["not rural", "rural"].map(str::to_owned);
    let names = needs.chain(languages).chain(places).enumerate();
    let mut rows = vec![row("everybody", results.ways.iter().map(|measures| figure(&measures.all)))];
    rows.extend(
        names.map(|(at, name)| row(&name, results.ways.iter().map(|measures| figure(&measures.groups[at])))),
    );
    rows.push(row("the widest gap", results.ways.iter().map(gap)));
    rows
}

fn bars(results: &Results, figure: impl Fn(&Measures) -> u64, said: impl Fn(u64) -> String) -> Vec<Bar> {
    let most = results.ways.iter().map(&figure).max().unwrap_or_default().max(1);
    let bar = |((_, name), measures): (&(Way, &str), &Measures)| Bar {
        label: (*name).to_owned(),
        said: said(figure(measures)),
        thousandths: 1000 * figure(measures) / most,
    };
    WAYS.iter().zip(&results.ways).map(bar).collect()
}

fn row(name: &str, cells: impl Iterator<Item = String>) -> Vec<String> {
    std::iter::once(name.to_owned()).chain(cells).collect()
}

fn head(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn ways_head(first: &str) -> Vec<String> {
    row(first, WAYS.iter().map(|(_, name)| (*name).to_owned()))
}

fn weeks(fared: &Fared) -> String {
    hundredths(fared.weeks_hundredths())
}

fn hundredths(figure: u64) -> String {
    format!("{}.{:02}", figure / 100, figure % 100)
}

/// A share in per cent, to the nearest tenth.
fn percent(part: u64, of: u64) -> String {
    let tenths = (2000 * part + of.max(1)) / (2 * of.max(1));
    format!("{}.{} %", tenths / 10, tenths % 10)
}
