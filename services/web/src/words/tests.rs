use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::*;

/// The longest sentence anybody has to read.
const MOST_WORDS: usize = 25;
/// The longest sentence in Easy Read.
const MOST_EASY_WORDS: usize = 15;
/// What only those who work with people read.
const FOR_STAFF: &[&str] = &[
    "assess",
    "award",
    "bid",
    "broker",
    "caseload",
    "claim",
    "entry",
    "framework",
    "funding",
    "governance",
    "introduction",
    "look-alikes",
    "opening-round",
    "price",
    "round",
    "table",
    "team",
    "ties",
    "waiting",
];

fn files(folder: &str, extension: &str) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, extension: &str, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && path.file_name().is_some_and(|name| name != "samples") {
                walk(&path, extension, found);
            } else if path.extension().is_some_and(|found| found == extension) {
                let text = fs::read_to_string(&path).expect("text");
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), extension, &mut found);
    found
}

/// Every message by its key, with its file's name and its text on one line.
fn messages() -> Messages {
    messages_of("locales/en-GB")
}

type Messages = BTreeMap<String, (String, String)>;

fn messages_of(locale: &str) -> Messages {
    let mut messages = BTreeMap::new();
    for (path, text) in files(locale, "ftl") {
        let area = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let mut key = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, value)) =
                line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
            {
                name.clone_into(&mut key);
                let known = messages.insert(key.clone(), (area.clone(), value.trim().to_owned()));
                assert!(known.is_none(), "{key} is there twice");
            } else if let Some((_, value)) = messages.get_mut(&key) {
                value.push(' ');
                value.push_str(line.trim());
            }
        }
    }
    messages
}

/// Every quoted word in Rust but its comments, and in templates every one that askama reads.
fn quoted() -> BTreeSet<String> {
    let without_comments = |text: String| {
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let mut code: Vec<String> =
        files("src", "rs").into_iter().map(|(_, text)| without_comments(text)).collect();
    for (_, text) in files("templates", "html") {
        let inside =
            text.split('{').skip(1).filter(|part| part.starts_with(['{', '%']) || part.contains('"'));
        code.extend(inside.map(|part| {
            part.split("}}").next().and_then(|part| part.split("%}").next()).unwrap_or(part).to_owned()
        }));
    }
    let plain = |word: &&str| word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    code.iter().flat_map(|code| code.split('"').filter(plain).map(str::to_owned)).collect()
}

#[test]
fn every_key_begins_with_the_name_of_its_file() {
    for (key, (area, _)) in messages() {
        assert!(key.starts_with(&format!("{area}-")), "{key} is in {area}.ftl");
    }
}

#[test]
fn every_key_used_exists() {
    let messages = messages();
    let areas: BTreeSet<&String> = messages.values().map(|(area, _)| area).collect();
    let of_ours = |word: &&String| {
        areas
            .iter()
            .any(|area| word.strip_prefix(*area).is_some_and(|rest| rest.len() > 1 && rest.starts_with('-')))
    };
    let missing: Vec<_> =
        quoted().iter().filter(of_ours).filter(|key| !messages.contains_key(*key)).cloned().collect();
    assert!(missing.is_empty(), "no words for {missing:?}");
}

#[test]
fn every_key_is_used() {
    let quoted = quoted();
    let unused: Vec<_> = messages().into_keys().filter(|key| !quoted.contains(key)).collect();
    assert!(unused.is_empty(), "nothing says {unused:?}");
}

/// The words of each sentence of a message: of each of its variants, what it is told counting as one.
fn sentences(message: &str) -> Vec<(usize, String)> {
    let mut said = String::new();
    let mut told = false;
    for letter in message.chars() {
        match letter {
            '{' | '[' => (told, said) = (true, said + " x"),
            '}' => told = false,
            // After the name of a variant comes a text of its own.
            ']' => (told, said) = (false, said + "."),
            other if !told => said.push(other),
            _ => {}
        }
    }
    let sentences = said.split(['.', '?', '!', ':', '…']);
    sentences.map(|sentence| (sentence.split_whitespace().count(), sentence.trim().to_owned())).collect()
}

fn told(message: &str) -> BTreeSet<&str> {
    let names = message.split('$').skip(1);
    names.filter_map(|rest| rest.split(|c: char| !c.is_ascii_lowercase() && c != '_').next()).collect()
}

#[test]
fn no_sentence_is_long() {
    for (key, (_, message)) in messages() {
        for (words, sentence) in sentences(&message) {
            assert!(words <= MOST_WORDS, "{key}: {words} words in: {sentence}");
        }
    }
}

#[test]
fn every_sentence_in_easy_read_is_short() {
    let easy = messages_of("locales/en-GB-easyread");
    for (key, (area, message)) in messages() {
        if FOR_STAFF.contains(&area.as_str()) {
            continue;
        }
        let message = easy.get(&key).map_or(&message, |(_, message)| message);
        for (words, sentence) in sentences(message) {
            assert!(words <= MOST_EASY_WORDS, "{key}: {words} words in: {sentence}");
        }
    }
}

#[test]
fn easy_read_says_the_same_things_and_is_told_no_more() {
    let messages = messages();
    for (key, (_, easy)) in messages_of("locales/en-GB-easyread") {
        let (_, plain) = messages.get(&key).unwrap_or_else(|| panic!("{key} is no key of en-GB"));
        assert!(told(&easy).is_subset(&told(plain)), "{key} is told {:?}", told(plain));
    }
    let easy = text("choosing-rank-lead").say(&Locale::easy_read());
    assert_ne!(easy, text("choosing-rank-lead").to_string());
    assert_eq!(
        text("layout-back").say(&Locale::easy_read()),
        "Back",
        "what is plain enough is said as it is"
    );
}

#[test]
fn words_are_told_names_numbers_and_other_words() {
    let said = text("layout-signed-in").with("name", "Sam <b>").to_string();
    assert_eq!(said, "Signed in as Sam <b>");
    assert_eq!(text("layout-signed-in").with("name", 12_345).to_string(), "Signed in as 12,345");
    assert_eq!(text("layout-signed-in").with("name", text("form-or")).to_string(), "Signed in as or");
}

#[test]
fn only_our_own_keys_are_known() {
    assert!(known("form-or").is_some());
    for other in ["nothing-such", "form-or.x", "", "<script>"] {
        assert!(known(other).is_none(), "{other}");
    }
}
