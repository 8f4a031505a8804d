//! Makes, solves and times instances: `compare.py` beside this file runs it next to other people's solvers.

#![expect(clippy::expect_used, reason = "a measurement that cannot go on ends")]

use std::fs;
use std::path::Path;

use rounds::instance::Instance;
use rounds::instance::generate::{Kind, generate};
use rounds::most_helped::solve;

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
    let solved = solve(instance).expect("proved");
    let done = cpu();
    let certificate = solved.certificate().expect("proved");
    println!(
        "{{\"read_us\": {}, \"solve_us\": {}, \"objective\": {}, \"unmatched\": {}, \"peak_kb\": {}}}",
        read - before,
        done - read,
        certificate.objective,
        certificate.unmatched,
        peak()
    );
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
        _ => println!("write FILE KIND REQUESTS OPTIONS | solve FILE"),
    }
}
