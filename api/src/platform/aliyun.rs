//! A service of Alibaba Cloud that is asked by signed requests: text messages, relay numbers.

use std::collections::BTreeMap;
use std::time::Duration;

use super::acs3::ToSign;
use super::clock::Clock;
use super::crypto::random_bytes;
use super::handed::NoAnswer;
use crate::settings::SecretSetting;

/// Where a service is, and who we are there.
#[derive(Debug)]
pub struct Service {
    http: reqwest::Client,
    clock: Clock,
    base: reqwest::Url,
    host: String,
    timeout: Duration,
    key_id: String,
    key_secret: SecretSetting,
}

impl Service {
    /// A service by its settings; none when keys or address are missing.
    #[must_use]
    pub fn new(
        (http, clock): (reqwest::Client, Clock),
        (key_id, key_secret): (&str, &SecretSetting),
        base_url: &str,
        timeout: Duration,
    ) -> Option<Self> {
        key_secret.get()?;
        if key_id.is_empty() {
            return None;
        }
        let base = reqwest::Url::parse(base_url).ok()?;
        let host = match base.port() {
            Some(port) => format!("{}:{port}", base.host_str()?),
            None => base.host_str()?.to_owned(),
        };
        Some(Self {
            http,
            clock,
            base,
            host,
            timeout,
            key_id: key_id.to_owned(),
            key_secret: key_secret.clone(),
        })
    }

    /// Asks for an action; answers the body, whatever the status: refusals come with 200 or 4xx and a code.
    ///
    /// # Errors
    /// What is known of a request that got no answer. (The error itself would carry the address, which holds phones.)
    pub async fn ask(
        &self,
        action: &str,
        query: &BTreeMap<&str, String>,
    ) -> Result<Vec<u8>, NoAnswer> {
        let nonce: String = random_bytes::<16>()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let date = self.clock.now().timestamp();
        let signed = ToSign {
            host: &self.host,
            action,
            version: "2017-05-25",
            date: &date.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            nonce: &nonce,
            query,
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
        answered
            .map(|body| body.to_vec())
            .map_err(|error| NoAnswer::of(&error))
    }
}
