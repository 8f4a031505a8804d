//! Calls of an import: in the name of an operator, and again while a service is away.

use std::time::Duration;

use platform::rpc::signed;
use platform::token::Signer;
use platform::{Caller, Error, Role};
use tonic::{Request, Response, Status};

/// How often a call is tried while the service is away.
const TRIES: u32 = 5;

/// Calls until the service answers.
pub struct Steady<'a> {
    signer: &'a Signer,
    caller: Caller,
}

impl<'a> Steady<'a> {
    /// Calls signed by `signer`.
    pub fn new(signer: &'a Signer) -> Self {
        Self { signer, caller: Caller::new(Role::Operator, "operators/import") }
    }

    /// One call. What it sends carries a request id or only reads, so calling again makes nothing twice.
    ///
    /// # Errors
    /// What the service said, or that it stayed away.
    pub async fn call<M: Clone, T>(
        &self,
        message: M,
        call: impl AsyncFn(Request<M>) -> Result<Response<T>, Status>,
    ) -> Result<T, Error> {
        let mut tried = 0;
        loop {
            tried += 1;
            let request = signed(self.signer, &self.caller, message.clone())?;
            match call(request).await.map_err(Error::from) {
                Ok(response) => return Ok(response.into_inner()),
                Err(Error::Unavailable | Error::DeadlineExceeded | Error::Stale) if tried < TRIES => {
                    tokio::time::sleep(Duration::from_millis(200) * tried).await;
                }
                Err(error) => return Err(error),
            }
        }
    }
}
