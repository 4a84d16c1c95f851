//! WeChat sign-in: `code2Session` against a configurable base address.
//!
//! Errors come with HTTP 200 and an `errcode`; success has none (FACTS: WeChat's documentation of `code2Session`).

use std::time::Duration;

use serde::Deserialize;

use crate::platform::problem::{ErrorCode, Problem};
use crate::state::AppState;

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    errcode: i64,
    openid: Option<String>,
}

/// The openid behind a code of `wx.login`. The session key that comes with it is dropped: nothing here needs it.
///
/// # Errors
/// 401 for a code that WeChat refuses (wrong, used, or of a blocked user); 503 when WeChat is busy, limits us, does not answer, or is
/// not configured.
pub async fn openid_of(state: &AppState, code: &str) -> Result<String, Problem> {
    let wechat = &state.settings.wechat;
    let unavailable = || Problem::new(ErrorCode::Unavailable).retry_after(5);
    let Some(secret) = wechat
        .app_secret
        .get()
        .filter(|_| !wechat.app_id.is_empty())
    else {
        tracing::warn!("WeChat sign-in was asked for but is not configured");
        return Err(unavailable());
    };
    let url = format!(
        "{}/sns/jscode2session",
        wechat.base_url.trim_end_matches('/')
    );
    let query = [
        ("appid", wechat.app_id.as_str()),
        ("secret", secret),
        ("js_code", code),
        ("grant_type", "authorization_code"),
    ];
    let sent = state
        .http
        .get(url)
        .query(&query)
        .timeout(Duration::from_millis(wechat.timeout_milliseconds))
        .send()
        .await
        .and_then(reqwest::Response::error_for_status);
    // The error would carry the address with the secret: it is logged without.
    let response = sent.map_err(|error| {
        tracing::warn!(error = %error.without_url(), "WeChat does not answer");
        unavailable()
    })?;
    let answer: Answer = response.json().await.map_err(|error| {
        tracing::warn!(error = %error.without_url(), "WeChat's answer cannot be read");
        unavailable()
    })?;
    match (answer.errcode, answer.openid) {
        (0, Some(openid)) => Ok(openid),
        (40029 | 40163 | 40226, _) => Err(ErrorCode::WechatRefused.into()),
        (errcode, _) => {
            tracing::warn!(errcode, "WeChat refuses code2Session");
            Err(unavailable())
        }
    }
}
