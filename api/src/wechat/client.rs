//! The one client of WeChat's server API.
//!
//! Errors come with HTTP 200 and an `errcode`; success often has none, so a missing one is 0. Every call has a time-out, and addresses
//! (which carry the secret or the access token) never reach a log.

use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

use super::errcode::{Failure, Policy};
use super::token::{Fetched, Tokens};
use crate::platform::handed::NoAnswer;
use crate::settings::{SecretSetting, Wechat};

/// Speaks to WeChat.
#[derive(Debug)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    app_id: String,
    secret: SecretSetting,
    timeout: Duration,
    program_state: String,
    tokens: Tokens,
}

/// The phone that somebody let WeChat tell us.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PhoneInfo {
    /// The number without its country.
    pub pure_phone_number: String,
    /// The country's code, such as 86. The documentation says text, its example shows a number: both are read.
    #[serde(deserialize_with = "text_or_number")]
    pub country_code: String,
}

/// Where a text stands, for `msg_sec_check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    /// 资料.
    Profile = 1,
    /// 评论.
    Comment = 2,
    /// 论坛.
    Forum = 3,
    /// 社交日志.
    SocialLog = 4,
}

/// What WeChat makes of a text or of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CheckResult {
    /// `pass`, `review` or `risky`.
    pub suggest: String,
    /// Why: 100 is normal, 20002 porn, 20006 crime, 21000 other.
    #[serde(default)]
    pub label: i64,
}

/// A picture or a sound, for `media_check_async`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// 音频.
    Audio = 1,
    /// 图片.
    Image = 2,
}

#[derive(Deserialize)]
struct SessionAnswer {
    openid: Option<String>,
}

#[derive(Deserialize)]
struct PhoneAnswer {
    phone_info: Option<PhoneInfo>,
}

#[derive(Deserialize)]
struct SendAnswer {
    #[serde(default, deserialize_with = "optional_text_or_number")]
    msgid: Option<String>,
}

#[derive(Deserialize)]
struct CheckAnswer {
    result: Option<CheckResult>,
}

#[derive(Deserialize)]
struct MediaAnswer {
    trace_id: Option<String>,
}

#[derive(Deserialize)]
struct TokenAnswer {
    access_token: String,
    expires_in: u64,
}

impl Client {
    /// A client by its settings.
    #[must_use]
    pub fn new(settings: &Wechat, http: reqwest::Client, tokens: Tokens) -> Self {
        Self {
            http,
            base: settings.base_url.trim_end_matches('/').to_owned(),
            app_id: settings.app_id.clone(),
            secret: settings.app_secret.clone(),
            timeout: Duration::from_millis(settings.timeout_milliseconds),
            program_state: settings.program_state.clone(),
            tokens,
        }
    }

    /// The mini-program's id and secret, if both are set.
    fn credentials(&self) -> Result<(&str, &str), Failure> {
        match self.secret.get() {
            Some(secret) if !self.app_id.is_empty() => Ok((&self.app_id, secret)),
            _ => Err(Failure::NotConfigured),
        }
    }

    /// The openid behind a code of `wx.login`. The session key that comes with it is dropped: nothing here needs it.
    ///
    /// # Errors
    /// WeChat's; [`Failure::Other`] 40029 and 40163 for a code that is wrong or used, 40226 for a person that WeChat blocks.
    pub async fn openid_of_code(&self, code: &str) -> Result<String, Failure> {
        let (app_id, secret) = self.credentials()?;
        let query = [
            ("appid", app_id),
            ("secret", secret),
            ("js_code", code),
            ("grant_type", "authorization_code"),
        ];
        let url = format!("{}/sns/jscode2session", self.base);
        let answer: SessionAnswer = self.ask(self.http.get(url).query(&query)).await?;
        answer
            .openid
            .filter(|openid| !openid.is_empty())
            .ok_or(Failure::Unreadable)
    }

    /// The phone behind a code of `getPhoneNumber` (another code than that of `wx.login`: one use, five minutes).
    ///
    /// # Errors
    /// WeChat's; [`Failure::Other`] 40029 for a wrong or used code.
    pub async fn phone_of_code(
        &self,
        code: &str,
        openid: Option<&str>,
    ) -> Result<PhoneInfo, Failure> {
        let mut body = json!({ "code": code });
        if let Some(openid) = openid {
            body["openid"] = openid.into();
        }
        let answer: PhoneAnswer = self.call("/wxa/business/getuserphonenumber", &body).await?;
        answer.phone_info.ok_or(Failure::Unreadable)
    }

    /// Sends a subscription message; answers WeChat's id of it, where it gives one.
    ///
    /// # Errors
    /// WeChat's.
    pub async fn send_subscribed(
        &self,
        openid: &str,
        template_id: &str,
        data: &Value,
        page: Option<&str>,
    ) -> Result<Option<String>, Failure> {
        let mut body = json!({
            "touser": openid,
            "template_id": template_id,
            "data": data,
            "miniprogram_state": self.program_state,
            "lang": "zh_CN",
        });
        if let Some(page) = page {
            body["page"] = page.into();
        }
        let answer: SendAnswer = self.call("/cgi-bin/message/subscribe/send", &body).await?;
        Ok(answer.msgid)
    }

