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
    content: &'static str,
    hash: LazyLock<String>,
}

/// The one stylesheet.
pub static STYLESHEET: Asset = Asset {
    stem: "alongside",
    extension: "css",
    kind: "text/css; charset=utf-8",
    content: include_str!("../static/alongside.css"),
    hash: LazyLock::new(|| digest(include_str!("../static/alongside.css"))),
};

/// Our mark, for the browser's tab.
pub static MARK: Asset = Asset {
    stem: "mark",
    extension: "svg",
    kind: "image/svg+xml",
    content: include_str!("../static/mark.svg"),
    hash: LazyLock::new(|| digest(include_str!("../static/mark.svg"))),
};

impl Asset {
    /// Where the file is, by what it holds.
    pub fn path(&self) -> String {
        format!("/static/{}", self.name())
    }

    fn name(&self) -> String {
        format!("{}.{}.{}", self.stem, *self.hash, self.extension)
    }
}

fn digest(content: &str) -> String {
    Sha256::digest(content).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// `GET /static/{name}`
pub(crate) async fn file(Path(name): Path<String>) -> Result<Response, Failure> {
    let asset = [&STYLESHEET, &MARK].into_iter().find(|asset| asset.name() == name);
    let asset = asset.ok_or_else(|| Error::not_found("this file"))?;
    let headers = [(header::CONTENT_TYPE, asset.kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, asset.content).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stylesheet_is_light() {
        assert!(STYLESHEET.content.len() < 20_000, "{} bytes", STYLESHEET.content.len());
    }
}
