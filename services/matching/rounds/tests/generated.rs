//! Made-up instances: the same bytes everywhere, and of the shape they promise.

use rounds::instance::Instance;
use rounds::instance::generate::{Kind, generate};
use rounds::most_helped::solve;

const KINDS: [Kind; 4] = [Kind::Slack, Kind::Tight, Kind::FewestUnmatched, Kind::Overloaded];

fn hash(kind: Kind, requests: usize, options: usize) -> String {
    let hash = generate(kind, requests, options, 1).unwrap().hash();
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_standard_instances_are_the_same_everywhere() {
    let small = KINDS.map(|kind| hash(kind, 2000, 200));
    let medium = KINDS.map(|kind| hash(kind, 20_000, 2000));
    assert_eq!(
        small,
        [
            "d95cff6d89352e7223ea00c87665faa2203637eb92d404e6ad688f5bcae49ed0",
            "1645eca783d3974b10384444a36c5a3c9263797326e7ecf2c4be08964a125802",
            "c2999e559f6ecabb62058e3c0d0761a8e107390113592226a00cbde71fdff2ef",
            "75b5d91c8392ade1c6f53b7a81549ea1f974f777bee0ddc9aefed6f0bc0fb310"
        ]
    );
    assert_eq!(
        medium,
        [
            "8a54d8f824d59a03eed4eccd9a2e87e40b17dd650118d157d5aaecde3df07bed",
            "9747ed04d511ff72996ecd8ee7c0af69ef0c4d4693fc42ab3ad8b7c3e9a8fc73",
            "4d11502621e7a52c9d95ece42687e8743aa687f6f055bcda2673749edf55adfd",
            "052e2c2deb74c69f926c7d3f9af5d3924739bfeb2b1b6ad0565a61a045bd092e"
        ]
    );
}

#[test]
#[ignore = "a minute and two gigabytes: run with --release when the generator changes"]
fn the_large_standard_instances_are_the_same_everywhere() {
    let large = KINDS.map(|kind| hash(kind, 100_000, 10_000));
    assert_eq!(
        large,
        [
            "cca960cda8ef502e4aa57d63fe4988838641c737ab736ede863c1e53457fd05f",
            "40b657f418bfcf4409da9c1b12f0d22e7fd416b8bb8569023f3b26fb533c2bc7",
            "74329e3fa9c222d644ec03cb48a3b30f4654be11753a2d955ba55ee2d26bfe17",
            "8c23990ee4ac7ec41d6221a1bd122f6b58db4d8263368145937e2d0ce897c841"
        ]
    );
    assert_eq!(
        [Kind::Slack, Kind::Overloaded].map(|kind| hash(kind, 1_000_000, 50_000)),
        [
            "39a36f6948966a0f2bcf859a7f1031732c51d5b7e50f8c6c84cfdbc8641db976",
            "44a9336d98216816e199c4f698dcaff4df58a8306e2079c786915f29fbc8c15c"
        ]
    );
}

#[test]
fn each_request_has_20_to_100_options_and_openings_are_as_scarce_as_promised() {
    for (kind, openings) in KINDS.into_iter().zip([6000, 4000, 4000, 2666]) {
        let instance = generate(kind, 4000, 400, 3).unwrap();
        let lengths: Vec<usize> = (0..4000).map(|request| instance.list(request).len()).collect();
        assert!(lengths.iter().all(|length| (20..=100).contains(length)));
        assert_eq!(instance.capacities().iter().sum::<u32>(), openings);
    }
}

#[test]
fn bytes_come_back_as_the_same_instance_and_no_cut_is_taken_for_one() {
    let instance = generate(Kind::Tight, 60, 25, 2).unwrap();
    let bytes = instance.to_bytes();
    assert_eq!(Instance::from_bytes(&bytes).unwrap(), instance);
    for end in 0..bytes.len() {
        assert!(Instance::from_bytes(&bytes[..end]).is_err());
    }
}

#[test]
fn generated_instances_are_solved_and_fewest_unmatched_leaves_fewer_unmatched() {
    let unmatched = KINDS.map(|kind| {
        let solved = solve(generate(kind, 6000, 600, 5).unwrap()).unwrap();
        solved.certificate().unwrap().unmatched
    });
    assert!(unmatched[0] <= unmatched[2] && unmatched[2] <= unmatched[1] && unmatched[1] < unmatched[3]);
}
