//! How far an import came, and under which ids its records are kept.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use uuid::Uuid;

/// What every request id of these imports grows from.
const NAMESPACE: Uuid = Uuid::from_u128(0x0d9a_4c41_7f25_4be2_9a61_52c7_84e0_b3f9);

/// The page an import goes on at, and the organisations it has met, in a file of its own beside the data.
pub(super) struct Progress(PathBuf);

impl Progress {
    /// That of the feed at an address.
    pub fn of(notes: &Path, address: &str) -> Self {
        let name = Uuid::new_v5(&NAMESPACE, address.as_bytes());
        Self(notes.join(format!("open-referral-{name}")))
    }

    /// The page to read next and whom the pages before it were about: the first and nobody, but for an import that was
    /// stopped.
    pub fn so_far(&self) -> (u32, Ids) {
        let noted = fs::read(&self.0)
            .ok()
            .and_then(|text| serde_json::from_slice::<(u32, HashMap<_, _>)>(&text).ok());
        let (page, organisations) = noted.filter(|(page, _)| *page > 0).unwrap_or((1, HashMap::new()));
        (page, Ids { organisations })
    }

    /// Notes the page that is read next, and whom those before it were about.
    pub fn reached(&self, page: u32, ids: &Ids) -> io::Result<()> {
        if let Some(folder) = self.0.parent() {
            fs::create_dir_all(folder)?;
        }
        // Written beside and put in place, so that a note is whole or not there.
        let beside = self.0.with_extension("new");
        fs::write(&beside, serde_json::to_vec(&(page, &ids.organisations))?)?;
        fs::rename(beside, &self.0)
    }

    /// Forgets the note at the end.
    pub fn forget(&self) -> io::Result<()> {
        match fs::remove_file(&self.0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// The request ids of records, from their ids alone, and what the organisations met so far are called here.
#[derive(Default)]
pub(super) struct Ids {
    organisations: HashMap<String, String>,
}

impl Ids {
    pub fn of_organisation(id: &str) -> String {
        Uuid::new_v5(&NAMESPACE, format!("organization {id}").as_bytes()).to_string()
    }

    pub fn of_service(id: &str) -> String {
        Uuid::new_v5(&NAMESPACE, format!("service {id}").as_bytes()).to_string()
    }

    pub fn known(&self, id: &str) -> Option<String> {
        self.organisations.get(id).cloned()
    }

    pub fn learn(&mut self, id: &str, name: &str) {
        self.organisations.insert(id.to_owned(), name.to_owned());
    }
}
