//! `alongside import`: the files in, the reports out.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use super::postcodes::{self, Progress};
use super::{ImportError as OfLines, Progress as Lines, councils, evidences, fundings, oruk, ulos};
use crate::cli::{self, What};
use crate::stack::Stack;
use crate::store::{self, Store};

/// Takes in a file, saying how far it is and, at the end, what came of it.
///
/// # Errors
/// A sentence that says what is wrong and what to do; bad lines are told one by one before it.
pub async fn command(options: cli::Import) -> Result<(), String> {
    let store = Store::open(&options.store).await?;
    let stack = Stack::start(&store.database, &store.keys).await?;
    let imported = match options.what {
        What::Councils => take_councils(&store, &stack, &options.file).await,
        What::Ulos => take_ulos(&stack, &options.file).await,
        What::Oruk => take_oruk(&stack, &options.file, &store::folder(&options.store).join("imports")).await,
        What::Evidence => take_evidences(&stack, &options.file).await,
        What::Fundings => take_fundings(&stack, &options.file).await,
        What::Postcodes => take_postcodes(&store, &options.file).await,
    };
    stack.halt().await;
    store.close().await;
    imported
}

async fn take_councils(store: &Store, stack: &Stack, file: &Path) -> Result<(), String> {
    let db = store.connect("councils").await.map_err(|error| error.to_string())?;
    let report = councils::councils(&db, &stack.clock, file).await.map_err(|error| {
        if let councils::ImportError::Bad(lines) = &error {
            lines.iter().for_each(|line| eprintln!("{line}"));
        }
        error.to_string()
    })?;
    println!("{} councils; {} of them changed.", report.councils, report.changed);
    Ok(())
}

/// Opens a file of lines.
fn open(file: &Path) -> Result<BufReader<File>, String> {
    let opened = File::open(file);
    opened.map(BufReader::new).map_err(|error| format!("{} could not be opened: {error}", file.display()))
}

/// Says how far an import of lines is.
fn say(progress: Lines) {
    match progress {
        Lines::Checked { lines } => println!("{lines} lines to take in"),
        Lines::Kept { lines, of } if lines % 100 == 0 => println!("{lines} of {of}"),
        Lines::Kept { .. } => {}
    }
}

/// The sentence on why an import of lines did not end, after every bad line.
fn told(error: OfLines) -> String {
    if let OfLines::Bad(lines) = &error {
        lines.iter().for_each(|line| eprintln!("{line}"));
    }
    error.to_string()
}

async fn take_ulos(stack: &Stack, file: &Path) -> Result<(), String> {
    let (input, channel) = (open(file)?, stack.channels.to("ulos")?);
    let report = ulos::ulos(channel, &stack.signer, input, say).await.map_err(told)?;
    println!(
        "{} organisations, {} governance records, {} offerings; {} look like another and are linked to it.",
        report.organisations, report.governances, report.offerings, report.look_alikes
    );
    Ok(())
}

async fn take_oruk(stack: &Stack, from: &Path, notes: &Path) -> Result<(), String> {
    let source = oruk::Source::at(&from.to_string_lossy());
    let say = |page: u32, report: &oruk::Report| {
        println!("page {page} read: {} offerings kept", report.offerings);
    };
    let taken = oruk::oruk(stack.channels.to("ulos")?, &stack.signer, source, notes, say).await;
    let report = taken.map_err(|error| error.to_string())?;
    report.bad.iter().for_each(|bad| eprintln!("{bad}"));
    println!(
        "{} organisations and {} offerings kept, all of them unchecked; {} organisations look like another and are linked to \
         it. Left out: {} of other kinds, {} ended, {} changed since they were taken in, {} reasons against the rest.",
        report.organisations,
        report.offerings,
        report.look_alikes,
        report.other_kinds,
        report.ended,
        report.changed,
        report.bad.len()
    );
    if !report.unsaid.is_empty() {
        let facts: Vec<String> =
            report.unsaid.iter().map(|(fact, count)| format!("{fact} of {count}")).collect();
        println!(
            "Not said there, so not said here: {}. An offering is in no menu before its organisation has said all of it.",
            facts.join(", ")
        );
    }
    Ok(())
}

async fn take_fundings(stack: &Stack, file: &Path) -> Result<(), String> {
    let (input, channel) = (open(file)?, stack.channels.to("ulos")?);
    let report = fundings::fundings(channel, &stack.signer, input, say).await.map_err(told)?;
    println!("{} fundings of {} organisations.", report.fundings, report.organisations);
    Ok(())
}

async fn take_evidences(stack: &Stack, file: &Path) -> Result<(), String> {
    let (input, channel) = (open(file)?, stack.channels.to("ulos")?);
    let report = evidences::evidences(channel, &stack.signer, input, say).await.map_err(told)?;
    println!(
        "{} claims of {} organisations; {} of them wait for a check.",
        report.claims, report.organisations, report.waiting
    );
    Ok(())
}

async fn take_postcodes(store: &Store, file: &Path) -> Result<(), String> {
    let db = store.connect("councils").await.map_err(|error| error.to_string())?;
    let say = |progress: Progress| match progress {
        Progress::GoingOn { from } => println!("going on from byte {from}, where an earlier import stopped"),
        Progress::Reading { bytes, of, lines } => {
            println!("{lines} lines, {} %", bytes * 100 / of.max(1));
        }
        Progress::Replacing => println!("all read; replacing what was known"),
    };
    let imported = postcodes::postcodes(&db, file, &say).await.map_err(|error| {
        if let postcodes::ImportError::NothingKept(report) = &error {
            report.first_bad.iter().for_each(|line| eprintln!("{line}"));
        }
        error.to_string()
    })?;
    let report = imported.lines;
    report.first_bad.iter().for_each(|line| eprintln!("{line}"));
    println!(
        "{} lines: {} postcodes of England kept ({} new or moved, {} gone), {} outside England, {} no longer in use, {} bad.",
        report.lines,
        report.kept,
        imported.came,
        imported.went,
        report.outside_england,
        report.terminated,
        report.bad
    );
    Ok(())
}
