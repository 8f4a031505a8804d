//! Creating once, however often it is asked: `request_id`.

use prost::Message;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Caller, Error, Violation};

/// One caller's request to create something.
#[derive(Debug, Clone, Default)]
pub struct Once {
    principal: String,
    request_id: Uuid,
    fingerprint: Vec<u8>,
}

/// The columns of the row a claim becomes, for a statement that claims and creates in one.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// Who asks.
    pub principal: &'a str,
    /// Their id of the request.
    pub request_id: Uuid,
    /// The hash of the whole message.
    pub fingerprint: &'a [u8],
}

impl Once {
    /// The columns of the row this becomes.
    pub fn row(&self) -> Claim<'_> {
        Claim { principal: &self.principal, request_id: self.request_id, fingerprint: &self.fingerprint }
    }

    /// Reads the `request_id`; `request` is the whole message, of which only a hash is kept.
    ///
    /// # Errors
    /// A [`Violation`] when it is missing or no UUID.
    pub fn parse(caller: &Caller, request_id: &str, request: &impl Message) -> Result<Self, Violation> {
        let request_id = Uuid::try_parse(request_id)
            .ok()
            .filter(|id| !id.is_nil())
            .ok_or_else(|| Violation::new("request_id", "give a UUID, the same one when you repeat"))?;
        Ok(Self {
            principal: caller.subject.clone(),
            request_id,
            fingerprint: Sha256::digest(request.encode_to_vec()).to_vec(),
        })
    }

    /// Claims the request for a new resource. When it was carried out before, gives the resource made then.
    /// A repeat that runs at the same time waits for the first to commit.
    ///
    /// # Errors
    /// [`Error::AlreadyExists`] `REQUEST_ID_REUSED` when the same id came with another body.
    pub async fn claim(&self, tx: &mut PgConnection, resource: Uuid) -> Result<Option<Uuid>, Error> {
        let claimed = sqlx::query(
            "insert into once (principal, request_id, fingerprint, resource_id) values ($1, $2, $3, $4)
             on conflict do nothing",
        )
        .bind(&self.principal)
        .bind(self.request_id)
        .bind(&self.fingerprint)
        .bind(resource)
        .execute(&mut *tx)
        .await?;
        if claimed.rows_affected() == 1 {
            return Ok(None);
        }
        let (fingerprint, resource): (Vec<u8>, Uuid) = sqlx::query_as(
            "select fingerprint, resource_id from once where principal = $1 and request_id = $2",
        )
        .bind(&self.principal)
        .bind(self.request_id)
        .fetch_one(tx)
        .await?;
        if fingerprint != self.fingerprint {
            return Err(Error::already_exists(
                "REQUEST_ID_REUSED",
                "this request_id was used for something else: use a new one",
            ));
        }
        Ok(Some(resource))
    }
}
