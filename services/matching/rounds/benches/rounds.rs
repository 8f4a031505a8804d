//! Makes, solves and times instances: `compare.py` beside this file runs it next to other people's solvers.

#![expect(clippy::expect_used, reason = "a measurement that cannot go on ends")]

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use rounds::fair_order::{Choice, Round, Standing, blocking_pair};
use rounds::instance::generate::{Kind, generate};
use rounds::instance::{Entry, Instance};
use rounds::lottery::Seed;
use rounds::most_helped::solve;
use rounds::objectives::{self, PUBLISHED, Problem, optimum};
use rounds::prices;

/// CPU time of this process so far, in microseconds.
fn cpu() -> u64 {
    let text = fs::read_to_string("/proc/self/schedstat").expect("schedstat");
    text.split(' ').next().and_then(|ns| ns.parse::<u64>().ok()).expect("a number") / 1000
}

/// Peak memory in kilobytes.
fn peak() -> u64 {
    let text = fs::read_to_string("/proc/self/status").expect("status");
    let line = text.lines().find(|line| line.starts_with("VmHWM")).expect("VmHWM");
    line.split_whitespace().nth(1).and_then(|kb| kb.parse().ok()).expect("a number")
}

fn kind(name: &str) -> Kind {
    match name {
        "slack" => Kind::Slack,
        "tight" => Kind::Tight,
        "fewest-unmatched" => Kind::FewestUnmatched,
        "overloaded" => Kind::Overloaded,
        _ => panic!("slack, tight, fewest-unmatched or overloaded"),
    }
}

fn write(path: &Path, name: &str, requests: usize, options: usize) {
    let instance = generate(kind(name), requests, options, 1).expect("an instance");
    fs::write(path, instance.to_bytes()).expect("written");
    println!("{{\"entries\": {}}}", instance.entries());
}

fn time(path: &Path) {
    let bytes = fs::read(path).expect("a file");
    let before = cpu();
    let instance = Instance::from_bytes(&bytes).expect("an instance");
    drop(bytes);
    let read = cpu();
    let mut solved = solve(instance).expect("proved");
    let done = cpu();
    let peak = peak();
    solved.settle();
    let settled = cpu();
    let certificate = solved.certificate().expect("proved");
    println!(
        "{{\"read_us\": {}, \"solve_us\": {}, \"settle_us\": {}, \"objective\": {}, \"unmatched\": {}, \"peak_kb\": {peak}}}",
        read - before,
        done - read,
        settled - done,
        certificate.objective,
        certificate.unmatched,
    );
}

/// A round with the instance's lists as strict rankings, and an urgency that differs by option.
fn round(instance: &Instance) -> Round {
    let mut round = Round::of_options(instance.capacities().to_vec());
    for request in 0..instance.requests() {
        let list = (0..).zip(instance.list(request));
        let choices: Vec<Choice> = list
            .map(|(rank, entry)| Choice {
                option: entry.option,
                rank,
                band: ((request as u64 * 7 + u64::from(entry.option) * 13) % 3) as u8,
            })
            .collect();
        let waited = (request as u64 * 2_654_435_761 % 365) as u32;
        let standing = Standing { id: request as u128, waited, alternatives: choices.len() as u32 };
        round.add(standing, &choices).expect("fits");
    }
    round
}

/// Times a round, and writes it with its answer for others to find again.
fn fair(path: &Path, out: &Path) {
    let round = round(&Instance::from_bytes(&fs::read(path).expect("a file")).expect("an instance"));
    let seed = Seed::new([1; 32]);
    let (before, times) = (cpu(), 50);
    for _ in 1..times {
        black_box(round.run(black_box(&seed)));
    }
    let answer = round.run(&seed);
    let each = (cpu() - before) / times;
    assert!(blocking_pair(&round, &answer).is_none(), "somebody could complain");
    let mut text = String::new();
    for request in 0..round.requests() {
        let choices =
            round.choices(request).iter().map(|choice| format!("{}:{}", choice.option, choice.band));
        let place = answer.places[request].map_or(-1, i64::from);
        let line =
            [format!("{} {place}", answer.order[request])].into_iter().chain(choices).collect::<Vec<_>>();
        text.push_str(&line.join(" "));
        text.push('\n');
    }
    fs::write(out, text).expect("written");
    let placed = answer.places.iter().flatten().count();
    println!("{{\"run_us\": {each}, \"placed\": {placed}, \"peak_kb\": {}}}", peak());
}

