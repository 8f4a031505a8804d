//! The stylesheet and the mark: part of the binary, named by what they hold, so that browsers keep them for a year.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use platform::Error;
use sha2::{Digest as _, Sha256};

use crate::error::Failure;

/// One file of the site.
pub struct Asset {
    stem: &'static str,
    extension: &'static str,
    kind: &'static str,
    packed: LazyLock<Packed>,
}

/// What a file holds, and a digest of it.
struct Packed {
    content: String,
    hash: String,
}

/// The one stylesheet.
pub static STYLESHEET: Asset = Asset {
    stem: "alongside",
    extension: "css",
    kind: "text/css; charset=utf-8",
    packed: LazyLock::new(|| pack(squeeze(include_str!("../static/alongside.css")))),
};

/// Our mark, for the browser's tab.
pub static MARK: Asset = Asset {
    stem: "mark",
    extension: "svg",
    kind: "image/svg+xml",
    packed: LazyLock::new(|| pack(include_str!("../static/mark.svg").to_owned())),
};

impl Asset {
    /// Where the file is, by what it holds.
    pub fn path(&self) -> String {
        format!("/static/{}", self.name())
    }

    fn name(&self) -> String {
        format!("{}.{}.{}", self.stem, self.packed.hash, self.extension)
    }
}

fn pack(content: String) -> Packed {
    let hash = Sha256::digest(&content).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    Packed { content, hash }
}

/// A stylesheet without its comments and the spaces nobody reads.
fn squeeze(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let mut squeezed = String::with_capacity(out.len());
    for word in out.split_whitespace() {
        let joins = squeezed.is_empty()
            || squeezed.ends_with(['{', '}', ';', ':', ','])
            || word.starts_with(['{', '}']);
        if !joins {
            squeezed.push(' ');
        }
        squeezed.push_str(word);
    }
    squeezed.replace(";}", "}")
}

/// `GET /static/{name}`
pub(crate) async fn file(Path(name): Path<String>) -> Result<Response, Failure> {
    let asset = [&STYLESHEET, &MARK].into_iter().find(|asset| asset.name() == name);
    let asset = asset.ok_or_else(|| Error::not_found("this file"))?;
    let headers =
        [(header::CONTENT_TYPE, asset.kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, asset.packed.content.as_str()).into_response())
}

#[cfg(test)]
mod tests;
