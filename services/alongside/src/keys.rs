//! The two secrets of an installation: the master key that wraps everyone's keys, and the key that signs tokens.

use std::fs::OpenOptions;
use std::io::{Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use platform::seal::{Seals, random};
use platform::token::Signer;
use sha2::{Digest as _, Sha256};

/// The secrets, from a file only its owner may read.
#[derive(Clone)]
pub struct Keys {
    master: [u8; 32],
    signing: [u8; 32],
}

impl Keys {
    /// Reads the secrets from `file`, making them when there is none yet.
    ///
    /// # Errors
    /// A sentence that says which file and what to do.
    pub fn open(file: &Path) -> Result<Self, String> {
        match OpenOptions::new().read(true).open(file) {
            Ok(mut opened) => {
                let mut bytes = Vec::new();
                opened
                    .read_to_end(&mut bytes)
                    .map_err(|error| format!("{} could not be read: {error}", file.display()))?;
                Self::from_bytes(&bytes).ok_or_else(|| {
                    format!("{} is not a key file of Alongside: put the right one back", file.display())
                })
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Self::make(file),
            Err(error) => Err(format!("{} could not be opened: {error}", file.display())),
        }
    }

    /// Fresh secrets, kept nowhere.
    ///
    /// # Errors
    /// A sentence when the system has no random bytes to give.
    pub fn fresh() -> Result<Self, String> {
        let master = random().map_err(|error| error.to_string())?;
        let signing = random().map_err(|error| error.to_string())?;
        Ok(Self { master, signing })
    }

    /// Seals private text.
    pub fn seals(&self) -> Seals {
        Seals::new(&self.master)
    }

    /// Signs tokens.
    pub fn signer(&self) -> Signer {
        Signer::from_seed(&self.signing)
    }

    /// What the passwords of the database roles are derived from.
    pub fn database_secret(&self) -> String {
        let digest = Sha256::digest([b"database".as_slice(), &self.master].concat());
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (master, signing) = bytes.split_first_chunk::<32>()?;
        Some(Self { master: *master, signing: signing.try_into().ok()? })
    }

    /// Written whole beside its place and then moved there, so a kill in the middle leaves no half a key.
    fn make(file: &Path) -> Result<Self, String> {
        let keys = Self::fresh()?;
        let wrong = |error: std::io::Error| format!("{} could not be written: {error}", file.display());
        let unfinished = file.with_extension("new");
        let _ = std::fs::remove_file(&unfinished);
        let mut opened =
            OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished).map_err(wrong)?;
        opened.write_all(&[keys.master, keys.signing].concat()).map_err(wrong)?;
        opened.sync_all().map_err(wrong)?;
        std::fs::rename(&unfinished, file).map_err(wrong)?;
        Ok(keys)
    }
}