/// Every third option has an exposure floor of one.
fn floors(options: usize) -> Vec<u32> {
    (0..options).map(|option| u32::from(option % 3 == 0)).collect()
}

/// Times a night's prices: what one more opening is worth at each option.
fn priced(path: &Path) {
    let instance = Instance::from_bytes(&fs::read(path).expect("a file")).expect("an instance");
    let floors = floors(instance.options());
    let before = cpu();
    let prices = prices::price(&instance, &floors).expect("priced");
    println!(
        "{{\"price_us\": {}, \"gap_millionths\": {}, \"short\": {}, \"peak_kb\": {}}}",
        cpu() - before,
        prices.gap.millionths(),
        prices.short_of_floors,
        peak()
    );
}

/// Times a round by the published objectives, in which everybody ranks the five cheapest of their list: once, and with the
/// price of the third and fourth objective, which is five such rounds.
fn by_objectives(path: &Path) {
    let instance = Instance::from_bytes(&fs::read(path).expect("a file")).expect("an instance");
    let mut problem = Problem::of_options(instance.capacities().to_vec(), &floors(instance.options()));
    for request in 0..instance.requests() {
        let ranked = (0..).zip(instance.list(request).take(5));
        let choices: Vec<(Choice, u32)> = ranked
            .map(|(rank, entry)| (Choice { option: entry.option, rank, band: 0 }, 1000 - entry.cost % 1000))
            .collect();
        let waited = (request as u64 * 2_654_435_761 % 365) as u32;
        let standing = Standing { id: request as u128, waited, alternatives: choices.len() as u32 };
        problem.add(standing, u32::from(request % 5 == 0), &choices).expect("fits");
    }
    let before = cpu();
    let best = optimum(&problem, &PUBLISHED).expect("proved");
    let once = cpu();
    objectives::price(&problem).expect("proved");
    println!(
        "{{\"once_us\": {}, \"with_prices_us\": {}, \"helped\": {}, \"proved\": {}, \"peak_kb\": {}}}",
        once - before,
        cpu() - once,
        best.figures.helped,
        best.proved,
        peak()
    );
}

/// Adds requests one by one to a solved instance, those the generator makes next, and withdraws as many others.
fn warm(path: &Path, name: &str, number: usize) {
    let instance = Instance::from_bytes(&fs::read(path).expect("a file")).expect("an instance");
    let before = instance.requests();
    let more = generate(kind(name), before + number, instance.options(), 1).expect("an instance");
    let mut solved = solve(instance).expect("proved");
    let added = times(before..more.requests(), |request| {
        let list: Vec<Entry> = more.list(request).collect();
        let start = Instant::now();
        solved.add(&list, more.unmatched()[request]).expect("added");
        start.elapsed()
    });
    solved.certificate().expect("still proved");
    solved.withdraw(0);
    let withdrawn = times((1..before).step_by(before / number), |request| {
        let start = Instant::now();
        solved.withdraw(request);
        start.elapsed()
    });
    solved.certificate().expect("still proved");
    let at =
        |times: &[Duration], share: usize| times[(times.len() - 1) * share / 100].as_nanos() as f64 / 1000.0;
    println!(
        "{{\"p50_us\": {}, \"p99_us\": {}, \"withdraw_p50_us\": {}, \"withdraw_p99_us\": {}}}",
        at(&added, 50),
        at(&added, 99),
        at(&withdrawn, 50),
        at(&withdrawn, 99)
    );
}

/// The times of many, the shortest first.
fn times(requests: impl Iterator<Item = usize>, each: impl FnMut(usize) -> Duration) -> Vec<Duration> {
    let mut times: Vec<Duration> = requests.map(each).collect();
    times.sort_unstable();
    times
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["write", path, kind, requests, options] => {
            let number = |text: &str| text.parse().expect("a number");
            write(Path::new(path), kind, number(requests), number(options));
        }
        ["solve", path] => time(Path::new(path)),
        ["prices", path] => priced(Path::new(path)),
        ["objectives", path] => by_objectives(Path::new(path)),
        ["fair", path, out] => fair(Path::new(path), Path::new(out)),
        ["warm", path, kind, number] => warm(Path::new(path), kind, number.parse().expect("a number")),
        _ => {
            println!("write FILE KIND REQUESTS OPTIONS | solve FILE | prices FILE | objectives FILE");
            println!("fair FILE OUT | warm FILE KIND NUMBER");
        }
    }
}
