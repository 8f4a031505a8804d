//! How fast the twenty nearest options are found that have all somebody must have, beside PostgreSQL's index on the
//! point and a scan of the same arrays, in one run, each on one core. `cargo bench -p places`.
//!
//! All three must give the same options in the same order for ten thousand requests. What is said at the end are
//! ratios: they stay put when the machine is busy, and times do not.

#![expect(clippy::expect_used, reason = "a measurement that cannot go on ends")]

mod country;
mod postgres;
mod scan;

use std::time::Instant;

use country::{Country, Option};
use places::{Asked, Found, Places};
use scan::Scan;

/// How many options a question is answered with.
pub const MOST: usize = 20;
const OPTIONS: usize = 200_000;
const REQUESTS: usize = 5_000;
const COMPARED: usize = 10_000;
/// Each request is asked this often; its time is the median, so that a neighbour's turn on the core counts for nothing.
const PASSES: usize = 9;

fn main() {
    let country = Country::new(1);
    let options: Vec<Option> = country.options(OPTIONS);
    let mut places = Places::default();
    let start = Instant::now();
    for (id, option) in (0..).zip(&options) {
        places.put(id, Some(option.spot), option.has);
    }
    let built = start.elapsed();
    let scan = Scan::new(&options);
    let mut postgres = postgres::Table::start(&options);
    println!("{OPTIONS} options put in in {} ms; {REQUESTS} requests; {MOST} nearest", built.as_millis());

    same_answers(&country.requests(2, COMPARED), &places, &scan, &mut postgres);

    let requests = country.requests(3, REQUESTS);
    let ours = times(&requests, PASSES, |asked, found| places.nearest(asked, MOST, found));
    let few = requests.get(..500).expect("enough");
    let scanned = times(few, 3, |asked, found| scan.nearest(asked, MOST, found));
    let asked = postgres.times(&requests);
    let inside = postgres.inside(&requests);
    postgres.stop();

    let [mean, median, last] = [mean(&ours), at(&ours, 50), at(&ours, 99)];
    println!("ours: mean {mean:.2} us, median {median:.2} us, p99 {last:.2} us");
    println!("scan of the same arrays: mean {:.1} us", self::mean(&scanned));
    println!(
        "PostgreSQL, GiST on the point: mean {:.0} us asked one by one, {inside:.0} us in one statement",
        self::mean(&asked)
    );
    verdict("PostgreSQL, asked one by one, divided by ours", self::mean(&asked) / mean, 200.0);
    verdict("PostgreSQL, without asking, divided by ours", inside / mean, 200.0);
    verdict("scan divided by ours", self::mean(&scanned) / mean, 7.0);
    verdict("12 medians divided by p99", 12.0 * median / last, 1.0);
}

fn same_answers(requests: &[Asked], places: &Places, scan: &Scan, postgres: &mut postgres::Table) {
    let (mut found, mut scanned, mut full) = (Vec::new(), Vec::new(), 0);
    for asked in requests {
        places.nearest(asked, MOST, &mut found);
        scan.nearest(asked, MOST, &mut scanned);
        assert_eq!(found, scanned, "{asked:?}");
        let ids: Vec<i32> = found.iter().map(|found| found.id.cast_signed()).collect();
        assert_eq!(ids, postgres.nearest(asked), "{asked:?}");
        full += usize::from(found.len() == MOST);
    }
    println!("the same options for {} requests, {full} of them with {MOST}", requests.len());
}

/// The median time of each request, in microseconds.
fn times(requests: &[Asked], passes: usize, mut ask: impl FnMut(&Asked, &mut Vec<Found>)) -> Vec<f64> {
    let mut times = vec![Vec::new(); requests.len()];
    let mut found = Vec::new();
    for _ in 0..passes {
        for (times, asked) in times.iter_mut().zip(requests) {
            let start = Instant::now();
            ask(std::hint::black_box(asked), &mut found);
            std::hint::black_box(&found);
            times.push(start.elapsed().as_secs_f64() * 1e6);
        }
    }
    times.iter_mut().for_each(|times| times.sort_by(f64::total_cmp));
    times.iter().map(|times| times[times.len() / 2]).collect()
}

fn mean(times: &[f64]) -> f64 {
    times.iter().sum::<f64>() / times.len() as f64
}

/// The time that many of a hundred requests stay within.
fn at(times: &[f64], percent: usize) -> f64 {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    times[(times.len() - 1) * percent / 100]
}

fn verdict(what: &str, ratio: f64, goal: f64) {
    let met = if ratio >= goal { "met" } else { "NOT met" };
    println!("{what}: {ratio:.1} (goal {goal}: {met})");
}
