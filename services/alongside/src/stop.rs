//! Stopping when told to: Ctrl-C, or what a service manager sends.

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// Cancels `stop` at the first interrupt or terminate; a second one ends the process at once.
pub fn on_signal(stop: CancellationToken) {
    tokio::spawn(async move {
        let (Ok(mut interrupt), Ok(mut terminate)) =
            (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
        else {
            tracing::warn!("signals cannot be heard: only kill -9 will stop this");
            return;
        };
        for round in 0.. {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            if round > 0 {
                std::process::exit(130);
            }
            stop.cancel();
        }
    });
}