    /// What WeChat makes of a text of somebody who was in the mini-program within two hours. The `errcode` is 0 for bad texts too.
    ///
    /// # Errors
    /// WeChat's.
    pub async fn check_text(
        &self,
        openid: &str,
        scene: Scene,
        text: &str,
    ) -> Result<CheckResult, Failure> {
        // WeChat takes 2,500 characters; what is longer is judged by its beginning.
        let content: String = text.chars().take(2_500).collect();
        let body =
            json!({ "version": 2, "openid": openid, "scene": scene as u8, "content": content });
        let answer: CheckAnswer = self.call("/wxa/msg_sec_check", &body).await?;
        answer.result.ok_or(Failure::Unreadable)
    }

    /// Asks WeChat to look at a picture or sound at `url`; answers the trace under which the verdict comes by callback.
    ///
    /// # Errors
    /// WeChat's.
    pub async fn check_media(
        &self,
        openid: &str,
        scene: Scene,
        media_type: MediaType,
        url: &str,
    ) -> Result<String, Failure> {
        let body = json!({
            "version": 2, "openid": openid, "scene": scene as u8, "media_type": media_type as u8, "media_url": url,
        });
        let answer: MediaAnswer = self.call("/wxa/media_check_async", &body).await?;
        answer.trace_id.ok_or(Failure::Unreadable)
    }

    /// A `POST` with an access token. One that WeChat refuses is renewed and the call made again, exactly once.
    async fn call<T: DeserializeOwned>(&self, path: &str, body: &Value) -> Result<T, Failure> {
        let token = self.token(None).await?;
        let first = self.post(path, &token, body).await;
        match first {
            Err(failure) if failure.policy() == Policy::RenewToken => {
                tracing::info!(
                    code = failure.code(),
                    "WeChat refuses the access token; another is fetched"
                );
                let token = self.token(Some(&token)).await?;
                let again = self.post(path, &token, body).await;
                // A fresh one refused as well is no matter of the token's age: nothing was done, and somebody has to look.
                again.map_err(|failure| match failure.policy() {
                    Policy::RenewToken => {
                        tracing::error!(
                            code = failure.code(),
                            "WeChat refuses a fresh access token too"
                        );
                        Failure::NoToken
                    }
                    _ => failure,
                })
            }
            other => other,
        }
    }

    async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        token: &str,
        body: &Value,
    ) -> Result<T, Failure> {
        let url = format!("{}{path}", self.base);
        let query = [("access_token", token)];
        self.ask(self.http.post(url).query(&query).json(body)).await
    }

    /// The access token, or another than the refused one.
    async fn token(&self, refused: Option<&str>) -> Result<String, Failure> {
        self.credentials()?;
        self.tokens
            .obtain(refused, async |force| self.fetch_token(force).await)
            .await
    }

    async fn fetch_token(&self, force: bool) -> Result<Fetched, Failure> {
        let (app_id, secret) = self.credentials()?;
        let mut body =
            json!({ "grant_type": "client_credential", "appid": app_id, "secret": secret });
        if force {
            body["force_refresh"] = true.into();
        }
        let url = format!("{}/cgi-bin/stable_token", self.base);
        let answer: TokenAnswer = self.ask(self.http.post(url).json(&body)).await?;
        Ok(Fetched {
            token: answer.access_token,
            lives: Duration::from_secs(answer.expires_in),
        })
    }

    /// Sends and reads. What is no JSON, or is an HTTP error, comes from something between us and WeChat.
    async fn ask<T: DeserializeOwned>(
        &self,
        request: reqwest::RequestBuilder,
    ) -> Result<T, Failure> {
        let answered = match request.timeout(self.timeout).send().await {
            Ok(response) => match response.error_for_status() {
                Ok(response) => response.bytes().await,
                Err(error) => {
                    tracing::warn!(error = %error.without_url(), "WeChat answers with an HTTP error");
                    return Err(Failure::Unreadable);
                }
            },
            Err(error) => Err(error),
        };
        // The error would carry the address with the secret: it is logged without.
        let body = answered.map_err(|error| {
            let no_answer = NoAnswer::of(&error);
            tracing::warn!(error = %error.without_url(), "WeChat does not answer");
            Failure::from(no_answer)
        })?;
        let answer: Value =
            serde_json::from_slice(&body).map_err(|_not_json| Failure::Unreadable)?;
        match answer.get("errcode").and_then(Value::as_i64) {
            None | Some(0) => {
                serde_json::from_value(answer).map_err(|_other_form| Failure::Unreadable)
            }
            Some(errcode) => Err(Failure::of(errcode)),
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum TextOrNumber {
    Text(String),
    Number(i64),
}

impl From<TextOrNumber> for String {
    fn from(value: TextOrNumber) -> Self {
        match value {
            TextOrNumber::Text(text) => text,
            TextOrNumber::Number(number) => number.to_string(),
        }
    }
}

fn text_or_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    TextOrNumber::deserialize(deserializer).map(Into::into)
}

fn optional_text_or_number<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    Option::<TextOrNumber>::deserialize(deserializer).map(|value| value.map(Into::into))
}
