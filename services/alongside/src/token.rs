//! `alongside token`: calling the services by hand.

use platform::{Caller, Role};

use crate::cli;
use crate::store::open_keys;

/// Prints a token for the principal described.
///
/// # Errors
/// A sentence that says what is wrong and what to do.
pub fn command(options: &cli::Token) -> Result<(), String> {
    let role = Role::parse(&options.role).ok_or_else(|| {
        let known: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
        format!("--role must be one of: {}", known.join(", "))
    })?;
    let caller = Caller {
        role,
        subject: options.subject.clone(),
        acting_for: options.acting_for.clone(),
        ulo: options.ulo.clone(),
        council: options.council.clone(),
    };
    let token = open_keys(&options.store)?.signer().sign(&caller).map_err(|error| error.to_string())?;
    println!("{token}");
    Ok(())
}
