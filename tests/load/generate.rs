//! Load: closed loop (each client sends when it has its answer) and open loop (sent when due, whatever came back;
//! latency counts from when it should have been sent, so a stall is not hidden).

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use hdrhistogram::Histogram;

/// What came of a round.
pub struct Round {
    pub done: u64,
    pub time: Duration,
    pub micros: Histogram<u64>,
}

impl Round {
    pub fn rate(&self) -> f64 {
        self.done as f64 / self.time.as_secs_f64()
    }

    pub fn percentiles(&self) -> String {
        let at = |quantile| self.micros.value_at_quantile(quantile) as f64 / 1000.0;
        format!("p50 {:.2} ms, p95 {:.2} ms, p99 {:.2} ms", at(0.50), at(0.95), at(0.99))
    }
}

fn histogram() -> Histogram<u64> {
    Histogram::new_with_bounds(1, 60_000_000, 3).expect("bounds of a histogram")
}

/// Runs `act(client, turn)` in a closed loop with so many clients for that long.
pub async fn closed<F, R>(clients: usize, time: Duration, act: F) -> Round
where
    F: Fn(usize, u64) -> R + Clone + Send + Sync + 'static,
    R: Future<Output = ()> + Send,
{
    let began = Instant::now();
    let workers: Vec<_> = (0..clients)
        .map(|client| {
            let act = act.clone();
            tokio::spawn(async move {
                let mut micros = histogram();
                let mut turn = 0;
                while began.elapsed() < time {
                    let sent = Instant::now();
                    act(client, turn).await;
                    turn += 1;
                    micros.saturating_record(u64::try_from(sent.elapsed().as_micros()).unwrap_or(u64::MAX));
                }
                micros
            })
        })
        .collect();
    let mut micros = histogram();
    for worker in workers {
        micros.add(worker.await.expect("a client")).expect("histograms of one shape");
    }
    Round { done: micros.len(), time: began.elapsed(), micros }
}

/// Runs `act(0, turn)` so many times a second for that long.
pub async fn open<F, R>(rate: f64, time: Duration, act: F) -> Round
where
    F: Fn(usize, u64) -> R + Clone + Send + Sync + 'static,
    R: Future<Output = ()> + Send,
{
    let began = Instant::now();
    let turns = (rate * time.as_secs_f64()) as u64;
    let next = Arc::new(AtomicU64::new(0));
    let workers: Vec<_> = (0..64)
        .map(|client| {
            let (act, next) = (act.clone(), next.clone());
            tokio::spawn(async move {
                let mut micros = histogram();
                loop {
                    let turn = next.fetch_add(1, Ordering::Relaxed);
                    if turn >= turns {
                        return micros;
                    }
                    let due = began + Duration::from_secs_f64(turn as f64 / rate);
                    tokio::time::sleep_until(due.into()).await;
                    act(client, turn).await;
                    micros.saturating_record(u64::try_from(due.elapsed().as_micros()).unwrap_or(u64::MAX));
                }
            })
        })
        .collect();
    let mut micros = histogram();
    for worker in workers {
        micros.add(worker.await.expect("a client")).expect("histograms of one shape");
    }
    Round { done: micros.len(), time: began.elapsed(), micros }
}
