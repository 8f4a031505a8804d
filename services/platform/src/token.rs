//! Short-lived signed tokens (JWT, EdDSA) that say who is calling.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::Utc;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

use crate::{Caller, Error};

/// The audience every token names.
const AUDIENCE: &str = "alongside";
/// How long a token is good for, in seconds.
pub const LIFETIME_SECONDS: i64 = 300;
/// How many verified tokens are remembered: checking a signature costs more than the query behind it.
const REMEMBERED: usize = 4096;
/// A PKCS#8 document of an Ed25519 private key is this and the 32 bytes of the seed (RFC 8410).
const PKCS8_PREFIX: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

#[derive(Serialize, Deserialize, Clone)]
struct Claims {
    #[serde(flatten)]
    caller: Caller,
    aud: String,
    iat: i64,
    exp: i64,
}

/// Signs tokens. Held by the site and by services that call others in their own name.
#[derive(Clone)]
pub struct Signer(Arc<EncodingKey>);

impl Signer {
    /// A signer from the 32 secret bytes of an Ed25519 key.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        let document = [PKCS8_PREFIX.as_slice(), seed.as_slice()].concat();
        Self(Arc::new(EncodingKey::from_ed_der(&document)))
    }

    /// A token for this caller, good for five minutes.
    ///
    /// # Errors
    /// [`Error::Internal`] when the key cannot sign.
    pub fn sign(&self, caller: &Caller) -> Result<String, Error> {
        let iat = Utc::now().timestamp();
        let claims =
            Claims { caller: caller.clone(), aud: AUDIENCE.to_owned(), iat, exp: iat + LIFETIME_SECONDS };
        jsonwebtoken::encode(&Header::new(Algorithm::EdDSA), &claims, &self.0).map_err(Error::internal)
    }

    /// What checks this signer's tokens.
    ///
    /// # Errors
    /// [`Error::Internal`] when the key is not an Ed25519 key.
    pub fn verifier(&self) -> Result<Verifier, Error> {
        let public = Jwk::from_encoding_key(&self.0, Algorithm::EdDSA).map_err(Error::internal)?;
        let key = DecodingKey::from_jwk(&public).map_err(Error::internal)?;
        Ok(Verifier { key: Arc::new(key), seen: Arc::default() })
    }
}

/// Checks tokens and remembers those it has checked until they end.
#[derive(Clone)]
pub struct Verifier {
    key: Arc<DecodingKey>,
    seen: Arc<Mutex<HashMap<String, Claims>>>,
}

impl Verifier {
    /// Who a token says is calling.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] when the signature, audience or time does not hold.
    pub fn verify(&self, token: &str) -> Result<Caller, Error> {
        let now = Utc::now().timestamp();
        if let Some(claims) = self.seen().get(token)
            && claims.exp > now
        {
            return Ok(claims.caller.clone());
        }
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_audience(&[AUDIENCE]);
        validation.leeway = 5;
        let claims = jsonwebtoken::decode::<Claims>(token, &self.key, &validation)
            .map_err(|_| Error::Unauthenticated)?
            .claims;
        let mut seen = self.seen();
        if seen.len() >= REMEMBERED {
            seen.retain(|_, claims| claims.exp > now);
            if seen.len() >= REMEMBERED {
                seen.clear();
            }
        }
        seen.insert(token.to_owned(), claims.clone());
        Ok(claims.caller)
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, HashMap<String, Claims>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
