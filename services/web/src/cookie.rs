//! Cookies. Every one of ours is `__Host-`: this host alone, only over a safe connection, never seen by script.

use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::response::Response;

/// A cookie of ours.
#[derive(Debug, Clone, Copy)]
pub struct Cookie {
    name: &'static str,
    /// How long the browser keeps it, in seconds.
    seconds: u32,
}

/// Who is signed in.
pub const SESSION: Cookie = Cookie { name: "__Host-session", seconds: 14 * 24 * 3600 };
/// Which browser asked for a link to sign in.
pub const BROWSER: Cookie = Cookie { name: "__Host-sign-in", seconds: 3600 };
/// Says once, on the next page, what was done.
pub const NOTICE: Cookie = Cookie { name: "__Host-notice", seconds: 120 };

/// Answers to the questions of one review that are not sent yet: numbers only, for a week.
pub const ANSWERS: Cookie = Cookie { name: "__Host-answers", seconds: 604_800 };
/// How somebody reads: [`crate::reading`].
pub const READING: Cookie = Cookie { name: "__Host-reading", seconds: 365 * 24 * 3600 };

impl Cookie {
    /// What the browser sent.
    pub fn read(self, headers: &HeaderMap) -> Option<&str> {
        let sent = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
        sent.flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find_map(|(name, value)| (name == self.name).then_some(value))
    }

    /// Has the browser keep a value.
    pub fn put(self, response: Response, value: &str) -> Response {
        self.set(response, value, self.seconds)
    }

    /// Has the browser forget it.
    pub fn forget(self, response: Response) -> Response {
        self.set(response, "", 0)
    }

    fn set(self, mut response: Response, value: &str, seconds: u32) -> Response {
        let name = self.name;
        let line = format!("{name}={value}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Lax");
        if let Ok(line) = HeaderValue::from_str(&line) {
            response.headers_mut().append(header::SET_COOKIE, line);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("a=b; __Host-notice=saved; c=d"));
        assert_eq!(NOTICE.read(&headers), Some("saved"));
    }
}
