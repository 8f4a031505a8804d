//! Dying on purpose: with the feature `crash-points`, a process ends without a word at the point named in
//! `ALONGSIDE_CRASH_AT`. What `kill -9` would do between two statements, a test does on demand.

/// Ends the process here, if this is the point.
#[cfg(feature = "crash-points")]
pub fn at(point: &str) {
    use std::sync::LazyLock;
    static POINT: LazyLock<Option<String>> = LazyLock::new(|| std::env::var("ALONGSIDE_CRASH_AT").ok());
    if POINT.as_deref() == Some(point) {
        std::process::abort();
    }
}

/// Names a point between two steps where a test can end the process. Nothing without the feature.
#[macro_export]
macro_rules! crash_point {
    ($point:literal) => {
        #[cfg(feature = "crash-points")]
        $crate::crash::at($point);
    };
}
