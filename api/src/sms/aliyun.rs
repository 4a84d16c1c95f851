//! The short-message service of Alibaba Cloud: `SendSms` of 2017-05-25, signed by version 3.

use std::collections::BTreeMap;
use std::time::Duration;

use async_trait::async_trait;
use serde::Deserialize;

use super::signature::ToSign;
use super::{PHONE_LIMIT, PHONE_PAUSE, SmsSender, SmsTemplate, template_codes};
use crate::identity::Phone;
use crate::platform::clock::Clock;
use crate::platform::crypto::random_bytes;
use crate::platform::handed::{Handed, NoAnswer};
use crate::settings::{SecretSetting, Sms};

/// Sends through Alibaba Cloud.
#[derive(Debug)]
pub struct AliyunSms {
    http: reqwest::Client,
    clock: Clock,
    base: reqwest::Url,
    host: String,
    timeout: Duration,
    key_id: String,
    key_secret: SecretSetting,
    sign_name: String,
    codes: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Answer {
    #[serde(rename = "Code")]
    code: String,
    #[serde(rename = "BizId")]
    biz_id: Option<String>,
}

impl AliyunSms {
    /// A sender by its settings; none when keys or address are missing.
    #[must_use]
    pub fn new(settings: &Sms, http: reqwest::Client, clock: Clock) -> Option<Self> {
        settings.access_key_secret.get()?;
        if settings.access_key_id.is_empty() {
            return None;
        }
        let base = reqwest::Url::parse(&settings.base_url).ok()?;
        let host = match base.port() {
            Some(port) => format!("{}:{port}", base.host_str()?),
            None => base.host_str()?.to_owned(),
        };
        Some(Self {
            http,
            clock,
            base,
            host,
            timeout: Duration::from_millis(settings.timeout_milliseconds),
            key_id: settings.access_key_id.clone(),
            key_secret: settings.access_key_secret.clone(),
            sign_name: settings.sign_name.clone(),
            codes: template_codes(&settings.template_codes)
                .into_iter()
                .map(|(word, code)| (word.to_owned(), code.to_owned()))
                .collect(),
        })
    }

    async fn ask(&self, query: BTreeMap<&str, String>) -> Handed {
        let nonce: String = random_bytes::<16>()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let date = self.clock.now().timestamp();
        let signed = ToSign {
            host: &self.host,
            action: "SendSms",
            version: "2017-05-25",
            date: &date.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            nonce: &nonce,
            query: &query,
        }
        .sign(&self.key_id, self.key_secret.get().unwrap_or_default());
        let mut url = self.base.clone();
        url.set_query(Some(&signed.query));
        let mut request = self.http.post(url).timeout(self.timeout);
        for (name, value) in signed.headers {
            request = request.header(name, value);
        }
        let answered = match request.send().await {
            Ok(response) => response.bytes().await,
            Err(error) => Err(error),
        };
        match answered {
            // Refusals come with 200 or 4xx and a code; what has no code is a gateway's page, of which nothing is known.
            Ok(body) => match serde_json::from_slice::<Answer>(&body) {
                Ok(answer) => judge(answer),
                Err(_no_answer_of_theirs) => Handed::Unknown {
                    code: "unreadable".to_owned(),
                },
            },
            // The error would carry the address, which holds the phone: only its kind is told.
            Err(error) => match NoAnswer::of(&error) {
                NoAnswer::NotSent => Handed::Retry {
                    after: None,
                    code: "not_sent".to_owned(),
                },
                NoAnswer::MaybeSent => Handed::Unknown {
                    code: "no_answer".to_owned(),
                },
            },
        }
    }
}

#[async_trait]
impl SmsSender for AliyunSms {
    async fn send(
        &self,
        phone: &Phone,
        template: SmsTemplate,
        values: &BTreeMap<String, String>,
    ) -> Handed {
        let Some(code) = self.codes.get(template.as_str()) else {
            tracing::error!(
                template = template.as_str(),
                "no template code is configured (sms.template_codes)"
            );
            return Handed::refused("local.no_template");
        };
        let mut parameters = serde_json::Map::new();
        for name in template.values() {
            // The provider refuses a template with a place left empty; found here, it costs nothing.
            let Some(value) = values.get(*name).filter(|value| !value.trim().is_empty()) else {
                return Handed::refused("local.missing_value");
            };
            parameters.insert((*name).to_owned(), value.as_str().into());
        }
        let query = BTreeMap::from([
            ("PhoneNumbers", phone.digits().to_owned()),
            ("SignName", self.sign_name.clone()),
            ("TemplateCode", code.clone()),
            (
                "TemplateParam",
                serde_json::Value::Object(parameters).to_string(),
            ),
        ]);
        let handed = self.ask(query).await;
        if !matches!(handed, Handed::Sent { .. }) {
            tracing::warn!(
                template = template.as_str(),
                ?handed,
                "a text message was not sent"
            );
        }
        handed
    }
}

/// What a code of the provider means. Anything not named here is a definite refusal: the provider has answered, and did not take it.
fn judge(answer: Answer) -> Handed {
    let code = answer.code;
    match code.as_str() {
        "OK" => Handed::Sent {
            reference: answer.biz_id,
        },
        // One a minute, five an hour, ten a day to one phone; the service does not say which was met, so the caller's own pauses grow.
        PHONE_LIMIT => Handed::Retry {
            after: Some(PHONE_PAUSE),
            code,
        },
        // The daily amount that the account's owner set.
        "isv.DAY_LIMIT_CONTROL" => Handed::ParkedUntilTomorrow { code },
        // The service itself, or our own rate; a nonce that was seen was drawn twice.
        "isp.SYSTEM_ERROR" | "isp.GATEWAY_ERROR" | "ServiceUnavailable" | "SignatureNonceUsed" => {
            Handed::Retry { after: None, code }
        }
        // Theirs broke somewhere on the way, before or after it was sent.
        "InternalError" => Handed::Unknown { code },
        throttled if throttled.starts_with("Throttling") => Handed::Retry {
            after: Some(Duration::from_secs(5)),
            code,
        },
        _ => Handed::refused(code),
    }
}
