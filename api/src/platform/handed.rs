//! What became of a message that was handed to an outside channel: the one answer that WeChat and SMS both give.

use std::time::Duration;

/// What became of a message that was handed to an outside channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handed {
    /// The channel has it.
    Sent {
        /// The channel's own id of the message, where it gives one.
        reference: Option<String>,
    },
    /// The channel will not take it, now or later.
    Refused {
        /// The channel's code, or `local.…` for what was found before it was asked.
        code: String,
        /// Whether the reason is that the person has not agreed (any more) to be written to here.
        consent_lost: bool,
    },
    /// The channel certainly does not have it and may take it later.
    Retry {
        /// How long to wait at least; none: as the caller sees fit.
        after: Option<Duration>,
        /// The channel's code.
        code: String,
    },
    /// The channel takes no more today.
    ParkedUntilTomorrow {
        /// The channel's code.
        code: String,
    },
    /// The message may have arrived or not. It must not be sent again on this channel: nobody wants to hear the same twice, and a
    /// one-time consent may be used up.
    Unknown {
        /// What was seen of it.
        code: String,
    },
}

impl Handed {
    /// Refused for a reason that has nothing to do with consent.
    #[must_use]
    pub fn refused(code: impl Into<String>) -> Self {
        Self::Refused {
            code: code.into(),
            consent_lost: false,
        }
    }

    /// Refused because nobody agreed.
    #[must_use]
    pub fn no_consent(code: impl Into<String>) -> Self {
        Self::Refused {
            code: code.into(),
            consent_lost: true,
        }
    }
}

/// What is known of a request that got no answer. The difference decides whether it may be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAnswer {
    /// It never left: no connection was to be had.
    NotSent,
    /// It left, or part of it did.
    MaybeSent,
}

impl NoAnswer {
    /// What a failed request of reqwest's means. Everything but a failure to connect (or to build the request) may have reached the
    /// other side.
    #[must_use]
    pub fn of(error: &reqwest::Error) -> Self {
        if error.is_connect() || error.is_builder() {
            Self::NotSent
        } else {
            Self::MaybeSent
        }
    }
}
