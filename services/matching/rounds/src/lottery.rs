//! A lottery anyone can check: the seed's fingerprint is published before the round, the seed after it.

use sha2::{Digest, Sha256};

/// What decides the lottery. Secret until the round has been run.
#[derive(Clone, PartialEq, Eq)]
pub struct Seed([u8; 32]);

/// The fingerprint of a seed: published first, it binds whoever holds the seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commitment(pub [u8; 32]);

impl Seed {
    /// A seed of 32 bytes, which whoever runs the round draws at random.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// What to publish before the round.
    pub fn commitment(&self) -> Commitment {
        Commitment(self.digest(b"alongside round: commitment", &[]))
    }

    /// The ticket of a request, the smaller the better. It hangs on nothing but the seed and the request's id.
    pub fn ticket(&self, id: u128) -> u128 {
        let digest = self.digest(b"alongside round: ticket", &id.to_be_bytes());
        digest[..16].iter().fold(0, |ticket, byte| ticket << 8 | u128::from(*byte))
    }

    fn digest(&self, purpose: &[u8], of: &[u8]) -> [u8; 32] {
        Sha256::new().chain_update(purpose).chain_update(self.0).chain_update(of).finalize().into()
    }
}

impl Commitment {
    /// Whether this seed is the one that was committed to.
    pub fn is_of(&self, seed: &Seed) -> bool {
        seed.commitment() == *self
    }
}
