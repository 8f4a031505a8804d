//! Secrets handed to browsers, and the hashes that are kept of them.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use platform::Error;
use platform::seal::random;
use sha2::{Digest as _, Sha256};

/// A secret of 32 random bytes, as text that fits in links and cookies.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A new one.
    ///
    /// # Errors
    /// [`Error::Internal`] when the system has no random bytes to give.
    pub fn fresh() -> Result<Self, Error> {
        Ok(Self(BASE64_URL_SAFE_NO_PAD.encode(random::<32>()?)))
    }

    /// One that came back, if it looks like one.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
        (bytes.len() == 32).then(|| Self(text.to_owned()))
    }

    /// The text that is handed out.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// What is kept.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(&self.0).to_vec()
    }

    /// Another text only the holder of the secret can know: the token of the forms of a session.
    pub fn form_token(&self) -> String {
        let digest = Sha256::digest(["form ", &self.0].concat());
        BASE64_URL_SAFE_NO_PAD.encode(digest)
    }
}

/// HMAC-SHA-256 (RFC 2104), for a key of 32 bytes.
pub fn keyed_hash(key: &[u8; 32], text: &str) -> Vec<u8> {
    let mut block = [0_u8; 64];
    block[..32].copy_from_slice(key);
    let inner = Sha256::new().chain_update(block.map(|byte| byte ^ 0x36)).chain_update(text).finalize();
    Sha256::new().chain_update(block.map(|byte| byte ^ 0x5c)).chain_update(inner).finalize().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keyed_hash_is_hmac() {
        // The key of RFC 4231's first case, filled up with zeros as HMAC itself would.
        let mut key = [0; 32];
        key[..20].fill(0x0b);
        let hex: String = keyed_hash(&key, "Hi There").iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    }

    #[test]
    fn a_secret_comes_back_whole_or_not_at_all() {
        let secret = Secret::fresh().unwrap();
        assert_eq!(Secret::read(secret.text()).map(|read| read.hash()), Some(secret.hash()));
        for wrong in ["", "short", "not/base64+at=all", &format!("{}A", secret.text())] {
            assert!(Secret::read(wrong).is_none(), "{wrong}");
        }
        assert_ne!(secret.form_token(), secret.text());
    }
}
