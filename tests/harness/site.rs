//! The site over a house, and a browser that keeps no script: it reads pages, follows redirects, fills in forms.

use http::header::{CONTENT_TYPE, LOCATION, SET_COOKIE};
use http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use platform::Caller;
use tower::ServiceExt as _;
use uuid::Uuid;
use web::site::{Settings, Site};
use web::{Email, Seat};

use super::{House, RUNTIME};

/// The largest page, in bytes.
const HEAVY: usize = 100 * 1024;

/// Someone at the site, signed in.
pub struct Browser {
    site: Site,
    session: String,
    notice: String,
}

/// One page, as it came.
#[derive(Debug)]
pub struct Page {
    pub path: String,
    pub status: StatusCode,
    pub html: String,
}

impl House {
    /// The site over this house, without a socket.
    pub async fn site(&self) -> Site {
        self.site_with(Settings::default()).await
    }
}

impl Browser {
    /// Someone's browser, once they have signed in.
    pub async fn of(site: &Site, caller: &Caller, name: &str) -> Self {
        let (at, caller, name) = (site.clone(), caller.clone(), name.to_owned());
        let session = RUNTIME.spawn(async move {
            let email =
                Email::parse("email", &format!("{}@example.org", Uuid::new_v4())).expect("an address");
            let seat = Seat { caller, name, acting_for: String::new() };
            let accounts = at.accounts().expect("accounts");
            let account = accounts.account(&email).await.expect("an account");
            accounts.seat(account, &seat).await.expect("a seat");
            accounts.sign_in(account).await.expect("a session").0.text().to_owned()
        });
        let session = session.await.expect("they sign in");
        Self { site: site.clone(), session, notice: String::new() }
    }

    /// Opens a page that is there.
    pub async fn open(&mut self, path: &str) -> Page {
        let page = self.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.main());
        page
    }

    /// Opens a page, whatever comes.
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(path, None).await
    }

    /// Sends the form of a page to `action`, with its hidden fields and these, and follows where it leads.
    pub async fn submit(&mut self, page: &Page, action: &str, fields: &[(&str, &str)]) -> Page {
        let form = page.form(action);
        let mut pairs: Vec<(String, String)> = hidden(form);
        pairs.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let path = if action.is_empty() { page.path.clone() } else { action.to_owned() };
        self.send(&path, Some(encoded(&pairs))).await
    }

    async fn send(&mut self, path: &str, body: Option<String>) -> Page {
        let (mut path, mut body) = (path.to_owned(), body);
        for _ in 0..5 {
            let (status, location, html) = self.once(&path, body.take()).await;
            match location {
                Some(next) if status == StatusCode::SEE_OTHER => path = next,
                _ => {
                    let page = Page { path, status, html };
                    page.check();
                    return page;
                }
            }
        }
        panic!("{path} leads round in circles");
    }

    async fn once(&mut self, path: &str, body: Option<String>) -> (StatusCode, Option<String>, String) {
        let method = if body.is_some() { "POST" } else { "GET" };
        let cookies = format!("__Host-session={}; __Host-notice={}", self.session, self.notice);
        let request = Request::builder().method(method).uri(path).header("cookie", cookies);
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let request = request.body(body.unwrap_or_default()).expect("a request");
        let pages = web::router(self.site.clone());
        let response = RUNTIME.spawn(pages.oneshot(request)).await.expect("it ends").expect("it answers");
        let (head, body) = response.into_parts();
        for cookie in head.headers.get_all(SET_COOKIE) {
            let cookie = cookie.to_str().expect("a cookie");
            if let Some(notice) = cookie.strip_prefix("__Host-notice=") {
                self.notice = notice.split(';').next().unwrap_or_default().to_owned();
            }
        }
        let location = head.headers.get(LOCATION).map(|to| to.to_str().expect("a path").to_owned());
        let bytes = body.collect().await.expect("a body").to_bytes();
        (head.status, location, String::from_utf8(bytes.to_vec()).expect("UTF-8"))
    }
}

impl Page {
    /// What the page says, without what stands around it on every page.
    pub fn main(&self) -> &str {
        let main = self.html.split("<main").nth(1).and_then(|rest| rest.split("</main>").next());
        main.unwrap_or(&self.html)
    }

    /// Asserts that the page says all of this.
    #[track_caller]
    pub fn says(&self, parts: &[&str]) -> &Self {
        for part in parts {
            assert!(self.main().contains(part), "{:?} is not in {}: {}", part, self.path, self.main());
        }
        self
    }

    /// Asserts that the page says none of this.
    #[track_caller]
    pub fn never_says(&self, parts: &[&str]) -> &Self {
        for part in parts {
            assert!(!self.html.contains(part), "{:?} is in {}: {}", part, self.path, self.main());
        }
        self
    }

    /// The form that is sent to `action`; with none, the first that is sent to the page itself.
    fn form(&self, action: &str) -> &str {
        let wanted = if action.is_empty() {
            "<form method=\"post\">".to_owned()
        } else {
            format!("<form method=\"post\" action=\"{action}\">")
        };
        let form =
            self.html.split(&wanted).nth(1).or_else(|| self.html.split("<form method=\"post\">").nth(1));
        let form = form.unwrap_or_else(|| panic!("no form to {action:?} in {}: {}", self.path, self.main()));
        form.split("</form>").next().unwrap_or_default()
    }

    /// What holds of every page: light, one heading, every id once, every field labelled, every word known.
    #[track_caller]
    fn check(&self) {
        let path = &self.path;
        if !self.html.starts_with("<!doctype html>") {
            return;
        }
        kept(path, &self.html);
        assert!(self.html.len() < HEAVY, "{path} weighs {} bytes", self.html.len());
        assert_eq!(self.html.matches("<h1").count(), 1, "{path} has one main heading: {}", self.main());
        let mut ids: Vec<&str> =
            self.html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{path} uses an id twice");
        for label in self.html.split(" for=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(ids.contains(&label), "{path} labels {label}, which is not there");
        }
        for tag in
            self.html.split('<').filter(|tag| tag.starts_with("input ") || tag.starts_with("textarea "))
        {
            let id = tag.split(" id=\"").nth(1).and_then(|rest| rest.split('"').next());
            let labelled = id.is_some_and(|id| self.html.contains(&format!(" for=\"{id}\"")));
            assert!(tag.contains("type=\"hidden\"") || labelled, "{path} has a field without a label: {tag}");
        }
    }
}

/// Keeps a page to be looked at, when `PAGES_FOLDER` is set.
fn kept(path: &str, html: &str) {
    if let Ok(folder) = std::env::var("PAGES_FOLDER") {
        let name: String =
            path.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).collect();
        let count = std::fs::read_dir(&folder).map(Iterator::count).unwrap_or_default();
        std::fs::write(format!("{folder}/{count:03}{}.html", &name[..name.len().min(90)]), html)
            .expect("written");
    }
}

/// The hidden fields of a form.
fn hidden(form: &str) -> Vec<(String, String)> {
    let inputs = form.split("<input type=\"hidden\" ").skip(1);
    let value = |input: &str, name: &str| {
        input
            .split(&format!("{name}=\""))
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap_or_default()
            .to_owned()
    };
    inputs.map(|input| (value(input, "name"), value(input, "value"))).collect()
}

fn encoded(pairs: &[(String, String)]) -> String {
    let pairs = pairs.iter().map(|(name, value)| format!("{}={}", percent(name), percent(value)));
    pairs.collect::<Vec<_>>().join("&")
}

fn percent(text: &str) -> String {
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| if safe(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
