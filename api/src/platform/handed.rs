//! What became of something that was handed to an outside channel: a message to WeChat, an SMS, a push.

use std::time::Duration;

/// What an outside channel said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handed {
    /// It took the message.
    Sent {
        /// Its own name for it.
        reference: Option<String>,
    },
    /// It will never take this one.
    Refused {
        /// Its reason.
        code: String,
        /// Whether the person has to consent again first.
        consent_lost: bool,
    },
    /// It certainly did not take it, and may later.
    Retry {
        /// Not before.
        after: Option<Duration>,
        /// Its reason.
        code: String,
    },
    /// Nothing goes out on it today any more.
    ParkedUntilTomorrow {
        /// Its reason.
        code: String,
    },
    /// Nobody knows whether it took it: it may have.
    Unknown {
        /// What went wrong.
        code: String,
    },
}
