//! Whose record a line of a file is: an organisation by its name id or by one of its registrations.

use std::collections::HashMap;

use councils::bad_line::BadLine;
use platform::Error;
use platform::rpc::Rpc;
use platform::words::Wire as _;
use proto::ulos::v1 as pb;
use proto::ulos::v1::ulos_client::UlosClient;
use ulos::ulo::Scheme;

use super::caller::Steady;
use super::line::Line;

/// Every organisation there is, by what a file can call it.
#[derive(Debug, Default)]
pub struct Organisations {
    /// Names by what they are called. Several can share a registration by mistake.
    called: HashMap<String, Vec<String>>,
    closed: HashMap<String, bool>,
}

impl Organisations {
    /// All of them, page by page.
    ///
    /// # Errors
    /// What the service said, or that it stayed away.
    pub async fn read(steady: &Steady<'_>, channel: Rpc) -> Result<Self, Error> {
        let ulos = UlosClient::new(channel);
        let (mut all, mut page_token) = (Self::default(), String::new());
        loop {
            let request = pb::ListUlosRequest { page_size: 100, page_token, ..Default::default() };
            let page = steady.call(request, async |request| ulos.clone().list_ulos(request).await).await?;
            page.ulos.iter().for_each(|ulo| all.add(ulo));
            if page.next_page_token.is_empty() {
                return Ok(all);
            }
            page_token = page.next_page_token;
        }
    }

    /// Adds one.
    pub fn add(&mut self, ulo: &pb::Ulo) {
        self.closed.insert(ulo.name.clone(), ulo.state() == pb::ulo::State::Closed);
        let mut called = vec![ulo.name.clone()];
        for registration in &ulo.registrations {
            let scheme = Scheme::optional("scheme", registration.scheme).ok().flatten();
            let scheme = scheme.map(platform::words::Word::word).unwrap_or_default();
            called.push(plain(&registration.number));
            called.push(format!("{scheme}:{}", plain(&registration.number)));
        }
        called.sort();
        called.dedup();
        for name in called {
            self.called.entry(name).or_default().push(ulo.name.clone());
        }
    }

    /// The name of the organisation a line is about, empty when its column `organisation` is wrong.
    pub fn of_line(&self, line: &mut Line<'_>) -> String {
        let column = "organisation";
        let text = line.text(column);
        if text.is_empty() {
            line.wrong(column, "this is missing", "name the organisation by ulos/… or a registration");
            return String::new();
        }
        match self.find(line.number, column, text) {
            Ok(name) => name.to_owned(),
            Err(bad) => {
                line.wrong(column, bad.why, bad.remedy);
                String::new()
            }
        }
    }

    /// The one that is called so and is still listed; else what is wrong with that cell.
    ///
    /// # Errors
    /// The line, with what to do.
    pub fn find(&self, line: u64, column: &str, text: &str) -> Result<&str, BadLine> {
        let told = |why: &str, remedy: &str| BadLine {
            line,
            column: column.to_owned(),
            why: why.to_owned(),
            remedy: remedy.to_owned(),
        };
        let by_scheme = || {
            let (scheme, number) = text.split_once(':')?;
            let scheme = scheme.trim().to_lowercase().replace([' ', '-'], "_");
            self.called.get(&format!("{scheme}:{}", plain(number)))
        };
        let named = self.called.get(text.trim()).or_else(|| self.called.get(&plain(text))).or_else(by_scheme);
        match named.map(Vec::as_slice) {
            Some([one]) if self.closed.get(one) == Some(&true) => {
                Err(told("this organisation has closed", "leave the line out"))
            }
            Some([one]) => Ok(one),
            Some(_) => Err(told(
                "several organisations have this registration",
                "name the one that is meant by its ulos/… id",
            )),
            None => Err(told(
                "no organisation has this id or registration",
                "check it on the page of the organisation, or import the organisation first",
            )),
        }
    }
}

/// A number of a register as everybody writes it alike.
fn plain(number: &str) -> String {
    number.chars().filter(|letter| !letter.is_whitespace()).collect::<String>().to_uppercase()
}
