//! How long one menu takes over 200,000 options, all of it but the keeping: finding, rules, fit, why not the others,
//! single changes; and the twenty nearest options, explained, before and after they are an answer. `cargo bench -p matching --bench menu`.

#![expect(clippy::expect_used, reason = "a measurement that cannot go on ends")]

#[path = "made_up/england.rs"]
mod england;

use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use england::{inputs, offering};
use matching::index::{Change, Index};
use matching::menu::wire::option_to_wire;
use matching::menu::{Inputs, RULES_VERSION, make};
use matching::option::{MOST, nearest};
use prost::Message as _;
use proto::matching::v1::FindOptionsResponse;

const OPTIONS: u64 = 200_000;
const REQUESTS: u64 = 2_000;

fn main() {
    let now = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
    let mut index = Index::default();
    let start = Instant::now();
    for number in 0..OPTIONS {
        let (offering, ulo) = offering(number, now);
        index.take(Change::Ulo(ulo.id, Some(ulo)));
        index.take(Change::Offering(offering.id, Some(Box::new(offering))));
    }
    println!("{OPTIONS} options taken in in {} ms", start.elapsed().as_millis());
    let (mut options, mut others) = (0, 0);
    measure("a menu", now, |inputs, seed| {
        let made = make(inputs, &index, RULES_VERSION, seed).expect("a menu");
        options += made.options.len() as u64;
        others += u64::from(made.why_not_total);
    });
    println!("  {} options and {} others each", options / REQUESTS, others / REQUESTS);
    let mut found = 0;
    measure("the nearest, explained", now, |inputs, _| {
        found += nearest(inputs, &index, MOST).expect("options").len() as u64;
    });
    println!("  {} options each", found / REQUESTS);
    let mut bytes = 0;
    measure("the same as an answer in bytes", now, |inputs, _| {
        let options = nearest(inputs, &index, MOST).expect("options");
        let options = options.into_iter().map(option_to_wire).collect();
        bytes += FindOptionsResponse { options }.encode_to_vec().len() as u64;
    });
    println!("  {} bytes each", bytes / REQUESTS);
}

fn measure(what: &str, now: DateTime<Utc>, mut ask: impl FnMut(&Inputs, u64)) {
    let mut times = Vec::new();
    for number in 0..REQUESTS {
        let inputs = inputs(number, now);
        let start = Instant::now();
        ask(&inputs, number);
        times.push(start.elapsed().as_secs_f64() * 1e6);
    }
    times.sort_by(f64::total_cmp);
    let mean = times.iter().sum::<f64>() / times.len() as f64;
    let at = |part: usize| times[times.len() * part / 100];
    println!("{what}: mean {mean:.0} us, median {:.0} us, p99 {:.0} us", at(50), at(99));
}
