//! The code that the resident's phone shows, as a QR code, and the member's reads: whoever has it stands beside them.
//!
//! It is made from the task and the minute with a secret of the deployment, so no row holds it and every replica knows it. A code is good
//! for its minute and the next one: a photo of it sent to somebody at home comes too late.

use std::time::Duration;

use subtle::ConstantTimeEq as _;

use crate::needs::numbers;
use crate::platform::clock::Instant;
use crate::platform::ids::TaskId;
use crate::state::AppState;

/// How long a code is shown.
pub const WINDOW: Duration = Duration::from_secs(60);

fn window_of(now: Instant) -> i64 {
    now.unix_seconds().div_euclid(60)
}

fn of_window(state: &AppState, task: TaskId, window: i64) -> String {
    let text = format!("{task}|{window}");
    // Behind the index's version byte there are 32 bytes of HMAC-SHA-256; 80 bits of them are more than anybody tries in two minutes.
    let mac = state.vault.blind_index("check_in_code", &text);
    let mut bits = [0; 10];
    bits.iter_mut()
        .zip(mac.0.iter().skip(1))
        .for_each(|(to, from)| *to = *from);
    numbers::code_of(bits)
}

/// The code of a task at this moment, and when the next one takes its place.
#[must_use]
pub fn now(state: &AppState, task: TaskId) -> (String, Instant) {
    let now = state.clock.now();
    let window = window_of(now);
    let next = Instant((window + 1).saturating_mul(60_000_000));
    (of_window(state, task, window), next)
}

/// Whether a code is the task's, of this minute or the one before.
#[must_use]
pub fn is_valid(state: &AppState, task: TaskId, sent: &str) -> bool {
    let window = window_of(state.clock.now());
    let sent = numbers::code_hash(sent);
    [window, window - 1].into_iter().any(|window| {
        let right = numbers::code_hash(&of_window(state, task, window));
        bool::from(right.ct_eq(&sent))
    })
}
