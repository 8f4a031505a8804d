//! The main links, by who is looking. The same place and order on every page.

use platform::{Caller, Role};

use crate::visit::Visit;
use crate::words::{Text, text};

/// One link of the header.
#[derive(Debug)]
pub struct Link {
    /// Its words.
    pub label: Text,
    /// Where it goes.
    pub path: String,
    /// Whether the page shown is there or below.
    pub here: bool,
}

/// The first page of a role.
pub fn home(caller: &Caller) -> String {
    match caller.role {
        Role::Person | Role::Supporter => "/home".to_owned(),
        Role::Broker | Role::Manager => "/introductions".to_owned(),
        Role::Officer => framework(caller),
        Role::Observer | Role::Operator => "/frameworks".to_owned(),
        Role::Visitor | Role::Service => "/".to_owned(),
    }
}

/// What is in place in an officer's council.
fn framework(caller: &Caller) -> String {
    format!("/{}", caller.council.replacen("councils/", "frameworks/", 1))
}

/// The links for whoever is looking.
pub fn links(visit: &Visit) -> Vec<Link> {
    let here = |path: &str| visit.path() == path || visit.path().starts_with(&format!("{path}/"));
    let link = |key: &'static str, path: String| Link { label: text(key), here: here(&path), path };
    let Some(viewer) = visit.viewer() else {
        return vec![link("layout-nav-find", "/find".to_owned())];
    };
    let caller = viewer.caller();
    let own = match caller.role {
        Role::Person | Role::Supporter => vec![
            link("layout-nav-home", "/home".to_owned()),
            link("layout-nav-details", format!("/{}", caller.person())),
        ],
        Role::Broker => vec![
            link("layout-nav-work", "/introductions".to_owned()),
            link("layout-nav-cases", "/cases".to_owned()),
            link("layout-nav-limit", format!("/{}", caller.subject)),
        ],
        Role::Manager => vec![
            link("layout-nav-work", "/introductions".to_owned()),
            link("layout-nav-team-cases", "/cases".to_owned()),
            link("layout-nav-team", "/team".to_owned()),
            link("layout-nav-organisation", format!("/{}/edit", caller.ulo)),
        ],
        Role::Officer => vec![
            link("layout-nav-council", framework(caller)),
            link("layout-nav-councils", "/frameworks".to_owned()),
            link("layout-nav-fund", "/rounds".to_owned()),
        ],
        Role::Observer | Role::Operator => vec![
            link("layout-nav-councils", "/frameworks".to_owned()),
            link("layout-nav-fund", "/rounds".to_owned()),
        ],
        Role::Visitor | Role::Service => Vec::new(),
    };
    nearest(own.into_iter().chain([link("layout-nav-find", "/find".to_owned())]).collect())
}

/// Where one link lies below another, only the nearer one is where the visitor is.
fn nearest(mut links: Vec<Link>) -> Vec<Link> {
    let longest = links.iter().filter(|link| link.here).map(|link| link.path.len()).max().unwrap_or_default();
    for link in &mut links {
        link.here &= link.path.len() == longest;
    }
    links
}
