//! Sealed private text: AES-256-GCM-SIV with a key of the person's own, wrapped by a master key.
//! Destroying the person's key turns their text in tables, events and backups into noise.

use std::sync::Arc;

use aes_gcm_siv::aead::{Aead, KeyInit, Payload};
use aes_gcm_siv::{Aes256GcmSiv, Nonce};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Error;

const NONCE: usize = 12;

/// Wraps and unwraps the keys of persons with the master key.
#[derive(Clone)]
pub struct Seals(Arc<Aes256GcmSiv>);

/// The key of one person.
#[derive(Clone)]
pub struct SubjectKey(Aes256GcmSiv);

impl Seals {
    /// Seals under this master key, 32 bytes.
    pub fn new(master: &[u8; 32]) -> Self {
        Self(Arc::new(Aes256GcmSiv::new(master.into())))
    }

    /// The key of a person, made when they have none yet.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the person was erased and the key destroyed.
    pub async fn key(&self, tx: &mut PgConnection, subject: Uuid) -> Result<SubjectKey, Error> {
        let select = "select wrapped from seal_key where subject = $1";
        let found = sqlx::query_scalar(select).bind(subject).fetch_optional(&mut *tx).await?;
        let wrapped: Option<Vec<u8>> = match found {
            Some(wrapped) => wrapped,
            None => {
                let fresh = self.wrap(&random::<32>()?, subject)?;
                sqlx::query("insert into seal_key (subject, wrapped) values ($1, $2) on conflict do nothing")
                    .bind(subject)
                    .bind(fresh)
                    .execute(&mut *tx)
                    .await?;
                sqlx::query_scalar(select).bind(subject).fetch_one(tx).await?
            }
        };
        self.unwrap(subject, wrapped.as_deref())
    }

    /// The key of a person from the wrapped form a query joined in.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the key was destroyed.
    pub fn unwrap(&self, subject: Uuid, wrapped: Option<&[u8]>) -> Result<SubjectKey, Error> {
        let wrapped = wrapped.ok_or_else(|| Error::not_found("what was erased"))?;
        let key = open(&self.0, subject.as_bytes(), wrapped)?;
        let key: [u8; 32] =
            key.try_into().map_err(|_| Error::internal("a wrapped key of the wrong length"))?;
        Ok(SubjectKey(Aes256GcmSiv::new(&key.into())))
    }

    fn wrap(&self, key: &[u8; 32], subject: Uuid) -> Result<Vec<u8>, Error> {
        close(&self.0, subject.as_bytes(), key)
    }
}

impl SubjectKey {
    /// Seals the private part of a row. The row's id is bound in, so it opens nowhere else.
    ///
    /// # Errors
    /// [`Error::Internal`] when it cannot be written as JSON.
    pub fn seal(&self, row: Uuid, private: &impl Serialize) -> Result<Vec<u8>, Error> {
        let plain = serde_json::to_vec(private).map_err(Error::internal)?;
        close(&self.0, row.as_bytes(), &plain)
    }

    /// Opens the private part of a row.
    ///
    /// # Errors
    /// [`Error::Internal`] when it was sealed with another key or for another row.
    pub fn open<T: DeserializeOwned>(&self, row: Uuid, sealed: &[u8]) -> Result<T, Error> {
        let plain = open(&self.0, row.as_bytes(), sealed)?;
        serde_json::from_slice(&plain).map_err(Error::internal)
    }
}

/// Destroys a person's key in this service. What it sealed stays, as noise.
///
/// # Errors
/// What the database said.
pub async fn destroy(tx: &mut PgConnection, subject: Uuid) -> Result<(), Error> {
    sqlx::query(
        "insert into seal_key (subject, wrapped) values ($1, null)
         on conflict (subject) do update set wrapped = null",
    )
    .bind(subject)
    .execute(tx)
    .await?;
    Ok(())
}

/// Random bytes from the operating system.
///
/// # Errors
/// [`Error::Internal`] when it has none to give.
pub fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Error::internal(error.to_string()))?;
    Ok(bytes)
}

fn close(cipher: &Aes256GcmSiv, bound: &[u8], plain: &[u8]) -> Result<Vec<u8>, Error> {
    let nonce: [u8; NONCE] = random()?;
    let payload = Payload { msg: plain, aad: bound };
    let sealed =
        cipher.encrypt(&Nonce::from(nonce), payload).map_err(|_| Error::internal("sealing failed"))?;
    Ok([nonce.as_slice(), &sealed].concat())
}

fn open(cipher: &Aes256GcmSiv, bound: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Error> {
    let fails = || Error::internal("a sealed text did not open");
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or_else(fails)?;
    let payload = Payload { msg: sealed, aad: bound };
    cipher.decrypt(&Nonce::from(*nonce), payload).map_err(|_| fails())
}
