use std::collections::HashMap;

use super::*;

/// The least contrast of text with what it stands on, and of what must be seen without being read.
const TEXT: f64 = 7.0;
const SHAPE: f64 = 3.0;

const SHEET: &str = include_str!("../../static/alongside.css");

#[test]
fn the_stylesheet_is_light() {
    let weight = STYLESHEET.packed.content.len();
    assert!(weight < 26 * 1024, "{weight} bytes");
}

#[test]
fn squeezing_keeps_what_matters() {
    let sheet = "/* why */\na b,\nc > d :focus { margin: 0 calc(1px + 2px); }\n@media (x: 1) { e { f: g } }";
    assert_eq!(squeeze(sheet), "a b,c > d :focus{margin:0 calc(1px + 2px)}@media (x:1){e{f:g}}");
}

/// The colours of the light page, and of the dark one.
fn palettes() -> [HashMap<&'static str, &'static str>; 2] {
    let read = |from: &'static str| {
        let block =
            from.split_once(":root {").and_then(|(_, rest)| rest.split_once('}')).expect("a palette").0;
        let lines = block.lines().filter_map(|line| line.trim().trim_end_matches(';').split_once(": "));
        lines.filter(|(_, value)| value.starts_with('#')).collect::<HashMap<_, _>>()
    };
    let light = read(SHEET);
    let mut dark = light.clone();
    dark.extend(read(SHEET.split_once("prefers-color-scheme: dark").expect("a dark palette").1));
    [light, dark]
}

fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour")) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.0722f64.mul_add(part(5), 0.2126f64.mul_add(part(1), 0.7152 * part(3)))
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn hold(pairs: &[(&str, &[&str])], least: f64) {
    for (palette, name) in palettes().iter().zip(["light", "dark"]) {
        for (front, backs) in pairs {
            for back in *backs {
                let found =
                    contrast(palette[format!("--{front}").as_str()], palette[format!("--{back}").as_str()]);
                assert!(found >= least, "{name}: {front} on {back} is {found:.2}");
            }
        }
    }
}

#[test]
fn text_can_be_read_by_tired_eyes() {
    let pairs: [(&str, &[&str]); 12] = [
        ("text", &["page", "card", "wash", "calm-wash"]),
        ("quiet", &["page", "card", "wash", "calm-wash"]),
        ("link", &["page", "card", "wash", "calm-wash"]),
        ("on-action", &["action", "action-over"]),
        ("on-band", &["band"]),
        ("band-warm", &["band"]),
        ("warm-text", &["warm-wash"]),
        ("good-text", &["good-wash"]),
        ("calm-text", &["calm-wash"]),
        ("wrong", &["page", "card", "wrong-wash"]),
        ("text", &["depth-1", "depth-2"]),
        ("on-depth", &["depth-3", "depth-4"]),
    ];
    hold(&pairs, TEXT);
}

#[test]
fn shapes_can_be_seen() {
    let pairs: [(&str, &[&str]); 5] = [
        ("field-line", &["page", "card", "wash"]),
        ("action", &["page", "card", "wash", "calm-wash"]),
        ("fill", &["page", "card", "track"]),
        ("good", &["page", "card"]),
        ("focus", &["page", "card", "wash", "focus-halo"]),
    ];
    hold(&pairs, SHAPE);
}
