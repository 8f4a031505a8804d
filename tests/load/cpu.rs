//! CPU time from the kernel's accounting: this process, and the database server with every child it has or had.

use std::collections::{HashMap, HashSet};
use std::fs;

/// Ticks a second, as every Linux has it since 2.6.
const TICKS: f64 = 100.0;

/// Seconds of CPU used so far.
#[derive(Clone, Copy)]
pub struct Used {
    pub ours: f64,
    pub database: f64,
}

impl Used {
    /// By this process, and by the processes below and including `postmaster`.
    pub fn so_far(postmaster: u32) -> Self {
        let own = stat(std::process::id()).map_or(0.0, |stat| stat.own);
        Self { ours: own, database: below(postmaster) }
    }

    /// What was used since `before`.
    pub fn since(self, before: Self) -> Self {
        Self { ours: self.ours - before.ours, database: self.database - before.database }
    }

    pub fn total(self) -> f64 {
        self.ours + self.database
    }
}

struct Stat {
    parent: u32,
    own: f64,
    of_ended_children: f64,
}

fn stat(process: u32) -> Option<Stat> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name in brackets may hold anything; the numbers come after the last bracket.
    let numbers: Vec<&str> = text.rsplit(')').next()?.split_whitespace().collect();
    let ticks = |index: usize| numbers.get(index)?.parse::<f64>().ok();
    Some(Stat {
        parent: numbers.get(1)?.parse().ok()?,
        own: (ticks(11)? + ticks(12)?) / TICKS,
        of_ended_children: (ticks(13)? + ticks(14)?) / TICKS,
    })
}

fn below(top: u32) -> f64 {
    let mut stats: HashMap<u32, Stat> = HashMap::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let process = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok());
        if let Some((process, stat)) = process.and_then(|process| Some((process, stat(process)?))) {
            stats.insert(process, stat);
        }
    }
    let mut within: HashSet<u32> = HashSet::from([top]);
    loop {
        let more: Vec<u32> = stats
            .iter()
            .filter(|(process, stat)| within.contains(&stat.parent) && !within.contains(process))
            .map(|(process, _)| *process)
            .collect();
        if more.is_empty() {
            break;
        }
        within.extend(more);
    }
    within.iter().filter_map(|process| stats.get(process)).map(|stat| stat.own + stat.of_ended_children).sum()
}
