//! What every handler and job of this replica shares.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use redis::aio::ConnectionManager;
use tokio_util::sync::CancellationToken;

use crate::calls::relay::RelayNumbers;
use crate::divisions::Registry;
use crate::identity::SessionCache;
use crate::needs::screening::ContentScreening;
use crate::photos::files::PhotoFiles;
use crate::platform::clock::{Clock, Instant};
use crate::platform::crypto::Vault;
use crate::platform::db::Db;
use crate::platform::limits::Limits;
use crate::platform::metrics::Metrics;
use crate::platform::outbox::Hub;
use crate::platform::pdf::font::SlipFont;
use crate::platform::tokens::Tokens;
use crate::providers::{Directory, Positions};
use crate::reference::Reference;
use crate::reference::policy::PolicyOn;
use crate::reference::taxonomy::Urgency;
use crate::settings::Settings;
use crate::sms::SmsSender;
use crate::wechat::Wechat;

/// The state of one replica.
pub struct AppState {
    /// Settings.
    pub settings: Settings,
    /// The clock.
    pub clock: Clock,
    /// The database.
    pub db: Db,
    /// Keys of personal data.
    pub vault: Arc<Vault>,
    /// Access tokens.
    pub tokens: Tokens,
    /// Sessions and rights, cached until an event says otherwise.
    pub sessions: SessionCache,
    /// Redis, where there is one.
    pub redis: Option<ConnectionManager>,
    /// Rate limits.
    pub limits: Limits,
    /// Taxonomy and policy.
    pub reference: Reference,
    /// The copy of all providers that the matcher asks.
    pub directory: Directory,
    /// Live positions of providers, forgotten after minutes.
    pub positions: Positions,
    /// The files of photos.
    pub photos: PhotoFiles,
    /// The font of slips.
    pub font: SlipFont,
    /// Events as this replica sees them.
    pub hub: Hub,
    /// Metrics.
    pub metrics: Metrics,
    /// Looks over what residents write.
    pub screening: Box<dyn ContentScreening>,
    /// The client for outside services, with time-outs.
    pub http: reqwest::Client,
    /// WeChat.
    pub wechat: Wechat,
    /// Sends text messages.
    pub sms: Box<dyn SmsSender>,
    /// Relay numbers.
    pub relay: Box<dyn RelayNumbers>,
    /// Whether the copies in memory were loaded.
    pub started: AtomicBool,
    /// Cancelled as soon as the server is told to stop: live streams end, so that nothing waits for them.
    pub stopping: CancellationToken,
    divisions: RwLock<Arc<Registry>>,
}

impl AppState {
    /// Puts the parts together.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        let prefix = parts.settings.redis.key_prefix.clone();
        Self {
            positions: Positions::new(parts.redis.clone().map(|redis| (redis, prefix))),
            directory: Directory::default(),
            settings: parts.settings,
            clock: parts.clock,
            db: parts.db,
            vault: parts.vault,
            tokens: parts.tokens,
            sessions: SessionCache::default(),
            limits: parts.limits,
            redis: parts.redis,
            reference: parts.reference,
            photos: parts.photos,
            font: parts.font,
            hub: Hub::default(),
            metrics: Metrics::default(),
            screening: parts.screening,
            http: parts.http,
            wechat: parts.wechat,
            sms: parts.sms,
            relay: parts.relay,
            started: AtomicBool::new(false),
            stopping: CancellationToken::new(),
            divisions: RwLock::new(Arc::new(parts.divisions)),
        }
    }

    /// The tree of divisions as it is now.
    #[must_use]
    pub fn divisions(&self) -> Arc<Registry> {
        Arc::clone(
            &self
                .divisions
                .read()
                .unwrap_or_else(std::sync::PoisonError::into_inner),
        )
    }

    /// The policy as it stands today, in the city's zone.
    #[must_use]
    pub fn policy(&self) -> PolicyOn<'_> {
        let today = self.clock.civil_date(self.clock.now());
        self.reference.policy.on(today.to_string())
    }

    /// The instant by which something has to happen that may take so long: in working time for what is not urgent, on the clock for
    /// what is.
    #[must_use]
    pub fn deadline(&self, urgency: Urgency, from: Instant, within: Duration) -> Instant {
        match urgency {
            Urgency::Routine | Urgency::Soon => {
                let calendar = &self.reference.calendar;
                calendar.add(self.clock.zone(), from, within)
            }
            Urgency::Urgent | Urgency::Emergency => from.plus(within),
        }
    }

    /// Puts a newer tree in place.
    pub fn replace_divisions(&self, registry: Registry) {
        *self
            .divisions
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(registry);
    }
}

/// The parts that [`AppState::new`] is made of.
pub struct Parts {
    /// Settings.
    pub settings: Settings,
    /// The clock.
    pub clock: Clock,
    /// The database, migrated.
    pub db: Db,
    /// Keys of personal data.
    pub vault: Arc<Vault>,
    /// Access tokens.
    pub tokens: Tokens,
    /// Redis, where there is one.
    pub redis: Option<ConnectionManager>,
    /// Rate limits.
    pub limits: Limits,
    /// Taxonomy and policy.
    pub reference: Reference,
    /// The files of photos.
    pub photos: PhotoFiles,
    /// The font of slips.
    pub font: SlipFont,
    /// Looks over what residents write.
    pub screening: Box<dyn ContentScreening>,
    /// The client for outside services.
    pub http: reqwest::Client,
    /// WeChat.
    pub wechat: Wechat,
    /// Sends text messages.
    pub sms: Box<dyn SmsSender>,
    /// Relay numbers.
    pub relay: Box<dyn RelayNumbers>,
    /// The tree of divisions.
    pub divisions: Registry,
}
