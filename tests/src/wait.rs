//! The one place that waits: polling until something is so, with a deadline.

use std::time::Duration;

use tokio::time::Instant;

/// How long [`eventually`] waits: far longer than anything should take on a busy machine of two cores.
const PATIENCE: Duration = Duration::from_secs(30);
/// Pause between two looks.
const PAUSE: Duration = Duration::from_millis(20);

/// Polls `probe` until it gives something, and gives that; fails the test after half a minute, saying `what` did not come.
pub async fn eventually<T>(what: &str, probe: impl AsyncFnMut() -> Option<T>) -> T {
    within(PATIENCE, what, probe).await
}

/// As [`eventually`] with a deadline that is itself what is tested: "within seconds".
///
/// # Panics
/// When `limit` passes first.
pub async fn within<T>(
    limit: Duration,
    what: &str,
    mut probe: impl AsyncFnMut() -> Option<T>,
) -> T {
    let deadline = Instant::now() + limit;
    loop {
        if let Some(found) = probe().await {
            return found;
        }
        assert!(Instant::now() < deadline, "{what}: not within {limit:?}");
        tokio::time::sleep(PAUSE).await;
    }
}
