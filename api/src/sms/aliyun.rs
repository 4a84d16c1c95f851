//! The short-message service of Alibaba Cloud: `SendSms` of 2017-05-25, signed by version 3.

use std::collections::BTreeMap;
use std::time::Duration;

use async_trait::async_trait;
use serde::Deserialize;

use super::{PHONE_LIMIT, PHONE_PAUSE, SmsSender, SmsTemplate, template_codes};
use crate::identity::Phone;
use crate::platform::aliyun::Service;
use crate::platform::clock::Clock;
use crate::platform::handed::{Handed, NoAnswer};
use crate::settings::Sms;

/// Sends through Alibaba Cloud.
#[derive(Debug)]
pub struct AliyunSms {
    service: Service,
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
        let keys = (settings.access_key_id.as_str(), &settings.access_key_secret);
        let timeout = Duration::from_millis(settings.timeout_milliseconds);
        Some(Self {
            service: Service::new((http, clock), keys, &settings.base_url, timeout)?,
            sign_name: settings.sign_name.clone(),
            codes: template_codes(&settings.template_codes)
                .into_iter()
                .map(|(word, code)| (word.to_owned(), code.to_owned()))
                .collect(),
        })
    }

    async fn ask(&self, query: BTreeMap<&str, String>) -> Handed {
        match self.service.ask("SendSms", &query).await {
            // What has no code is a gateway's page, of which nothing is known.
            Ok(body) => match serde_json::from_slice::<Answer>(&body) {
                Ok(answer) => judge(answer),
                Err(_no_answer_of_theirs) => Handed::Unknown {
                    code: "unreadable".to_owned(),
                },
            },
            Err(NoAnswer::NotSent) => Handed::Retry {
                after: None,
                code: "not_sent".to_owned(),
            },
            Err(NoAnswer::MaybeSent) => Handed::Unknown {
                code: "no_answer".to_owned(),
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
