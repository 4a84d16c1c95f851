//! Relay numbers: a number that connects two people, and shows neither's own.

use std::collections::BTreeMap;
use std::time::Duration;

use async_trait::async_trait;
use jiff::tz::TimeZone;
use serde::Deserialize;

use crate::identity::Phone;
use crate::platform::aliyun::Service;
use crate::platform::clock::{Clock, Instant};
use crate::settings::Settings;

/// A number that connects two people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relay {
    /// What either of them dials.
    pub number: String,
    /// The service's name for the connection.
    pub reference: Option<String>,
}

/// Why there is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RelayError {
    /// This deployment has no relay.
    #[error("no relay is configured")]
    NotConfigured,
    /// The service said no.
    #[error("the relay service refuses: {0}")]
    Refused(String),
    /// The service did not answer.
    #[error("the relay service does not answer")]
    NoAnswer,
}

/// Gives numbers out.
#[async_trait]
pub trait RelayNumbers: Send + Sync {
    /// Connects two phones until an instant.
    ///
    /// # Errors
    /// Why there is no number. One that was made and not heard of ends by itself.
    async fn bind(&self, one: &Phone, other: &Phone, until: Instant) -> Result<Relay, RelayError>;
}

/// There is none: calls go through the office line.
#[derive(Debug, Clone, Copy)]
pub struct NoRelay;

#[async_trait]
impl RelayNumbers for NoRelay {
    async fn bind(&self, _: &Phone, _: &Phone, _: Instant) -> Result<Relay, RelayError> {
        Err(RelayError::NotConfigured)
    }
}

/// Alibaba Cloud's privacy numbers (号码隐私保护): `BindAxb` of 2017-05-25.
#[derive(Debug)]
pub struct AliyunPls {
    service: Service,
    pool_key: String,
    zone: TimeZone,
}

#[derive(Deserialize)]
struct Answer {
    #[serde(rename = "Code")]
    code: String,
    #[serde(rename = "SecretBindDTO")]
    bound: Option<Bound>,
}

#[derive(Deserialize)]
struct Bound {
    #[serde(rename = "SecretNo")]
    number: String,
    #[serde(rename = "SubsId")]
    reference: Option<String>,
}

#[async_trait]
impl RelayNumbers for AliyunPls {
    async fn bind(&self, one: &Phone, other: &Phone, until: Instant) -> Result<Relay, RelayError> {
        let until = until.timestamp().to_zoned(self.zone.clone());
        let query = BTreeMap::from([
            ("PoolKey", self.pool_key.clone()),
            ("PhoneNoA", one.digits().to_owned()),
            ("PhoneNoB", other.digits().to_owned()),
            (
                "Expiration",
                until.strftime("%Y-%m-%d %H:%M:%S").to_string(),
            ),
        ]);
        let body = self.service.ask("BindAxb", &query).await;
        let body = body.map_err(|_no_answer| RelayError::NoAnswer)?;
        let answer = serde_json::from_slice::<Answer>(&body);
        // A gateway's page is no answer of the service's.
        let answer = answer.map_err(|_no_answer_of_theirs| RelayError::NoAnswer)?;
        match answer.bound {
            Some(bound) if answer.code == "OK" && !bound.number.is_empty() => Ok(Relay {
                number: bound.number,
                reference: bound.reference,
            }),
            _ => Err(RelayError::Refused(answer.code)),
        }
    }
}

/// The relay of a deployment.
#[must_use]
pub fn from_settings(
    settings: &Settings,
    http: &reqwest::Client,
    clock: &Clock,
) -> Box<dyn RelayNumbers> {
    let calls = &settings.calls;
    if calls.pool_key.is_empty() {
        return Box::new(NoRelay);
    }
    let keys = (calls.access_key_id.as_str(), &calls.access_key_secret);
    let timeout = Duration::from_millis(calls.timeout_milliseconds);
    let client = (http.clone(), clock.clone());
    match Service::new(client, keys, &calls.base_url, timeout) {
        Some(service) => Box::new(AliyunPls {
            service,
            pool_key: calls.pool_key.clone(),
            zone: clock.zone().clone(),
        }),
        None => {
            tracing::error!(
                "calls.pool_key is set, but keys or address of the relay are not: calls go through the office line"
            );
            Box::new(NoRelay)
        }
    }
}
