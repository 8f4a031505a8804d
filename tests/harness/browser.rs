//! What a browser does with the site: keeps cookies, says where a form comes from, fills forms in, follows redirects.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};

use http::header::{self, HeaderMap};
use http::{Method, Request, StatusCode};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use prost::bytes::Bytes;
use web::Email;

use super::served::Served;

/// One browser.
pub struct Browser {
    client: Client<HttpConnector, Full<Bytes>>,
    address: SocketAddr,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// What came back.
#[derive(Debug)]
pub struct Page {
    pub path: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub html: String,
}

impl Browser {
    pub fn new(address: SocketAddr) -> Self {
        let client = Client::builder(TokioExecutor::new()).build_http();
        Self { client, address, cookies: Mutex::default() }
    }

    /// Asks for a page.
    pub async fn get(&self, path: &str) -> Page {
        self.send(self.request(Method::GET, path), "").await
    }

    /// Asks for a page and goes wherever that leads.
    pub async fn open(&self, path: &str) -> Page {
        let page = self.get(path).await;
        self.follow(page).await
    }

    /// Goes where a page leads.
    pub async fn follow(&self, mut page: Page) -> Page {
        for _ in 0..10 {
            if page.status != StatusCode::SEE_OTHER {
                return page;
            }
            page = self.get(page.location()).await;
        }
        panic!("{} leads round in circles", page.path)
    }

    /// Sends these fields, and nothing else, as a form of the site does.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let request = self
            .request(Method::POST, path)
            .header(header::ORIGIN, format!("http://{}", self.address))
            .header("sec-fetch-site", "same-origin");
        self.send_form(request, fields).await
    }

    /// Sends the form of a page that goes to `action`, with its hidden fields and these.
    pub async fn submit(&self, page: &Page, action: &str, fields: &[(&str, &str)]) -> Page {
        let form = page.form(action);
        let hidden = form.hidden.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let fields: Vec<(&str, &str)> = hidden.chain(fields.iter().copied()).collect();
        self.post(action, &fields).await
    }

    /// Sends a form by a request of one's own making.
    pub async fn send_form(&self, request: http::request::Builder, fields: &[(&str, &str)]) -> Page {
        let encoded: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, &encoded.join("&")).await
    }

    /// A request with the cookies of this browser.
    pub fn request(&self, method: Method, path: &str) -> http::request::Builder {
        let cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        let cookies: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder().method(method).uri(format!("http://{}{path}", self.address));
        if cookies.is_empty() { request } else { request.header(header::COOKIE, cookies.join("; ")) }
    }

    /// Sends a request with that body, and keeps the cookies that come back.
    pub async fn send(&self, request: http::request::Builder, body: &str) -> Page {
        let request = request.body(Full::from(body.to_owned().into_bytes())).expect("a request");
        let path = request.uri().path_and_query().expect("a path").to_string();
        let (parts, body) = self.client.request(request).await.expect("the site answers").into_parts();
        self.keep(&parts.headers);
        let html = body.collect().await.expect("the whole page").to_bytes();
        let html = String::from_utf8(html.to_vec()).expect("UTF-8");
        Page { path, status: parts.status, headers: parts.headers, html }
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    /// Has the browser hold a cookie.
    pub fn hold(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner).insert(name.into(), value.into());
    }

    fn keep(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        for line in headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("a cookie is text");
            let (name, value) =
                line.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie");
            if line.contains("Max-Age=0;") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// Asks for a link to this address; gives the link.
    pub async fn ask_for_link(&self, site: &Served, email: &Email, next: &str) -> String {
        let page = self.get(&format!("/sign-in?next={}", encode(next))).await;
        let sent = self.submit(&page, "/sign-in", &[("email", email.as_str())]).await;
        assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, "/sign-in/sent"), "{}", sent.html);
        site.link_to(email).await.expect("a link was mailed")
    }

    /// Signs in by a mailed link; gives where that leads.
    pub async fn sign_in(&self, site: &Served, email: &Email) -> Page {
        let link = self.ask_for_link(site, email, "").await;
        let page = self.get(&link).await;
        let page = self.submit(&page, &link, &[]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.html);
        page
    }
}

/// A form on a page.
#[derive(Debug, Default)]
pub struct PageForm {
    pub action: String,
    /// What the site sends along.
    pub hidden: Vec<(String, String)>,
    /// The names of what can be filled in.
    pub fields: Vec<String>,
    /// The names of what can be chosen, each with one of its values.
    pub choices: Vec<(String, String)>,
}

impl Page {
    /// Where it leads; empty when it leads nowhere.
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map(|path| path.to_str().expect("a path")).unwrap_or_default()
    }

    /// The line that sets a cookie.
    pub fn sets(&self, cookie: &str) -> Option<&str> {
        let lines = self.headers.get_all(header::SET_COOKIE).into_iter();
        let mut lines = lines.map(|line| line.to_str().expect("a cookie is text"));
        lines.find(|line| line.split('=').next() == Some(cookie))
    }

    /// What a header says; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().expect("text")).unwrap_or_default()
    }

    /// The form that goes to `action`.
    pub fn form(&self, action: &str) -> PageForm {
        let mut forms = self.forms().into_iter();
        forms
            .find(|form| form.action == action)
            .unwrap_or_else(|| panic!("no form to {action}: {}", self.html))
    }

    /// Every form on the page that is posted, but for the one at its foot: how to read is asked on every page.
    pub fn forms(&self) -> Vec<PageForm> {
        let page = self.html.split("<footer").next().unwrap_or_default();
        let pieces = page.split("<form").skip(1);
        let forms = pieces.map(|rest| rest.split("</form>").next().unwrap_or_default());
        forms
            .filter(|form| form.split('>').next().is_some_and(|tag| tag.contains("post")))
            .map(|form| self.read(form))
            .collect()
    }

    fn read(&self, form: &str) -> PageForm {
        let tag = form.split('>').next().unwrap_or_default();
        let action = attribute(tag, "action").unwrap_or_else(|| self.path.clone());
        let mut read = PageForm { action, ..PageForm::default() };
        for (tag, kind) in tags(form) {
            let name = attribute(tag, "name").unwrap_or_default();
            let value = attribute(tag, "value").unwrap_or_default();
            match (kind, attribute(tag, "type").as_deref()) {
                ("input", Some("hidden")) => read.hidden.push((name, value)),
                ("input", Some("radio" | "checkbox")) | ("button", _) if !name.is_empty() => {
                    read.choices.push((name, value))
                }
                ("input" | "textarea", _) => read.fields.push(name),
                _ => {}
            }
        }
        read
    }
}

/// Every tag, with its name.
fn tags(html: &str) -> impl Iterator<Item = (&str, &str)> {
    html.split('<').skip(1).filter_map(|rest| {
        let tag = rest.split('>').next()?;
        Some((tag, tag.split([' ', '\n', '/']).next()?))
    })
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let rest = &tag[tag.find(&format!(" {name}=\""))? + name.len() + 3..];
    Some(decode(&rest[..rest.find('"')?]))
}

/// Text as it stands in a page, read back.
fn decode(text: &str) -> String {
    let pairs = [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&")];
    pairs.into_iter().fold(text.to_owned(), |text, (code, letter)| text.replace(code, letter))
}

/// Text as it stands in an address or a form on its way.
pub fn encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
