//! What time it is. Shifted only while a sample history is made.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::postgres::types::PgInterval;

/// The clock every service of a process shares.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    shift_micros: Arc<AtomicI64>,
}

impl Clock {
    /// The time now, to the microsecond, as PostgreSQL keeps it.
    pub fn now(&self) -> DateTime<Utc> {
        let now = Utc::now() + self.shift();
        DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
    }

    /// What a statement adds to the database's own `now()` where that clock decides.
    pub fn offset(&self) -> PgInterval {
        let microseconds = self.shift_micros.load(Ordering::Relaxed);
        PgInterval { months: 0, days: 0, microseconds }
    }

    /// Sets the clock to a time. Only the making of sample histories does.
    pub fn set(&self, time: DateTime<Utc>) {
        let micros = (time - Utc::now()).num_microseconds().unwrap_or_default();
        self.shift_micros.store(micros, Ordering::Relaxed);
    }

    /// Goes back to the time it really is.
    pub fn reset(&self) {
        self.shift_micros.store(0, Ordering::Relaxed);
    }

    /// Whether a sample history is being made, so that it is not the time it really is.
    pub fn is_shifted(&self) -> bool {
        self.shift_micros.load(Ordering::Relaxed) != 0
    }

    fn shift(&self) -> TimeDelta {
        TimeDelta::microseconds(self.shift_micros.load(Ordering::Relaxed))
    }
}
