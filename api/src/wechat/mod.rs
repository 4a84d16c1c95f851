//! WeChat: the one client of its API, the shared access token, subscription messages with the ledger of agreements, callbacks, and what
//! it makes of texts and pictures.
//!
//! Whoever sends goes through [`Messages::send`], which takes an agreement before it asks and says what became of the message as
//! [`Handed`](crate::platform::handed::Handed) does. Sign-in is `identity`'s and only uses [`Client`].

pub mod callback;
pub mod checks;
pub mod client;
pub mod consents;
pub mod crypto;
pub mod dto;
pub mod entity;
pub mod errcode;
pub mod message;
pub mod routes;
pub mod send;
pub mod service;
pub mod subscribe;
// They move the clock.
#[cfg(all(test, feature = "test-support"))]
mod tests;
pub mod token;

use std::sync::Arc;

use anyhow::Context as _;
use redis::aio::ConnectionManager;

pub use checks::{MediaVerdicts, Verdict};
pub use client::Client;
pub use crypto::Envelope;
pub use send::Messages;
pub use subscribe::Templates;

use crate::platform::clock::Clock;
use crate::platform::crypto::Vault;
use crate::platform::db::Db;
use crate::portraits::checks::PortraitVerdicts;
use crate::settings::Wechat as Settings;

/// Everything of WeChat that a replica holds.
pub struct Wechat {
    /// The API.
    pub client: Arc<Client>,
    /// Templates of subscription messages.
    pub templates: Arc<Templates>,
    /// Subscription messages.
    pub messages: Messages,
    /// Opens callbacks; none when message push is not configured.
    pub envelope: Option<Envelope>,
    /// Who hears verdicts on pictures and sounds.
    pub media: Box<dyn MediaVerdicts>,
}

/// What WeChat needs of the replica.
pub struct Around<'a> {
    /// The client for outside services.
    pub http: &'a reqwest::Client,
    /// Redis with its prefix, where there is one.
    pub redis: Option<(ConnectionManager, String)>,
    /// Keys.
    pub vault: &'a Arc<Vault>,
    /// The database.
    pub db: &'a Db,
    /// The clock.
    pub clock: &'a Clock,
}

impl Wechat {
    /// By the settings.
    ///
    /// # Errors
    /// When templates or the key of callbacks cannot be read.
    pub fn new(settings: &Settings, around: Around<'_>) -> anyhow::Result<Self> {
        let tokens =
            token::Tokens::new(around.redis, Arc::clone(around.vault), around.clock.clone());
        let client = Arc::new(Client::new(settings, around.http.clone(), tokens));
        let templates = Templates::load(settings).context("the templates of WeChat")?;
        let templates = Arc::new(templates);
        let messages = Messages {
            client: Arc::clone(&client),
            templates: Arc::clone(&templates),
            vault: Arc::clone(around.vault),
            db: around.db.clone(),
            clock: around.clock.clone(),
        };
        Ok(Self {
            client,
            templates,
            messages,
            envelope: Envelope::from_settings(settings)?,
            media: Box::new(PortraitVerdicts),
        })
    }
}
