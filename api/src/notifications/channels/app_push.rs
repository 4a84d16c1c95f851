//! Push to the app, through a push service that speaks JPush's HTTP interface (`POST /v3/push`).
//!
//! The service knows a push by its `cid` and takes a repeated one as the same, so that trying again after a time-out sends nothing
//! twice (JPush's REST API v3 documentation, "cid").

use std::time::Duration;

use reqwest::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::Outgoing;
use crate::notifications::devices;
use crate::platform::audit::Reading;
use crate::platform::handed::Handed;
use crate::platform::problem::Problem;
use crate::settings::Push;
use crate::state::AppState;

#[derive(Deserialize, Default)]
struct Answer {
    #[serde(default)]
    msg_id: Option<serde_json::Value>,
    #[serde(default)]
    error: Option<Refusal>,
}

#[derive(Deserialize)]
struct Refusal {
    code: i64,
}

/// Whether this deployment has a push service.
#[must_use]
pub fn is_configured(settings: &Push) -> bool {
    !settings.app_key.is_empty() && settings.master_secret.get().is_some()
}

/// Pushes to all phones of a person.
///
/// # Errors
/// The database's, before anything went out.
pub async fn send(
    state: &AppState,
    mut reading: Reading,
    message: &Outgoing,
) -> Result<Handed, Problem> {
    let settings = &state.settings.push;
    let Some(secret) = settings
        .master_secret
        .get()
        .filter(|_| !settings.app_key.is_empty())
    else {
        return Ok(Handed::refused("local.not_configured"));
    };
    let db = state.db.read();
    let tokens = devices::read_tokens(db, state, &mut reading, message.person).await?;
    if tokens.is_empty() {
        return Ok(Handed::refused("local.no_device"));
    }
    reading.finish(&state.db, &state.clock).await?;
    let lives = message.expires_at.since(state.clock.now()).as_secs();
    let body = json!({
        "cid": message.delivery,
        "platform": "all",
        "audience": { "registration_id": tokens },
        "notification": { "alert": message.words.text, "android": { "title": message.words.title } },
        "options": { "time_to_live": lives.min(864_000), "apns_production": true },
    });
    let url = format!("{}/v3/push", settings.base_url.trim_end_matches('/'));
    let sent = state
        .http
        .post(url)
        .basic_auth(&settings.app_key, Some(secret))
        .timeout(Duration::from_millis(settings.timeout_milliseconds))
        .json(&body)
        .send()
        .await;
    Ok(match sent {
        Ok(response) => {
            let (status, wait) = (response.status(), retry_after(&response));
            let answer = response.json::<Answer>().await.unwrap_or_default();
            judge(status, wait, answer)
        }
        // The address holds nothing secret, but says nothing either.
        Err(error) => Handed::Retry {
            after: None,
            code: if error.is_timeout() {
                "timeout"
            } else {
                "unreachable"
            }
            .to_owned(),
        },
    })
}

fn retry_after(response: &reqwest::Response) -> Option<Duration> {
    let header = response.headers().get("X-Rate-Limit-Reset")?;
    header.to_str().ok()?.parse().ok().map(Duration::from_secs)
}

/// What an answer means: codes of JPush's REST API v3.
fn judge(status: StatusCode, wait: Option<Duration>, answer: Answer) -> Handed {
    let code = answer.error.map_or_else(
        || status.as_u16().to_string(),
        |error| error.code.to_string(),
    );
    let retry = |after| Handed::Retry {
        after,
        code: code.clone(),
    };
    match (status.as_u16(), code.as_str()) {
        (200, _) => Handed::Sent {
            reference: answer.msg_id.map(|id| id.to_string().replace('"', "")),
        },
        // 1011: nobody has these tokens (any more); 1003, 1005, 1008: the message is wrong, and stays so.
        (_, "1003" | "1005" | "1008" | "1011") => Handed::refused(code),
        // 2002: too many a minute.
        (429, _) | (_, "2002") => retry(Some(wait.unwrap_or(Duration::from_secs(60)))),
        // 1004 and 401: our key is wrong; mended in the settings, and worth another try then.
        (401, _) | (_, "1004") => {
            tracing::error!(code, "the push service does not accept our key");
            retry(None)
        }
        (500.., _) => retry(None),
        _ => Handed::refused(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(status: u16, body: &str) -> Handed {
        let answer = serde_json::from_str(body).unwrap_or_default();
        judge(StatusCode::from_u16(status).unwrap(), None, answer)
    }

    #[test]
    fn every_documented_answer_has_its_meaning() {
        let sent = judged(200, r#"{"sendno":"0","msg_id":"18100287"}"#);
        let reference = Some("18100287".to_owned());
        assert_eq!(sent, Handed::Sent { reference });
        let error = |code: i64| format!(r#"{{"error":{{"code":{code},"message":"x"}}}}"#);
        for code in [1003, 1005, 1008, 1011] {
            let refused = judged(400, &error(code));
            assert!(matches!(refused, Handed::Refused { .. }), "{refused:?}");
        }
        for (status, body) in [
            (401, error(1004)),
            (429, error(2002)),
            (500, error(1000)),
            (503, String::new()),
            (502, "<html>".to_owned()),
        ] {
            let retried = judged(status, &body);
            assert!(
                matches!(retried, Handed::Retry { .. }),
                "{status}: {retried:?}"
            );
        }
    }
}
