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
        Role::Broker => "/introductions".to_owned(),
        Role::Manager => "/team".to_owned(),
        Role::Officer => format!("/{}", caller.council),
        Role::Observer | Role::Operator => "/councils".to_owned(),
        Role::Visitor | Role::Service => "/".to_owned(),
    }
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
            link("layout-nav-introductions", "/introductions".to_owned()),
            link("layout-nav-cases", "/cases".to_owned()),
            link("layout-nav-limit", format!("/{}", caller.subject)),
        ],
        Role::Manager => vec![
            link("layout-nav-team", "/team".to_owned()),
            link("layout-nav-organisation", format!("/{}", caller.ulo)),
        ],
        Role::Officer => vec![link("layout-nav-council", format!("/{}", caller.council))],
        Role::Observer | Role::Operator => vec![link("layout-nav-councils", "/councils".to_owned())],
        Role::Visitor | Role::Service => Vec::new(),
    };
    own.into_iter().chain([link("layout-nav-find", "/find".to_owned())]).collect()
}
