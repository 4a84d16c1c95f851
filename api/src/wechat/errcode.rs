//! What an answer of WeChat's means for whoever asked: the retry policy, in one place.
//!
//! Numbers and meanings are those of WeChat's documentation of each call; what is done about them follows from them: what WeChat has
//! certainly not taken may be sent again, what may have arrived is not.

use std::time::Duration;

use crate::platform::handed::NoAnswer;

/// Why a call did not succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// -1: WeChat is busy.
    Busy,
    /// 45011: too many in this minute.
    MinuteLimit,
    /// 45009: no more today.
    DailyLimit,
    /// 40001: the access token is not the newest, or not ours.
    TokenStale,
    /// 40014: not an access token.
    TokenUnknown,
    /// 42001: the access token has expired.
    TokenExpired,
    /// 40003: not an openid of this mini-program.
    BadOpenid,
    /// 40037: not a template of this mini-program.
    BadTemplate,
    /// 41030: no such page.
    BadPage,
    /// 43101: the person has not agreed, or has used all agreements up.
    NoConsent,
    /// 47003: a value of the template is not of its form.
    BadValue,
    /// 48001: this mini-program may not do this.
    NotAuthorised,
    /// Any other code: WeChat answered, and did not do it.
    Other(i64),
    /// There is no access token to be had; nothing was sent.
    NoToken,
    /// No mini-program is configured; nothing was sent.
    NotConfigured,
    /// The request never left.
    NotSent,
    /// The request left, or part of it, and no answer came.
    NoAnswer,
    /// Something answered that is not WeChat.
    Unreadable,
}

/// What to do about a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// Try again, after this long at least.
    Retry(Duration),
    /// Get another access token and try again, once.
    RenewToken,
    /// Nothing more today.
    ParkUntilTomorrow,
    /// Never again with the same content.
    Refuse,
    /// Never again: the person does not want it.
    ConsentLost,
    /// Nobody knows whether it was done: for a message, never again on this channel.
    Unknown,
}

impl Failure {
    /// The failure behind an `errcode` other than 0.
    #[must_use]
    pub const fn of(errcode: i64) -> Self {
        match errcode {
            -1 => Self::Busy,
            45011 => Self::MinuteLimit,
            45009 => Self::DailyLimit,
            40001 => Self::TokenStale,
            40014 => Self::TokenUnknown,
            42001 => Self::TokenExpired,
            40003 => Self::BadOpenid,
            40037 => Self::BadTemplate,
            41030 => Self::BadPage,
            43101 => Self::NoConsent,
            47003 => Self::BadValue,
            48001 => Self::NotAuthorised,
            other => Self::Other(other),
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn policy(self) -> Policy {
        match self {
            Self::Busy => Policy::Retry(Duration::from_secs(5)),
            Self::MinuteLimit => Policy::Retry(Duration::from_secs(60)),
            Self::NotSent => Policy::Retry(Duration::from_secs(10)),
            // Forced renewals are 30 seconds apart.
            Self::NoToken => Policy::Retry(Duration::from_secs(30)),
            Self::TokenStale | Self::TokenUnknown | Self::TokenExpired => Policy::RenewToken,
            Self::DailyLimit => Policy::ParkUntilTomorrow,
            Self::NoConsent => Policy::ConsentLost,
            Self::BadOpenid
            | Self::BadTemplate
            | Self::BadPage
            | Self::BadValue
            | Self::NotAuthorised
            | Self::Other(_)
            | Self::NotConfigured => Policy::Refuse,
            Self::NoAnswer | Self::Unreadable => Policy::Unknown,
        }
    }

    /// The code for logs and delivery records.
    #[must_use]
    pub fn code(self) -> String {
        let word = match self {
            Self::Busy => "-1",
            Self::MinuteLimit => "45011",
            Self::DailyLimit => "45009",
            Self::TokenStale => "40001",
            Self::TokenUnknown => "40014",
            Self::TokenExpired => "42001",
            Self::BadOpenid => "40003",
            Self::BadTemplate => "40037",
            Self::BadPage => "41030",
            Self::NoConsent => "43101",
            Self::BadValue => "47003",
            Self::NotAuthorised => "48001",
            Self::Other(errcode) => return errcode.to_string(),
            Self::NoToken => "local.no_token",
            Self::NotConfigured => "local.not_configured",
            Self::NotSent => "not_sent",
            Self::NoAnswer => "no_answer",
            Self::Unreadable => "unreadable",
        };
        word.to_owned()
    }
}

impl From<NoAnswer> for Failure {
    fn from(no_answer: NoAnswer) -> Self {
        match no_answer {
            NoAnswer::NotSent => Self::NotSent,
            NoAnswer::MaybeSent => Self::NoAnswer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_code_has_its_policy() {
        let of = |errcode| Failure::of(errcode).policy();
        for errcode in [-1, 45011] {
            assert!(matches!(of(errcode), Policy::Retry(_)), "{errcode}");
        }
        for errcode in [40001, 40014, 42001] {
            assert_eq!(of(errcode), Policy::RenewToken, "{errcode}");
        }
        assert_eq!(of(45009), Policy::ParkUntilTomorrow);
        assert_eq!(of(43101), Policy::ConsentLost);
        for errcode in [40003, 40037, 41030, 47003, 48001, 40164, 99999] {
            assert_eq!(of(errcode), Policy::Refuse, "{errcode}");
        }
        for errcode in [
            -1, 40001, 40003, 40014, 40037, 41030, 42001, 43101, 45009, 45011, 47003, 48001, 40164,
        ] {
            assert_eq!(Failure::of(errcode).code(), errcode.to_string());
        }
    }
}
