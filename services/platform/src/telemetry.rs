//! Logs: one line a request, with its method, outcome and time, and never what was in it.

use tracing_subscriber::EnvFilter;

/// Writes logs to standard error as `RUST_LOG` asks (default: warnings, and our own information).
pub fn init(json: bool) {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("warn,alongside=info,platform=info,sqlx::postgres::notice=error"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second call, as in tests, changes nothing.
    let _ = if json { log.json().try_init() } else { log.try_init() };
}
