//! Bytes from anywhere: an instance or a refusal, never a panic, and never memory for what is only claimed.

use rounds::instance::Instance;
use rounds::instance::generate::{Kind, generate};
use rounds::most_helped::solve;

use super::small::{Dice, Size, dice, instance};

/// Reads, and uses what was read.
fn read(bytes: &[u8]) -> bool {
    let Ok(instance) = Instance::from_bytes(bytes) else { return false };
    let again = Instance::from_bytes(&instance.to_bytes()).unwrap();
    assert_eq!(again, instance, "what was read is written and read the same");
    for request in 0..instance.requests() {
        assert!(instance.list(request).all(|entry| (entry.option as usize) < instance.options()));
    }
    true
}

fn change(dice: &mut Dice, bytes: &mut Vec<u8>) {
    if bytes.is_empty() {
        return bytes.push(dice.below(256) as u8);
    }
    let at = dice.below(bytes.len() as u64) as usize;
    let hostile = [0, 1, 0x7f, 0x80, 0xff];
    match dice.below(6) {
        0 => bytes[at] ^= 1 << dice.below(8),
        1 => bytes[at] = hostile[dice.below(5) as usize],
        2 => bytes.truncate(at),
        3 => bytes.insert(at, dice.below(256) as u8),
        4 => bytes.extend_from_within(at..),
        // Mostly the counts, which decide how much is read.
        _ => {
            let at = at % 24.min(bytes.len());
            bytes[at] = hostile[dice.below(5) as usize];
        }
    }
}

#[test]
fn changed_bytes_are_read_or_refused() {
    let mut read_all = 0;
    for seed in 0..3000 {
        let size = Size { requests: 6, options: 5, openings: 3, cost: 90, unmatched: 400 };
        let mut bytes = instance(seed, &size).to_bytes();
        assert!(read(&bytes));
        let mut dice = dice(seed + 1);
        for _ in 0..12 {
            change(&mut dice, &mut bytes);
            read_all += usize::from(read(&bytes));
        }
    }
    assert!(read_all > 500, "some changes leave an instance, or only refusals were tried: {read_all}");
}

#[test]
fn noise_is_read_or_refused() {
    for seed in 0..20_000 {
        let mut dice = dice(seed);
        let length = dice.below(200);
        let noise: Vec<u8> = (0..length).map(|_| dice.below(256) as u8).collect();
        read(&noise);
        // With small counts, so that the rest is looked at.
        let mut counts = vec![0; 24];
        counts[0] = dice.below(4) as u8;
        counts[8] = dice.below(4) as u8;
        counts[16] = dice.below(6) as u8;
        read(&[counts, noise].concat());
    }
}

#[test]
fn counts_that_nothing_follows_are_refused_at_once() {
    for count in [u64::MAX, u64::MAX / 4, u64::MAX / 8, 1 << 62, 1 << 32, 1 << 29] {
        for at in 0..3 {
            let mut counts = [0_u64; 3];
            counts[at] = count;
            let bytes: Vec<u8> = counts.iter().flat_map(|count| count.to_le_bytes()).collect();
            assert!(!read(&bytes));
        }
    }
}

#[test]
fn what_is_read_can_be_solved() {
    for seed in 0..400 {
        let mut bytes = generate(Kind::Tight, 20, 6, seed).unwrap().to_bytes();
        change(&mut dice(seed), &mut bytes);
        if let Ok(instance) = Instance::from_bytes(&bytes) {
            solve(instance).unwrap();
        }
    }
}
