//! A map of England with one tile a council: each as large as the others, near its neighbours, a link to its page.
//!
//! What a tile shows stands on it in words and is drawn in depths of one colour, so that no colour means anything alone. The
//! table beside it is the page's own, from the same rows.

use askama::Template;
use askama::filters::HtmlSafe;
use reference::council::{self, Council};

use crate::words::{Say, Text, text};

/// The room of one tile, in pixels: more than the smallest target.
const WIDTH: usize = 58;
const HEIGHT: usize = 48;
/// The room between tiles.
const GAP: usize = 2;

/// How deep a tile is coloured: from 1, least, to 4, most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Not known, or hidden: hatched.
    Unknown,
    /// The least.
    One,
    /// More.
    Two,
    /// More again.
    Three,
    /// The most.
    Four,
}

impl Depth {
    /// The name of its style.
    fn class(self) -> &'static str {
        match self {
            Self::Unknown => "depth-unknown",
            Self::One => "depth-1",
            Self::Two => "depth-2",
            Self::Three => "depth-3",
            Self::Four => "depth-4",
        }
    }
}

/// The map: `Tiles::new("band", title, about).tile(council, path, short, said, depth).key(depth, words)`.
#[derive(Debug, Template)]
#[template(path = "parts/tiles.html")]
pub struct Tiles {
    id: String,
    title: Text,
    about: Text,
    tiles: Vec<Tile>,
    keys: Vec<(Depth, Text)>,
}

#[derive(Debug)]
struct Tile {
    council: &'static Council,
    path: String,
    /// What stands on the tile, in a few letters.
    short: Text,
    /// The same in full.
    said: Text,
    depth: Depth,
}

impl Tile {
    fn x(&self) -> usize {
        usize::from(self.council.tile.0) * (WIDTH + GAP)
    }

    fn y(&self) -> usize {
        usize::from(self.council.tile.1) * (HEIGHT + GAP)
    }
}

impl Tiles {
    /// A map without tiles yet: what it shows, and what it says in a sentence.
    pub fn new(id: &str, title: impl Say, about: impl Say) -> Self {
        Self {
            id: id.to_owned(),
            title: title.text(),
            about: about.text(),
            tiles: Vec::new(),
            keys: Vec::new(),
        }
    }

    /// One council; nothing when the name is not one.
    #[must_use]
    pub fn tile(
        mut self,
        council: &str,
        path: String,
        short: impl Say,
        said: impl Say,
        depth: Depth,
    ) -> Self {
        if let Some(council) = council::find(council.trim_start_matches("councils/")) {
            let tile = Tile { council, path, short: short.text(), said: said.text(), depth };
            self.tiles.push(tile);
            // Read and stepped through as the map is read: row by row from the north west.
            self.tiles.sort_by_key(|tile| (tile.council.tile.1, tile.council.tile.0));
        }
        self
    }

    /// What a depth of colour means.
    #[must_use]
    pub fn key(mut self, depth: Depth, meaning: impl Say) -> Self {
        self.keys.push((depth, meaning.text()));
        self
    }

    /// What to do where the map is wider than the window.
    fn slide(&self) -> Text {
        text("map-slide")
    }

    fn width(&self) -> usize {
        let columns = council::ALL.iter().map(|council| usize::from(council.tile.0) + 1).max();
        columns.unwrap_or_default() * (WIDTH + GAP)
    }

    fn height(&self) -> usize {
        let rows = council::ALL.iter().map(|council| usize::from(council.tile.1) + 1).max();
        rows.unwrap_or_default() * (HEIGHT + GAP)
    }

    /// How many tiles are of this depth.
    fn count(&self, depth: &Depth) -> usize {
        self.tiles.iter().filter(|tile| tile.depth == *depth).count()
    }
}

impl HtmlSafe for Tiles {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_are_read_from_the_north_west_and_strangers_are_left_out() {
        let map = Tiles::new("map", "Title", "About")
            .tile("councils/E06000052", "/c".into(), "0", "None", Depth::One)
            .tile("councils/X00000000", "/x".into(), "0", "None", Depth::One)
            .tile("councils/E06000057", "/n".into(), "6+", "Six or more", Depth::Four)
            .key(Depth::One, "None");
        let html = map.render().unwrap();
        assert!(html.find("/n\"").unwrap() < html.find("/c\"").unwrap() && !html.contains("/x\""), "{html}");
        assert!(html.contains("Northumberland: Six or more") && html.contains("depth-4"), "{html}");
    }
}
