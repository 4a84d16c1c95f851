//! Text messages to phones: the trait, its templates, and who sends them.
//!
//! In China a text message is an approved template with its values, never free text, so the senders take a [`SmsTemplate`] and values by
//! name. Which sender a deployment has is decided once, by its settings ([`from_settings`]).

mod aliyun;
// They move the clock.
#[cfg(all(test, feature = "test-support"))]
mod tests;

use std::collections::BTreeMap;
use std::time::Duration;

use async_trait::async_trait;

pub use aliyun::AliyunSms;

use crate::identity::Phone;
use crate::platform::clock::Clock;
use crate::platform::handed::Handed;
use crate::settings::Settings;

macro_rules! templates {
    ($($(#[$doc:meta])* $name:ident = $word:literal: [$($value:literal),*];)*) => {
        /// The messages that are sent by SMS. The text of each is a template that the provider has approved under a code of its own
        /// (`sms.template_codes`).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum SmsTemplate { $($(#[$doc])* $name,)* }

        impl SmsTemplate {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word in settings and logs.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// The template of a word.
            #[must_use]
            pub fn of_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|template| template.as_str() == word)
            }

            /// The names of the values that its text has places for; all of them have to be given.
            #[must_use]
            pub const fn values(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($value,)*],)* }
            }
        }
    };
}

templates! {
    /// A one-time code for signing in.
    SignInCode = "sign_in_code": ["code"];
    /// To a provider: a task is offered.
    OfferReceived = "offer_received": ["category"];
    /// To the resident: it was written down for them.
    NeedReceived = "need_received": ["category", "number"];
    /// To the resident: somebody has taken it.
    NeedAccepted = "need_accepted": ["category", "number"];
    /// To the resident: somebody else is looked for.
    NeedReopened = "need_reopened": ["category", "number"];
    /// To the resident: please rate.
    NeedDone = "need_done": ["category", "number"];
    /// To the resident: it is over.
    NeedEnded = "need_ended": ["category", "number"];
    /// To officers: nobody takes it.
    NeedEscalated = "need_escalated": ["category", "number"];
    /// To whoever is on duty: call back about an emergency.
    CallBackAsked = "call_back_asked": ["number"];
    /// To whoever visits: are you all right?
    VisitAsked = "visit_asked": ["number"];
    /// To those who help: a visit needs it.
    VisitAlarm = "visit_alarm": ["number"];
    /// To the team: not needed any more.
    TaskCancelled = "task_cancelled": ["category", "number"];
    /// To anybody: so many things to read.
    Digest = "digest": ["count"];
}

/// Sends text messages.
#[async_trait]
pub trait SmsSender: Send + Sync {
    /// Hands a message to the provider. The values are those that the template names; others are left out.
    async fn send(
        &self,
        phone: &Phone,
        template: SmsTemplate,
        values: &BTreeMap<String, String>,
    ) -> Handed;

    /// Whether anything could come of sending: `false` lets a caller say so before it begins.
    fn is_ready(&self) -> bool {
        true
    }
}

/// Development: prints what would be sent. The phone is left out, and all values but the one-time code: the log holds no personal
/// data.
#[derive(Debug, Clone, Copy, Default)]
pub struct LogSms;

#[async_trait]
impl SmsSender for LogSms {
    async fn send(
        &self,
        _phone: &Phone,
        template: SmsTemplate,
        values: &BTreeMap<String, String>,
    ) -> Handed {
        match (template, values.get("code")) {
            (SmsTemplate::SignInCode, Some(code)) => {
                tracing::info!(code, "one-time code (development: printed instead of sent)");
            }
            _ => tracing::info!(
                template = template.as_str(),
                "text message (development: not sent)"
            ),
        }
        Handed::Sent { reference: None }
    }
}

/// No provider is configured: nothing can be sent.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoSms;

#[async_trait]
impl SmsSender for NoSms {
    async fn send(
        &self,
        _phone: &Phone,
        template: SmsTemplate,
        _values: &BTreeMap<String, String>,
    ) -> Handed {
        tracing::error!(
            template = template.as_str(),
            "a text message was to be sent, but no provider is configured (sms.access_key_id)"
        );
        Handed::refused("local.not_configured")
    }

    fn is_ready(&self) -> bool {
        false
    }
}

/// Trials: codes for signing in are printed in the log, everything else goes out.
struct CodesInLog(Box<dyn SmsSender>);

#[async_trait]
impl SmsSender for CodesInLog {
    async fn send(
        &self,
        phone: &Phone,
        template: SmsTemplate,
        values: &BTreeMap<String, String>,
    ) -> Handed {
        match template {
            SmsTemplate::SignInCode => LogSms.send(phone, template, values).await,
            _ => self.0.send(phone, template, values).await,
        }
    }
}

/// The sender of a deployment. `identity.log_codes` prints codes instead of sending them, whatever provider there is: whoever turns it
/// on wants to see them. Without a database URL (the embedded default) the log stands in where no provider is configured.
#[must_use]
pub fn from_settings(
    settings: &Settings,
    http: &reqwest::Client,
    clock: &Clock,
) -> Box<dyn SmsSender> {
    let provider = AliyunSms::new(&settings.sms, http.clone(), clock.clone());
    if provider.is_none() && !settings.sms.access_key_id.is_empty() {
        tracing::error!(
            "sms.access_key_secret is missing, or sms.base_url is no address: no text message can be sent"
        );
    }
    let sender: Box<dyn SmsSender> = match provider {
        Some(provider) => Box::new(provider),
        None if settings.database.url.get().is_none() => Box::new(LogSms),
        None => Box::new(NoSms),
    };
    if settings.identity.log_codes {
        return Box::new(CodesInLog(sender));
    }
    sender
}

/// The codes of templates as settings write them: `word=code,word=code`.
fn template_codes(text: &str) -> BTreeMap<&str, &str> {
    text.split(',')
        .filter_map(|pair| pair.split_once('='))
        .map(|(word, code)| (word.trim(), code.trim()))
        .filter(|(_, code)| !code.is_empty())
        .collect()
}

/// Words in `sms.template_codes` that name no template, for the check at start-up.
#[must_use]
pub fn unknown_templates(text: &str) -> Vec<&str> {
    template_codes(text)
        .into_keys()
        .filter(|word| SmsTemplate::ALL.iter().all(|known| known.as_str() != *word))
        .collect()
}

/// The code of [`Handed::Refused`] for a number that does not exist.
pub const BAD_PHONE: &str = "isv.MOBILE_NUMBER_ILLEGAL";
/// The code of [`Handed::Retry`] for a phone that was sent enough for now.
pub const PHONE_LIMIT: &str = "isv.BUSINESS_LIMIT_CONTROL";

/// How long a phone that had a code a moment ago has to wait for the next (the provider's own limit is one a minute).
pub const PHONE_PAUSE: Duration = Duration::from_secs(60);
